import Assumptions
import Planning
import Units

/// What a world costs and saves against doing nothing, by budget, from its public figures: means of paired changes, which may be
/// added over years as means may.
public struct WorldMoney: Sendable, Equatable {
  /// By year index, pence; a saving is positive. Placements and empty places of the high needs block.
  public var highNeeds: CashFlow
  /// General-fund home-to-school transport.
  public var transport: CashFlow
  /// Spend is negative; optimism bias in.
  public var capital: CashFlow
  /// Present values of the three.
  public var highNeedsValue: Double
  public var transportValue: Double
  public var capitalValue: Double
  /// Years until capital is paid back out of the high needs block alone; and with transport beside it.
  public var paybackHighNeeds: Int?
  public var payback: Int?
  /// Capital of all years, with optimism bias, in pence, for each place at full size; `nil` without places.
  public var perPlace: Double?
  /// The same for each independent placement fewer in the last year; `nil` where the interval of that change holds none.
  public var perIndependentAvoided: Double?
  public var displacement: Displacement?
  /// What the high needs block saves before April 2028 and from then on.
  public var beforeApril2028: Double
  public var fromApril2028: Double
  /// Fees of as many placements as are fewer in the last year: mean, and 90% of such groups; `nil` where none is fewer.
  public var fees: Fees?
  public struct Fees: Sendable, Equatable {
    public var placements: Int
    public var mean: Double
    public var low: Double
    public var high: Double
    /// What one typical placement costs: half cost less.
    public var median: Double
  }

  public init(
    _ world: PublishedWorld, nothing: PublishedWorld?, study: Study, rates: Discounting, years: [AcademicYear],
    medianShare: Double?
  ) {
    let all = years.indices
    func change(_ metric: Metric, _ year: Int) -> Double { world[metric, year: year]?.change?.mean ?? 0 }
    let saved = all.map { -change(.placementCost, $0) - change(.emptyPlaceCost, $0) }
    highNeeds = CashFlow(saved)
    (beforeApril2028, fromApril2028) = Bearer.split(saved, years: years)
    transport = CashFlow(all.map { -change(.transportCost, $0) })
    capital = CashFlow(all.map { -(world[.capital, year: $0]?.value?.mean ?? 0) })
    highNeedsValue = highNeeds.presentValue(rates)
    transportValue = transport.presentValue(rates)
    capitalValue = capital.presentValue(rates)
    paybackHighNeeds = (capital + highNeeds).payback()
    payback = (capital + highNeeds + transport).payback()
    let last = years.count - 1
    let total = world.proposals.reduce(0.0) { $0 + Double(study.proposals[$1].totalCapital.count) }
    let places = world.proposals.reduce(0) { $0 + (study.places(of: $1).max() ?? 0) }
    if places > 0, total > 0 { perPlace = total / Double(places) }
    if let fewer = world[.independentCount, year: last]?.change,
      let stock = nothing?[.independentCount, year: 0]?.value,
      let open = world[.placesOpen, year: last]?.value
    {
      // Fewer is the change with its sign turned, so its low end is the change's high one.
      displacement = Displacement(
        places: open.mean, fewer: Summary(mean: -fewer.mean, p05: -fewer.p95, p50: -fewer.p50, p95: -fewer.p05),
        stock: stock.mean)
      if fewer.p95 < 0, total > 0 { perIndependentAvoided = total / -fewer.mean }
      if fewer.p95 < 0, let medianShare, let cost = nothing?[.independentCost, year: last]?.value?.mean,
        let count = nothing?[.independentCount, year: last]?.value?.mean, count > 0
      {
        let spread = FeeSpread(mean: cost / count, medianShare: medianShare)
        let number = Int((-fewer.mean).rounded())
        let range = spread.total(of: number)
        fees = Fees(
          placements: number, mean: spread.mean * Double(number), low: range.lowerBound, high: range.upperBound,
          median: spread.median)
      }
    }
  }
}
