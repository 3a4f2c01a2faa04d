extension RoutingProblem {
  /// A route of one run with these riders (at least one) in this order, measured and priced; no rule is checked.
  public func route(_ riders: [Int], vehicleType: Int) -> Route { route(runs: [riders], vehicleType: vehicleType) }

  /// A route of these runs, at least one, none of them empty, measured and priced; no rule is checked.
  public func route(runs: [[Int]], vehicleType: Int) -> Route {
    let first = riders[runs[0][0]]
    var seconds = first.approachSeconds
    var metres = first.approachMetres
    var empty = first.approachMetres
    func drive(_ from: Int, _ to: Int) -> Int {
      seconds += Int(matrix.seconds[from * matrix.count + to])
      metres += Int(matrix.metres[from * matrix.count + to])
      return Int(matrix.metres[from * matrix.count + to])
    }
    var starts: [Int] = []
    var all: [Int] = []
    for run in runs {
      if let last = all.last { empty += drive(destinations[riders[last].destination], riders[run[0]].location) }
      starts.append(all.count)
      all += run
      for (index, rider) in run.enumerated() {
        let next = index + 1 < run.count ? riders[run[index + 1]].location : destinations[riders[rider].destination]
        _ = drive(riders[rider].location, next)
      }
    }
    let hasAssistant = all.contains { riders[$0].needsAssistant }
    return Route(
      vehicleType: vehicleType, riders: all, runStarts: starts, destination: first.destination, seconds: seconds,
      metres: metres, approachMetres: empty, hasAssistant: hasAssistant,
      cost: vehicleTypes[vehicleType].price(seconds: seconds, metres: metres, hasAssistant: hasAssistant))
  }

  /// Riders of these routes who were on another yesterday.
  func changes(in routes: [Route]) -> Int {
    routes.reduce(0) { sum, route in
      sum + route.riders.count { riders[$0].yesterday != nil && riders[$0].yesterday != route.yesterday }
    }
  }
}
