import Appraisal
import Foundation
import Planning
import SampleRun
import Testing

@testable import Exports

private let study = {
  var study = Sample.study(proposals: 3)
  study.laName = "=Sample, \"County\""
  study.onsCode = "E06000099"
  return study
}()
private let results = DisclosureControl().publish(Sample.results(study))
private let tables = openData(results, study: study)

/// Rows of a CSV file without line ends in fields.
private func rows(_ text: String) -> [[String]] {
  text.split(separator: "\n").map { line in
    var fields = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted { fields.append("") } else { fields[fields.count - 1].append(character) }
    }
    return fields
  }
}

@Suite struct OpenDataTests {
  @Test(arguments: 0..<2) func `columns, names and symbols are those of the rules`(index: Int) throws {
    let data = rows(tables[index].data)
    let header = data[0]
    #expect(tables[index].name.allSatisfy { $0.isLowercase || $0 == "_" })
    #expect(Set(header).count == header.count)
    for name in header { #expect(name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" }, "\(name)") }
    #expect(
      Array(header.prefix(8)) == [
        "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "old_la_code",
        "new_la_code", "la_name",
      ])
    for row in data.dropFirst() {
      #expect(row.count == header.count)
      #expect(row[0].count == 6 && Int(row[0]) != nil)
      #expect(row[6] == "E06000099" && row[7] == "\"'=Sample, \"\"County\"\"\"")
      let first = try #require(header.firstIndex { $0 == "children" || $0 == "independent_count" })
      for value in row[first...] {
        #expect(Double(value) != nil || ["c", "z", "x", "low"].contains(value), "\(value)")
      }
    }
  }

  @Test(arguments: 0..<2) func `every column but the fixed ones is described, and nothing else`(index: Int) {
    let header = rows(tables[index].data)[0]
    let meta = rows(tables[index].meta)
    #expect(meta[0].prefix(3) == ["col_name", "col_type", "label"])
    #expect(Set(meta.dropFirst().map { $0[0] }) == Set(header.dropFirst(8)))
    for row in meta.dropFirst() {
      #expect(row.count == 8 && (row[1] == "Filter" || row[1] == "Indicator"))
      #expect((row[1] == "Indicator") == (Int(row[5]) != nil))
    }
  }

  @Test func `a row stands for one scenario and year, and shares are per cent`() throws {
    let data = rows(tables[0].data)
    let scenario = try #require(data[0].firstIndex(of: "scenario"))
    let keys = data.dropFirst().map { $0[0] + $0[scenario] }
    #expect(keys.count == (1 + study.options.count) * 9 && Set(keys).count == keys.count)
    let rate = try #require(data[0].firstIndex(of: "independent_rate_b_percent"))
    #expect(data[1][rate] == "7.9")
    let avoided = try #require(data[0].firstIndex(of: "avoided_pounds"))
    #expect(data[1][avoided] == "z")
  }

  @Test func `the forecast has a row for each type, phase and year asked for`() {
    let data = rows(tables[1].data)
    #expect(data.count == 1 + (1 + study.options.count) * SCAPType.allCases.count * (6 + 8))
  }

  @Test func `a suppressed kind hides its type`() {
    let slice = Slice(.phase, "primary")
    let world = PublishedWorld(
      id: "do-nothing", name: "", kind: .doNothing, proposals: [],
      rows: [
        PublishedRow(
          year: 0, metric: .placed(.special), slice: slice, value: Summary(mean: 90, p05: 80, p50: 90, p95: 99),
          change: nil, status: .shown),
        PublishedRow(year: 0, metric: .placed(.nmss), slice: slice, value: nil, change: nil, status: .suppressed),
      ])
    #expect(SCAPType.stateSpecial.children(world, year: 0, phase: .primary).status == .suppressed)
    #expect(SCAPType.alternative.children(world, year: 0, phase: .primary).count == 0)
  }
}
