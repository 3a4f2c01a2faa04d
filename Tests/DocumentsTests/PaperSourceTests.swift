import Documents
import Foundation
import Testing

@Suite struct PaperSourceTests {
  private let html = Page(
    title: "T", summary: "s", style: "screen {}",
    header: heading(1, "T") + element("nav", ["aria-label": "Contents"]) { list([link(to: "#a", "A")]) },
    main: Table(
      id: "t", caption: "C", columns: [.text("Measure"), .number("B"), .text("Note")],
      rows: [
        [
          Markup("Cost ") + element("span", ["class": "mark"]) { "unverified" },
          element("data", ["value": "1"]) { "1" } + element("span", ["class": "interval"]) { "0 to 2" },
          "what it is for",
        ],
        [
          "Time",
          element("abbr", ["title": "suppressed"]) { "c" } + element("span", ["class": "change"]) { "change +1" }, "x",
        ],
      ]
    ).markup
      + element("details", ["class": "more"]) {
        element("summary") { "Further" }
        element("div") { paragraph("left out") }
      } + details("Table") { paragraph("kept") }, footer: .empty
  ).html
  private var paper: String { paperSource(html, style: "print {}") }

  @Test func `what only a screen can use is gone, and so are further figures`() {
    for gone in [
      "Skip to main content", "<nav", "<data", "<abbr", "left out", "class=\"table", "tabindex=\"0\"", "screen {}",
    ] {
      #expect(!paper.contains(gone), "\(gone)")
    }
    #expect(paper.contains("<style>print {}</style>"))
    #expect(paper.contains("<p>kept</p>"))
  }

  @Test func `marks and intervals stand in line with what they belong to`() {
    #expect(paper.contains("Cost  (unverified)</th>"))
    #expect(paper.contains("1 (0 to 2)</td>"))
    #expect(paper.contains("c; change +1</td>"))
  }

  @Test func `columns are as wide as what they hold, to a hundred`() throws {
    let group = try #require(
      paper.components(separatedBy: "<colgroup>").dropFirst().first?.components(separatedBy: "</colgroup>").first)
    let shares = group.components(separatedBy: "width: ").dropFirst().compactMap { Double($0.prefix { $0 != "%" }) }
    #expect(shares.count == 3)
    #expect(abs(shares.reduce(0, +) - 100) < 0.2)
    #expect(paper.contains("</caption><colgroup>"))
  }

  @Test func `tags close in order`() {
    var open: [Substring] = []
    for piece in paper.components(separatedBy: "<").dropFirst() {
      let name = piece.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
      if ["meta", "col", ""].contains(name) { continue }
      if piece.hasPrefix("/") { #expect(open.popLast() == name) } else { open.append(name) }
    }
    #expect(open.isEmpty)
  }
}
