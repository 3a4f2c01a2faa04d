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

  private static let row = RowChart(width: 360, rowHeight: 40)

  public func svg() -> String {
    let row = Self.row
    let axis = Axis(holding: [0] + rows.flatMap { [$0.low, $0.high] }, count: 4, wholeNumbers: wholeNumbers)
    let bottom = row.top + row.rowHeight * Double(rows.count)
    func x(_ value: Double) -> Double { axis.position(value, from: row.left, to: row.right) }
    return picture(
      id: id, class: "chart", width: row.width, height: bottom + 26, title: title, description: description
    ) {
      text("\u{2190} \(sides.low)", x: 4, y: 14, class: "quiet")
      text("\(sides.high) \u{2192}", x: row.width - 4, y: 14, anchor: .end, class: "quiet")
      row.ticks(axis, bottom: bottom, format: format)
      for (index, item) in rows.enumerated() {
        let y = row.top + row.rowHeight * Double(index)
        row.labels(item.label, item.value, y: y + 14)
        interval(item, y: y + 28, x: x)
      }
    }
  }

  private func interval(_ row: Row, y: Double, x: (Double) -> Double) -> Markup {
    let isClear = row.low > 0 || row.high < 0
    let colour = Palette.categories[0]
    return line(x(row.low), y, x(row.high), y, stroke: colour, width: 2.5)
      + path(
        Symbol.circle.path(x: x(row.mean), y: y, size: 5), fill: isClear ? colour : "#ffffff", stroke: colour, width: 2)
  }
}
