/// What a search for a portfolio makes least.
public enum PortfolioMeasure: String, Sendable, CaseIterable {
  /// Capital with optimism bias and what the high needs block pays for placements and empty places, discounted over the
  /// horizon. Transport needs routes and is in the full run.
  case cost
  /// Children in independent and non-maintained special schools, summed over the years.
  case independent
  /// Minutes of children's journeys one way, of a school day, summed over the years.
  case minutes
}

/// The three measures of one future, over its years; each is a cost, the less the better.
public struct PortfolioMeasures: Sendable, Equatable {
  /// Pounds, capital with the placements.
  public var cost = 0.0
  /// Child-years.
  public var independent = 0.0
  /// Child-minutes of a school day, one way, in every year.
  public var minutes = 0.0

  public init(cost: Double = 0, independent: Double = 0, minutes: Double = 0) {
    self.cost = cost
    self.independent = independent
    self.minutes = minutes
  }

  public subscript(_ measure: PortfolioMeasure) -> Double {
    get {
      switch measure {
      case .cost: cost
      case .independent: independent
      case .minutes: minutes
      }
    }
    set {
      switch measure {
      case .cost: cost = newValue
      case .independent: independent = newValue
      case .minutes: minutes = newValue
      }
    }
  }

  static func - (left: Self, right: Self) -> Self {
    var result = left
    for measure in PortfolioMeasure.allCases { result[measure] -= right[measure] }
    return result
  }
}
