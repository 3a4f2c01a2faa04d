import Documents

/// How one total becomes another, step by step from top to bottom. The totals are lines and not bars, because the axis need not
/// start at zero: only the lengths of steps are to be compared. A filled step takes away, a hollow one adds.
public struct WaterfallChart: Sendable {
  public struct Step: Sendable {
    public var label: String
    /// The change in words, at the end of the label's line.
    public var value: String
    public var change: Double
    public init(label: String, value: String, change: Double) {
      self.label = label
      self.value = value
      self.change = change
    }
  }
  public struct Total: Sendable {
    public var label: String
    public var value: String
    public init(label: String, value: String) {
      self.label = label
      self.value = value
    }
  }

  public var id: String
  public var title: String
  public var description: String
  public var start: Double
  public var from: Total
  public var steps: [Step]
  public var to: Total
  public var format: @Sendable (Double) -> String

  public init(
    id: String, title: String, description: String, start: Double, from: Total, steps: [Step], to: Total,
    format: @escaping @Sendable (Double) -> String
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.start = start
    self.from = from
    self.steps = steps
    self.to = to
    self.format = format
  }

  /// The running total before each step, and at last the end.
  public var levels: [Double] { steps.reduce(into: [start]) { $0.append($0[$0.count - 1] + $1.change) } }
  public var axis: Axis { Axis(holding: levels, count: 4) }

  private static let row = RowChart(width: 480, rowHeight: 42)

  public func svg() -> String {
    let row = Self.row
    let axis = axis
    let levels = levels
    let bottom = row.top + row.rowHeight * Double(steps.count + 2)
    func x(_ value: Double) -> Double { axis.position(value, from: row.left, to: row.right) }
    func bar(_ index: Int) -> Double { row.top + row.rowHeight * Double(index) + 22 }
    return picture(
      id: id, class: "chart", width: row.width, height: bottom + 26, title: title, description: description
    ) {
      row.ticks(axis, bottom: bottom, format: format)
      for (index, level) in levels.enumerated() {
        // Where a step ends the next begins.
        line(
          x(level), bar(index), x(level), bar(index + 1) + Self.thickness, stroke: Palette.grey, width: 1, dash: "3 2")
      }
      total(from, at: x(start), y: bar(0))
      for (index, step) in steps.enumerated() {
        let ends = [x(levels[index]), x(levels[index + 1])].sorted()
        let isLess = step.change < 0
        element(
          "rect",
          [
            "x": coordinate(ends[0]), "y": coordinate(bar(index + 1)),
            "width": coordinate(max(ends[1] - ends[0], 1.5)), "height": coordinate(Self.thickness),
            "fill": isLess ? Palette.categories[0] : "#ffffff", "stroke": Palette.categories[0], "stroke-width": "2",
          ])
        row.labels(step.label, step.value, y: bar(index + 1) - 8)
      }
      total(to, at: x(levels[steps.count]), y: bar(steps.count + 1))
    }
  }

  private static let thickness = 12.0

  private func total(_ total: Total, at x: Double, y: Double) -> Markup {
    line(x, y, x, y + Self.thickness, stroke: Palette.ink, width: 5)
      + Self.row.labels(total.label, total.value, y: y - 8)
  }
}
