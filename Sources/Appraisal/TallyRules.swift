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
  private let authorityCells: [Metric: Int]
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

  init(study: Study, travel: TravelTimes, money: MoneyRules, placement: PlacementStage, schoolDays: Int) {
    layout = CellLayout(study: study)
    self.study = study
    self.travel = travel
    self.money = money
    self.placement = placement
    self.schoolDays = schoolDays
    authorityCells = Dictionary(
      uniqueKeysWithValues: layout.cells.enumerated().filter { $0.element.slice == .all }.map {
        ($0.element.metric, $0.offset)
      })
    kind = study.provisions.map(\.kind)
    setting = study.provisions.map { Int32($0.setting ?? -1) }
    isInArea = study.provisions.map { provision in
      provision.setting.map { study.settings[$0].isInArea } ?? !provision.kind.isINMSS
    }
    area = study.homes.map { Int32($0.area) }
    ruralUrban = study.areas.map { RuralUrban.allCases.firstIndex(of: $0.ruralUrban)! }
    let start = layout.deprivationStart
    deprivation =
      layout.settingStart == start
      ? [] : study.homes.map { Int32(start + Slice.deprivationFifth($0.deprivationDecile)) }
  }

  /// Where an authority-level figure stands in a year's row of cells.
  func cell(_ metric: Metric) -> Int { authorityCells[metric]! }

  /// What bears on a child's contribution in a year, in one world.
  private struct State: Equatable {
    var provision: Int
    /// The provision a January earlier, -1 for none.
    var before: Int
    var reason: PlacementReason
    var cause: PlacementReason
    var isEligible: Bool
    var cost: Int
  }

  /// Counts one year. `baseline` is doing nothing in the same draw, whose sums are the start and of which only children
  /// that differ are changed; `nil` when this is it.
  func count(
    _ cohort: Cohort, _ placements: Placements, eligible: [Bool], costs: [Int], year: Int, baseline: BaselineDraw?,
    _ tally: inout Tally
  ) {
    tally.follow(placements, year: year)
    tally.clear()
    if let baseline { tally.sums = baseline.sums[year] } else { tally.sums.clear() }
    let children = placements.children
    for child in 0..<children {
      let row = year * children + child
      let provision = Int(placements.provision[row])
      guard provision >= 0 else { continue }
      tally.occupants[provision] += 1
      let home = Int(cohort.home[child])
      let place = Int(setting[provision])
      var journey: (metres: Int32, seconds: Int32)?
      if travels(cohort, child, provision) {
        let found = tally.journey(child, provision, cell: travel.cell(home: home, setting: place), travel)
        tally.note(found, in: 0)
        tally.note(found, in: 1 + Int(Phase(ncYear: cohort.ncYear(child, year: year)).rawValue))
        tally.note(found, in: 1 + Phase.allCases.count + ruralUrban[Int(area[home])])
        journey = found
      }
      let state = State(
        provision: provision, before: year > 0 ? Int(placements.provision[row - children]) : -1,
        reason: placements.reason[row], cause: tally.cause[child], isEligible: eligible[child], cost: costs[child])
      guard let baseline else {
        tally.sums.add(contribution(cohort, child, state, journey, year: year))
        continue
      }
      let other = State(
        provision: Int(baseline.placements.provision[row]),
        before: year > 0 ? Int(baseline.placements.provision[row - children]) : -1,
        reason: baseline.placements.reason[row], cause: baseline.cause[row], isEligible: baseline.isEligible[row],
        cost: Int(baseline.cost[row]))
      if state == other { continue }
      let was = lookUp(cohort, child, other.provision)
      tally.sums.add(contribution(cohort, child, other, was, year: year), times: -1)
      var contribution = contribution(cohort, child, state, journey, year: year)
      if state.isEligible, !other.isEligible { contribution.set(.newlyEligible) }
      if other.provision != provision, let journey, let was {
        let growth = Int(journey.seconds) - Int(was.seconds)
        if growth > noticeable { contribution.set(.longer) }
        if -growth > noticeable { contribution.set(.shorter) }
      }
      tally.sums.add(contribution)
    }
  }

  /// Whether a child at a provision makes a daily journey to a known setting.
  @inline(__always)
  private func travels(_ cohort: Cohort, _ child: Int, _ provision: Int) -> Bool {
    setting[provision] >= 0 && kind[provision].hasDailyJourney && !cohort.traits[child].boards(in: kind[provision])
  }

  private func lookUp(_ cohort: Cohort, _ child: Int, _ provision: Int) -> (metres: Int32, seconds: Int32)? {
    guard travels(cohort, child, provision) else { return nil }
    let cell = travel.cell(home: Int(cohort.home[child]), setting: Int(setting[provision]))
    return (travel.driveMetres[cell], travel.driveSeconds[cell])
  }

  private func contribution(
    _ cohort: Cohort, _ child: Int, _ state: State, _ journey: (metres: Int32, seconds: Int32)?, year: Int
  ) -> SliceSums.Contribution {
    let provision = state.provision
    let kind = self.kind[provision]
    let need = cohort.need[child]
    let ncYear = cohort.ncYear(child, year: year)
    let area = Int(self.area[Int(cohort.home[child])])
    let place = Int(setting[provision])
    var slices = SIMD8<Int32>(repeating: -1)
    slices[0] = 0
    slices[1] = Int32(layout.areaStart + area)
    slices[2] = Int32(layout.phaseStart + Int(Phase(ncYear: ncYear).rawValue))
    slices[3] = Int32(layout.needStart + Int(need.rawValue))
    slices[4] = Int32(layout.kindStart + Int(kind.rawValue))
    slices[5] = Int32(layout.ruralUrbanStart + ruralUrban[area])
    if place >= 0 { slices[6] = Int32(layout.settingSlice[place]) }
    if !deprivation.isEmpty { slices[7] = deprivation[Int(cohort.home[child])] }
    var result = SliceSums.Contribution(kind: kind, need: need, slices: slices)

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
    if kind.isINMSS { result.set(.independentCost, cost) }
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
