import Appraisal
import Assumptions
import Foundation
import Planning
import Units

/// The ten lines an officer reads first, each figure from the run itself.
struct TerminalSummary {
  let lines: [String]

  init(_ results: PublishedResults, study: Study, assumptions: [Assumption]) {
    let last = results.years.count - 1
    let final = results.years[last]
    var lines = [
      "\(study.laName): \(results.worlds.filter { $0.kind == .proposal }.count) proposals alone and \(results.options.count) options, \(results.years.count - 1) years, \(results.draws) draws, seed \(results.seed)"
    ]
    if let nothing = results.doNothing {
      lines.append(
        "Do nothing: plans \(Self.text(nothing[.ehcp, year: 0], .ehcp)) in \(results.years[0]), \(Self.text(nothing[.ehcp, year: last], .ehcp)) in \(final)"
      )
      for metric in [Metric.independentRateB, .unmetBaseDemand, .timeMedian, .transportCost] {
        let mark = metric.mark(in: assumptions).map { ", \($0)" } ?? ""
        lines.append("  \(metric.title): \(Self.text(nothing[metric, year: last], metric)) in \(final)\(mark)")
      }
    }
    for option in results.options.prefix(4) {
      let parts = [Metric.independentCount, .unmetBaseDemand, .transportCost].map { metric in
        "\(Self.short(metric)) \(Self.change(option[metric, year: last], metric))"
      }
      lines.append("\(option.name), \(final), change: \(parts.joined(separator: "; "))")
    }
    self.lines = lines
  }

  private static func short(_ metric: Metric) -> String {
    switch metric {
    case .independentCount: "independent placements"
    case .unmetBaseDemand: "unmet base need"
    default: "transport"
    }
  }

  private static func text(_ row: PublishedRow?, _ metric: Metric) -> String {
    guard let value = row?.value else { return "not shown" }
    if value.p05 == value.p95 { return figure(value.mean, metric) }
    return "\(figure(value.mean, metric)) (90% \(figure(value.p05, metric)) to \(figure(value.p95, metric)))"
  }

  private static func change(_ row: PublishedRow?, _ metric: Metric) -> String {
    guard let change = row?.change else { return "not shown" }
    func signed(_ value: Double) -> String { (value > 0 ? "+" : value < 0 ? "-" : "") + figure(abs(value), metric) }
    let chance = change.pGain.map { ", \(Int(($0 * 100).rounded()))% chance of gain" } ?? ""
    return "\(signed(change.mean)) (\(signed(change.p05)) to \(signed(change.p95))\(chance))"
  }

  static func figure(_ value: Double, _ metric: Metric) -> String {
    switch metric.unit {
    // Rounded as the report rounds: a half goes up, and is not left to how the machine holds it.
    case .share: String(format: "%.1f%%", (value * 100 * 10).rounded() / 10)
    case .seconds: String(format: "%.0f min", value / 60)
    case .metres: String(format: "%.1f miles", value / Metres.perMile)
    case .pence:
      abs(value) >= 1e8 ? String(format: "£%.1fm", value / 1e8) : String(format: "£%.0fk", value / 1e5)
    default: String(format: "%.0f", value)
    }
  }
}
