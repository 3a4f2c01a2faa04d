/// What is known of an authority in a January that runs ahead of its growth, each per plan held.
public enum GrowthFeature: Int, CaseIterable, Sendable {
  /// Requests accepted for assessment in the year: received less turned down.
  case accepted
  /// New plans of the year.
  case newPlans
  /// Log growth of the stock, a year.
  case growth

  var code: String { ["accepted", "new", "growth"][rawValue] }
}

/// Which features an authority has. Each pattern has its own regression, over all authorities that have at least these.
public struct GrowthPattern: OptionSet, Hashable, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  init(_ features: some Sequence<GrowthFeature>) { rawValue = features.reduce(0) { $0 | 1 << $1.rawValue } }

  static let growth = GrowthPattern([.growth])
  /// Every pattern with at least one feature, in a fixed order.
  static let all = (1..<8).map(GrowthPattern.init(rawValue:))

  /// In the order of `GrowthFeature`.
  var features: [GrowthFeature] { GrowthFeature.allCases.filter { rawValue & (1 << $0.rawValue) != 0 } }
  /// `accepted_new_growth`.
  var code: String { features.map(\.code).joined(separator: "_") }
}
