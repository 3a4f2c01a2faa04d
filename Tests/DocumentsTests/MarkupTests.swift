import Testing

@testable import Documents

@Suite struct MarkupTests {
  @Test func `text is escaped however it arrives`() {
    let name = "<b>\"Smith & 'Sons'\"</b>"
    let escapedName = "&lt;b&gt;&quot;Smith &amp; &#39;Sons&#39;&quot;&lt;/b&gt;"
    #expect(Markup(name).source == escapedName)
    #expect(Markup("at \(name)").source == "at \(escapedName)")
    #expect(paragraph("at \(name)").source == "<p>at \(escapedName)</p>\n")
    #expect(element("p", ["title": name]) { name }.source == "<p title=\"\(escapedName)\">\(escapedName)</p>\n")
  }

  @Test func `markup within text is not escaped twice`() {
    #expect(paragraph("is \(strong("A & B"))").source == "<p>is <strong>A &amp; B</strong></p>\n")
  }

  @Test func `control characters that XML forbids are left out`() {
    #expect(Markup("a\u{0}b\u{1b}c\td").source == "abc\td")
  }

  @Test func `an attribute without a value is left out`() {
    #expect(heading(2, "Title").source == "<h2>Title</h2>\n")
    #expect(heading(2, id: "x", "Title").source == "<h2 id=\"x\">Title</h2>\n")
  }
}

@Suite struct TableTests {
  private let table = Table(
    id: "t", caption: "Plans & places", columns: [.text("Area"), .number("Plans")],
    groups: [.init("North", rows: [["Oswestry", "392"]]), .init(rows: [["Ludlow", "c"]])])

  @Test func `a table has a caption, column and row headers, and numbers to the right`() {
    let source = table.markup.source
    #expect(source.contains("<caption id=\"t-caption\">Plans &amp; places</caption>"))
    #expect(source.contains("<th scope=\"col\">Area</th><th scope=\"col\" class=\"number\">Plans</th>"))
    #expect(source.contains("<th scope=\"row\">Oswestry</th><td class=\"number\">392</td>"))
    #expect(source.contains("<th scope=\"rowgroup\" colspan=\"2\">North</th>"))
  }

  @Test func `its scrolling box is named and can be reached from the keyboard`() {
    #expect(
      table.markup.source.hasPrefix(
        "<div class=\"table few\" role=\"group\" tabindex=\"0\" aria-labelledby=\"t-caption\">"))
  }

  @Test func `a row header equal to another cell stays a single header`() {
    let table = Table(id: "t", caption: "", columns: [.text("A"), .text("B")], rows: [["same", "same"]])
    #expect(table.markup.source.contains("<th scope=\"row\">same</th><td>same</td>"))
  }
}

@Suite struct PageTests {
  @Test func `a page names its language, title and skip link, and holds no script`() {
    let page = Page(title: "A < B", summary: "s", style: "p { }", header: "", main: paragraph("x"), footer: "")
    #expect(page.html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-GB\">"))
    #expect(page.html.contains("<title>A &lt; B</title>"))
    #expect(page.html.contains("<a class=\"skip\" href=\"#main\">Skip to main content</a>"))
    #expect(page.html.contains("<main id=\"main\" tabindex=\"-1\"><p>x</p>"))
    #expect(!page.html.contains("<script"))
  }
}
