import Planning

/// The portfolio found for one ask.
public struct PortfolioPlan: Sendable {
  public struct Opening: Sendable, Equatable {
    /// Index into `Study.proposals`.
    public var proposal: Int
    /// Index of the year in which its first places open, and by how many years it is put off for that.
    public var year: Int
    public var delay: Int
    /// Capital with optimism bias, pounds, not discounted.
    public var capital: Double
    /// By how much the measure would be worse without it, in the measure's own units, others being chosen anew.
    public var worseWithout: Double?
  }
  public var openings: [Opening]
  /// What the search says it changes against doing nothing.
  public var change: PortfolioMeasures
  /// By how much the best may be better, at most, in the measure's own units; proven of the model.
  public var couldBeBetterBy: Double

  /// Measures that the plan changes by more than the ask allows.
  public func broken(_ ask: PortfolioAsk) -> [PortfolioMeasure] {
    PortfolioMeasure.allCases.filter { measure in ask.atMost[measure].map { change[measure] > $0 + 1e-6 } ?? false }
  }

  /// All capital with optimism bias, pounds, not discounted.
  public var capital: Double { openings.reduce(0) { $0 + $1.capital } }

  /// The option that the plan is.
  public func option(id: String, name: String) -> PlanOption {
    PlanOption(
      id: id, name: name, proposals: openings.map(\.proposal),
      changes: openings.filter { $0.delay > 0 }.map { ProposalChange(proposal: $0.proposal, .delay(years: $0.delay)) })
  }
}

/// A plan as the placement of the draws shows it.
public struct PlanOutcome: Sendable {
  /// Against doing nothing, by draw.
  public var changes: [PortfolioMeasures]

  public func mean(_ measure: PortfolioMeasure) -> Double {
    changes.reduce(0) { $0 + $1[measure] } / Double(max(changes.count, 1))
  }

  /// Mean of the tenth of the draws in which the measure comes out worst; one draw at least.
  public func worstTenth(_ measure: PortfolioMeasure) -> Double {
    let worst = changes.map { $0[measure] }.sorted(by: >).prefix(max(1, changes.count / 10))
    return worst.reduce(0, +) / Double(max(worst.count, 1))
  }
}
