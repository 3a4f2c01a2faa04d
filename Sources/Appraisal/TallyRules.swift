import Placement
import Planning
import Units

/// Rules and tables that counting asks, made once a run.
struct TallyRules: Sendable {
  let layout: CellLayout
  let study: Study
  let travel: TravelTimes
  let money: MoneyRules
  let placement: PlacementStage
  /// School days a year, for vehicle-kilometres.
  let schoolDays: Int
  /// The share of them that falls before April.
  let shareToMarch: Double
  /// Provisions with places of their own.
  let places: [Place]

  struct Place: Sendable {
    var provision: Int
    /// Position of its setting among those that have a slice; -1 where it names none.
    var site: Int
    var isProposed: Bool
    /// Mainstream is not: its places are every child's.
    var isCompeted: Bool
  }

  /// The formula of every cell.
  let formulas: [FigureFormula]
  /// The longest drives of the study.
  let largest: (seconds: Int32, metres: Int32)
  // Columns of the study's tables that the pass over children reads, flat so that no struct is copied per child.
  private let kind: [ProvisionKind]
  private let setting: [Int32]
  private let isInArea: [Bool]
  private let area: [Int32]
  private let ruralUrban: [Int]
  /// Slice of each home's fifth of deprivation; empty where the study has none.
  private let deprivation: [Int32]
  private let noticeable = JourneyGrowth.noticeable
  private let within = Seconds.minutes(30).count

  init(
    study: Study, travel: TravelTimes, money: MoneyRules, placement: PlacementStage, schoolDays: Int,
    daysToMarch: Int
  ) {
    layout = CellLayout(study: study)
    self.study = study
    self.travel = travel
    self.money = money
    self.placement = placement
    self.schoolDays = schoolDays
    shareToMarch = Double(daysToMarch) / Double(schoolDays)
    let layout = layout
    formulas = layout.cells.map { FigureFormula($0, layout, carbon: money.carbonPerKm) }
    largest = travel.longestDrive
    places = study.provisions.indices.compactMap { index in
      let provision = study.provisions[index]
      guard provision.places != nil else { return nil }
      return Place(
        provision: index, site: provision.setting.flatMap { layout.sliceSetting.firstIndex(of: $0) } ?? -1,
        isProposed: provision.proposal != nil, isCompeted: provision.kind != .mainstream)
    }
    kind = study.provisions.map(\.kind)
    setting = study.provisions.map { Int32($0.setting ?? -1) }
    isInArea = study.provisions.map(study.isInArea)
    area = study.homes.map { Int32($0.area) }
    ruralUrban = study.areas.map { RuralUrban.allCases.firstIndex(of: $0.ruralUrban)! }
    let start = layout.deprivationStart
    deprivation =
      layout.settingStart == start
      ? [] : study.homes.map { Int32(start + Slice.deprivationFifth($0.deprivationDecile)) }
  }

  /// What bears on a child's contribution in a year, in one world.
  private struct State {
    var provision: Int
    /// The provision a January earlier, -1 for none.
    var before: Int
    var reason: PlacementReason
    var cause: PlacementReason
    var isEligible: Bool
    var cost: Int
  }

  /// Counts a year of doing nothing.
  func count(
    _ cohort: Cohort, _ placements: Placements, _ journeys: Journeys, year: Int, _ tally: inout Tally
  ) {
    tally.follow(placements, year: year)
    tally.clear()
    for child in 0..<placements.children {
      guard let state = state(child, placements, journeys, tally.cause, year: year) else { continue }
      tally.occupants[state.provision] += 1
      let journey = tally.lastJourney(child, at: state.provision) { self.journey(cohort, child, state.provision) }
      if let journey { note(journey, of: child, cohort, year: year, in: &tally.journeys) }
      tally.record.sums.add(contribution(cohort, child, state, journey, year: year))
    }
    addAreas(&tally.record.sums)
  }

  /// Counts a year of another world in the same draw, from doing nothing's: only children who differ are counted anew.
  ///
  /// - Parameter touched: children at settings where someone comes or goes: no one else's transport can cost another sum.
  func count(
    _ cohort: Cohort, _ placements: Placements, _ journeys: Journeys, touched: [Int32], year: Int,
    beside nothing: KeptYear, of other: Placements, _ tally: inout Tally
  ) {
    tally.follow(placements, year: year)
    tally.copy(nothing)
    tally.mark(placements, journeys, touched: touched, year: year, beside: nothing, of: other)
    // Taken out once: reaching through a kept year copies it, child for child.
    let (journeysThere, causeThere) = (nothing.journeys, nothing.cause)
    for child in 0..<placements.children where tally.differs[child] != 0 {
      guard let state = state(child, placements, journeys, tally.cause, year: year),
        let was = self.state(child, other, journeysThere, causeThere, year: year)
      else { continue }
      if state.provision == was.provision, state.before == was.before, state.reason == was.reason,
        state.cause == was.cause
      {
        // The same child in the same place, in a vehicle whose other riders have changed.
        tally.record.sums.addTransportCost(
          state.cost - was.cost, slices: slices(cohort, child, state.provision, year: year))
      } else {
        recount(cohort, child, state, was, year: year, &tally)
      }
    }
    addAreas(&tally.record.sums)
  }

