import Foundation

/// A page of this module as a word processor's converter should read it: no link that skips, no further figures
/// (`class="more"`), what stands under a picture after it and not in its caption, an interval on a line of its own (in the page
/// a style sheet does that), and tables as wide as the page.
///
/// - Parameter picture: makes an image of an SVG's source, so many pixels wide, and gives the address of it. A converter loses
///   the case of `viewBox` within HTML, and word processors show no SVG without another image beside it.
public func wordSource(_ html: String, picture: (_ svg: String, _ width: Int) throws -> String) rethrows -> String {
  var rewriter = SourceRewriter { name, style in
    switch name {
    case "a": style == "skip" ? .drop : .keep
    // The document's title, which a converter takes from the head.
    case "h1": .drop
    case "details": style == "more" ? .drop : .keep
    // A caption in Word is one paragraph: the table behind a picture would lose its rows in it.
    case "figure", "figcaption": .unwrap
    case "span":
      switch style {
      case "interval", "change": .replace(open: "<br><span class=\"\(style)\">", close: "</span>")
      case "mark": .replace(open: "(", close: ")")
      default: .keep
      }
    default: .keep
    }
  }
  return try withPicturesApart(rewriter.rewrite(html), picture)
}

private func withPicturesApart(_ html: String, _ image: (String, Int) throws -> String) rethrows -> String {
  var pieces = html.components(separatedBy: "<svg")
  for index in pieces.indices.dropFirst() {
    guard let end = pieces[index].range(of: "</svg>") else { continue }
    let picture = "<svg" + pieces[index][..<end.upperBound]
    let isIcon = picture.contains("aria-hidden")
    let name = picture.range(of: "<title")
      .flatMap { start in picture.range(of: ">", range: start.upperBound..<picture.endIndex) }
      .flatMap { open in
        picture.range(of: "</title>").map { String(picture[open.upperBound..<$0.lowerBound]) }
      }
    let source =
      picture.contains("xmlns=")
      ? picture : picture.replacing("<svg", with: "<svg xmlns=\"http://www.w3.org/2000/svg\"")
    let width = isIcon ? 14 : 440
    let address = try image(source, 3 * width)
    pieces[index] =
      "<img alt=\"\(isIcon ? "" : name ?? "")\" width=\"\(width)\" src=\"\(address)\">"
      + pieces[index][end.upperBound...]
  }
  return pieces.joined()
}
