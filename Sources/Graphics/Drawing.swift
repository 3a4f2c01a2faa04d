import Documents

/// A coordinate with at most one decimal, the same on every machine and in every locale.
func coordinate(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  let whole = abs(tenths) / 10
  let rest = abs(tenths) % 10
  return "\(tenths < 0 ? "-" : "")\(whole)\(rest == 0 ? "" : ".\(rest)")"
}

/// Where text hangs from its point.
enum Anchor: String { case start, middle, end }

func text(
  _ content: String, x: Double, y: Double, anchor: Anchor = .start, class name: String? = nil, fill: String? = nil
) -> Markup {
  let face = TextFace(class: name)
  return element(
    "text",
    [
      "x": coordinate(x), "y": coordinate(y), "text-anchor": anchor == .start ? nil : anchor.rawValue, "class": name,
      "fill": fill ?? (name == "quiet" ? Palette.grey : nil), "font-size": face.size, "font-weight": face.weight,
    ]
  ) { content } + Markup(trusted: "\n")
}

/// How text of a class looks where a page's style sheet does not reach into its pictures, as in a printing program.
private struct TextFace {
  var size: String?
  var weight: String?

  init(class name: String?) {
    switch name?.split(separator: " ").first {
    case "strong": weight = "bold"
    case "map-figure": (size, weight) = ("20", "bold")
    case "map-pin": (size, weight) = ("15", "bold")
    default: break
    }
  }
}

func line(
  _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String, width: Double = 1, dash: String? = nil
)
  -> Markup
{
  element(
    "line",
    [
      "x1": coordinate(x1), "y1": coordinate(y1), "x2": coordinate(x2), "y2": coordinate(y2), "stroke": stroke,
      "stroke-width": coordinate(width), "stroke-dasharray": dash,
    ])
}

func path(_ data: String, fill: String, stroke: String? = nil, width: Double = 1, dash: String? = nil) -> Markup {
  element(
    "path",
    [
      "d": data, "fill": fill, "stroke": stroke, "stroke-width": stroke == nil ? nil : coordinate(width),
      "stroke-dasharray": dash, "stroke-linejoin": stroke == nil ? nil : "round",
    ])
}

/// A picture with a name and a description that screen readers find; ids on the page start with `id`.
func picture(
  id: String, class name: String, width: Double, height: Double, title: String, description: String,
  @MarkupBuilder _ content: () -> Markup
) -> String {
  element(
    "svg",
    [
      "xmlns": "http://www.w3.org/2000/svg", "class": name,
      "viewBox": "0 0 \(coordinate(width)) \(coordinate(height))",
      "role": "img", "aria-labelledby": "\(id)-title \(id)-desc", "font-family": "Arial, Helvetica, sans-serif",
      "font-size": "13",
    ]
  ) {
    element("title", ["id": "\(id)-title"]) { title }
    element("desc", ["id": "\(id)-desc"]) { description }
    content()
  }.source
}

/// A rectangle that text or a marker takes up.
struct Box: Equatable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  /// Points along the top and bottom edges, close enough to notice a boundary that cuts through.
  var outline: [(x: Double, y: Double)] {
    (0...6).flatMap { step in
      let across = x + width * Double(step) / 6
      return [(across, y), (across, y + height)]
    }
  }

  func overlaps(_ other: Box, gap: Double = 0) -> Bool {
    x < other.x + other.width + gap && other.x < x + width + gap && y < other.y + other.height + gap
      && other.y < y + height + gap
  }
}

/// About how wide text is in a plain sans-serif face, in units of the picture: an upper estimate, so that labels which
/// are kept apart by it stay apart in any of the usual faces.
func width(of text: String, size: Double) -> Double {
  text.unicodeScalars.reduce(0.0) { sum, scalar in
    let em: Double =
      switch scalar {
      case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!": 0.3
      case " ", "f", "t", "r", "(", ")", "/", "-": 0.36
      case "m", "w", "M", "W", "%", "@": 0.92
      case "A"..."Z", "£", "&", "+", "\u{2212}", "\u{2192}", "\u{2190}": 0.72
      default: 0.58
      }
    return sum + em * size
  }
}
