import Placement
import Planning
import Simulation
import Transport

/// Routes the central draw: the school years the estimator is fitted to, and for the transport team the school run of
/// doing nothing and of each option, planned afresh and, so that a saving is seen in routes that go and not in an average
/// and no proposal is credited with what planning afresh would save, rolled forward from today's routes.
struct CentralRouting {
  private let simulation: Simulation
  private let worlds: [World]
  private let jobs: Int
  private let progress: RunProgress
  private let cohort: Cohort
  private let draws: TravelDraws
  private var space = PlacementStage.Workspace()
  private var ground = Groundwork()
  private var cache = RouteCache()
  private var done = 0

  /// Routing steps a rider: enough to compare worlds; `placeplan transport` takes more.
  static let iterationsPerRider = 20

  private var transport: TransportStage { simulation.transport }
  private var last: Int { simulation.study.horizon }
  /// Every second year to the last: riders change slowly. In a country thousands of runs of the first and last say enough.
  private var years: [Int] {
    simulation.study.isNational ? [0, last] : stride(from: last, through: 0, by: -2).reversed()
  }
  private var options: [World] { worlds.filter { $0.kind == .option } }

  /// - Parameter worlds: doing nothing first.
  init(_ simulation: Simulation, worlds: [World], jobs: Int, progress: RunProgress) throws {
    self.simulation = simulation
    self.worlds = worlds
    self.jobs = jobs
    self.progress = progress
    cohort = simulation.need.cohort(draw: Simulation.central)
    draws = simulation.transport.draws(cohort)
    try simulation.placement.prepare(cohort, supply: worlds[0].supply, into: &ground, workspace: &space)
  }

  /// The estimator, fitted to routed days of doing nothing and of each option.
  mutating func estimator() throws -> Estimator {
    var observations: [RunObservation] = []
    for year in years {
      try step(of: years.count + options.count)
      observations += transport.observations(
        cohort, draws, ground.placements, year: year, day: year, iterationsPerRider: Self.iterationsPerRider,
        cache: &cache, jobs: jobs)
    }
    for world in options {
      try step(of: years.count + options.count)
      // So that runs to proposed sites are learnt too. The same day, because a held-out day must hold its near copies.
      observations += transport.observations(
        cohort, draws, try placements(world), year: last, day: last, iterationsPerRider: Self.iterationsPerRider,
        cache: &cache, jobs: jobs)
    }
    return transport.estimator(observations)
  }

  /// A sentence with the estimator's error, for which two days of other draws are routed.
  func note(on estimator: Estimator) throws -> String {
    let study = simulation.study
    let errors = estimator.errors
    let unseen = try unseenDays(estimator, world: worlds[0])
    return
      "Transport in Monte Carlo draws is estimated. The estimator was fitted to \(errors.observations) routed runs of the central draw; on whole days it was not fitted to, its cost was off by \(percent(errors.dayHeldOut)) on average (bias \(percent(errors.dayBias))); on single runs held out, by \(percent(errors.heldOut)). On days of other draws, \(unseen.map { "\(study.year($0.year)) of draw \($0.draw)" }.joined(separator: " and ")), routed in full only to see, all transport cost was off by \(unseen.map { percent($0.error) }.joined(separator: " and "))."
  }

  /// The school runs of doing nothing and each option, and sentences on every world's routes rolled forward; of a country
  /// none.
  mutating func services() throws -> (routed: [RoutedService], notes: [String]) {
    guard !simulation.study.isNational else {
      return (
        [],
        [
          "The routes of so large a study are neither planned afresh for each option, nor rolled forward, nor priced under other journey-time rules: an authority at a time, they are."
        ]
      )
    }
    done = 0
    let steps = worlds.count + 1 + options.count
    let year = simulation.study.year(last)
    try step(of: steps)
    let nothing = try service(worlds[0], ground.placements, beside: nil)
    let today = transport.todaysRoutes(
      cohort, draws, ground.placements, iterationsPerRider: Self.iterationsPerRider, cache: &cache, jobs: jobs)
    let rolled = transport.rolledCosts(cohort, draws, ground.placements, today: today, through: last)
    let before = rolled.years[last]
    let afresh = nothing.years.last!.summary.cost.count
    var routed = [nothing]
    var notes = [
      "Today's routes rolled forward, central draw, \(year), at today's prices: do nothing needs \(count(before.vehicles)) vehicles and \(pounds(before.total)) a year. Planning every route afresh would \(afresh < before.total ? "save" : "add") \(pounds(abs(afresh - before.total))), which is credited to no proposal."
    ]
    for world in worlds.dropFirst() {
      try step(of: steps)
      let placements = try placements(world)
      let after = transport.rolledCosts(cohort, draws, placements, today: today, through: last, like: rolled).years[
        last]
      notes.append(
        "Rolled forward likewise: \(world.name) needs \(count(after.vehicles)) vehicles and \(pounds(after.total)) a year, \(signed(after.vehicles - before.vehicles)) vehicles and \(after.total < before.total ? "-" : "+")\(pounds(abs(after.total - before.total))) against doing nothing; routes that go or shrink hold \(pounds(after.cashable(against: before))) of savings. One draw: an illustration beside the estimated change and its interval, not a second estimate of it."
      )
      guard world.kind == .option else { continue }
      try step(of: steps)
      var service = try service(world, placements, beside: nothing)
      service.contracts = after.contracts(against: before)
      routed.append(service)
    }
    return (routed, notes)
  }

