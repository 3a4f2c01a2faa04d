/// An element with attributes in the order given; an attribute whose value is `nil` is left out.
///
/// Block elements end in a line feed, so that the source of a page can be read and compared.
public func element(
  _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], @MarkupBuilder _ content: () -> Markup
) -> Markup {
  Markup(trusted: "\(opening(name, attributes))>\(content().source)</\(name)>\(lineEnd(name))")
}

/// An element without content: `<br>`, `<meta charset="utf-8">`, and in pictures `<path d="..."/>`.
public func element(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) -> Markup {
  Markup(trusted: "\(opening(name, attributes))\(voidElements.contains(name) ? ">" : "/>")\(lineEnd(name))")
}

private func opening(_ name: String, _ attributes: KeyValuePairs<String, String?>) -> String {
  var tag = "<\(name)"
  for (key, value) in attributes {
    if let value { tag += " \(key)=\"\(escaped(value))\"" }
  }
  return tag
}

private func lineEnd(_ name: String) -> String { inlineElements.contains(name) ? "" : "\n" }
private let voidElements: Set = ["meta", "link", "br", "hr", "img"]
private let inlineElements: Set = [
  "a", "abbr", "b", "br", "code", "data", "em", "small", "span", "strong", "sub", "sup", "text", "title", "tspan", "td",
  "th",
]

/// Puts pieces one after the other; strings are escaped.
@resultBuilder public enum MarkupBuilder {
  public static func buildExpression(_ markup: Markup) -> Markup { markup }
  public static func buildExpression(_ text: String) -> Markup { Markup(text) }
  public static func buildBlock(_ parts: Markup...) -> Markup { parts.joined() }
  public static func buildOptional(_ part: Markup?) -> Markup { part ?? .empty }
  public static func buildEither(first: Markup) -> Markup { first }
  public static func buildEither(second: Markup) -> Markup { second }
  public static func buildArray(_ parts: [Markup]) -> Markup { parts.joined() }
}

public func heading(_ level: Int, id: String? = nil, _ text: Markup) -> Markup {
  element("h\(level)", ["id": id]) { text }
}

public func paragraph(_ text: Markup, class name: String? = nil) -> Markup { element("p", ["class": name]) { text } }

public func strong(_ text: Markup) -> Markup { element("strong") { text } }

public func link(to target: String, _ text: Markup) -> Markup { element("a", ["href": target]) { text } }

public func list(_ items: [Markup], isOrdered: Bool = false, class name: String? = nil) -> Markup {
  element(isOrdered ? "ol" : "ul", ["class": name]) { for item in items { element("li") { item } } }
}

/// Something that opens on request, without a script.
public func details(_ summary: Markup, @MarkupBuilder _ content: () -> Markup) -> Markup {
  element("details") {
    element("summary") { summary }
    content()
  }
}

/// A picture with its caption; what the picture shows must also stand in a table near it.
public func figure(_ picture: Markup, caption: Markup, class name: String? = nil) -> Markup {
  element("figure", ["class": name]) {
    picture
    element("figcaption") { caption }
  }
}
