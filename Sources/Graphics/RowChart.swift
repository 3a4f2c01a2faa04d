import Documents

/// What charts with one row an item share: a scale across, and each item's label and figure on a line of its own above its mark,
/// so that long names fit a narrow screen.
struct RowChart {
  var width: Double
  var rowHeight: Double
  var top = 26.0
  var left: Double { 24 }
  var right: Double { width - 24 }
  private static let size = 13.0

  /// Lines and values of the scale. Values stay inside the picture; every other one where they would touch.
  func ticks(_ axis: Axis, bottom: Double, format: (Double) -> String) -> Markup {
    func x(_ value: Double) -> Double { axis.position(value, from: left, to: right) }
    let lines = axis.ticks.map { tick in
      line(x(tick), top, x(tick), bottom + 4, stroke: tick == 0 ? Palette.ink : "#e3e5e6", width: tick == 0 ? 1.5 : 1)
    }
    let widest = axis.ticks.map { textWidth(format($0)) }.max() ?? 0
    let isTight = axis.ticks.count > 2 && x(axis.ticks[1]) - x(axis.ticks[0]) < widest + 8
    let zero = axis.ticks.firstIndex(of: 0) ?? 0
    let values = axis.ticks.enumerated().filter { !isTight || ($0.offset - zero).isMultiple(of: 2) }.map { _, tick in
      let half = textWidth(format(tick)) / 2
      return text(format(tick), x: min(max(x(tick), half), width - half), y: bottom + 19, anchor: .middle)
    }
    return (lines + values).joined()
  }

  /// A row's label and figure; the label gives way where both do not fit the line.
  func labels(_ label: String, _ value: String, y: Double) -> Markup {
    let room = width - 12 - textWidth(value)
    var label = label
    if textWidth(label) > room {
      while !label.isEmpty, textWidth(label + "\u{2026}") > room { label.removeLast() }
      label += "\u{2026}"
    }
    let plate = element(
      "rect",
      [
        "x": "0", "y": coordinate(y - 12), "width": coordinate(width), "height": "16", "fill": "#ffffff",
        "fill-opacity": "0.85",
      ])
    return plate + text(label, x: 4, y: y) + text(value, x: width - 4, y: y, anchor: .end, class: "strong")
  }

  private func textWidth(_ label: String) -> Double { Graphics.width(of: label, size: Self.size) }
}
