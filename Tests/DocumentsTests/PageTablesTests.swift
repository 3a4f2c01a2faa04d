import Documents
import Testing

private let page = Page(
  title: "A & B", summary: "s", style: "p { color: red; }",
  header: heading(1, "A & B") + paragraph("Opening line"),
  main: element("section") {
    heading(2, id: "one", "Part one")
    Table(
      id: "first", caption: "First <table>",
      columns: [.text("Measure"), .number("Now"), .number("Change")],
      groups: [
        .init(
          "Group 1",
          rows: [
            [
              "Plans", element("data", ["value": "3016", "data-unit": "count"]) { "3,016" },
              element("data", ["value": "-1.5", "data-low": "-2", "data-high": "-1", "data-unit": "count"]) {
                "\u{2212}2"
              }
                + element("span", ["class": "interval"]) { "\u{2212}2 to \u{2212}1" },
            ]
          ]),
        .init("Group 2", rows: [["Hidden", element("abbr", ["title": "suppressed"]) { "c" }, "\u{2013}"]]),
      ]
    ).markup
    heading(3, "Deeper")
    Table(id: "second", caption: "Second", columns: [.text("K")], rows: [["v"]]).markup
  }, footer: paragraph("Made by a test"))

@Suite struct PageTablesTests {
  private let read = PageTables(page.html)

  @Test func `title, opening line and footer are read`() {
    #expect(read.title == "A & B")
    #expect(read.opening == ["Opening line"])
    #expect(read.footer == ["Made by a test"])
  }

  @Test func `tables come with their captions, headings, groups and columns`() {
    #expect(read.tables.map(\.id) == ["first", "second"])
    #expect(read.tables[0].caption == "First <table>")
    #expect(read.tables[0].headings == ["Part one"] && read.tables[1].headings == ["Part one", "Deeper"])
    #expect(read.tables[0].columns == ["Measure", "Now", "Change"])
    #expect(read.tables[0].rows.map(\.group) == ["Group 1", "Group 2"])
    #expect(read.tables[1].rows.map(\.group) == [nil])
  }

  @Test func `a figure keeps its exact value and interval, and its words leave the interval out`() {
    let cells = read.tables[0].rows[0].cells
    #expect(cells[1] == .init(text: "3,016", value: 3016, unit: "count"))
    #expect(cells[2] == .init(text: "\u{2212}2", value: -1.5, low: -2, high: -1, unit: "count"))
    #expect(read.tables[0].rows[1].cells[1].text == "c")
  }

  @Test func `text that is no page gives no table`() {
    #expect(PageTables("no markup, < and & alone").tables.isEmpty)
    #expect(PageTables("").tables.isEmpty)
  }
}
