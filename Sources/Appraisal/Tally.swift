import Placement
import Planning
import Simulation
import Transport
import Units

/// What a year of one world and draw adds up to, slice by slice, in whole numbers.
///
/// One pass over the children; every figure that `metrics.csv` breaks down is a sum here or a quotient of two sums, so
/// slices add to totals exactly. A slice is two vectors, so that adding a child to it is two instructions and not twenty.
struct Tally {
  /// Lanes of `counts`.
  enum Count: Int {
    case children, outOfArea, outNoLocal, outPreference, outNotRecorded, unmetBase, day, excessive, within30, eligible,
      newlyEligible, longer, shorter, local, stableOf, stable
  }
  /// Lanes of `amounts`.
  enum Amount: Int { case metres, seconds, transportCost, placementCost, independentCost }

  static let kinds = ProvisionKind.allCases.count
  static let needs = Need.allCases.count

  private var counts: [SIMD16<Int32>]
  private var amounts: [SIMD8<Int>]
  /// Slices x kinds, and slices x needs.
  private var byKind: [Int32]
  private var byNeed: [Int32]
  /// Day journeys for order statistics: all, then by phase, then by rural or urban.
  var metres: [[Int32]]
  var seconds: [[Int32]]
  /// Children per provision, for occupancy and empty places.
  var occupants: [Int32]
  /// Why each child first came to where it is; carried from year to year.
  var cause: [PlacementReason] = []

  init(layout: CellLayout, study: Study) {
    counts = Array(repeating: .zero, count: layout.slices.count)
    amounts = Array(repeating: .zero, count: layout.slices.count)
    byKind = Array(repeating: 0, count: layout.slices.count * Self.kinds)
    byNeed = Array(repeating: 0, count: layout.slices.count * Self.needs)
    let pools = 1 + Phase.allCases.count + RuralUrban.allCases.count
    metres = Array(repeating: [], count: pools)
    seconds = metres
    occupants = Array(repeating: 0, count: study.provisions.count)
  }

  subscript(slice: Int, count: Count) -> Int { Int(counts[slice][count.rawValue]) }
  subscript(slice: Int, amount: Amount) -> Int { amounts[slice][amount.rawValue] }
  func count(_ slice: Int, _ kind: ProvisionKind) -> Int { Int(byKind[slice * Self.kinds + Int(kind.rawValue)]) }
  func count(_ slice: Int, _ need: Need) -> Int { Int(byNeed[slice * Self.needs + Int(need.rawValue)]) }

  fileprivate mutating func clear() {
    for index in counts.indices {
      counts[index] = .zero
      amounts[index] = .zero
    }
    for index in byKind.indices { byKind[index] = 0 }
    for index in byNeed.indices { byNeed[index] = 0 }
    for index in occupants.indices { occupants[index] = 0 }
    for pool in metres.indices {
      metres[pool].removeAll(keepingCapacity: true)
      seconds[pool].removeAll(keepingCapacity: true)
    }
  }

  @inline(__always)
  fileprivate mutating func add(
    _ count: SIMD16<Int32>, _ amount: SIMD8<Int>, to slice: Int, _ kind: ProvisionKind, _ need: Need
  ) {
    counts[slice] &+= count
    amounts[slice] &+= amount
    byKind[slice * Self.kinds + Int(kind.rawValue)] += 1
    byNeed[slice * Self.needs + Int(need.rawValue)] += 1
  }

  @inline(__always)
  fileprivate mutating func note(_ metres: Int32, _ seconds: Int32, in pool: Int) {
    self.metres[pool].append(metres)
    self.seconds[pool].append(seconds)
  }
}

