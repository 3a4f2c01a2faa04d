import Assumptions
import Foundation
import Randomness

/// England's new plans by calendar year, and how they go on: growth that halves every few years.
///
/// Only years up to the base January are read, so a projection from the past knows nothing later. The nation's movement
/// is shared by every authority; a draw takes its own growth, half-life and yearly shocks.
struct NationalTrend: Sendable {
  /// Last calendar year read.
  let lastYear: Int
  /// Log of new plans over those of the reference year, by calendar year from `firstYear`.
  let levels: [Double]
  let firstYear: Int
  /// Mean yearly log growth over the series.
  let growth: Double
  /// Its standard error.
  let growthError: Double
  /// Standard deviation of a single year's growth around the mean.
  let shock: Double
  /// Years in which growth halves.
  let halfLife: Double
  /// Standard deviation of the log half-life over draws.
  let halfLifeSpread: Double

  init(_ assumptions: AssumptionSet, baseJanuary: Int) throws {
    let series = try assumptions.table("ehcp.new_plans").compactMap { row in Int(row.key).map { ($0, row.value) } }
    let reference = series.first { $0.0 == NationalRates.referenceYear }?.1 ?? 0
    let known = series.filter { $0.0 < baseJanuary && $0.1 > 0 }.sorted { $0.0 < $1.0 }
    guard let first = known.first, let last = known.last, reference > 0, last.0 - first.0 == known.count - 1 else {
      throw AssumptionError(
        id: "ehcp.new_plans",
        problem:
          "no unbroken run of years before January \(baseJanuary) with \(NationalRates.referenceYear) in the table",
        remedy: "Give England's new plans for each calendar year.")
    }
    firstYear = first.0
    lastYear = last.0
    levels = known.map { log($0.1 / reference) }
    let steps = zip(levels.dropFirst(), levels).map { $0 - $1 }
    let mean = steps.isEmpty ? 0 : steps.reduce(0, +) / Double(steps.count)
    let variance =
      steps.count < 2 ? 0 : steps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(steps.count - 1)
    growth = mean
    shock = variance.squareRoot()
    growthError = steps.isEmpty ? 0 : (variance / Double(steps.count)).squareRoot()
    halfLife = try assumptions.number("need.trend_half_life_years")
    let row = assumptions["need.trend_half_life_years"]
    // Low and high are read as 5th and 95th percentiles of a log-normal: 1.645 standard deviations each way.
    if let low = row?.low, let high = row?.high, low > 0, high > low {
      halfLifeSpread = log(high / low) / (2 * 1.645)
    } else {
      halfLifeSpread = 0
    }
  }

  /// Log level of the flow of a calendar year within the series; `nil` before and after it.
  func level(of year: Int) -> Double? {
    (firstYear...lastYear).contains(year) ? levels[year - firstYear] : nil
  }

  /// The most likely log level of each calendar year from `first` on; years within the series as they were.
  func path(from first: Int, years: Int) -> [Double] {
    walk(from: first, years: years, growth: growth, damping: pow(0.5, 1 / halfLife)) { 0 }
  }

  /// One draw of the same path, with heavy-tailed growth and shocks.
  func path(from first: Int, years: Int, degrees: Double, random: inout NamedRandom) -> [Double] {
    let spread = random.standardT(degrees)
    let drawnGrowth = growth + growthError * spread
    let drawnHalfLife = halfLife * exp(halfLifeSpread * random.normal())
    return walk(from: first, years: years, growth: drawnGrowth, damping: pow(0.5, 1 / drawnHalfLife)) {
      shock * random.standardT(degrees)
    }
  }

  private func walk(
    from first: Int, years: Int, growth: Double, damping: Double, shock: () -> Double
  ) -> [Double] {
    var level = levels[levels.count - 1]
    var step = growth
    var path: [Double] = []
    path.reserveCapacity(years)
    for year in min(first, lastYear + 1)..<(first + years) {
      if year > lastYear {
        step *= damping
        level += step + shock()
      }
      if year >= first { path.append(year > lastYear ? level : self.level(of: year) ?? levels[0]) }
    }
    return path
  }
}

extension NamedRandom {
  /// Student's t scaled to variance 1; `degrees` above 2.
  mutating func standardT(_ degrees: Double) -> Double { studentT(degrees) * ((degrees - 2) / degrees).squareRoot() }
}
