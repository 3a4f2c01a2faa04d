/// A page of this module as a printing program should read it: without contents list, skip link and what a reader opens on
/// request as further figures (`class="more"`); every interval in one line with its figure; its own, short style sheet.
///
/// Each element costs a printing program time, so wrappers that only a screen or a workbook needs are left out.
public func paperSource(_ html: String, style: String) -> String {
  var rewriter = SourceRewriter { name, style in
    switch name {
    case "nav": .drop
    case "a": style == "skip" ? .drop : .keep
    case "details": style == "more" ? .drop : .keep
    case "data", "abbr": .unwrap
    case "div": style.hasPrefix("table") ? .unwrap : .keep
    case "span":
      switch style {
      case "interval", "mark": .replace(open: " (", close: ")")
      case "change": .replace(open: "; ", close: "")
      default: .keep
      }
    default: .keep
    }
  }
  let text = rewriter.rewrite(html)
  guard let start = text.firstRange(of: "<style>"), let end = text[start.upperBound...].firstRange(of: "</style>")
  else {
    return text
  }
  return text[..<start.upperBound] + style + text[end.lowerBound...]
}
