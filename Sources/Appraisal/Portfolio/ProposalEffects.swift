import Assumptions
import Placement
import Planning
import Simulation

/// What each proposal does if it is built alone, as the placement of some draws shows it, and who its children are.
///
/// Children are grouped by planning area, need and phase: two proposals compete where they would take children of one group.
struct ProposalEffects: Sendable {
  /// Worlds simulated: doing nothing, each proposal alone, then the options asked for.
  let worlds: [World]
  /// By world, what it changes against doing nothing, draw by draw.
  let outcomes: [PlanOutcome]
  /// Mean children in the places of a proposal built alone, by proposal and year.
  let filled: [[Double]]
  /// By proposal, the groups it takes children of.
  let groups: [Set<Int>]
  /// Mean children of a group whom at least one proposal takes: by year and group.
  let contested: [[Double]]

  struct Draw: Sendable {
    var measures: [PortfolioMeasures] = []
    var filled: [[Int]] = []
    var taken: [[Int: Int]] = []
    var groups: [Set<Int>] = []
  }

  init(
    _ simulation: Simulation, assumptions: AssumptionSet, options: [World], draws: Int, jobs: Int, progress: RunProgress
  ) async throws {
    let study = simulation.study
    let alone = World.alone(of: study)
    let worlds = [World.all(of: study, options: [])[0]] + alone + options
    let meter = try PortfolioMeter(simulation, assumptions: assumptions, worlds: worlds)
    let drawn = try await inParallel(
      draws, jobs: jobs, work: "Each proposal alone", progress: progress, workspace: WorldsOfDraw.init
    ) { draw, space in
      try Self.draw(draw, simulation, meter, worlds, alone: alone.count, &space)
    }
    self.worlds = worlds
    outcomes = worlds.indices.map { world in
      PlanOutcome(changes: drawn.map { $0.measures[world] - $0.measures[0] })
    }
    let count = Double(max(draws, 1))
    filled = study.proposals.indices.map { proposal in
      (0...study.horizon).map { year in Double(drawn.reduce(0) { $0 + $1.filled[proposal][year] }) / count }
    }
    groups = study.proposals.indices.map { proposal in
      drawn.reduce(into: Set()) { $0.formUnion($1.groups[proposal]) }
    }
    let groupCount = study.areas.count * Need.allCases.count * Phase.allCases.count
    contested = (0...study.horizon).map { year in
      var row = Array(repeating: 0.0, count: groupCount)
      for draw in drawn { for (group, children) in draw.taken[year] { row[group] += Double(children) / count } }
      return row
    }
  }

  private static func draw(
    _ number: Int, _ simulation: Simulation, _ meter: PortfolioMeter, _ worlds: [World], alone: Int,
    _ space: inout WorldsOfDraw
  ) throws -> Draw {
    let study = simulation.study
    let cohort = simulation.need.cohort(draw: number)
    let years = study.horizon + 1
    var draw = Draw(taken: Array(repeating: [:], count: years))
    var isTaken = Array(repeating: false, count: years * cohort.count)
    var nothing: [Int32] = []
    _ = try space.map(worlds.map(\.supply), of: cohort, by: simulation.placement) { world, placed, _ in
      let occupants = occupants(of: placed, provisions: study.provisions.count)
      if world == 0 { nothing = occupants }
      draw.measures.append(meter.measures(world, cohort, placed, occupants, nothing: nothing))
      guard (1...max(alone, 1)).contains(world), world <= alone else { return }
      var filled = Array(repeating: 0, count: years)
      var groups: Set<Int> = []
      let own = Set(study.proposals[world - 1].provisions)
      for year in 0..<years {
        for child in 0..<cohort.count where own.contains(placed.provision(child, year: year)) {
          filled[year] += 1
          let area = study.homes[Int(cohort.home[child])].area
          let phase = Phase(ncYear: cohort.ncYear(child, year: year))
          let group =
            (area * Need.allCases.count + Int(cohort.need[child].rawValue)) * Phase.allCases.count
            + Int(phase.rawValue)
          groups.insert(group)
          let cell = year * cohort.count + child
          if !isTaken[cell] {
            isTaken[cell] = true
            draw.taken[year][group, default: 0] += 1
          }
        }
      }
      draw.filled.append(filled)
      draw.groups.append(groups)
    }
    return draw
  }
}

/// Takes the measures of placed worlds.
struct PortfolioMeter: Sendable {
  private let simulation: Simulation
  private let values: [WorldValue]
  private let discount: [Double]

  init(_ simulation: Simulation, assumptions: AssumptionSet, worlds: [World]) throws {
    self.simulation = simulation
    let money = try MoneyRules(study: simulation.study, assumptions: assumptions)
    let future = Future(
      kind: .asAssumed, need: simulation.need, study: simulation.study, money: money, feeGrowth: 0)
    values = worlds.map { WorldValue(future, $0) }
    discount = money.discount
  }

  /// - Parameter nothing: occupants of provisions when nothing is done.
  func measures(
    _ world: Int, _ cohort: Cohort, _ placed: Placements, _ occupants: [Int32], nothing: [Int32]
  ) -> PortfolioMeasures {
    let study = simulation.study
    let travel = simulation.travel.times
    var measures = PortfolioMeasures()
    measures.cost = -values[world].value(occupants, nothing: nothing).presentValue(discount) / 100
    var seconds = 0
    for year in 0..<placed.years {
      for child in 0..<cohort.count {
        let index = placed.provision(child, year: year)
        guard index >= 0 else { continue }
        let provision = study.provisions[index]
        if provision.kind.isINMSS { measures.independent += 1 }
        guard let setting = provision.setting, provision.kind.hasDailyJourney,
          !cohort.traits[child].boards(in: provision.kind)
        else { continue }
        let drive = travel.drive(home: Int(cohort.home[child]), setting: setting).seconds
        if drive >= 0, drive < .max { seconds += Int(drive) }
      }
    }
    measures.minutes = Double(seconds) / 60
    return measures
  }
}
