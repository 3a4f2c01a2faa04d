import Assumptions
import Placement
import Planning
import Simulation
import Transport
import Units

/// What one draw shows of a proposal built alone.
struct ProposalLook: Sendable {
  /// By year: year groups with a child in the proposal's provisions.
  var yearGroups: [Int] = []
  /// In the last year, children in the proposal's provisions by what bears on where else they could be.
  var cohort: [LadderCell: Int] = [:]
  /// In the last year, children of the kind of place it offers who are in none if nothing is done and live near enough; and
  /// those of them whose need and year group it is for.
  var near = 0
  var matched = 0
  /// Children whose one-way journey grows by more than five minutes, last year.
  var longer = LongerJourneys()
  /// By milestone (`Study.milestones`).
  var travel: [TravelGroupLook] = []
}

/// What a child is to a commissioner who asks which places could meet its need.
struct LadderCell: Hashable, Sendable {
  var need: Need
  var band: Int
  var phase: Phase
}

/// Children whose journey is longer in one draw, and what each mitigation would leave of them.
struct LongerJourneys: Sendable, Equatable {
  var all = 0
  var lowIncome = 0
  /// Still longer with each mitigation in turn; one that does not apply leaves all.
  var left: [Mitigation: Int] = [:]
  /// At each setting instead of the site: children placed at the proposal whose journey would be longer; and at the site itself.
  var bySite: [Int: Int] = [:]
}

/// Looks at a proposal child by child.
struct ProposalLooker: Sendable {
  let study: Study
  let travel: TravelTimes
  let placement: PlacementStage
  let transport: TransportStage
  let rules: MitigationRules
  /// Other settings a proposal could stand at, by proposal.
  let candidates: [[Int]]
  /// The years in which travel is compared by group, by proposal.
  let milestones: [[Int]]

  init(_ simulation: Simulation, assumptions: AssumptionSet) {
    study = simulation.study
    travel = simulation.travel.times
    placement = simulation.placement
    transport = simulation.transport
    rules = MitigationRules(assumptions)
    candidates = simulation.study.proposals.indices.map { AlternativeSite.candidates(for: $0, in: simulation.study) }
    milestones = simulation.study.proposals.indices.map { simulation.study.milestones(of: $0) }
  }

  func look(
    at proposal: Int, _ cohort: Cohort, _ draws: TravelDraws, nothing: Placements, placed: Placements
  ) -> ProposalLook {
    var look = ProposalLook()
    look.travel = milestones[proposal].map {
      travelGroups(of: proposal, cohort, draws, nothing: nothing, placed: placed, year: $0)
    }
    let own = Set(study.proposals[proposal].provisions)
    look.yearGroups = (0..<placed.years).map { year in
      var groups: Set<Int> = []
      for child in 0..<cohort.count where own.contains(placed.provision(child, year: year)) {
        groups.insert(cohort.ncYear(child, year: year))
      }
      return groups.count
    }
    let last = placed.years - 1
    var growths: [JourneyGrowth] = []
    for child in 0..<cohort.count {
      let here = placed.provision(child, year: last)
      let there = nothing.provision(child, year: last)
      if own.contains(here) {
        let cell = LadderCell(
          need: cohort.need[child], band: Int(cohort.band[child]),
          phase: Phase(ncYear: cohort.ncYear(child, year: last)))
        look.cohort[cell, default: 0] += 1
      }
      if there >= 0 { match(child, cohort, there, year: last, proposal, &look) }
      guard here >= 0, there >= 0, here != there, let time = seconds(cohort, child, here),
        let was = seconds(cohort, child, there)
      else { continue }
      let area = study.homes[Int(cohort.home[child])].area
      growths.append(
        JourneyGrowth(
          seconds: time - was, area: area, provision: here, isMove: isMove(child, placed, last),
          satelliteSeconds: study.provisions[here].kind.isStateSpecial ? nearestMainstream(cohort, child) - was : nil,
          isLowIncome: cohort.traits[child].contains(.lowIncome)))
      guard own.contains(here) else { continue }
      for site in [study.proposals[proposal].setting] + candidates[proposal] {
        let other = Int(travel.drive(home: Int(cohort.home[child]), setting: site).seconds)
        if other - was > JourneyGrowth.noticeable { look.longer.bySite[site, default: 0] += 1 }
      }
    }
    look.longer.count(growths, rules)
    return look
  }

  /// Counts a child who wants the kind of place that the proposal offers.
  private func match(
    _ child: Int, _ cohort: Cohort, _ there: Int, year: Int, _ proposal: Int, _ look: inout ProposalLook
  ) {
    let need = cohort.need[child]
    let ncYear = cohort.ncYear(child, year: year)
    let least = placement.parameters.suitability.leastIntensiveSuitableKind(
      need: need, band: Int(cohort.band[child]), ncYear: ncYear)
    guard let wanted = least.flatMap(PlaceClass.init), PlaceClass(study.provisions[there].kind) != wanted else {
      return
    }
    let offered = study.proposals[proposal].provisions.map { study.provisions[$0] }.filter {
      PlaceClass($0.kind) == wanted
    }
    guard !offered.isEmpty else { return }
    let site = study.proposals[proposal].setting
    let time = Int(travel.drive(home: Int(cohort.home[child]), setting: site).seconds)
    guard !study.isExcessive(Seconds(time), ncYear: ncYear) else { return }
    look.near += 1
    if offered.contains(where: { $0.needs.contains(need) && $0.ncYears.contains(ncYear) }) { look.matched += 1 }
  }

  /// Whether the child came to where it is in the middle of a phase, and not with a new plan or a transfer.
  private func isMove(_ child: Int, _ placed: Placements, _ last: Int) -> Bool {
    for year in stride(from: last, through: 0, by: -1) {
      switch placed.reason[year * placed.children + child] {
      case .stayed: continue
      case .newPlan, .phaseTransfer, .openingStock, .absent: return false
      default: return true
      }
    }
    return false
  }

  /// Seconds one way by day; `nil` where there is no daily journey to a known setting.
  func seconds(_ cohort: Cohort, _ child: Int, _ provision: Int) -> Int? {
    let kind = study.provisions[provision].kind
    guard let setting = study.provisions[provision].setting, kind.hasDailyJourney,
      !cohort.traits[child].boards(in: kind)
    else { return nil }
    return Int(travel.drive(home: Int(cohort.home[child]), setting: setting).seconds)
  }

  private func nearestMainstream(_ cohort: Cohort, _ child: Int) -> Int {
    study.provisions.reduce(Int(Int32.max)) { least, provision in
      guard provision.kind == .mainstream, let setting = provision.setting else { return least }
      return min(least, Int(travel.drive(home: Int(cohort.home[child]), setting: setting).seconds))
    }
  }
}

/// Kinds of place that stand for each other when a commissioner asks what is short: bases of either model, state special
/// schools and their satellites.
enum PlaceClass: Sendable {
  case base, special
  init?(_ kind: ProvisionKind) {
    if kind.isBase { self = .base } else if kind.isStateSpecial { self = .special } else { return nil }
  }
}
