/// A page of this module as a word processor's converter should read it: no link that skips, no further figures
/// (`class="more"`), an interval on a line of its own (in the page a style sheet does that), and tables as wide as the page.
public func wordSource(_ html: String) -> String {
  var rewriter = SourceRewriter { name, style in
    switch name {
    case "a": style == "skip" ? .drop : .keep
    case "details": style == "more" ? .drop : .keep
    case "span":
      style == "interval" || style == "change"
        ? .replace(open: "<br><span class=\"\(style)\">", close: "</span>") : .keep
    default: .keep
    }
  }
  return rewriter.rewrite(html)
}
