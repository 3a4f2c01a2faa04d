import Planning
import Units

/// What a council asks of the search for a portfolio.
public struct PortfolioAsk: Sendable {
  /// All capital with optimism bias, pence.
  public var budget: Int
  /// Capital that comes in each financial year; what a year leaves is carried forward. Empty: all of it at once.
  public var budgetByYear: [FinancialYear: Int]
  public var measure: PortfolioMeasure
  /// What the other measures may change by at most, against doing nothing: 0 for no worse than that.
  public var atMost: [PortfolioMeasure: Double]
  /// Years by which a proposal may be put off.
  public var latestDelay: Int
  /// At least one primary place for every secondary place (DOMAIN 3.1).
  public var pairsPhases: Bool

  public init(
    budget: Int, budgetByYear: [FinancialYear: Int] = [:], measure: PortfolioMeasure = .cost,
    atMost: [PortfolioMeasure: Double] = [:], latestDelay: Int = 2, pairsPhases: Bool = false
  ) {
    self.budget = budget
    self.budgetByYear = budgetByYear
    self.measure = measure
    self.atMost = atMost
    self.latestDelay = latestDelay
    self.pairsPhases = pairsPhases
  }
}
