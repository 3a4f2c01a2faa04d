import Appraisal
import Documents
import Units

/// A figure with its exact value beside its words (HTML's `data`), so that a workbook made from a page holds numbers.
struct Measured {
  private let unit: Metric.Unit

  init(_ metric: Metric) { unit = metric.unit }

  /// - Parameters are in the metric's own unit; the value is in the unit that a reader sees: pounds, miles, minutes, tonnes.
  func markup(_ value: Double, low: Double? = nil, high: Double? = nil, words: String) -> Markup {
    element(
      "data",
      [
        "value": number(value), "data-low": low.map(number), "data-high": high.map(number), "data-unit": name,
      ]
    ) { words }
  }

  private var name: String {
    switch unit {
    case .children, .places: "count"
    case .vehicles: "vehicles"
    case .share: "share"
    case .metres: "miles"
    case .seconds: "minutes"
    case .pence: "pounds"
    case .kilometres: "km"
    case .kilograms: "tonnes"
    }
  }

  private func number(_ value: Double) -> String {
    let shown =
      switch unit {
      case .metres: value / Metres.perMile
      case .seconds: value / 60
      case .pence: value / 100
      case .kilograms: value / 1000
      default: value
      }
    let rounded = (shown * 10_000).rounded() / 10_000 + 0
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
}
