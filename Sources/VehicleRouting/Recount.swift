/// A plan read again from the problem alone, by code that shares nothing with the search.
public struct Recount: Sendable, Equatable {
  /// Pence a day.
  public private(set) var cost = 0
  /// Every rule broken, as sentences; empty for a sound plan.
  public private(set) var breaches: [String] = []
  /// Seconds on board of each rider, -1 where not carried.
  public private(set) var onBoard: [Int]

  public init(_ plan: RoutingPlan, of problem: RoutingProblem) {
    onBoard = Array(repeating: -1, count: problem.riders.count)
    var named = Set<Int>()
    for (rider, _) in plan.notCarried where !named.insert(rider).inserted {
      breaches.append("rider \(rider) is named as not carried twice")
    }
    var vehicles = [Int](repeating: 0, count: problem.vehicleTypes.count)
    for (index, route) in plan.routes.enumerated() {
      vehicles[route.vehicleType] += 1
      for rider in route.riders where !named.insert(rider).inserted {
        breaches.append("rider \(rider) appears twice, the second time on route \(index)")
      }
      check(route, index, problem)
    }
    for rider in problem.riders.indices where !named.contains(rider) { breaches.append("rider \(rider) is forgotten") }
    for (type, count) in vehicles.enumerated() where count > problem.vehicleTypes[type].maximum {
      breaches.append("\(count) vehicles of type \(type), of which there are \(problem.vehicleTypes[type].maximum)")
    }
    if cost != plan.cost { breaches.append("the plan says \(plan.cost)p a day and comes to \(cost)p") }
  }

  private mutating func check(_ route: Route, _ index: Int, _ problem: RoutingProblem) {
    guard !route.riders.isEmpty else {
      breaches.append("route \(index) is empty")
      return
    }
    let type = problem.vehicleTypes[route.vehicleType]
    let aboard = route.riders.map { problem.riders[$0] }
    let needsAssistant = aboard.contains(where: \.needsAssistant)
    for run in route.runs {
      let seats = run.map { problem.riders[$0].seats }.reduce(0, +) + (needsAssistant ? type.assistantSeats : 0)
      if seats > type.seats { breaches.append("route \(index) seats \(seats) on \(type.seats)") }
      let wheelchairs = run.map { problem.riders[$0].wheelchairPlaces }.reduce(0, +)
      if wheelchairs > type.wheelchairPlaces {
        breaches.append("route \(index) carries \(wheelchairs) wheelchairs on \(type.wheelchairPlaces) places")
      }
    }
    if aboard.count > 1, aboard.contains(where: \.ridesAlone) {
      breaches.append("route \(index) shares with one who rides alone")
    }
    let together = Set(route.riders)
    for rider in route.riders {
      for other in problem.riders[rider].notWith where other != rider && together.contains(other) {
        breaches.append("riders \(rider) and \(other) share route \(index)")
      }
    }
    let runs = route.runs
    if runs.count > 1, problem.bells.isEmpty {
      breaches.append("route \(index) makes \(runs.count) runs without bells")
    }
    if Set(route.riders.compactMap { group(of: $0, problem) }).count > 1 {
      breaches.append("route \(index) serves destinations that do not share a vehicle")
    }
    // Forward through the day: the clock starts when the first rider starts to board.
    var seconds = aboard[0].approachSeconds
    var metres = aboard[0].approachMetres
    func drive(from: Int, to: Int) -> Int {
      let cell = from * problem.matrix.count + to
      seconds += Int(problem.matrix.seconds[cell])
      metres += Int(problem.matrix.metres[cell])
      return Int(problem.matrix.seconds[cell])
    }
    var calls: [(way: Int, lasts: Int, destination: Int)] = []
    for run in runs {
      let ends = problem.riders[run[0]].destination
      let place = problem.destinations[ends]
      let way =
        calls.last.map { drive(from: problem.destinations[$0.destination], to: problem.riders[run[0]].location) } ?? 0
      var clock = 0
      var boarded: [Int] = []
      for (position, rider) in run.enumerated() {
        if problem.riders[rider].destination != ends {
          breaches.append("rider \(rider) is on route \(index) to another destination")
        }
        boarded.append(clock)
        clock += problem.riders[rider].boardingSeconds
        let next = position + 1 < run.count ? problem.riders[run[position + 1]].location : place
        clock += drive(from: problem.riders[rider].location, to: next)
      }
      for (position, rider) in run.enumerated() {
        onBoard[rider] = clock - boarded[position]
        if onBoard[rider] > problem.riders[rider].maxOnBoardSeconds {
          breaches.append(
            "rider \(rider) is on board \(onBoard[rider]) s of \(problem.riders[rider].maxOnBoardSeconds) s")
        }
      }
      calls.append((way, clock, ends))
    }
    let lasts = problem.bells.isEmpty ? calls[0].lasts : checkBells(calls, index, problem)
    if lasts > type.maxRouteSeconds { breaches.append("route \(index) lasts \(lasts) s of \(type.maxRouteSeconds) s") }
    var price = type.dayPricePence + (needsAssistant ? type.assistantPence : 0)
    price += (metres * type.micropencePerMetre + seconds * type.micropencePerSecond + 500_000) / 1_000_000
    if price != route.cost { breaches.append("route \(index) says \(route.cost)p and comes to \(price)p") }
    cost += price
  }

  private func group(of rider: Int, _ problem: RoutingProblem) -> Int? {
    problem.bells.isEmpty ? nil : problem.bells[problem.riders[rider].destination]?.group
  }

  /// Arrives as early as may be, call after call; returns the least time from first boarding to last arrival.
  private mutating func checkBells(
    _ calls: [(way: Int, lasts: Int, destination: Int)], _ index: Int, _ problem: RoutingProblem
  ) -> Int {
    var arrivals: [Int] = []
    for (number, call) in calls.enumerated() {
      guard let bell = problem.bells[call.destination] else {
        breaches.append("route \(index) serves destination \(call.destination), which has no bell")
        return 0
      }
      var arrival = bell.earliestSeconds
      if number > 0 {
        let dwell = problem.bells[calls[number - 1].destination]!.dwellSeconds
        arrival = max(arrival, arrivals[number - 1] + dwell + call.way + call.lasts)
      }
      if arrival > bell.latestSeconds {
        breaches.append("route \(index) arrives at \(arrival) s after the bell at \(bell.latestSeconds) s")
      }
      arrivals.append(arrival)
    }
    // Backwards: each run as late as the next one and its own bell allow.
    var start = arrivals.last! - calls.last!.lasts
    for number in calls.indices.dropLast().reversed() {
      let bell = problem.bells[calls[number].destination]!
      start = min(start - calls[number + 1].way - bell.dwellSeconds, bell.latestSeconds) - calls[number].lasts
    }
    return arrivals.last! - start
  }
}
