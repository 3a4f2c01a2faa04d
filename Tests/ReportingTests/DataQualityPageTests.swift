import Foundation
import Inputs
import TestSupport
import Testing

@testable import Reporting

/// The page of the tiny study, made once, with an area whose name must be escaped.
private let sample: (check: StudyCheck, html: String, page: PageReading) = {
  var tiny = TinyStudy()
  tiny.replace("areas.csv", "west,West,", with: "west,West & <Wold>,")
  tiny.replace("residences.csv", "80,90,100,120", with: "80,9,10,120")
  let check = try! tiny.withFolder { folder in
    StudyCheck(try loadStudy(at: folder, models: sharedModels()), tables: TableFacts(studyAt: folder), stages: nil)
  }
  let html = dataQualityPage(check.page, version: "0")
  return (check, html, PageReading(html))
}()

@Suite struct DataQualityPageTests {
  @Test func `it is one file: no script, no outside request`() {
    for needle in ["<script", "<link", "src=", "@import", "http"] { #expect(!sample.html.contains(needle)) }
  }

  @Test func `every element that opens closes, in order`() {
    var open: [String] = []
    for tag in sample.page.tags where !tag.isEmpty && !["meta", "br"].contains(tag.name) {
      if tag.isClosing { #expect(open.popLast() == tag.name) } else { open.append(tag.name) }
    }
    #expect(open.isEmpty && sample.page.tags.count > 500)
  }

  @Test func `ids are unique and every reference to one is met`() {
    let ids = sample.page.values(of: "id")
    let known = Set(ids)
    #expect(known.count == ids.count)
    let targets = sample.page.values(of: "href").map { String($0.dropFirst()) }
    let labels = sample.page.values(of: "aria-labelledby")
    #expect(Set(targets + labels).subtracting(known).isEmpty)
    for section in sample.check.page.sections { #expect(targets.contains(section.id), "\(section.id)") }
  }

  @Test func `headings start at 1 and never skip a level`() {
    let levels = sample.page.tags.filter { !$0.isClosing && $0.name.count == 2 && $0.name.first == "h" }
      .compactMap { Int($0.name.dropFirst()) }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    #expect(levels.count { $0 == 2 } == 1 + sample.check.page.sections.count)
  }

  @Test func `every table has its caption, its header cells and all its rows`() {
    let tables = sample.check.page.sections.flatMap(\.tables)
    func count(_ name: String) -> Int { sample.page.tags.count { $0.name == name && !$0.isClosing } }
    #expect(count("table") == tables.count)
    #expect(count("caption") == tables.count)
    let scopes = sample.page.tags.filter { $0.name == "th" && !$0.isClosing }.map { $0["scope"] ?? "" }
    #expect(scopes.count { $0 == "col" } == tables.reduce(0) { $0 + $1.columns.count })
    #expect(scopes.count { $0 == "row" } == tables.reduce(0) { $0 + $1.rows.count })
    #expect(tables.count >= 12)
  }

  @Test func `every finding stands under its severity in words`() throws {
    let html = sample.html
    let know = try #require(html.range(of: "<h3>Should know (\(sample.check.verdict.shouldKnow))</h3>"))
    let inform = try #require(html.range(of: "<h3>For information (\(sample.check.verdict.information))</h3>"))
    #expect(!html.contains("<h3>Must fix"))
    for finding in sample.check.findings {
      let place = try #require(html.range(of: "<p>\(escapedText(finding.sentence))</p>"), "\(finding.sentence)")
      #expect(place.lowerBound > know.lowerBound)
      #expect((place.lowerBound > inform.lowerBound) == (finding.severity == .information))
    }
    #expect(html.contains("<ol start=\"\(sample.check.verdict.shouldKnow + 1)\""))
  }

  @Test func `names from a study are escaped`() {
    #expect(sample.html.contains("West &amp; &lt;Wold&gt;"))
    #expect(!sample.html.contains("<Wold>"))
  }

  @Test func `the same check gives the same bytes`() {
    #expect(dataQualityPage(sample.check.page, version: "0") == sample.html)
  }

  @Test func `problems of a study that cannot be read have their own page`() {
    let problem = Problem(
      file: "pupils.csv", row: 2, column: "year", value: "<b>", fault: "not an academic year", remedy: "Write 2026/27.")
    let refused = RefusedStudy(name: "mine", problems: [problem], tables: TableFacts())
    let html = dataQualityPage(refused.page, version: "0")
    #expect(html.contains("<h1>Data quality: mine</h1>"))
    #expect(html.contains("Not ready to run: 1 problem must be fixed first."))
    #expect(html.contains("<h3>Must fix (1)</h3>"))
    #expect(html.contains("pupils.csv, row 2, column year: &quot;&lt;b&gt;&quot; is not an academic year."))
    #expect(html.contains("Write 2026/27."))
    #expect(!html.contains("<nav"))
  }

  /// As `Documents` escapes text.
  private func escapedText(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }
}
