import Documents
import Foundation
import Testing

@testable import ReportWorkbook

private func table(_ rows: [PageTables.Row], columns: [String]) -> PageTables.Found {
  PageTables.Found(id: "t", caption: "Caption", headings: ["Part", "Proposal 1"], columns: columns, rows: rows)
}

@Suite struct TableSheetTests {
  private let grouped = TableSheet(
    table(
      [
        .init(
          group: "Travel",
          cells: [.init(text: "Mean time"), .init(text: "18.8 min", value: 18.8, low: 18, high: 19.5, unit: "minutes")]),
        .init(group: "Money", cells: [.init(text: "Cost"), .init(text: "c")]),
      ], columns: ["Measure", "Final year"]))

  @Test func `a figure with an interval takes three columns, a group and a unit one each`() {
    #expect(grouped.headers == ["Group", "Measure", "Unit", "Final year: mean", "Final year: low", "Final year: high"])
    #expect(grouped.rows[0].map(\.value) == [nil, nil, nil, 18.8, 18, 19.5])
    #expect(grouped.rows[0].map(\.text).prefix(3) == ["Travel", "Mean time", "minutes"])
    #expect(grouped.rows[1].map(\.text) == ["Money", "Cost", "none", "c", "c", "c"])
    #expect(grouped.title == "Proposal 1: Caption")
  }

  @Test func `headers are never the same twice`() {
    let sheet = TableSheet(
      table([.init(group: nil, cells: [.init(text: "a"), .init(text: "b")])], columns: ["X", "x"]))
    #expect(sheet.headers == ["X", "x (2)"])
  }
}

@Suite struct SheetNameTests {
  @Test func `names are short, legal and each their own`() {
    let long = String(repeating: "a", count: 40)
    let names = SheetNames([long, long, "a/b", "cover", ""]).names
    #expect(names.allSatisfy { $0.count <= 31 && !$0.contains("/") })
    #expect(Set(names.map { $0.lowercased() }).count == 5 && !names.contains("cover"))
  }
}

@Suite struct ReportWorkbookFileTests {
  @Test func `a page without a table is refused and leaves no file`() {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xlsx")
    #expect(throws: ReportWorkbookError.self) { try ReportWorkbook(PageTables("<h1>x</h1>")).write(to: file) }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  @Test func `the file is a workbook with a cover, contents, notes and one sheet a table`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    let html = Table(id: "one", caption: "One", columns: [.text("K"), .number("V")], rows: [["a", "1"]]).markup.source
    try ReportWorkbook(PageTables(html)).write(to: file)
    let bytes = try Data(contentsOf: file)
    #expect(bytes.prefix(2) == Data("PK".utf8))
    for name in ["xl/worksheets/sheet4.xml", "xl/tables/table1.xml"] {
      #expect(bytes.range(of: Data(name.utf8)) != nil)
    }
  }
}
