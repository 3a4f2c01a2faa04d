import Planning
import Simulation
import Transport
import Units

/// The figures of a year that are no sum over children: places, vehicles, money by budget, and order statistics.
struct YearFigures: Sendable {
  let rules: TallyRules
  let world: World
  /// Capital by year index, pence.
  let capital: [Double]
  /// Places of the world's proposals at their full size.
  private let plannedPlaces: Int

  init(rules: TallyRules, world: World) {
    self.rules = rules
    self.world = world
    capital = MoneyRules.capital(world.changedProposals(in: rules.study), study: rules.study)
    plannedPlaces = rules.study.provisions.indices.reduce(0) { sum, index in
      let provision = rules.study.provisions[index]
      guard provision.proposal != nil, provision.places != nil else { return sum }
      return sum + (0..<world.supply.years).reduce(0) { max($0, world.supply.places(index, year: $1)) }
    }
  }

  /// What a year costs, in pence.
  struct Money {
    var placement: Double
    var transport: Double
    var cashable: Double
  }

  /// What the children of a year cost, in pence, as the figures of the financial year ask it.
  struct Spent {
    var placement: Double
    var transport: Double
    init(_ record: YearRecord) {
      placement = Double(record.sums[0, .placementCost])
      transport = Double(record.sums[0, .transportCost])
    }
  }

  /// What a world plans and spends, in a year it shares with doing nothing too.
  func plan(_ year: Int, into record: inout YearRecord) {
    record.extras[ExtraLayout.index(.capital)] = capital[year]
    record.extras[ExtraLayout.index(.placesPlanned)] = Double(plannedPlaces)
  }

  /// Completes a counted year; returns its money by budget.
  ///
  /// - Parameters:
  ///   - before: what the year before cost; `nil` in the base year.
  ///   - nothing: what doing nothing costs in the same draw and year; `nil` when this is it.
  func complete(
    _ tally: inout Tally, journeys: Journeys, placements: Placements, year: Int, baseYearIndependentCost: Int,
    before: Spent?, nothing: Money?
  ) -> Money {
    plan(year, into: &tally.record)
    let empty = addPlaces(&tally, placements, year: year)
    let days = Double(rules.schoolDays)
    func set(_ figure: ExtraLayout.Whole, _ value: Double) { tally.record.extras[ExtraLayout.index(figure)] = value }
    set(.vehicles, journeys.vehicles.reduce(journeys.unlocatedVehicles, +))
    set(.kilometres, journeys.vehicleMetres.reduce(journeys.unlocatedVehicleMetres, +) * days / 1000)
    for (position, setting) in rules.layout.sliceSetting.enumerated() {
      tally.record.extras[ExtraLayout.index(.vehicles, setting: position)] = journeys.vehicles[setting]
      tally.record.extras[ExtraLayout.index(.kilometres, setting: position)] =
        journeys.vehicleMetres[setting] * days / 1000
    }
    let placementCost = tally.record.sums[0, .placementCost] + empty
    let cashable = Double(max(0, baseYearIndependentCost - tally.record.sums[0, .independentCost]))
    set(.emptyPlaceCost, Double(empty))
    set(.cashable, cashable)
    set(.avoided, nothing.map { $0.placement - Double(placementCost) - (cashable - $0.cashable) } ?? 0)
    addFinancialYear(&tally.record, before: before)
    set(.panelExcess, Double(placements.panelExcess[year]))
    return Money(
      placement: Double(placementCost), transport: Double(tally.record.sums[0, .transportCost]), cashable: cashable)
  }

  /// The financial year that ends in the March after this year's January: placements by months, transport by school days.
  private func addFinancialYear(_ record: inout YearRecord, before: Spent?) {
    let now = Spent(record)
    let share = rules.shareToMarch
    record.extras[ExtraLayout.index(.placementInFinancialYear)] =
      before.map { FinancialYear.from(previous: $0.placement, current: now.placement) } ?? .nan
    record.extras[ExtraLayout.index(.transportInFinancialYear)] =
      before.map { $0.transport * (1 - share) + now.transport * share } ?? .nan
  }

