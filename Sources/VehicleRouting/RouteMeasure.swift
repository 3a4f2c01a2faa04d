extension RoutingProblem {
  /// A route of one run with these riders (at least one) in this order, measured and priced; no rule is checked.
  public func route(_ riders: [Int], vehicleType: Int) -> Route { route(runs: [riders], vehicleType: vehicleType) }

  /// A route of these runs, at least one, none of them empty, measured and priced; no rule is checked.
  public func route(runs: [[Int]], vehicleType: Int) -> Route {
    route(
      calls: runs.flatMap { run in run.map(Call.pickUp) + [.dropOff(riders[run[0]].destination)] },
      vehicleType: vehicleType)
  }

  /// A route of these calls, a pick-up first, measured and priced; no rule is checked.
  public func route(calls: [Call], vehicleType: Int) -> Route {
    var (seconds, metres, empty) = (0, 0, 0)
    var last: Int?
    var aboard: [Int] = []
    var hasAssistant = false
    for call in calls {
      let place =
        switch call {
        case .pickUp(let rider): riders[rider].location
        case .dropOff(let destination): destinations[destination]
        }
      if let last {
        let cell = last * matrix.count + place
        seconds += Int(matrix.seconds[cell])
        metres += Int(matrix.metres[cell])
        if aboard.isEmpty { empty += Int(matrix.metres[cell]) }
      } else if case .pickUp(let first) = call {
        (seconds, metres, empty) = (
          riders[first].approachSeconds, riders[first].approachMetres, riders[first].approachMetres
        )
      }
      last = place
      switch call {
      case .pickUp(let rider):
        aboard.append(rider)
        hasAssistant = hasAssistant || riders[rider].needsAssistant
      case .dropOff(let destination): aboard.removeAll { riders[$0].destination == destination }
      }
    }
    return Route(
      vehicleType: vehicleType, calls: calls, seconds: seconds, metres: metres, approachMetres: empty,
      hasAssistant: hasAssistant,
      cost: vehicleTypes[vehicleType].price(seconds: seconds, metres: metres, hasAssistant: hasAssistant))
  }

  /// Riders of these routes who were on another yesterday.
  func changes(in routes: [Route]) -> Int {
    routes.reduce(0) { sum, route in
      sum + route.riders.count { riders[$0].yesterday != nil && riders[$0].yesterday != route.yesterday }
    }
  }
}
