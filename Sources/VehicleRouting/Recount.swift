/// A plan read again from the problem alone, by code that shares nothing with the search.
public struct Recount: Sendable, Equatable {
  /// Pence a day.
  public private(set) var cost = 0
  /// Every rule broken, as sentences; empty for a sound plan.
  public private(set) var breaches: [String] = []
  /// Seconds on board of each rider, -1 where not carried.
  public private(set) var onBoard: [Int]
  /// By route, when each call begins: second of the day where there are bells, else from the first boarding. A vehicle
  /// finishes as early as it can, and starts as late as that allows.
  public private(set) var times: [[Int]] = []

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
    let riders = route.riders
    guard let first = riders.first, route.calls.first == .pickUp(first) else {
      breaches.append("route \(index) does not begin with a pick-up")
      times.append([])
      return
    }
    let aboard = riders.map { problem.riders[$0] }
    let needsAssistant = aboard.contains(where: \.needsAssistant)
    if aboard.count > 1, aboard.contains(where: \.ridesAlone) {
      breaches.append("route \(index) shares with one who rides alone")
    }
    let together = Set(riders)
    for rider in riders {
      for other in problem.riders[rider].notWith where other != rider && together.contains(other) {
        breaches.append("riders \(rider) and \(other) share route \(index)")
      }
    }
    if !problem.bells.isEmpty, Set(aboard.compactMap { problem.bells[$0.destination]?.group }).count > 1 {
      breaches.append("route \(index) serves destinations that do not share a vehicle")
    }
    let rides = checkLoads(route, index, problem, needsAssistant: needsAssistant)

