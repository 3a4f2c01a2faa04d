import Appraisal
import Foundation
import Planning
import SampleRun
import Testing

@testable import Exports

private let study = Sample.study(proposals: 3)
private let aggregates = Sample.results(study)
private let results = DisclosureControl().publish(aggregates)

@Suite struct SummaryTests {
  private func parsed() throws -> [String: Any] {
    let text = summaryJSON(results, study: study, description: Sample.runDescription(study))
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `keys are those of the format`() throws {
    let summary = try parsed()
    #expect(
      Set(summary.keys) == [
        "study", "base_year", "years", "draws", "seed", "version", "inputs", "options", "definitions", "marks",
      ])
    #expect(summary["base_year"] as? String == "2024/25")
    #expect((summary["inputs"] as? [[String: String]])?.first?.keys.sorted() == ["file", "sha256"])
    #expect((summary["definitions"] as? [String: String])?.count == Metric.published.count)
    let description = Sample.runDescription(study)
    let marks = try #require(summary["marks"] as? [String: String])
    for metric in Metric.published { #expect(marks[metric.name] == metric.mark(in: description.assumptions)) }
    #expect(marks.values.contains("unverified"))
  }

  @Test func `fair shares of an option add to its change`() throws {
    let options = try #require(try parsed()["options"] as? [[String: Any]])
    let held = options.compactMap { $0["fair_shares"] as? [String: Any] }
    #expect(held.count == study.options.count { !$0.proposals.isEmpty } && !held.isEmpty)
    for shares in held {
      let metrics = try #require(shares["metrics"] as? [String: [String: Any]])
      #expect(Set(metrics.keys) == Set(FairShares.metrics.map(\.name)))
      for figures in metrics.values {
        let change = try #require(figures["change"] as? Double)
        let parts = try #require(figures["proposals"] as? [String: [String: Double]])
        #expect(abs(parts.values.reduce(0) { $0 + $1["share"]! } - change) < 1e-6 * max(1, abs(change)))
      }
    }
  }

  @Test func `options hold doing nothing, each proposal alone and each option, in that order`() throws {
    let options = try #require(try parsed()["options"] as? [[String: Any]])
    #expect(options.count == 1 + 3 + 4)
    #expect(options[0]["id"] as? String == "do-nothing")
    #expect(options[0]["kind"] as? String == "do_nothing")
    #expect(options[1]["id"] as? String == "alone-base-1")
    #expect(options[7]["proposals"] as? [String] == study.proposals.map(\.id))
  }

  @Test func `a metric has its interval, and its change save in doing nothing`() throws {
    let options = try #require(try parsed()["options"] as? [[String: Any]])
    func figures(_ option: Int) throws -> [String: Any] {
      let years = try #require(options[option]["years"] as? [String: [String: [String: Any]]])
      return try #require(years["2030/31"]?["independent_count"])
    }
    #expect(Set(try figures(0).keys) == ["mean", "p05", "p50", "p95"])
    let change = try #require(try figures(7)["change"] as? [String: Any])
    #expect(Set(change.keys) == ["mean", "p05", "p50", "p95", "p_gain"])
  }

  @Test func `no time and no machine stand in it`() {
    let text = summaryJSON(results, study: study, description: Sample.runDescription(study))
    #expect(!text.contains("2026-11-20T"))
    var later = Sample.runDescription(study)
    later.started = "2030-01-01T00:00:00Z"
    later.machine = "another"
    #expect(summaryJSON(results, study: study, description: later) == text)
  }

  @Test func `provenance holds times, the transformation and each assumption's standing`() throws {
    let text = provenanceJSON(results, description: Sample.runDescription(study))
    let provenance = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(provenance["started"] as? String == "2026-11-20T10:00:00Z")
    let assumptions = try #require(provenance["assumptions"] as? [[String: Any]])
    #expect(assumptions[0]["mark"] as? String == "unverified")
    #expect(assumptions[0]["owner"] as? String == "no owner")
  }
}

@Suite struct MetricsTableTests {
  private let lines = String(decoding: metricsTable(results), as: UTF8.self)
    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  @Test func `the header is that of the format`() {
    #expect(
      lines[0]
        == "option,year,metric,slice_kind,slice,mean,p05,p50,p95,change_mean,change_p05,change_p95,p_gain,status")
  }

  @Test func `every row has fourteen fields and the file ends in a line feed`() {
    #expect(lines.last == "")
    #expect(lines.dropLast().allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 14 })
  }

  @Test func `rows are sorted by world, year, metric, slice kind and slice`() {
    let worlds = lines.dropFirst().dropLast().map { $0.prefix { $0 != "," } }
    var seen: [Substring] = []
    for world in worlds where seen.last != world { seen.append(world) }
    #expect(seen.map(String.init) == results.worlds.map(\.id))
    #expect(lines[1] == "do-nothing,2024/25,ehcp,all,all,3016,3016,3016,3016,,,,,")
  }

  @Test func `a suppressed row has its status and no figure`() {
    let suppressed = lines.filter { $0.hasSuffix(",c") }
    #expect(!suppressed.isEmpty)
    #expect(suppressed.allSatisfy { $0.hasSuffix(",,,,,,,,,c") })
  }

  @Test func `no count of 1 to 4 is shown below authority level`() {
    let children = Set(Metric.allCases.filter { $0.unit == .children }.map(\.name))
    for line in lines.dropFirst().dropLast() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields[3] != "all", children.contains(String(fields[2])), fields[13] == "" else { continue }
      let shown = fields[5...8].compactMap { Double($0) }
      #expect(shown.allSatisfy { $0 == 0 || $0 >= 5 }, "\(line)")
    }
  }

  @Test func `aggregates keep what suppression hides`() {
    let text = String(decoding: aggregatesTable(aggregates), as: UTF8.self)
    #expect(text.hasPrefix(lines[0] + ",base\n"))
    #expect(!text.contains(",c,"))
  }

  @Test func `a field with a comma or quote is quoted`() {
    #expect(field("plain") == "plain")
    #expect(field("a,b") == "\"a,b\"")
    #expect(field("a \"b\"") == "\"a \"\"b\"\"\"")
  }
}

@Suite struct NumberTests {
  @Test(arguments: [
    (3016.0, "3016"), (0.0792, "0.0792"), (-1.5, "-1.5"), (0.0000001, "0"), (-0.0000001, "0"), (1e9, "1000000000"),
    (0.1 + 0.2, "0.3"), (123456.789012, "123456.789012"),
  ])
  func `numbers are plain`(value: Double, text: String) { #expect(plainNumber(value) == text) }

  @Test func `strings are escaped as JSON`() {
    #expect(JSON.string("a\"b\\c\n\u{1}é").text(depth: 0) == "\"a\\\"b\\\\c\\n\\u0001é\"\n")
  }
}
