import Documents

/// What each option costs against what it changes, with intervals: lettered markers, so that no colour is needed.
public struct FrontierChart: Sendable {
  public struct Point: Sendable {
    public var label: String
    public var x: Double
    public var y: Double
    public var low: Double
    public var high: Double
    public init(label: String, x: Double, y: Double, low: Double, high: Double) {
      self.label = label
      self.x = x
      self.y = y
      self.low = low
      self.high = high
    }
  }

  public var id: String
  public var title: String
  public var description: String
  public var xTitle: String
  public var yTitle: String
  public var points: [Point]

  public init(id: String, title: String, description: String, xTitle: String, yTitle: String, points: [Point]) {
    self.id = id
    self.title = title
    self.description = description
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.points = points
  }

  private static let width = 480.0
  private static let height = 320.0

  public func svg() -> String {
    let across = Axis(holding: [0] + points.map(\.x))
    let up = Axis(holding: [0] + points.flatMap { [$0.low, $0.high] })
    let left = 52.0
    let right = Self.width - 16
    let top = 28.0
    let bottom = Self.height - 44
    func x(_ value: Double) -> Double { across.position(value, from: left, to: right) }
    func y(_ value: Double) -> Double { up.position(value, from: bottom, to: top) }
    return picture(
      id: id, class: "chart", width: Self.width, height: Self.height, title: title, description: description
    ) {
      text(yTitle, x: 4, y: 14, class: "quiet")
      text(xTitle, x: right, y: Self.height - 6, anchor: .end, class: "quiet")
      for tick in up.ticks {
        line(left, y(tick), right, y(tick), stroke: tick == 0 ? Palette.ink : "#e3e5e6", width: tick == 0 ? 1.5 : 1)
        text(label(tick), x: left - 6, y: y(tick) + 4, anchor: .end)
      }
      for tick in across.ticks { text(label(tick), x: x(tick), y: bottom + 18, anchor: .middle) }
      for point in points {
        line(x(point.x), y(point.low), x(point.x), y(point.high), stroke: Palette.categories[0], width: 2.5)
        path(Symbol.circle.path(x: x(point.x), y: y(point.y), size: 5), fill: Palette.categories[0])
        text(point.label, x: x(point.x) + 9, y: y(point.y) + 5, class: "strong")
      }
    }
  }

  /// A tick value with at most one decimal and a true minus sign.
  private func label(_ value: Double) -> String { coordinate(value).replacing("-", with: "\u{2212}") }
}
