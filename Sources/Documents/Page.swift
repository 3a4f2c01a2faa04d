/// One self-contained HTML page: no script, no outside request, a skip link, English of Great Britain.
public struct Page: Sendable {
  public var title: String
  /// A sentence for search results and previews.
  public var summary: String
  /// A style sheet, taken as it is.
  public var style: String
  public var header: Markup
  public var main: Markup
  public var footer: Markup

  public init(title: String, summary: String, style: String, header: Markup, main: Markup, footer: Markup) {
    self.title = title
    self.summary = summary
    self.style = style
    self.header = header
    self.main = main
    self.footer = footer
  }

  public var html: String {
    let document = element("html", ["lang": "en-GB"]) {
      element("head") {
        element("meta", ["charset": "utf-8"])
        element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        element("meta", ["name": "description", "content": summary])
        element("title") { title }
        element("style") { Markup(trusted: style) }
      }
      element("body") {
        element("a", ["class": "skip", "href": "#main"]) { "Skip to main content" }
        element("header") { header }
        element("main", ["id": "main", "tabindex": "-1"]) { main }
        element("footer") { footer }
      }
    }
    return "<!DOCTYPE html>\n" + document.source
  }
}
