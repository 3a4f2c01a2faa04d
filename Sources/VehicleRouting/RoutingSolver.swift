/// Plans routes for a problem. The same problem, seed and iterations give the same plan, on any machine.
public enum RoutingSolver {
  /// What a search has come to: its iteration, of how many, and the best plan's pence a day, vehicles and riders left out.
  public struct Progress: Sendable {
    public var iteration: Int
    public var iterations: Int
    public var cost: Int
    public var vehicles: Int
    public var leftOut: Int
  }

  /// Plans routes for all riders that can be carried, and names the others.
  ///
  /// - Parameters:
  ///   - seed: names the search's random numbers.
  ///   - iterations: ruin-and-recreate steps after the first plan. 0 gives the plan of plain cheapest insertion.
  ///   - yesterday: routes to begin with, as riders by run; what no longer fits is planned anew. Their index is what
  ///     `Rider.yesterday` and `Route.yesterday` mean.
  ///   - progress: told about every hundredth of the way; `false` ends the search with the best plan so far, which only
  ///     the same interruption would give again.
  public static func solve(
    _ problem: RoutingProblem, seed: UInt64, iterations: Int, yesterday: [[[Int]]] = [],
    progress: ((Progress) -> Bool)? = nil
  ) -> RoutingPlan {
    guard let model = carriable(problem) else {
      let none = problem.riders.indices.map { (rider: $0, reason: problem.reasonNotCarriable($0)!) }
      return RoutingPlan(routes: [], notCarried: none, cost: 0, iterations: iterations, seed: seed)
    }
    return finish(problem, model, seed: seed, iterations: iterations, yesterday: yesterday, progress: progress)
  }

  /// The problem laid out for those who can be carried, `nil` for nobody.
  static func carriable(_ problem: RoutingProblem) -> Model? {
    let riders = problem.riders.indices.filter { problem.reasonNotCarriable($0) == nil }
    return riders.isEmpty ? nil : Model(problem, carriable: riders)
  }

  static func finish(
    _ problem: RoutingProblem, _ model: Model, seed: UInt64, iterations: Int, yesterday: [[[Int]]],
    progress: ((Progress) -> Bool)?
  ) -> RoutingPlan {
    let found = Found(
      model, problem, seed: seed, iterations: iterations, yesterday: yesterday, progress: progress)
    var notCarried = problem.riders.indices.compactMap { rider in
      problem.reasonNotCarriable(rider).map { (rider: rider, reason: $0) }
    }
    for rider in found.out { notCarried.append((model.original[rider], .fleetUsedUp)) }
    notCarried.sort { $0.rider < $1.rider }
    var routes = found.vehicles.map { vehicle in
      let calls = vehicle.calls.map { $0 >= 0 ? Call.pickUp(model.original[Int($0)]) : .dropOff(Int(~$0)) }
      var route = problem.route(calls: calls, vehicleType: vehicle.type)
      if vehicle.label >= 0 { route.yesterday = Int(vehicle.label) }
      return route
    }
    routes.sort { $0.riders.min()! < $1.riders.min()! }
    var plan = RoutingPlan(
      routes: routes, notCarried: notCarried, cost: routes.reduce(0) { $0 + $1.cost }, iterations: found.iterations,
      seed: seed)
    plan.changed = problem.changes(in: routes)
    plan.lowerBound =
      found.isBest && !problem.fewestVehiclesFirst
      ? plan.cost : LowerBound(problem, carried: routes.flatMap(\.riders)).pence
    return plan
  }
}
