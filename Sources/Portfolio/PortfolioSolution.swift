/// A chosen portfolio, what it costs, and how far it can be from the best.
public struct PortfolioSolution: Sendable, Equatable {
  /// By proposal, the year at whose start it opens; nil if never.
  public var starts: [Int?]
  /// Cost of the starts and of placing every year's need.
  public var objective: Int
  /// No portfolio within the limits costs less.
  public var bound: Int
  /// What shows the bound.
  public var proof: PortfolioProof
  /// Boxes of portfolios looked into.
  public var nodes: Int

  /// How much less the best might cost, of what this costs.
  public var gap: Double { objective == bound ? 0 : Double(objective - bound) / Double(max(1, abs(objective))) }
}
