import Foundation
import Inputs
import Planning
import Units

/// How the places of bases in the school register compare with the pupils that SEN2 reports in them.
///
/// The two count different children (at the authority's schools; held by the authority), and both under-record: the census
/// finds bases in 7% of primary and 15% of secondary schools, councils' own returns in 9% and 19% (DOMAIN 3.1, F25).
struct SchoolsBaseGap {
  /// The January that SEN2 counts at.
  var year: AcademicYear
  var pupils: Int
  var source: String

  /// From a SEN2 release, where one is named; else from the study's own history, where it has stock by kind.
  ///
  /// The base year's January, or the last one before it.
  static func find(_ folder: StudyFolder, sen2: URL?, log: ProblemLog) -> SchoolsBaseGap? {
    if let sen2 {
      let counts = HistoryReleases([sen2], study: folder.study, log: log).stockByKind
      guard let year = counts.keys.filter({ $0 <= folder.study.baseYear }).max() ?? counts.keys.min() else {
        if log.isEmpty {
          log.report(
            sen2.lastPathComponent, "holds no plans of this authority by placement",
            "Name DfE's caseload file, from Education, health and care plans.")
        }
        return nil
      }
      return SchoolsBaseGap(
        year: year, pupils: counts[year]?[.specialistBase] ?? 0, source: sen2.lastPathComponent)
    }
    guard folder.holds("history.csv") else { return nil }
    guard let study = (try? folder.tables([.history])) ?? (try? folder.tables([.areas, .history])) else { return nil }
    let rows = study.history.filter {
      $0.kind == .specialistBase && $0.area == nil && $0.need == nil && $0.stock != nil && $0.year <= study.baseYear
    }
    guard let year = rows.map(\.year).max() else { return nil }
    let ofYear = rows.filter { $0.year == year }
    let pupils =
      ofYear.first { $0.ncYear == nil }?.stock ?? ofYear.reduce(0) { $0 + ($1.stock ?? 0) }
    return SchoolsBaseGap(year: year, pupils: pupils, source: "history.csv")
  }

  /// The comparison as a fact.
  func fact(places: Int, onRoll: Int) -> ImportReport.Fact {
    .init(
      "base_pupils_sen2", pupils,
      "SEN2 has \(pupils) of the authority's children in SEN units and resourced provision in January \(year.january) "
        + "(\(source)), where the register has \(onRoll) pupils in \(places) places at the authority's schools. They count "
        + "different children, and both under-record: the census finds bases in 7% of primary and 15% of secondary schools, "
        + "councils' own returns in 9% and 19%. Check them against the authority's own list.")
  }
}
