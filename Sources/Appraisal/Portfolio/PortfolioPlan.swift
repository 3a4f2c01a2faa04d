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

/// Proposals tried as a whole: what the search has of them, and what their simulation shows.
public struct PortfolioTest: Sendable {
  public var name: String
  /// With optimism bias, pounds, not discounted.
  public var capital: Double
  public var search: PortfolioMeasures
  public var outcome: PlanOutcome
  public init(name: String, capital: Double, search: PortfolioMeasures, outcome: PlanOutcome) {
    self.name = name
    self.capital = capital
    self.search = search
    self.outcome = outcome
  }

  /// By how much the search may be off: its difference from the simulation, and what the draws leave open of that.
  public func error(_ measure: PortfolioMeasure) -> Double {
    abs(search[measure] - outcome.mean(measure)) + outcome.sampling(measure)
  }
}

/// A plan as the placement of the draws shows it.
public struct PlanOutcome: Sendable {
  /// Against doing nothing, by draw.
  public var changes: [PortfolioMeasures]

  public func mean(_ measure: PortfolioMeasure) -> Double {
    changes.reduce(0) { $0 + $1[measure] } / Double(max(changes.count, 1))
  }

  /// All the measures' means.
  public var means: PortfolioMeasures {
    var means = PortfolioMeasures()
    for measure in PortfolioMeasure.allCases { means[measure] = mean(measure) }
    return means
  }

  /// How far the mean may be from that of many more draws, at 95%: 1.96 standard errors; 0 for a single draw.
  public func sampling(_ measure: PortfolioMeasure) -> Double {
    guard changes.count > 1 else { return 0 }
    let mean = mean(measure)
    let squares = changes.reduce(0) { $0 + ($1[measure] - mean) * ($1[measure] - mean) }
    return 1.96 * (squares / Double((changes.count - 1) * changes.count)).squareRoot()
  }

  /// Mean of the tenth of the draws in which the measure comes out worst; one draw at least.
  public func worstTenth(_ measure: PortfolioMeasure) -> Double {
    let worst = changes.map { $0[measure] }.sorted(by: >).prefix(max(1, changes.count / 10))
    return worst.reduce(0, +) / Double(max(worst.count, 1))
  }
}
