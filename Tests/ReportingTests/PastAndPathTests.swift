import Appraisal
import Foundation
import Planning
import SampleRun
import Testing
import Units

@testable import Reporting

/// A kind's own Januaries before its path.
@Suite("Past and path by kind")
struct PastAndPathTests {
  /// The sample with a history of mainstream and special plans, and one small count.
  private func table(smallest: Int) -> PastAndPathTable {
    var study = Sample.study()
    for (back, special) in [(3, smallest), (2, 40), (1, 44), (0, 47)] {
      for (kind, stock) in [(ProvisionKind.mainstream, 100 - 5 * back), (.special, special)] {
        study.history.append(
          HistoryRow(
            area: nil, year: study.baseYear.advanced(by: -back), ncYear: nil, need: nil, kind: kind, stock: stock,
            new: nil,
            ceased: nil, movedIn: nil, movedOut: nil))
      }
    }
    return PastAndPathTable(
      context: ReportContext(
        results: DisclosureControl().publish(Sample.results(study)), study: study,
        description: Sample.runDescription(study)))
  }

  /// Points of the drawn line of a kind.
  private func corners(_ page: String, _ kind: ProvisionKind) -> Int? {
    guard let start = page.range(of: "past-\(kind.code)") else { return nil }
    let picture = page[start.upperBound...].components(separatedBy: "</svg>")[0]
    return picture.components(separatedBy: "<path").last?.components(separatedBy: "d=\"M").last?.prefix { $0 != "\"" }
      .count { $0 == "L" }
  }

  @Test func eachKindIsDrawnFromItsOwnPastThroughItsPath() {
    let table = table(smallest: 36)
    let page = table.pictures.source
    let horizon = Sample.study().horizon
    #expect(corners(page, .mainstream) == 3 + horizon)
    #expect(corners(page, .special) == 3 + horizon)
    #expect(corners(page, .fe) == nil, "no January of the past is known")
  }

  @Test func aSmallCountIsLeftOutOfThePicture() {
    #expect(corners(table(smallest: 2).pictures.source, .special) == 2 + Sample.study().horizon)
  }
}
