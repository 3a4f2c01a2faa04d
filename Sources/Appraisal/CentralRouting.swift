import Placement
import Planning
import Simulation
import Transport

/// Routes the central draw: the school years the estimator is fitted to, and today's routes, rolled forward in each world
/// beside doing nothing, so that a saving is seen in routes that go and not in an average, and no proposal is credited
/// with what planning everything afresh would save.
struct CentralRouting: Sendable {
  let simulation: Simulation
  /// Routing steps a rider: enough to compare worlds; `placeplan transport` takes more.
  static let iterationsPerRider = 20

  struct Result: Sendable {
    var estimator: Estimator
    /// Sentences for the report, with the estimator's error.
    var notes: [String]
  }

  func run(worlds: [World], jobs: Int, progress: RunProgress) throws -> Result {
    let study = simulation.study
    let last = study.horizon
    let transport = simulation.transport
    let cohort = simulation.need.cohort(draw: Simulation.central)
    let draws = transport.draws(cohort)
    var space = PlacementStage.Workspace()
    var cache = RouteCache()
    var ground = Groundwork()
    try simulation.placement.prepare(cohort, supply: worlds[0].supply, into: &ground, workspace: &space)
    let nothing = ground.placements
    var placements = nothing

    var observations: [RunObservation] = []
    // Every second year: riders change slowly, and the last year is routed for every world anyway. In a country thousands of
    // runs of the first and last say enough.
    for year in study.isNational ? [0, last] : stride(from: last, through: 0, by: -2).reversed() {
      try progress.check()
      progress.report("Routing the central draw", year, last + worlds.count)
      observations += transport.observations(
        cohort, draws, nothing, year: year, day: year, iterationsPerRider: Self.iterationsPerRider, cache: &cache,
        jobs: jobs)
    }
    let today = transport.todaysRoutes(
      cohort, draws, nothing, iterationsPerRider: Self.iterationsPerRider, cache: &cache, jobs: jobs)
    let rolled = transport.rolledCosts(cohort, draws, nothing, today: today, through: last)
    let before = rolled.years[last]
    let afresh = transport.routed(
      cohort, draws, nothing, year: last, iterationsPerRider: Self.iterationsPerRider, cache: &cache, jobs: jobs)
    var notes = [
      "Today's routes rolled forward, central draw, \(study.year(last)), at today's prices: do nothing needs \(count(before.vehicles)) vehicles and \(pounds(before.total)) a year. Planning every route afresh would \(afresh.totalCost < before.total ? "save" : "add") \(pounds(abs(afresh.totalCost - before.total))), which is credited to no proposal."
    ]
    for (index, world) in worlds.enumerated().dropFirst() {
      try progress.check()
      progress.report("Routing the central draw", last + index, last + worlds.count)
      let shared = world.supply.firstDifference(from: worlds[0].supply)
      try simulation.placement.place(
        cohort, supply: world.supply, from: shared, beside: ground, into: &placements, workspace: &space)
      if world.kind == .option {
        // So that runs to proposed sites are learnt too. The same day, because a held-out day must hold its near copies.
        observations += transport.observations(
          cohort, draws, placements, year: last, day: last, iterationsPerRider: Self.iterationsPerRider, cache: &cache,
          jobs: jobs)
      }
      let after = transport.rolledCosts(
        cohort, draws, placements, today: today, through: last, like: rolled
      ).years[last]
      notes.append(
        "Rolled forward likewise: \(world.name) needs \(count(after.vehicles)) vehicles and \(pounds(after.total)) a year, \(signed(after.vehicles - before.vehicles)) vehicles and \(after.total < before.total ? "-" : "+")\(pounds(abs(after.total - before.total))) against doing nothing; routes that go or shrink hold \(pounds(after.cashable(against: before))) of savings. One draw: an illustration beside the estimated change and its interval, not a second estimate of it."
      )
    }
    let estimator = transport.estimator(observations)
    let errors = estimator.errors
    let unseen = try unseenDays(estimator, world: worlds[0], jobs: jobs, progress: progress)
    notes.insert(
      "Transport in Monte Carlo draws is estimated. The estimator was fitted to \(errors.observations) routed runs of the central draw; on whole days it was not fitted to, its cost was off by \(percent(errors.dayHeldOut)) on average (bias \(percent(errors.dayBias))); on single runs held out, by \(percent(errors.heldOut)). On days of other draws, \(unseen.map { "\(study.year($0.year)) of draw \($0.draw)" }.joined(separator: " and ")), routed in full only to see, all transport cost was off by \(unseen.map { percent($0.error) }.joined(separator: " and ")).",
      at: 0)
    return Result(estimator: estimator, notes: notes)
  }

  /// Days of Monte Carlo draws, which the estimator never saw: its whole cost over the routed one, less one.
  private func unseenDays(
    _ estimator: Estimator, world: World, jobs: Int, progress: RunProgress
  ) throws -> [(draw: Int, year: Int, error: Double)] {
    let transport = simulation.transport
    let last = simulation.study.horizon
    return try [(0, last), (1, last / 2)].prefix(simulation.study.isNational ? 1 : 2).map { draw, year in
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
