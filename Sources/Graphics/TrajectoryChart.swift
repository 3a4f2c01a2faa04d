import Documents

/// Lines over years with intervals: a shaded band for the reference, a bar at the last year for every other series.
///
/// Drawn narrow (360 units), so that it is legible on a phone at full width and stands in a row of charts on a desk.
public struct TrajectoryChart: Sendable {
  public struct Point: Sendable {
    public var mean: Double
    public var low: Double
    public var high: Double
    public init(mean: Double, low: Double, high: Double) {
      self.mean = mean
      self.low = low
      self.high = high
    }
  }
  public struct Series: Sendable {
    /// Written at the end of the line: keep it short.
    public var label: String
    public var style: SeriesStyle
    /// One for each year; `nil` leaves a gap.
    public var points: [Point?]
    public init(label: String, style: SeriesStyle, points: [Point?]) {
      self.label = label
      self.style = style
      self.points = points
    }
  }

  public var id: String
  public var title: String
  public var description: String
  public var years: [String]
  public var series: [Series]
  public var wholeNumbers: Bool
  /// Writes a tick value.
  public var format: @Sendable (Double) -> String

  public init(
    id: String, title: String, description: String, years: [String], series: [Series], wholeNumbers: Bool = false,
    format: @escaping @Sendable (Double) -> String
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.years = years
    self.series = series
    self.wholeNumbers = wholeNumbers
    self.format = format
  }

  /// The value axis, which says whether it starts at zero.
  public var axis: Axis {
    Axis(
      holding: series.flatMap { series in
        let shown = series.style == .reference ? series.points : Array(series.points.suffix(1))
        return series.points.compactMap { $0?.mean } + shown.compactMap { $0 }.flatMap { [$0.low, $0.high] }
      }, wholeNumbers: wholeNumbers)
  }

  private static let size = 13.0
  private static let canvas = (width: 360.0, height: 250.0)

  public func svg() -> String {
    let axis = axis
    let tickWidth = axis.ticks.map { width(of: format($0), size: Self.size) }.max() ?? 0
    let halfYear = 4 + (years.map { width(of: $0, size: Self.size) }.max() ?? 0) / 2
    let left = max(8 + tickWidth, halfYear)
    let bars = series.filter { $0.style != .reference && $0.points.last.flatMap { $0 } != nil }
    let labelWidth = series.map { width(of: $0.label, size: Self.size) }.max() ?? 0
    let right = Self.canvas.width - max(halfYear, labelWidth + (bars.isEmpty ? 12 : 24) + 8 * Double(bars.count))
    let top = 12.0
    let bottom = Self.canvas.height - 28
    func x(_ year: Int) -> Double {
      years.count < 2 ? left : left + (right - left) * Double(year) / Double(years.count - 1)
    }
    func y(_ value: Double) -> Double { axis.position(value, from: bottom, to: top) }

    return picture(
      id: id, class: "chart", width: Self.canvas.width, height: Self.canvas.height, title: title,
      description: description
    ) {
      for tick in axis.ticks {
        line(left, y(tick), right, y(tick), stroke: tick == 0 ? Palette.grey : "#e3e5e6")
        text(format(tick), x: left - 5, y: y(tick) + 4.5, anchor: .end)
      }
      yearLabels(x: x, bottom: bottom, plot: right - left)
      for series in series where series.style == .reference { band(series, x: x, y: y) }
      for series in self.series { curve(series, x: x, y: y) }
      for (index, series) in bars.enumerated() {
        bar(series, x: right + 8 + 8 * Double(index), y: y)
      }
      endLabels(x: right + 6 + 8 * Double(bars.count), y: y, range: top + 4...bottom)
    }
  }

  private func yearLabels(x: (Int) -> Double, bottom: Double, plot: Double) -> Markup {
    let widest = years.map { width(of: $0, size: Self.size) }.max() ?? 0
    let room = max(1, Int(plot / (widest + 10)))
    let step = max(1, (years.count - 1 + room - 1) / room)
    var shown = Array(stride(from: years.count - 1, through: 0, by: -step))
    if let first = shown.last, first > 0, x(first) - x(0) > widest + 10 { shown.append(0) }
    return shown.reversed().map { year in
      line(x(year), bottom, x(year), bottom + 4, stroke: Palette.grey)
        + text(years[year], x: x(year), y: bottom + 18, anchor: .middle)
    }.joined()
  }

  private func band(_ series: Series, x: (Int) -> Double, y: (Double) -> Double) -> Markup {
    let known = series.points.indices.filter { series.points[$0] != nil }
    guard known.count > 1 else { return .empty }
    let upper = known.map { "\(coordinate(x($0))) \(coordinate(y(series.points[$0]!.high)))" }
    let lower = known.reversed().map { "\(coordinate(x($0))) \(coordinate(y(series.points[$0]!.low)))" }
    return path("M" + (upper + lower).joined(separator: "L") + "Z", fill: "#d3d6d8")
  }

  private func curve(_ series: Series, x: (Int) -> Double, y: (Double) -> Double) -> Markup {
    let known = series.points.enumerated().compactMap { year, point in point.map { (year, $0.mean) } }
    guard let last = known.last else { return .empty }
    let data = "M" + known.map { "\(coordinate(x($0.0))) \(coordinate(y($0.1)))" }.joined(separator: "L")
    let curve = path(
      data, fill: "none", stroke: series.style.colour, width: series.style == .reference ? 3 : 2,
      dash: series.style.dash)
    if series.style.symbol == .none { return curve }
    let marker = path(
      series.style.symbol.path(x: x(last.0), y: y(last.1), size: 4), fill: series.style.colour, stroke: "#ffffff")
    return curve + marker
  }

  private func bar(_ series: Series, x: Double, y: (Double) -> Double) -> Markup {
    guard let last = series.points.last, let last else { return .empty }
    return line(x, y(last.low), x, y(last.high), stroke: series.style.colour, width: 2)
      + line(x - 2.5, y(last.low), x + 2.5, y(last.low), stroke: series.style.colour, width: 2)
      + line(x - 2.5, y(last.high), x + 2.5, y(last.high), stroke: series.style.colour, width: 2)
      + path(
        (series.style.symbol == .none ? Symbol.circle : series.style.symbol).path(x: x, y: y(last.mean), size: 3.5),
        fill: series.style.colour)
  }

  private func endLabels(x: Double, y: (Double) -> Double, range: ClosedRange<Double>) -> Markup {
    let ends = series.compactMap { series in series.points.last.flatMap { $0 }.map { (series, y($0.mean)) } }
    let places = spread(ends.map(\.1), gap: Self.size + 2, in: range)
    return zip(ends, places).map { end, place in
      let style = end.0.style
      if style.symbol == .none { return text(end.0.label, x: x + 2, y: place + 4.5, class: "strong") }
      return path(style.symbol.path(x: x + 6, y: place, size: 4), fill: style.colour)
        + text(end.0.label, x: x + 14, y: place + 4.5)
    }.joined()
  }
}
