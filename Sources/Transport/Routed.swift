import Planning

extension TransportStage {
  /// Steps a rider that the routing of a year takes where nothing else is asked.
  public static let defaultIterationsPerRider = 100

  /// Transport in a year with every shared run routed.
  ///
  /// A route's cost goes to its children in proportion to what each would cost alone; costs add to totals exactly.
  ///
  /// - Parameters:
  ///   - iterationsPerRider: routing steps a rider of each run; the plan depends on it and not on the clock.
  ///   - cache: runs already planned; those it lacks are added.
  ///   - jobs: threads at most. The result does not depend on it.
  public func routed(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, year: Int,
    iterationsPerRider: Int = defaultIterationsPerRider, cache: inout RouteCache, jobs: Int = 1
  ) -> Journeys {
    var journeys = modes(cohort, draws, placements, year: year)
    journeys.isRouted = true
    let runs = sharedRuns(cohort, draws, placements, year: year, journeys)
    let plans = cache.plans(runs.map(\.key), iterationsPerRider: iterationsPerRider, jobs: jobs) {
      plan($0, iterationsPerRider: iterationsPerRider)
    }
    for (run, plan) in zip(runs, plans) {
      journeys.add(plan, run.children, run: run.key.run, figures, days(run: run.key.run))
    }
    return journeys
  }
}

extension Journeys {
  /// Adds a routed run: each vehicle to its setting, each child's share to the child.
  mutating func add(_ plan: RunPlan, _ children: [Int], run: Int, _ figures: TransportFigures, _ days: Int) {
    let setting = run / 2
    for vehicle in plan.vehicles {
      vehicles[setting] += 1
      vehicleMetres[setting] += 2 * Double(vehicle.metres) * figures.shareOfSchoolDays(days)
      settingCost[setting] += vehicle.cost * days
      let weight = vehicle.riders.reduce(0) { $0 + plan.alone[$1] }
      var shares = Apportionment(total: vehicle.cost * days, weight: weight)
      for rider in vehicle.riders { cost[children[rider]] = shares.next(plan.alone[rider]) }
    }
    for (rider, child) in children.enumerated() { onBoard[child] = Int32(plan.onBoard[rider]) }
  }
}
