import Appraisal
import Planning
import Units

/// How figures read in reports and on the web page: British conventions, numerals, no locale of the machine.
package enum Wording {
  /// A whole number with thousands commas and a true minus sign.
  package static func whole(_ value: Double) -> String {
    let count = Int(value.rounded())
    var digits = String(abs(count))
    var grouped = ""
    while digits.count > 3 {
      grouped = "," + digits.suffix(3) + grouped
      digits.removeLast(3)
    }
    return (count < 0 ? "\u{2212}" : "") + digits + grouped
  }

  /// A number with a fixed count of decimals.
  package static func decimal(_ value: Double, _ places: Int) -> String {
    let scale = [1, 10, 100, 1000][places]
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "\u{2212}" : ""
    if places == 0 { return sign + whole(Double(scaled)) }
    let rest = String(scaled % scale)
    return sign + whole(Double(scaled / scale)) + "." + String(repeating: "0", count: places - rest.count) + rest
  }

  /// A figure of a unit on a scale that suits the largest of those shown together.
  struct Scale {
    private let unit: Metric.Unit
    private let isChange: Bool
    /// Millions of pounds, or for journey times seconds: small changes of a mean over all children.
    private let isMillions: Bool
    private let isSeconds: Bool
    private let places: Int
    /// Vehicle-kilometres are estimates: about three figures are shown.
    private let kilometreStep: Double

    init(_ unit: Metric.Unit, for values: [Double], isChange: Bool = false) {
      self.unit = unit
      self.isChange = isChange
      let largest = values.map(abs).max() ?? 0
      isMillions = unit == .pence && largest >= 99_950_000
      kilometreStep = largest >= 100_000 ? 1000 : largest >= 1000 ? 100 : 1
      isSeconds = isChange && unit == .seconds && largest < 60
      places =
        switch unit {
        case .share: isChange && largest < 0.01 ? 2 : 1
        case .metres: isChange && largest < 1609 ? 2 : 1
        case .seconds: isSeconds ? 0 : 1
        case .pence: isMillions ? (largest >= 9_995_000_000 ? 1 : 2) : 0
        case .kilograms: largest < 10_000 ? 1 : 0
        default: 0
        }
    }

    /// The number alone: `18.8`, `\u{00a3}1.25m`.
    func number(_ value: Double) -> String {
      switch unit {
      case .share: Wording.decimal(value * 100, places) + (isChange ? "" : "%")
      case .metres: Wording.decimal(value / Metres.perMile, places)
      case .seconds: Wording.decimal(isSeconds ? value : value / 60, places)
      case .pence: money(value / 100)
      case .kilograms: Wording.decimal(value / 1000, places)
      case .kilometres: Wording.whole((value / kilometreStep).rounded() * kilometreStep)
      default: Wording.whole(value)
      }
    }
    /// What follows the number: ` miles`.
    var suffix: String {
      switch unit {
      case .share: isChange ? " points" : ""
      case .metres: " miles"
      case .seconds: isSeconds ? " s" : " min"
      case .kilometres: " km"
      case .kilograms: " t"
      default: ""
      }
    }
    /// A change with its sign; one that rounds to nothing has none.
    func signed(_ value: Double) -> String {
      let text = number(value)
      return isZero(value) || value < 0 ? text : "+" + text
    }
    /// Whether a figure reads as nothing at this scale.
    func isZero(_ value: Double) -> Bool { !number(abs(value)).contains { ("1"..."9").contains($0) } }

    private func money(_ pounds: Double) -> String {
      if pounds == 0 { return "\u{00a3}0" }
      // Below a million, to the nearest thousand pounds; below a hundred thousand, to the nearest hundred.
      let step = abs(pounds) >= 100_000 ? 1000.0 : 100
      let text =
        isMillions
        ? "\u{00a3}" + Wording.decimal(abs(pounds) / 1e6, places) + "m"
        : "\u{00a3}" + Wording.whole((abs(pounds) / step).rounded() * step)
      return pounds < 0 && text.contains { ("1"..."9").contains($0) } ? "\u{2212}" + text : text
    }
  }

  /// `7.9%`, `8.6 miles`, `\u{00a3}13.90m`.
  package static func value(_ metric: Metric, _ value: Double) -> String {
    let scale = Scale(metric.unit, for: [value])
    return scale.number(value) + scale.suffix
  }

  /// A mean and its 90% interval: `8.6 miles (8.1 to 9.0)`. No interval where all draws read the same.
  package static func summary(_ metric: Metric, _ summary: Summary) -> (mean: String, interval: String?) {
    let scale = Scale(metric.unit, for: [summary.mean, summary.p05, summary.p95])
    return spread([summary.mean, summary.p05, summary.p95].map(scale.number), suffix: scale.suffix)
  }

  /// A change and its 90% interval: `\u{2212}0.41 miles (\u{2212}0.70 to \u{2212}0.12)`.
  package static func change(_ metric: Metric, _ change: Change) -> (mean: String, interval: String?) {
    if Finding(change, metric: metric) == .none { return ("no change", nil) }
    let scale = changeScale(metric, change)
    return spread([change.mean, change.p05, change.p95].map(scale.signed), suffix: scale.suffix)
  }

  private static func spread(_ words: [String], suffix: String) -> (mean: String, interval: String?) {
    (words[0] + suffix, Set(words).count == 1 ? nil : "\(words[1]) to \(words[2])")
  }

  static func changeScale(_ metric: Metric, _ change: Change) -> Scale {
    Scale(metric.unit, for: [change.mean, change.p05, change.p95], isChange: true)
  }

  /// `93% of draws`; `nil` where a metric has no better direction.
  package static func chance(_ change: Change) -> String? { change.pGain.map { decimal($0 * 100, 0) + "%" } }

  /// `1 child`, `12 children`.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(whole(Double(number))) \(number == 1 ? one : many)"
  }

  /// `\u{00a3}13.90m`.
  package static func pounds(_ pence: Double) -> String { value(.capital, pence) }

  /// A mean with its interval in a sentence: `8.6 miles (8.1 to 9.0)`.
  package static func inLine(_ words: (mean: String, interval: String?)) -> String {
    words.mean + (words.interval.map { " (\($0))" } ?? "")
  }

  /// `ASD, SEMH and SLCN`; `all`.
  static func needs(_ needs: NeedSet) -> String {
    needs == .all ? "all" : series(Need.allCases.filter(needs.contains).map(\.code))
  }

  /// A tick on an axis: short.
  package static func tick(_ metric: Metric, _ value: Double) -> String {
    switch metric.unit {
    case .share:
      let percent = value * 100
      return decimal(percent, (percent * 10).rounded().truncatingRemainder(dividingBy: 10) == 0 ? 0 : 1) + "%"
    case .pence:
      let millions = value / 1e8
      if abs(millions) >= 1 || millions == 0 {
        let isWhole = (millions * 10).rounded().truncatingRemainder(dividingBy: 10) == 0
        return (millions < 0 ? "\u{2212}" : "") + "\u{00a3}" + decimal(abs(millions), isWhole ? 0 : 1) + "m"
      }
      return (millions < 0 ? "\u{2212}" : "") + "\u{00a3}" + whole(abs(value) / 100)
    default: return whole(value)
    }
  }

  /// `a, b and c`.
  static func series(_ words: [String]) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }
}

extension String {
  /// The same with a capital letter in front.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Metric {
  /// The title within a sentence: no capital but of acronyms.
  var phrase: String {
    let title = title
    guard let second = title.dropFirst().first, second.isLowercase else { return title }
    return title.prefix(1).lowercased() + title.dropFirst()
  }
}
