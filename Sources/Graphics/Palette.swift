/// The Government Analysis Function's colours for charts; never the only carrier of a meaning.
public enum Palette {
  public static let ink = "#0b0c0c"
  public static let grey = "#505a5f"
  public static let rule = "#b1b4b6"
  /// At most four categories, in this order.
  public static let categories = ["#12436D", "#28A197", "#801650", "#F46A25"]
  /// Low to high.
  public static let sequence = ["#dbe9f6", "#6BACE6", "#2073BC", "#12436D"]
  /// What can be read on each colour of the sequence.
  public static let onSequence = [ink, ink, "#ffffff", "#ffffff"]
}

/// How a series is told from the others without colour: dashes and a marker.
public enum SeriesStyle: Int, Sendable, CaseIterable {
  /// What everything else is compared with: a thick black line.
  case reference
  case first, second, third, fourth

  /// The style of the option at a position; from the fifth on they start again.
  public init(option: Int) { self = [.first, .second, .third, .fourth][option % 4] }

  public var colour: String { self == .reference ? Palette.ink : Palette.categories[rawValue - 1] }
  var dash: String? { [nil, nil, "7 3", "2 3", "9 3 2 3"][rawValue] }
  var symbol: Symbol { [.none, .circle, .square, .triangle, .diamond][rawValue] }
}

/// A marker whose shape carries the meaning.
public enum Symbol: Int, Sendable, CaseIterable {
  case none, circle, square, triangle, diamond, cross

  /// Path data of the shape around a point; `size` is half its width.
  func path(x: Double, y: Double, size: Double) -> String {
    func at(_ dx: Double, _ dy: Double) -> String { "\(coordinate(x + dx * size)) \(coordinate(y + dy * size))" }
    switch self {
    case .none: return ""
    case .circle:
      let radius = coordinate(size)
      return
        "M\(at(-1, 0))a\(radius) \(radius) 0 1 0 \(coordinate(2 * size)) 0a\(radius) \(radius) 0 1 0 \(coordinate(-2 * size)) 0Z"
    case .square: return "M\(at(-0.9, -0.9))L\(at(0.9, -0.9))L\(at(0.9, 0.9))L\(at(-0.9, 0.9))Z"
    case .triangle: return "M\(at(0, -1.1))L\(at(1.05, 0.8))L\(at(-1.05, 0.8))Z"
    case .diamond: return "M\(at(0, -1.2))L\(at(1.2, 0))L\(at(0, 1.2))L\(at(-1.2, 0))Z"
    case .cross:
      return "M\(at(-1, -0.4))L\(at(-0.4, -0.4))L\(at(-0.4, -1))L\(at(0.4, -1))L\(at(0.4, -0.4))L\(at(1, -0.4))"
        + "L\(at(1, 0.4))L\(at(0.4, 0.4))L\(at(0.4, 1))L\(at(-0.4, 1))L\(at(-0.4, 0.4))L\(at(-1, 0.4))Z"
    }
  }
}