    let type = problem.vehicleTypes[route.vehicleType]
    var seconds = aboard[0].approachSeconds
    var metres = aboard[0].approachMetres
    var gaps = [0]
    for (call, next) in zip(route.calls, route.calls.dropFirst()) {
      let cell = problem.place(call) * problem.matrix.count + problem.place(next)
      seconds += Int(problem.matrix.seconds[cell])
      metres += Int(problem.matrix.metres[cell])
      gaps.append(problem.standing(call) + Int(problem.matrix.seconds[cell]))
    }
    checkTimes(route, index, problem, gaps, rides)
    var price = type.dayPricePence + (needsAssistant ? type.assistantPence : 0)
    price += (metres * type.micropencePerMetre + seconds * type.micropencePerSecond + 500_000) / 1_000_000
    if price != route.cost { breaches.append("route \(index) says \(route.cost)p and comes to \(price)p") }
    cost += price
  }

  /// Places taken, and who is on board with whom; returns each ride as rider, pick-up and drop-off.
  private mutating func checkLoads(
    _ route: Route, _ index: Int, _ problem: RoutingProblem, needsAssistant: Bool
  ) -> [Ride] {
    let type = problem.vehicleTypes[route.vehicleType]
    var rides: [Ride] = []
    var inside: [(rider: Int, since: Int)] = []
    for (position, call) in route.calls.enumerated() {
      switch call {
      case .pickUp(let rider):
        if inside.isEmpty, position > 0, problem.bells.isEmpty {
          breaches.append("route \(index) makes several runs without bells")
        }
        inside.append((rider, position))
        if !problem.mixesLoads, Set(inside.map { problem.riders[$0.rider].destination }).count > 1 {
          breaches.append("riders of two destinations are on board of route \(index) together")
        }
        let seats =
          inside.map { problem.riders[$0.rider].seats }.reduce(0, +) + (needsAssistant ? type.assistantSeats : 0)
        if seats > type.seats { breaches.append("route \(index) seats \(seats) on \(type.seats)") }
        let wheelchairs = inside.map { problem.riders[$0.rider].wheelchairPlaces }.reduce(0, +)
        if wheelchairs > type.wheelchairPlaces {
          breaches.append("route \(index) carries \(wheelchairs) wheelchairs on \(type.wheelchairPlaces) places")
        }
      case .dropOff(let destination):
        let gone = inside.filter { problem.riders[$0.rider].destination == destination }
        if gone.isEmpty { breaches.append("route \(index) calls at destination \(destination) for nobody") }
        rides += gone.map { Ride(rider: $0.rider, boards: $0.since, leaves: position) }
        inside.removeAll { problem.riders[$0.rider].destination == destination }
      }
    }
    for (rider, _) in inside { breaches.append("rider \(rider) is never let out of route \(index)") }
    return rides
  }

  private struct Ride {
    var rider: Int
    var boards: Int
    var leaves: Int
  }

  /// The soonest timetable, then the latest one that ends as soon, by pushing times until every limit holds.
  private mutating func checkTimes(
    _ route: Route, _ index: Int, _ problem: RoutingProblem, _ gaps: [Int], _ rides: [Ride]
  ) {
    let last = gaps.count - 1
    let reach = gaps.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1) }
    var limits = rides.map { problem.riders[$0.rider].maxOnBoardSeconds }
    for (number, ride) in rides.enumerated() {
      let least = reach[ride.leaves] - reach[ride.boards]
      onBoard[ride.rider] = least
      if least > limits[number] {
        breaches.append("rider \(ride.rider) is on board \(least) s of \(limits[number]) s")
        limits[number] = .max
      }
    }
    var windows = [(low: Int, high: Int)](repeating: (Int.min / 4, Int.max / 4), count: gaps.count)
    if problem.bells.isEmpty { windows[0] = (0, 0) }
    for (position, call) in route.calls.enumerated() {
      guard case .dropOff(let destination) = call, !problem.bells.isEmpty else { continue }
      guard let bell = problem.bells[destination] else {
        breaches.append("route \(index) serves destination \(destination), which has no bell")
        times.append([])
        return
      }
      windows[position] = (bell.earliestSeconds, bell.latestSeconds)
    }
    var soonest = windows.map(\.low)
    var isSettled = false
    while !isSettled {
      for position in 1...max(1, last) where position <= last {
        soonest[position] = max(soonest[position], soonest[position - 1] + gaps[position])
      }
      if let late = soonest.indices.first(where: { soonest[$0] > windows[$0].high }) {
        breaches.append(
          "route \(index) arrives at \(soonest[late]) s after the bell at \(windows[late].high) s")
        times.append([])
        return
      }
      isSettled = true
      for (ride, limit) in zip(rides, limits) where limit < .max && soonest[ride.leaves] - soonest[ride.boards] > limit
      {
        soonest[ride.boards] = soonest[ride.leaves] - limit
        isSettled = false
      }
    }
    var latest = windows.map(\.high)
    latest[last] = soonest[last]
    isSettled = false
    while !isSettled {
      for position in (0..<last).reversed() {
        latest[position] = min(latest[position], latest[position + 1] - gaps[position + 1])
      }
      isSettled = true
      for (ride, limit) in zip(rides, limits) where limit < .max && latest[ride.leaves] - latest[ride.boards] > limit {
        latest[ride.leaves] = latest[ride.boards] + limit
        isSettled = false
      }
    }
    for ride in rides { onBoard[ride.rider] = latest[ride.leaves] - latest[ride.boards] }
    let lasts = latest[last] - latest[0]
    let longest = problem.vehicleTypes[route.vehicleType].maxRouteSeconds
    if lasts > longest { breaches.append("route \(index) lasts \(lasts) s of \(longest) s") }
    times.append(latest)
  }
}

extension RoutingProblem {
  /// Row of the matrix where a call is made, and how long the vehicle stands there.
  fileprivate func place(_ call: Call) -> Int {
    switch call {
    case .pickUp(let rider): riders[rider].location
    case .dropOff(let destination): destinations[destination]
    }
  }

  fileprivate func standing(_ call: Call) -> Int {
    switch call {
    case .pickUp(let rider): riders[rider].boardingSeconds
    case .dropOff(let destination): bells.isEmpty ? 0 : bells[destination]?.dwellSeconds ?? 0
    }
  }
}
