import Documents
import Testing

@Suite struct WordSourceTests {
  private let source = wordSource(
    Page(
      title: "T", summary: "s", style: "", header: heading(1, "T"),
      main: Table(
        id: "t", caption: "C", columns: [.text("A"), .number("B"), .number("D")],
        rows: [["a", Markup("1") + element("span", ["class": "interval"]) { "0 to 2" }, "3"]]
      ).markup, footer: .empty
    ).html)

  @Test func `the link that skips is gone and intervals have lines of their own`() {
    #expect(!source.contains("Skip to main content"))
    #expect(source.contains("1<br><span class=\"interval\">0 to 2</span>"))
  }

  @Test func `each table says how wide its columns are`() {
    #expect(
      source.contains(
        "</caption><colgroup><col style=\"width: 50%\"><col style=\"width: 25%\"><col style=\"width: 25%\"></colgroup>")
    )
  }
}
