import Appraisal
import Foundation
import Planning
import SampleRun
import TestSupport
import Testing

@testable import Reporting

private let study = Sample.study()
private let description = Sample.runDescription(study)
private let published = DisclosureControl().publish(Sample.results(study))
private let unsuppressed = Sample.results(study).unsuppressed

private func page(_ kind: ReportKind, _ edition: Edition = .public) -> String {
  report(
    kind, edition: edition, results: edition == .public ? published : unsuppressed, study: study,
    description: description)
}

@Suite struct ReportKindTests {
  @Test(arguments: ReportKind.allCases) func `a page is whole: one file, nested tags, met references, ordered headings`(
    kind: ReportKind
  ) {
    let html = page(kind)
    #expect(!html.contains("<script") && !html.contains("<link") && !html.contains("src="))
    let reading = PageReading(html)
    var open: [String] = []
    for tag in reading.tags where !tag.isEmpty && !["meta", "br"].contains(tag.name) {
      if tag.isClosing { #expect(open.popLast() == tag.name) } else { open.append(tag.name) }
    }
    #expect(open.isEmpty)
    let ids = reading.values(of: "id")
    #expect(Set(ids).count == ids.count)
    let targets = reading.values(of: "href").map { String($0.dropFirst()) }
    let labels = reading.values(of: "aria-labelledby").flatMap { $0.split(separator: " ").map(String.init) }
    #expect(Set(targets + labels).subtracting(ids) == [])
    let levels = reading.tags.filter { !$0.isClosing && $0.name.count == 2 && $0.name.first == "h" }
      .compactMap { Int($0.name.dropFirst()) }
    #expect(levels.first == 1 && zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    #expect(html.components(separatedBy: "<table").count == html.components(separatedBy: "<caption").count)
  }

  @Test(arguments: ReportKind.allCases) func `the restricted edition is marked at its head, its foot and on every page`(
    kind: ReportKind
  ) {
    let restricted = page(kind, .restricted)
    #expect(restricted.components(separatedBy: "For named officers; not to be published").count == 3)
    #expect(restricted.contains("@top-right { content: \"RESTRICTED"))
    #expect(!page(kind).contains("RESTRICTED"))
  }

  @Test(arguments: ReportKind.allCases) func `the restricted edition suppresses nothing`(kind: ReportKind) {
    #expect(!page(kind, .restricted).contains(">c</abbr>"))
  }

  @Test(arguments: ReportKind.allCases) func `a report of two proposals says what is on file`(kind: ReportKind) throws {
    let study = Sample.study(proposals: 2)
    let results = DisclosureControl().publish(Sample.results(study))
    let assessment = try Assessment(results, study: study, assumptions: tinyStudy().assumptions)
    let html = report(
      kind, edition: .public, results: results, study: study, description: Sample.runDescription(study),
      assessment: assessment)
    #expect(snapshotFault(pageText(html), "\(kind.rawValue).txt") == nil)
  }

  @Test func `the same run gives the same bytes`() {
    for kind in ReportKind.allCases { #expect(page(kind) == page(kind)) }
  }
}

@Suite struct GuidanceTableTests {
  private let rows = GuidanceTable(
    context: ReportContext(results: published, study: study, description: description)
  ).rows

  @Test func `every expectation has rows, one for each of its phrases`() {
    var codes: [String] = []
    for row in rows where codes.last != row.code { codes.append(row.code) }
    #expect(codes == (1...8).map { "SPP\($0)" } + (1...12).map { "CAP\($0)" })
    #expect(Set(rows.map { $0.code + $0.asked }).count == rows.count)
    #expect(rows.count { $0.code == "SPP8" } == 5)
    #expect(rows.count { $0.code == "CAP5" } == 4)
  }

  @Test func `what must be covered is, and what is not says why`() {
    let must = ["SPP1", "SPP2", "SPP5", "SPP6", "SPP7", "SPP8", "CAP2", "CAP3", "CAP4", "CAP5", "CAP7"]
    for row in rows {
      #expect(!row.answer.isEmpty)
      if must.contains(row.code) { #expect(row.isCovered, "\(row.code)") }
    }
    #expect(rows.first { $0.code == "CAP8" }?.isCovered == false)
  }
}

@Suite struct RiskTableTests {
  @Test func `a likelihood on a bound belongs to the band above it`() {
    #expect([0, 0.0999, 0.1, 0.3, 0.6, 0.9, 1].map(RiskTable.step) == [1, 1, 2, 3, 4, 5, 5])
    #expect(RiskTable.band(0.1) == "unlikely")
  }

  @Test func `the rating is green to 5, amber to 14 and red from 15`() {
    #expect(RiskTable.rating(0.05, 5) == "green (5)")
    #expect(RiskTable.rating(0.35, 4) == "amber (12)")
    #expect(RiskTable.rating(0.95, 3) == "red (15)")
  }

  @Test func `an option has at most five risks`() {
    let table = RiskTable(context: ReportContext(results: published, study: study, description: description))
    for option in published.options { #expect((1...5).contains(table.risks(option).count)) }
  }
}

@Suite struct BoardReportTests {
  @Test func `an option is called better only where its interval leaves no change out`() {
    let report = BoardReport(context: ReportContext(results: published, study: study, description: description))
    let sentence = report.sentences.first { $0.hasPrefix("Independent placements") } ?? ""
    let clear = published.options.enumerated().filter { _, option in
      option[.independentCount, year: 8]?.change.map { Finding($0, metric: .independentCount) } == .down
    }.map { report.context.letter($0.offset) }
    let better = sentence.components(separatedBy: "better under ").dropFirst().first?.prefix { $0 != ";" && $0 != "." }
    #expect((better ?? "").filter(\.isUppercase) == clear.joined())
    #expect(!published.options.isEmpty)
  }
}
