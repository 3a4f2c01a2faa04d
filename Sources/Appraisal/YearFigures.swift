import Planning
import Simulation
import Units

/// Turns one year's sums into the figures of every cell. Not-a-number marks a figure with nobody behind it.
struct YearFigures {
  let rules: TallyRules
  let world: World
  /// Places of the world's proposals at their full size.
  private let plannedPlaces: Int

  init(rules: TallyRules, world: World) {
    self.rules = rules
    self.world = world
    plannedPlaces = rules.study.provisions.indices.reduce(0) { sum, index in
      let provision = rules.study.provisions[index]
      guard provision.proposal != nil, provision.places != nil else { return sum }
      return sum + (0..<world.supply.years).reduce(0) { max($0, world.supply.places(index, year: $1)) }
    }
  }

  /// What doing nothing costs in the same draw and year, in pence.
  struct Reference {
    var nothingPlacementCost: Double
    var nothingCashable: Double
  }

  /// A year that the world shares with doing nothing: its values, bit for bit, but for what a plan spends ahead of opening.
  func copy(
    _ baseline: BaselineDraw, year: Int, capital: Double, values: inout [Double], bases: inout [Int32]
  ) {
    let offset = year * rules.layout.cells.count
    for index in offset..<offset + rules.layout.cells.count {
      values[index] = baseline.values[index]
      bases[index] = baseline.bases[index]
    }
    values[offset + rules.cell(.capital)] = capital
    values[offset + rules.cell(.placesPlanned)] = Double(plannedPlaces)
  }