  /// Takes a child away as it was and adds it as it is.
  private func recount(
    _ cohort: Cohort, _ child: Int, _ state: State, _ was: State, year: Int, _ tally: inout Tally
  ) {
    let then = journey(cohort, child, was.provision)
    let now = journey(cohort, child, state.provision)
    tally.record.sums.add(contribution(cohort, child, was, then, year: year), times: -1)
    var contribution = contribution(cohort, child, state, now, year: year)
    if state.isEligible, !was.isEligible { contribution.set(.newlyEligible) }
    if was.provision != state.provision {
      tally.occupants[was.provision] -= 1
      tally.occupants[state.provision] += 1
      if let then { note(then, of: child, cohort, year: year, in: &tally.gone) }
      if let now { note(now, of: child, cohort, year: year, in: &tally.journeys) }
      if let then, let now {
        let growth = Int(now.seconds) - Int(then.seconds)
        if growth > noticeable { contribution.set(.longer) }
        if -growth > noticeable { contribution.set(.shorter) }
      }
    }
    tally.record.sums.add(contribution)
  }

  @inline(__always)
  private func state(
    _ child: Int, _ placements: borrowing Placements, _ journeys: borrowing Journeys, _ cause: [PlacementReason],
    year: Int
  ) -> State? {
    let cell = year * placements.children + child
    let provision = Int(placements.provision[cell])
    guard provision >= 0 else { return nil }
    return State(
      provision: provision, before: year > 0 ? Int(placements.provision[cell - placements.children]) : -1,
      reason: placements.reason[cell], cause: cause[child], isEligible: journeys.isEligible[child],
      cost: journeys.cost[child])
  }

  private func note(
    _ journey: (metres: Int32, seconds: Int32), of child: Int, _ cohort: Cohort, year: Int,
    in pools: inout PooledJourneys
  ) {
    pools.note(journey, in: 0)
    pools.note(journey, in: 1 + Int(Phase(ncYear: cohort.ncYear(child, year: year)).rawValue))
    pools.note(journey, in: 1 + Phase.allCases.count + ruralUrban[Int(area[Int(cohort.home[child])])])
  }

  /// Whether a child at a provision makes a daily journey to a known setting.
  @inline(__always)
  private func travels(_ cohort: Cohort, _ child: Int, _ provision: Int) -> Bool {
    setting[provision] >= 0 && kind[provision].hasDailyJourney && !cohort.traits[child].boards(in: kind[provision])
  }

  /// The daily journey of a child at a provision, if it makes one.
  @inline(__always)
  private func journey(_ cohort: Cohort, _ child: Int, _ provision: Int) -> (metres: Int32, seconds: Int32)? {
    guard travels(cohort, child, provision) else { return nil }
    let drive = travel.drive(home: Int(cohort.home[child]), setting: Int(setting[provision]))
    return (drive.metres, drive.seconds)
  }

  /// The slices that a child at a provision is in.
  private func slices(_ cohort: Cohort, _ child: Int, _ provision: Int, year: Int) -> SIMD8<Int32> {
    let area = Int(self.area[Int(cohort.home[child])])
    let place = Int(setting[provision])
    var slices = SIMD8<Int32>(repeating: -1)
    slices[0] = Int32(layout.areaStart + area)
    slices[1] = Int32(layout.phaseStart + Int(Phase(ncYear: cohort.ncYear(child, year: year)).rawValue))
    slices[2] = Int32(layout.needStart + Int(cohort.need[child].rawValue))
    slices[3] = Int32(layout.kindStart + Int(kind[provision].rawValue))
    if place >= 0 { slices[4] = Int32(layout.settingSlice[place]) }
    if !deprivation.isEmpty { slices[5] = deprivation[Int(cohort.home[child])] }
    return slices
  }

  /// The whole authority, and its rural and urban parts, from the areas.
  private func addAreas(_ sums: inout SliceSums) {
    let areas = study.areas.indices
    sums.set(0, toSumOf: areas.lazy.map { layout.areaStart + $0 })
    for part in RuralUrban.allCases.indices {
      sums.set(
        layout.ruralUrbanStart + part,
        toSumOf: areas.lazy.filter { ruralUrban[$0] == part }.map { layout.areaStart + $0 })
    }
  }

  private func contribution(
    _ cohort: Cohort, _ child: Int, _ state: State, _ journey: (metres: Int32, seconds: Int32)?, year: Int
  ) -> SliceSums.Contribution {
    let provision = state.provision
    let kind = self.kind[provision]
    let need = cohort.need[child]
    let ncYear = cohort.ncYear(child, year: year)
    var result = SliceSums.Contribution(
      kind: kind, need: need, slices: slices(cohort, child, provision, year: year))

    result.set(.children)
    if isInArea[provision] {
      switch kind {
      case .mainstream, .supportBase, .specialistBase, .special, .satellite, .fe, .earlyYears: result.set(.local)
      default: break
      }
    } else {
      result.set(.outOfArea)
      switch state.cause {
      case .preference, .directed: result.set(.outPreference)
      case .openingStock: result.set(.outNotRecorded)
      default: result.set(.outNoLocal)
      }
    }
    if !kind.isBase, placement.needsBase(need: need, band: Int(cohort.band[child]), ncYear: ncYear),
      !(kind == .mainstream && state.cause == .preference)
    {
      result.set(.unmetBase)
    }
    let cost = money.childCost[provision]
    result.set(.placementCost, cost)
    if kind.isINMSS {
      result.set(.independentCost, cost)
      result.set(.independents, 1)
    }
    if state.isEligible { result.set(.eligible) }
    result.set(.transportCost, state.cost)
    if let journey {
      result.set(.day)
      result.set(.metres, Int(journey.metres))
      result.set(.seconds, Int(journey.seconds))
      if study.isExcessive(Seconds(Int(journey.seconds)), ncYear: ncYear) { result.set(.excessive) }
      if Int(journey.seconds) <= within { result.set(.within30) }
    }
    if state.before >= 0, state.reason != .phaseTransfer {
      result.set(.stableOf)
      if state.before == provision { result.set(.stable) }
    }
    return result
  }
}
