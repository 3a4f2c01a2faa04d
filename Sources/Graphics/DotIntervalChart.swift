import Documents

/// A change and its interval in each row, against a line of no change. A filled dot: the interval leaves zero out.
public struct DotIntervalChart: Sendable {
  public struct Row: Sendable {
    public var label: String
    /// The figure in words, at the end of the label's line: `−12 (−20 to −5)`.
    public var value: String
    public var mean: Double
    public var low: Double
    public var high: Double
    public init(label: String, value: String, mean: Double, low: Double, high: Double) {
      self.label = label
      self.value = value
      self.mean = mean
      self.low = low
      self.high = high
    }
  }

  public var id: String
  public var title: String
  public var description: String
  public var rows: [Row]
  /// What lies left and right of no change, such as `fewer` and `more`.
  public var sides: (low: String, high: String)
  public var wholeNumbers: Bool
  public var format: @Sendable (Double) -> String

  public init(
    id: String, title: String, description: String, rows: [Row], sides: (low: String, high: String),
    wholeNumbers: Bool = false, format: @escaping @Sendable (Double) -> String
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.rows = rows
    self.sides = sides
    self.wholeNumbers = wholeNumbers
    self.format = format
  }

  private static let size = 13.0
  private static let width = 360.0
  private static let rowHeight = 40.0

  public func svg() -> String {
    let axis = Axis(holding: [0] + rows.flatMap { [$0.low, $0.high] }, count: 4, wholeNumbers: wholeNumbers)
    let left = 24.0
    let right = Self.width - 24
    let top = 26.0
    let bottom = top + Self.rowHeight * Double(rows.count)
    func x(_ value: Double) -> Double { axis.position(value, from: left, to: right) }
    return picture(
      id: id, class: "chart", width: Self.width, height: bottom + 26, title: title, description: description
    ) {
      text("\u{2190} \(sides.low)", x: 4, y: 14, class: "quiet")
      text("\(sides.high) \u{2192}", x: Self.width - 4, y: 14, anchor: .end, class: "quiet")
      for tick in axis.ticks {
        line(x(tick), top, x(tick), bottom + 4, stroke: tick == 0 ? Palette.ink : "#e3e5e6", width: tick == 0 ? 1.5 : 1)
      }
      tickLabels(axis, x: x, y: bottom + 19)
      for (index, row) in rows.enumerated() {
        let y = top + Self.rowHeight * Double(index)
        labels(row, y: y + 14)
        interval(row, y: y + 28, x: x)
      }
    }
  }

  /// Tick values kept inside the picture; every other one where they would touch.
  private func tickLabels(_ axis: Axis, x: (Double) -> Double, y: Double) -> Markup {
    let widest = axis.ticks.map { textWidth(format($0)) }.max() ?? 0
    let isTight = axis.ticks.count > 2 && x(axis.ticks[1]) - x(axis.ticks[0]) < widest + 8
    let zero = axis.ticks.firstIndex(of: 0) ?? 0
    return axis.ticks.enumerated().filter { !isTight || ($0.offset - zero).isMultiple(of: 2) }.map { _, tick in
      let half = textWidth(format(tick)) / 2
      return text(format(tick), x: min(max(x(tick), half), Self.width - half), y: y, anchor: .middle)
    }.joined()
  }

  /// The label gives way where both do not fit the line.
  private func labels(_ row: Row, y: Double) -> Markup {
    let room = Self.width - 12 - textWidth(row.value)
    var label = row.label
    if textWidth(label) > room {
      while !label.isEmpty, textWidth(label + "\u{2026}") > room { label.removeLast() }
      label += "\u{2026}"
    }
    let plate = element(
      "rect",
      [
        "x": "0", "y": coordinate(y - 12), "width": coordinate(Self.width), "height": "16", "fill": "#ffffff",
        "fill-opacity": "0.85",
      ])
    return plate + text(label, x: 4, y: y) + text(row.value, x: Self.width - 4, y: y, anchor: .end, class: "strong")
  }

  private func textWidth(_ label: String) -> Double { Graphics.width(of: label, size: Self.size) }

  private func interval(_ row: Row, y: Double, x: (Double) -> Double) -> Markup {
    let isClear = row.low > 0 || row.high < 0
    let colour = Palette.categories[0]
    return line(x(row.low), y, x(row.high), y, stroke: colour, width: 2.5)
      + path(
        Symbol.circle.path(x: x(row.mean), y: y, size: 5), fill: isClear ? colour : "#ffffff", stroke: colour, width: 2)
  }
}