  /// Places open and filled, and the worth of one more; returns what the empty ones cost.
  private func addPlaces(_ tally: inout Tally, _ placements: Placements, year: Int) -> Int {
    let study = rules.study
    let supply = world.supply
    let settings = rules.layout.sliceSetting.count
    var empty = 0
    var capacity = 0
    var filled = 0
    var opened = 0
    // The worth of a place at a setting is that of its most wanted provision.
    var best = -1
    return withUnsafeTemporaryAllocation(of: (places: Int, filled: Int, best: Int).self, capacity: settings + 1) {
      sites in
      sites.initialize(repeating: (0, 0, -1))
      for place in rules.places {
        let index = place.provision
        let places = supply.places(index, year: year)
        let occupants = Int(tally.occupants[index])
        empty += max(0, places - occupants) * rules.money.emptyPlaceCost[index]
        if place.isProposed { opened += places }
        guard place.isCompeted else { continue }
        capacity += places
        filled += occupants
        guard place.site >= 0 else { continue }
        let worth = placements.placeValue[year * study.provisions.count + index]
        let site = sites[place.site]
        if site.best < 0 || worth > placements.placeValue[year * study.provisions.count + site.best] {
          sites[place.site].best = index
        }
        if best < 0 || worth > placements.placeValue[year * study.provisions.count + best] { best = index }
        sites[place.site].places += places
        sites[place.site].filled += occupants
      }
      func worth(_ provision: Int) -> Double {
        provision < 0 ? 0 : Double(placements.placeValue[year * study.provisions.count + provision])
      }
      func timeSaved(_ provision: Int) -> Double {
        guard provision >= 0 else { return .nan }
        let saved = placements.placeTimeSaved[year * study.provisions.count + provision]
        return saved == Placements.noJourney ? .nan : Double(saved)
      }
      func set(_ figure: ExtraLayout.Whole, _ value: Double) { tally.record.extras[ExtraLayout.index(figure)] = value }
      set(.filled, Double(filled))
      set(.places, Double(capacity))
      set(.placesOpen, Double(opened))
      set(.worth, worth(best))
      set(.timeSaved, timeSaved(best))
      for need in 0..<ExtraLayout.needs {
        tally.record.extras[ExtraLayout.index(worthOfNeed: need)] =
          Double(placements.needValue[year * ExtraLayout.needs + need])
      }
      for site in 0..<settings {
        func set(_ figure: ExtraLayout.Site, _ value: Double) {
          tally.record.extras[ExtraLayout.index(figure, setting: site)] = value
        }
        set(.filled, Double(sites[site].filled))
        set(.places, Double(sites[site].places))
        set(.worth, worth(sites[site].best))
        set(.timeSaved, timeSaved(sites[site].best))
      }
      return empty
    }
  }

  /// Order statistics of the journeys of a year, from doing nothing's pools.
  func addJourneys(_ tally: inout Tally, pools: inout JourneyPools, isNothing: Bool) {
    for pool in 0..<ExtraLayout.pools {
      let added = isNothing ? ([], []) : (tally.journeys.metres[pool], tally.journeys.seconds[pool])
      guard isNothing || !added.0.isEmpty || !tally.gone.metres[pool].isEmpty else { continue }
      pools.metres[pool].quantiles([0.5, 0.9], removed: tally.gone.metres[pool], added: added.0) {
        tally.record.extras[ExtraLayout.index($0 == 0 ? .medianMetres : .p90Metres, pool: pool)] = $1
      }
      pools.seconds[pool].quantiles([0.5, 0.9], removed: tally.gone.seconds[pool], added: added.1) {
        tally.record.extras[ExtraLayout.index($0 == 0 ? .medianSeconds : .p90Seconds, pool: pool)] = $1
      }
    }
  }
}
