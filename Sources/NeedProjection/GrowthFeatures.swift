import Foundation
import Planning

/// How a rate per plan is pooled: as if every authority had `plans` more plans at the common rate `mean`.
///
/// An authority with twenty plans is drawn to the rest, and one with a thousand keeps its own.
struct FeaturePooling: Sendable, Equatable {
  var mean: Double
  var plans: Double
  /// Median of the pooled rates, which an authority's is measured from.
  var centre = 0.0

  func pooled(_ rate: Double, stock: Double) -> Double { (stock * rate + plans * mean) / (stock + plans) }
  /// An authority's distance from the median authority.
  func distance(_ rate: Double, stock: Double) -> Double { pooled(rate, stock: stock) - centre }
}

/// Features and growth of every authority by January, on flat arrays of authorities x years; NaN is not known.
struct GrowthFeatures {
  let panel: AuthorityPanel
  let priors: GrowthPriors
  let areas: Int
  let years: ClosedRange<Int>
  /// Log growth of the stock to each January, a year; over a gap of up to three years, its mean.
  private(set) var growth: [Double]
  /// Distances from the median authority, features x authorities x years.
  private(set) var distances: [Double]
  /// How each feature was pooled in each January, features x years.
  private(set) var poolings: [FeaturePooling?]
  /// England's requests accepted and new plans, each a plan held; the pooled rate where England has no row.
  private(set) var nation: [Double?]
  /// National growth to each January: the robust mean of authorities, and England's own row.
  private(set) var movement: [Double?]

  init(panel: AuthorityPanel, priors: GrowthPriors) {
    self.panel = panel
    self.priors = priors
    areas = panel.codes.count
    years = panel.years
    growth = Array(repeating: .nan, count: areas * years.count)
    distances = Array(repeating: .nan, count: GrowthFeature.allCases.count * areas * years.count)
    poolings = Array(repeating: nil, count: GrowthFeature.allCases.count * years.count)
    nation = Array(repeating: nil, count: 2 * years.count)
    movement = Array(repeating: nil, count: years.count)
    for year in years where (0..<areas).contains(where: { panel[.stock, $0, year] != nil }) {
      for area in 0..<areas { growth[cell(area, year)] = panel.yearlyGrowth(area, to: year) ?? .nan }
      for feature in GrowthFeature.allCases { pool(feature, year) }
      movement[year - years.lowerBound] = nationalGrowth(to: year)
    }
  }

  func cell(_ area: Int, _ year: Int) -> Int { area * years.count + year - years.lowerBound }
  func distance(_ feature: GrowthFeature, _ area: Int, _ year: Int) -> Double {
    distances[feature.rawValue * areas * years.count + cell(area, year)]
  }
  func pooling(_ feature: GrowthFeature, _ year: Int) -> FeaturePooling? {
    poolings[feature.rawValue * years.count + year - years.lowerBound]
  }
  func nation(_ feature: GrowthFeature, _ year: Int) -> Double? {
    nation[feature.rawValue * years.count + year - years.lowerBound]
  }
  /// How much an authority counts: towards 1 with its plans.
  func weight(_ stock: Double) -> Double { stock / (stock + priors.halfWeightPlans) }
  /// Authorities whose growth to a January is known.
  func growing(_ year: Int) -> [Int] {
    years.contains(year) ? (0..<areas).filter { !growth[cell($0, year)].isNaN } : []
  }
  func has(_ pattern: GrowthPattern, _ area: Int, _ year: Int) -> Bool {
    pattern.features.allSatisfy { !distance($0, area, year).isNaN }
  }

  private mutating func pool(_ feature: GrowthFeature, _ year: Int) {
    let column = year - years.lowerBound
    var known: [Int] = []
    var rates: [Double] = []
    var stocks: [Double] = []
    for area in 0..<areas {
      guard let stock = panel.plans(area, year), let rate = panel.rate(feature, area, year) else { continue }
      known.append(area)
      rates.append(rate)
      stocks.append(stock)
    }
    if feature != .growth, let england = panel.rate(feature, panel.england, year) {
      nation[feature.rawValue * years.count + column] = england
    }
    guard !known.isEmpty else { return }
    var pooling = feature == .growth ? growthPooling(rates) : flowPooling(rates, stocks)
    let pooled = zip(rates, stocks).map { pooling.pooled($0, stock: $1) }
    pooling.centre = Robust.median(pooled)
    for (area, value) in zip(known, pooled) {
      distances[feature.rawValue * areas * years.count + cell(area, year)] = value - pooling.centre
    }
    poolings[feature.rawValue * years.count + column] = pooling
    if feature != .growth, nation[feature.rawValue * years.count + column] == nil {
      nation[feature.rawValue * years.count + column] = pooling.mean
    }
  }

  private func growthPooling(_ rates: [Double]) -> FeaturePooling {
    FeaturePooling(mean: Robust.median(rates), plans: priors.halfWeightPlans)
  }

  /// Gamma-Poisson pooling by moments: the spread of rates between authorities, less what counting would give.
  private func flowPooling(_ rates: [Double], _ stocks: [Double]) -> FeaturePooling {
    let counted = zip(rates, stocks).reduce(0) { $0 + $1.0 * $1.1 }
    let mean = counted / stocks.reduce(0, +)
    guard rates.count >= 5 else { return FeaturePooling(mean: mean, plans: priors.pooledPlans) }
    let spread = Robust.deviation(rates)
    // A quarter of the spread at least is taken as real, or one odd year would make all authorities alike.
    let between = max(spread * spread - mean / Robust.median(stocks), spread * spread / 4, 1e-6)
    return FeaturePooling(mean: mean, plans: mean / between)
  }

  private func nationalGrowth(to year: Int) -> Double? {
    let known = growing(year)
    var sum = 0.0
    var total = 0.0
    if !known.isEmpty {
      let mean = Robust.mean(
        known.map { growth[cell($0, year)] }, weights: known.map { weight(panel.plans($0, year) ?? 0) })
      sum += Double(known.count) * mean
      total += Double(known.count)
    }
    if let england = panel.yearlyGrowth(panel.england, to: year) {
      sum += priors.nationalRows * england
      total += priors.nationalRows
    }
    return total > 0 ? sum / total : nil
  }
}

extension AuthorityPanel {
  /// Log growth a year to a January, from the last earlier one known, at most three years before.
  func yearlyGrowth(_ area: Int, to january: Int) -> Double? {
    guard let now = plans(area, january) else { return nil }
    for gap in 1...3 { if let before = plans(area, january - gap) { return log(now / before) / Double(gap) } }
    return nil
  }

  /// A feature of an authority at a January, a plan held or a year; `nil` where something it needs is not known.
  func rate(_ feature: GrowthFeature, _ area: Int, _ january: Int) -> Double? {
    guard let stock = plans(area, january) else { return nil }
    switch feature {
    case .accepted:
      guard let received = self[.requests, area, january - 1], let refused = self[.refusals, area, january - 1] else {
        return nil
      }
      return max(received - refused, 0) / stock
    case .newPlans: return self[.newPlans, area, january - 1].map { $0 / stock }
    case .growth: return yearlyGrowth(area, to: january)
    }
  }
}