/// Rules and tables that a tally asks, made once a run.
struct TallyRules: Sendable {
  let layout: CellLayout
  let study: Study
  let travel: TravelTimes
  let money: MoneyRules
  let placement: PlacementStage
  /// Per area: index into `RuralUrban.allCases`.
  let ruralUrban: [Int]
  private let authorityCells: [Metric: Int]
  // Columns of the study's tables that the pass over children reads, flat so that no struct is copied per child.
  private let kind: [ProvisionKind]
  private let setting: [Int32]
  private let isInArea: [Bool]
  private let area: [Int32]
  /// Journeys that differ by more than this are longer or shorter; a study parameter, 5 minutes (FORMATS).
  let noticeable = 5 * 60
  let within = 30 * 60
  /// School days a year, for vehicle-kilometres.
  let schoolDays: Int

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
  }

  /// Where an authority-level figure stands in a year's row of cells.
  func cell(_ metric: Metric) -> Int { authorityCells[metric]! }

  /// Brings `tally.cause` up to a year without counting it, for years that a world shares with doing nothing.
  func follow(_ placements: Placements, year: Int, _ tally: inout Tally) {
    if tally.cause.count != placements.children {
      tally.cause = Array(repeating: .absent, count: placements.children)
    }
    for child in 0..<placements.children {
      let reason = placements.reason[year * placements.children + child]
      if reason != .stayed { tally.cause[child] = reason }
    }
  }

  /// Counts one year. `baseline` is doing nothing in the same draw; `nil` when this is it.
  func count(
    _ cohort: Cohort, _ placements: Placements, _ journeys: Journeys, year: Int, baseline: BaselineDraw?,
    _ tally: inout Tally
  ) {
    follow(placements, year: year, &tally)
    tally.clear()
    let children = placements.children
    for child in 0..<children {
      let provision = Int(placements.provision[year * children + child])
      guard provision >= 0 else { continue }
      tally.occupants[provision] += 1
      let home = Int(cohort.home[child])
      let area = Int(self.area[home])
      let ncYear = cohort.ncYear(child, year: year)
      let need = cohort.need[child]
      let kind = self.kind[provision]
      let cause = tally.cause[child]

      var count = SIMD16<Int32>.zero
      var amount = SIMD8<Int>.zero
      count[Tally.Count.children.rawValue] = 1
      if !isInArea[provision] {
        count[Tally.Count.outOfArea.rawValue] = 1
        switch cause {
        case .preference, .directed: count[Tally.Count.outPreference.rawValue] = 1
        case .openingStock: count[Tally.Count.outNotRecorded.rawValue] = 1
        default: count[Tally.Count.outNoLocal.rawValue] = 1
        }
      } else {
        switch kind {
        case .mainstream, .supportBase, .specialistBase, .special, .satellite, .fe, .earlyYears:
          count[Tally.Count.local.rawValue] = 1
        default: break
        }
      }
      if !kind.isBase, placement.needsBase(need: need, band: Int(cohort.band[child]), ncYear: ncYear),
        !(kind == .mainstream && cause == .preference)
      {
        count[Tally.Count.unmetBase.rawValue] = 1
      }
      let cost = money.childCost[provision]
      amount[Tally.Amount.placementCost.rawValue] = cost
      if kind.isINMSS { amount[Tally.Amount.independentCost.rawValue] = cost }
      if journeys.isEligible[child] { count[Tally.Count.eligible.rawValue] = 1 }
      amount[Tally.Amount.transportCost.rawValue] = journeys.cost[child]

      let phase = Int(Phase(ncYear: ncYear).rawValue)
      let rural = ruralUrban[area]
      let place = Int(setting[provision])
      var time = -1
      if place >= 0, kind.hasDailyJourney, !cohort.traits[child].contains(.residential) {
        let cell = travel.cell(home: home, setting: place)
        let metres = travel.driveMetres[cell]
        let seconds = travel.driveSeconds[cell]
        time = Int(seconds)
        count[Tally.Count.day.rawValue] = 1
        amount[Tally.Amount.metres.rawValue] = Int(metres)
        amount[Tally.Amount.seconds.rawValue] = time
        let limit = ncYear < 7 ? study.excessiveTravelPrimary : study.excessiveTravelSecondary
        if time > limit.count { count[Tally.Count.excessive.rawValue] = 1 }
        if time <= within { count[Tally.Count.within30.rawValue] = 1 }
        tally.note(metres, seconds, in: 0)
        tally.note(metres, seconds, in: 1 + phase)
        tally.note(metres, seconds, in: 1 + Phase.allCases.count + rural)
      }
      if let baseline {
        let other = Int(baseline.placements.provision[year * children + child])
        if other >= 0 {
          if journeys.isEligible[child], !baseline.isEligible[year * children + child] {
            count[Tally.Count.newlyEligible.rawValue] = 1
          }
          let before = other == provision ? -1 : Int(setting[other])
          if time >= 0, before >= 0, self.kind[other].hasDailyJourney {
            let was = Int(travel.driveSeconds[travel.cell(home: home, setting: before)])
            if time - was > noticeable { count[Tally.Count.longer.rawValue] = 1 }
            if was - time > noticeable { count[Tally.Count.shorter.rawValue] = 1 }
          }
        }
      }
      if year > 0 {
        let before = Int(placements.provision[(year - 1) * children + child])
        if before >= 0, placements.reason[year * children + child] != .phaseTransfer {
          count[Tally.Count.stableOf.rawValue] = 1
          if before == provision { count[Tally.Count.stable.rawValue] = 1 }
        }
      }

      tally.add(count, amount, to: 0, kind, need)
      tally.add(count, amount, to: layout.areaStart + area, kind, need)
      tally.add(count, amount, to: layout.phaseStart + phase, kind, need)
      tally.add(count, amount, to: layout.needStart + Int(need.rawValue), kind, need)
      tally.add(count, amount, to: layout.kindStart + Int(kind.rawValue), kind, need)
      tally.add(count, amount, to: layout.ruralUrbanStart + rural, kind, need)
      if place >= 0, layout.settingSlice[place] >= 0 {
        tally.add(count, amount, to: layout.settingSlice[place], kind, need)
      }
    }
  }
}

/// What doing nothing gave in one draw, kept for the worlds that are compared with it.
struct BaselineDraw: Sendable {
  var cohort: Cohort
  var draws: TravelDraws
  var placements: Placements
  /// Year-major, as placements.
  var isEligible: [Bool]
  /// The draw's metric values and the children behind them, years x cells.
  var values: [Double]
  var bases: [Int32]
}
