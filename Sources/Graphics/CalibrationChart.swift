import Documents

/// How often intervals held what came: a row for each set of forecasts, a marker for each level, and a dashed line where
/// the marker of that level should stand.
public struct CalibrationChart: Sendable {
  public struct Row: Sendable {
    public var label: String
    /// Percent of actuals that lay within the interval of each level.
    public var held: [Double]
    public init(label: String, held: [Double]) {
      self.label = label
      self.held = held
    }
  }

  public var id: String
  public var title: String
  public var description: String
  /// Percent, at most four, rising.
  public var levels: [Double]
  public var rows: [Row]

  public init(id: String, title: String, description: String, levels: [Double], rows: [Row]) {
    self.id = id
    self.title = title
    self.description = description
    self.levels = levels
    self.rows = rows
  }

  private static let size = 13.0
  private static let rowHeight = 24.0
  private static let canvasWidth = 728.0

  public func svg() -> String {
    let axis = Axis(holding: levels + rows.flatMap(\.held) + [100], count: 6)
    let left = 16 + (rows.map { width(of: $0.label, size: Self.size) }.max() ?? 0)
    let right = Self.canvasWidth - 24
    let top = 34.0
    let bottom = top + Self.rowHeight * Double(rows.count)
    func x(_ percent: Double) -> Double { axis.position(percent, from: left, to: right) }
    return picture(
      id: id, class: "chart", width: Self.canvasWidth, height: bottom + 46, title: title, description: description
    ) {
      // A file of its own brings no style sheet, so it says its own face and ground.
      element("style") { "text{font:\(Int(Self.size))px sans-serif;fill:\(Palette.ink)}" }
      path("M0 0H\(coordinate(Self.canvasWidth))V\(coordinate(bottom + 46))H0Z", fill: "#ffffff")
      for tick in axis.ticks {
        line(x(tick), top, x(tick), bottom, stroke: "#e3e5e6")
        text("\(coordinate(tick))%", x: x(tick), y: bottom + 18, anchor: .middle)
      }
      text("share of intervals that held what came", x: (left + right) / 2, y: bottom + 38, anchor: .middle)
      for (index, level) in levels.enumerated() {
        let style = SeriesStyle(option: index)
        line(x(level), top - 4, x(level), bottom, stroke: style.colour, width: 1.5, dash: "4 3")
        path(style.symbol.path(x: x(level) - 7, y: 14, size: 5), fill: style.colour)
        text(coordinate(level), x: x(level), y: 18.5)
      }
      for (index, row) in rows.enumerated() {
        let y = top + Self.rowHeight * (Double(index) + 0.5)
        line(left, y, right, y, stroke: "#e3e5e6")
        text(row.label, x: left - 8, y: y + 4.5, anchor: .end)
        for (level, held) in row.held.enumerated() {
          let style = SeriesStyle(option: level)
          path(style.symbol.path(x: x(held), y: y, size: 5.5), fill: style.colour, stroke: "#ffffff")
        }
      }
    } + "\n"
  }
}