  /// A world planned afresh in every second year; years before its supply differs are doing nothing's.
  private mutating func service(
    _ world: World, _ placements: Placements, beside nothing: RoutedService?
  ) throws -> RoutedService {
    let first = nothing == nil ? 0 : firstYear(world)
    var service = RoutedService(world: world.id)
    for (index, year) in years.enumerated() {
      if let nothing, year < first {
        service.years.append(nothing.years[index])
      } else {
        let (journeys, book) = planned(transport, placements, year: year)
        service.years.append(.init(transport, journeys, book, cohort, year: year))
        if year == last { service.flows = RoutedService.Flow.all(book, simulation.study) }
      }
    }
    if let nothing, first > last { service.flows = nothing.flows }
    for minutes in RoutedService.longestMinutes {
      try progress.check()
      let stage = transport.limited(to: minutes.map { .minutes($0) })
      let (journeys, book) = planned(stage, placements, year: last)
      service.rules.append(
        .init(longestMinutes: minutes, summary: stage.summary(journeys, book, cohort, year: last)))
    }
    return service
  }

  private mutating func planned(
    _ stage: TransportStage, _ placements: Placements, year: Int
  ) -> (journeys: Journeys, book: RouteBook) {
    stage.planned(
      cohort, draws, placements, year: year, iterationsPerRider: Self.iterationsPerRider, cache: &cache, jobs: jobs)
  }

  private func firstYear(_ world: World) -> Int { world.supply.firstDifference(from: worlds[0].supply) }

  private mutating func placements(_ world: World) throws -> Placements {
    var placements = ground.placements
    try simulation.placement.place(
      cohort, supply: world.supply, from: firstYear(world), beside: ground, into: &placements, workspace: &space)
    return placements
  }

  private mutating func step(of steps: Int) throws {
    try progress.check()
    progress.report("Routing the central draw", done, steps)
    done += 1
  }

  /// Days of Monte Carlo draws, which the estimator never saw: its whole cost over the routed one, less one.
  private func unseenDays(
    _ estimator: Estimator, world: World
  ) throws -> [(draw: Int, year: Int, error: Double)] {
    try [(0, last), (1, last / 2)].prefix(simulation.study.isNational ? 1 : 2).map { draw, year in
      try progress.check()
      let cohort = simulation.need.cohort(draw: draw)
      let draws = transport.draws(cohort)
      var space = PlacementStage.Workspace()
      let placements = try simulation.placement.place(cohort, supply: world.supply, workspace: &space)
      var cache = RouteCache()
      let routed = transport.routed(
        cohort, draws, placements, year: year, iterationsPerRider: Self.iterationsPerRider, cache: &cache, jobs: jobs)
      var estimated = routed
      transport.estimated(cohort, draws, placements, year: year, estimator: estimator, into: &estimated)
      let error = routed.totalCost == 0 ? 0 : Double(estimated.totalCost) / Double(routed.totalCost) - 1
      return (draw, year, error)
    }
  }

  private func count(_ vehicles: Double) -> Int { Int(vehicles.rounded()) }
  private func signed(_ vehicles: Double) -> String {
    let whole = Int(vehicles.rounded())
    return whole > 0 ? "+\(whole)" : "\(whole)"
  }
  private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10 + 0)%" }
  private func pounds(_ pence: Int) -> String {
    let thousands = (pence + 50_000) / 100_000
    return thousands < 1000
      ? "£\(thousands),000" : "£\(thousands / 1000),\(String(1000 + thousands % 1000).dropFirst()),000"
  }
}