  /// Writes values and bases for `cells` of one year; returns the year's money by budget.
  func write(
    _ tally: Tally, journeys: Journeys, placements: Placements, year: Int, capital: Double,
    baseYearIndependentCost: Int,
    reference: Reference?, values: inout [Double], bases: inout [Int32]
  ) -> (placement: Double, transport: Double) {
    let study = rules.study
    let offset = year * rules.layout.cells.count
    let supply = world.supply

    var empty = 0
    var capacity = 0
    var filled = 0
    var opened = 0
    var settingPlaces = Array(repeating: 0, count: study.settings.count)
    var settingFilled = settingPlaces
    // The worth of a place at a setting is that of its most wanted provision.
    var settingBest = Array(repeating: -1, count: study.settings.count)
    var best = -1
    let row = year * study.provisions.count
    for (index, provision) in study.provisions.enumerated() where provision.places != nil {
      let places = supply.places(index, year: year)
      let occupants = Int(tally.occupants[index])
      empty += max(0, places - occupants) * rules.money.emptyPlaceCost[index]
      if provision.proposal != nil {
        opened += places
      }
      guard provision.kind != .mainstream else { continue }
      capacity += places
      filled += occupants
      if let setting = provision.setting {
        let worth = placements.placeValue[row + index]
        if settingBest[setting] < 0 || worth > placements.placeValue[row + settingBest[setting]] {
          settingBest[setting] = index
        }
        if best < 0 || worth > placements.placeValue[row + best] { best = index }
        settingPlaces[setting] += places
        settingFilled[setting] += occupants
      }
    }
    let vehicles = journeys.vehicles.reduce(journeys.unlocatedVehicles, +)
    let days = Double(rules.schoolDays)
    let kilometres = journeys.vehicleMetres.reduce(journeys.unlocatedVehicleMetres, +) * days / 1000
    let placementCost = tally.sums[0, .placementCost] + empty
    let independent = tally.sums[0, .independentCost]
    let cashable = Double(max(0, baseYearIndependentCost - independent))
    let avoided =
      reference.map { $0.nothingPlacementCost - Double(placementCost) - (cashable - $0.nothingCashable) } ?? 0

    for (index, cell) in rules.layout.cells.enumerated() where !cell.metric.isWholeHorizon {
      let slice = cell.sliceIndex
      var value = 0.0
      var base = 0
      func count(_ number: Int) {
        value = Double(number)
        base = number
      }
      func share(_ part: Int, _ whole: Int) {
        value = whole == 0 ? .nan : Double(part) / Double(whole)
        base = (1..<study.disclosureThreshold).contains(part) ? part : whole
      }
      func mean(_ sum: Int, _ number: Int) {
        value = number == 0 ? .nan : Double(sum) / Double(number)
        base = number
      }
      func sum(_ number: Double, _ children: Int) {
        value = number
        base = children
      }
      func quantile(_ pools: KeyPath<Tally, [[Int32]]>, _ q: Double) {
        let pool = pool(of: cell.slice, slice: slice)
        base = tally[keyPath: pools][pool].count
        value = Quantile.select(tally[keyPath: pools][pool], q) ?? .nan
      }
      let children = tally.sums[slice, .children]
      let inmss = tally.sums.count(slice, .independentSpecial) + tally.sums.count(slice, .nmss)
      switch cell.metric {
      case .ehcp: count(children)
      case .need(let need): count(tally.sums.count(slice, need))
      case .placed(let kind): count(tally.sums.count(slice, kind))
      case .independentCount: count(inmss)
      case .independentRateA: share(tally.sums.count(slice, .independentSpecial), children)
      case .independentRateB: share(inmss, children)
      case .independentRateC: share(inmss + tally.sums.count(slice, .independentMainstream), children)
      case .independentRateD:
        share(
          inmss + tally.sums.count(slice, .independentMainstream) + tally.sums.count(slice, .specialistPost16), children
        )
      case .outOfAreaCount: count(tally.sums[slice, .outOfArea])
      case .outOfAreaNoLocalPlace: count(tally.sums[slice, .outNoLocal])
      case .outOfAreaPreference: count(tally.sums[slice, .outPreference])
      case .outOfAreaNotRecorded: count(tally.sums[slice, .outNotRecorded])
      case .unmetBaseDemand: count(tally.sums[slice, .unmetBase])
      case .distanceMean: mean(tally.sums[slice, .metres], tally.sums[slice, .day])
      case .distanceMedian: quantile(\.metres, 0.5)
      case .distanceP90: quantile(\.metres, 0.9)
      case .timeMean: mean(tally.sums[slice, .seconds], tally.sums[slice, .day])
      case .timeMedian: quantile(\.seconds, 0.5)
      case .timeP90: quantile(\.seconds, 0.9)
      case .excessiveTravelShare: share(tally.sums[slice, .excessive], tally.sums[slice, .day])
      case .within30MinutesCount: count(tally.sums[slice, .within30])
      case .transportEligible: count(tally.sums[slice, .eligible])
      case .newlyTransportEligibleCount: count(tally.sums[slice, .newlyEligible])
      case .vehicles:
        sum(cell.slice.kind == .all ? vehicles : settingValue(journeys.vehicles, slice), children)
      case .vehicleKm:
        sum(
          cell.slice.kind == .all ? kilometres : settingValue(journeys.vehicleMetres, slice) * days / 1000, children)
      case .transportCost: sum(Double(tally.sums[slice, .transportCost]), tally.sums[slice, .eligible])
      case .co2e: sum(kilometres * rules.money.carbonPerKm, children)
      case .placementCost: sum(Double(tally.sums[slice, .placementCost]), children)
      case .emptyPlaceCost: sum(Double(empty), children)
      case .independentCost: sum(Double(tally.sums[slice, .independentCost]), inmss)
      case .costPerPlacement: mean(tally.sums[slice, .placementCost], children)
      case .capital: sum(capital, children)
      case .cashable: sum(cashable, children)
      case .avoided: sum(avoided, children)
      case .npv, .npvHighNeeds, .npvGeneralFund, .npvCapital: break
      case .placesPlanned: sum(Double(plannedPlaces), children)
      case .placesOpen: sum(Double(opened), children)
      case .occupancyShare:
        if cell.slice.kind == .all {
          share(filled, capacity)
        } else {
          let setting = setting(of: slice)
          share(settingFilled[setting], settingPlaces[setting])
          base = settingFilled[setting]
        }
      case .placeWorth:
        if cell.slice.kind == .need {
          let need = year * Need.allCases.count + slice - rules.layout.needStart
          sum(Double(placements.needValue[need]), children)
        } else {
          let provision = cell.slice.kind == .all ? best : settingBest[setting(of: slice)]
          sum(provision < 0 ? 0 : Double(placements.placeValue[row + provision]), children)
        }
      case .placeTimeSaved:
        let provision = cell.slice.kind == .all ? best : settingBest[setting(of: slice)]
        let saved = provision < 0 ? Placements.noJourney : placements.placeTimeSaved[row + provision]
        sum(saved == Placements.noJourney ? .nan : Double(saved), children)
      case .panelOrderExcess: sum(Double(placements.panelExcess[year]), children)
      case .journeysLongerCount: count(tally.sums[slice, .longer])
      case .journeysShorterCount: count(tally.sums[slice, .shorter])
      case .localMaintainedShare: share(tally.sums[slice, .local], children)
      case .placementStabilityShare: share(tally.sums[slice, .stable], tally.sums[slice, .stableOf])
      }
      values[offset + index] = value
      bases[offset + index] = Int32(base)
    }
    return (Double(placementCost), Double(journeys.totalCost))
  }

  private func pool(of slice: Slice, slice index: Int) -> Int {
    switch slice.kind {
    case .phase: 1 + index - rules.layout.phaseStart
    case .ruralUrban: 1 + Phase.allCases.count + index - rules.layout.ruralUrbanStart
    default: 0
    }
  }

  private func setting(of slice: Int) -> Int { rules.layout.sliceSetting[slice - rules.layout.settingStart] }
  private func settingValue(_ values: [Double], _ slice: Int) -> Double { values[setting(of: slice)] }
}
