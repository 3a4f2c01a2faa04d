import Assumptions
import Planning
import Simulation

/// How far one figure alone moves the value of an option, from the low to the high end of its stated range.
public struct Tornado: Sendable, Equatable {
  public struct Bar: Sendable, Equatable {
    /// Id of the assumption, or `capital` for optimism bias from its lower to its upper value.
    public var id: String
    public var atLow: Double
    public var atHigh: Double
    public var swing: Double { abs(atHigh - atLow) }
  }
  /// Id of the option.
  public var option: String
  /// The value as assumed, pence.
  public var central: Double
  /// The widest first.
  public var bars: [Bar]

  /// Figures of money with a stated range: what they change is the price of placements, which stay as they are.
  static let ids = [
    "cost.inmss_out_of_area", "cost.inmss_in_area", "cost.base_total", "cost.state_special",
    "cost.mainstream_ehcp_topup", "cost.specialist_post16_topup", "cost.fe_high_needs_total", "cost.eotas", "cost.ap",
    "cost.independent_mainstream", "cost.elsewhere",
  ]

  /// - Parameter value: The mean value of a world in a future.
  static func all(
    _ plain: Future, assumptions: AssumptionSet, worlds: [World], value: (Int, Future) -> Double
  ) throws -> [Tornado] {
    var ends: [(id: String, low: Future, high: Future)] = []
    for id in ids {
      guard let low = assumptions.atLow(id), let high = assumptions.atHigh(id) else { continue }
      var ended = (id: id, low: plain, high: plain)
      ended.low.money = try MoneyRules(study: plain.study, assumptions: low)
      ended.high.money = try MoneyRules(study: plain.study, assumptions: high)
      ends.append(ended)
    }
    if let bias = try? OptimismBias(assumptions) {
      func biased(_ end: KeyPath<ClosedRange<Double>, Double>) -> Future {
        var future = plain
        for index in future.study.proposals.indices {
          let places = future.study.places(of: index).max() ?? 0
          guard let works = BuildingWorks(future.study.proposals[index], places: places) else { continue }
          future.study.proposals[index].optimismBiasPercent = bias.range(works)[keyPath: end]
        }
        return future
      }
      ends.append(("capital", biased(\.lowerBound), biased(\.upperBound)))
    }
    return worlds.indices.dropFirst().map { world in
      Tornado(
        option: worlds[world].id, central: value(world, plain),
        bars: ends.map { Bar(id: $0.id, atLow: value(world, $0.low), atHigh: value(world, $0.high)) }
          .filter { $0.swing >= 0.5 }.sorted { ($0.swing, $1.id) > ($1.swing, $0.id) })
    }
  }
}
