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
    let seats = aboard.map(\.seats).reduce(0, +) + (needsAssistant ? type.assistantSeats : 0)
    if seats > type.seats { breaches.append("route \(index) seats \(seats) on \(type.seats)") }
    let wheelchairs = aboard.map(\.wheelchairPlaces).reduce(0, +)
    if wheelchairs > type.wheelchairPlaces {
      breaches.append("route \(index) carries \(wheelchairs) wheelchairs on \(type.wheelchairPlaces) places")
    }
    if aboard.count > 1, aboard.contains(where: \.ridesAlone) {
      breaches.append("route \(index) shares with one who rides alone")
    }
    let together = Set(route.riders)
    for rider in route.riders {
      for other in problem.riders[rider].notWith where other != rider && together.contains(other) {
        breaches.append("riders \(rider) and \(other) share route \(index)")
      }
      if problem.riders[rider].destination != route.destination {
        breaches.append("rider \(rider) is on route \(index) to another destination")
      }
    }
    // Forward through the day: the clock starts when the first rider starts to board.
    var clock = 0
    var seconds = aboard[0].approachSeconds
    var metres = aboard[0].approachMetres
    var boarded: [Int] = []
    for (position, rider) in aboard.enumerated() {
      boarded.append(clock)
      clock += rider.boardingSeconds
      let next =
        position + 1 < aboard.count ? aboard[position + 1].location : problem.destinations[route.destination]
      let cell = rider.location * problem.matrix.count + next
      clock += Int(problem.matrix.seconds[cell])
      seconds += Int(problem.matrix.seconds[cell])
      metres += Int(problem.matrix.metres[cell])
    }
    for (position, rider) in aboard.enumerated() {
      let time = clock - boarded[position]
      onBoard[route.riders[position]] = time
      if time > rider.maxOnBoardSeconds {
        breaches.append("rider \(route.riders[position]) is on board \(time) s of \(rider.maxOnBoardSeconds) s")
      }
    }
    if clock > type.maxRouteSeconds { breaches.append("route \(index) lasts \(clock) s of \(type.maxRouteSeconds) s") }
    var price = type.dayPricePence + (needsAssistant ? type.assistantPence : 0)
    price += (metres * type.micropencePerMetre + seconds * type.micropencePerSecond + 500_000) / 1_000_000
    if price != route.cost { breaches.append("route \(index) says \(route.cost)p and comes to \(price)p") }
    cost += price
  }
}
