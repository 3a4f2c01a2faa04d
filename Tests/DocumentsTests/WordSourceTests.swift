import Documents
import Foundation
import Testing

@Suite struct WordSourceTests {
  private let source = word(
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

  @Test func `each table says how wide its columns are, the one with longer text the widest`() {
    let group = source.components(separatedBy: "</caption><colgroup>").dropFirst().first ?? ""
    let shares = group.components(separatedBy: "width: ").dropFirst().compactMap { Double($0.prefix { $0 != "%" }) }
    #expect(shares.count == 3)
    #expect(shares.count == 3 && shares[1] > shares[0] && shares[1] > shares[2])
  }

  @Test func `further figures are left out`() {
    let page = element("details", ["class": "more"]) { element("summary") { "Further" } }
    #expect(!word(page.source).contains("Further"))
  }

  @Test func `a picture is an image of its own, named by its title`() {
    let svg = "<svg viewBox=\"0 0 1 1\"><title id=\"t\">Cost</title></svg>"
    let word = wordSource("<figure>\(svg)</figure>") { svg, width in
      svg.contains("viewBox") && svg.contains("xmlns=\"http://www.w3.org/2000/svg\"") ? "\(width).png" : ""
    }
    #expect(word == "<img alt=\"Cost\" width=\"440\" src=\"1320.png\">")
  }
}

@Test func `the table behind a picture stands after it, out of the caption`() {
  let table = "<details><summary>Table</summary><table><tr><td>1</td></tr></table></details>"
  #expect(word("<figure><p>a</p><figcaption><p>b</p>\(table)</figcaption></figure>") == "<p>a</p><p>b</p>\(table)")
}

@Test func `the title stands once, and a mark in brackets`() {
  #expect(word("<h1>Pack</h1><p>Cost <span class=\"mark\">unverified</span></p>") == "<p>Cost (unverified)</p>")
}

private func word(_ html: String) -> String { wordSource(html) { _, _ in "picture.png" } }
