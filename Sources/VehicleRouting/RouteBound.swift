/// What any plan that carries these riders in single runs costs at least, by pricing riders.
///
/// Each rider gets a price. A plan costs the sum of prices and, for each route, what it costs above its riders' prices; as
/// no two routes begin with the same rider, that is at least the sum over riders of the cheapest such route beginning with
/// it, where that is below 0 (`RelaxedRoutes`). Subgradient steps raise the bound (Held, Wolfe and Crowder 1974). Not in it:
/// keeping apart, fleets that run short, a vehicle's own longest route, and that nobody is picked up twice.
struct RouteBound {
  /// Pence a day.
  private(set) var pence = 0

  /// Buckets of time at most, and steps of work a pricing may take.
  private static let mostBuckets = 150
  private static let mostWork = 400_000_000

  /// - Parameters:
  ///   - plan: its cost is what the steps aim at.
  ///   - steps: pricings for each destination.
  /// Returns `nil` where vehicles make several runs or loads mix, and for riders who take no place.
  init?(_ problem: RoutingProblem, _ plan: RoutingPlan, steps: Int, isGoingOn: (Int) -> Bool) {
    guard problem.bells.isEmpty, !problem.mixesLoads else { return nil }
    let routes = Dictionary(grouping: plan.routes, by: \.destination)
    for destination in routes.keys.sorted() {
      let riders = routes[destination]!.flatMap(\.riders)
      guard riders.allSatisfy({ problem.riders[$0].seats + problem.riders[$0].wheelchairPlaces > 0 }) else {
        return nil
      }
      // Whoever rides alone costs the cheapest vehicle of its own.
      let alone = routes[destination]!.filter { problem.riders[$0.riders[0]].ridesAlone }
      pence += alone.reduce(0) { $0 + RouteBound.alone(problem, $1.riders[0]) }
      let shared = routes[destination]!.filter { !problem.riders[$0.riders[0]].ridesAlone }
      guard !shared.isEmpty else { continue }
      pence += RouteBound.bound(problem, shared, destination, steps: steps, isGoingOn: isGoingOn)
    }
  }

  private static func alone(_ problem: RoutingProblem, _ index: Int) -> Int {
    let rider = problem.riders[index]
    return problem.vehicleTypes.indices.filter { type in
      let vehicle = problem.vehicleTypes[type]
      return rider.wheelchairPlaces <= vehicle.wheelchairPlaces
        && rider.seats + (rider.needsAssistant ? vehicle.assistantSeats : 0) <= vehicle.seats
    }.map { problem.route([index], vehicleType: $0).cost }.min() ?? 0
  }

  private static func bound(
    _ problem: RoutingProblem, _ routes: [Route], _ destination: Int, steps: Int, isGoingOn: (Int) -> Bool
  ) -> Int {
    let riders = routes.flatMap(\.riders)
    let target = Float(routes.reduce(0) { $0 + $1.cost })
    let pricings = RouteBound.pricings(problem, riders, destination)
    // To begin with, each route's cost in equal shares.
    var prices = routes.flatMap { route in
      Array(repeating: Float(route.cost) / Float(route.riders.count), count: route.riders.count)
    }
    var best = (prices: prices, bound: -Float.infinity)
    var direction = [Float](repeating: 0, count: riders.count)
    var length: Float = 1
    var stalled = 0
    for step in 0..<steps {
      var cheapest = pricings[0].cheapest(prices)
      for pricing in pricings.dropFirst() {
        for (index, route) in pricing.cheapest(prices).enumerated() where route.reduced < cheapest[index].reduced {
          cheapest[index] = route
        }
      }
      // A margin for sums of single precision.
      var bound = Float(prices.reduce(0.0) { $0 + Double($1) })
      var slope = [Float](repeating: 1, count: riders.count)
      for route in cheapest where route.reduced < 0 {
        bound += route.reduced - 0.1
        for rider in route.riders { slope[rider] -= 1 }
      }
      stalled += 1
      if bound > best.bound {
        best = (prices, bound)
        stalled = 0
      } else if stalled >= 8 {
        stalled = 0
        length /= 2
        prices = best.prices
        direction = Array(repeating: 0, count: riders.count)
      }
      for index in direction.indices { direction[index] = 0.5 * direction[index] + slope[index] }
      let norm = direction.reduce(0) { $0 + $1 * $1 }
      guard norm > 0, bound < target, length > 1e-3, isGoingOn(step) else { break }
      for index in prices.indices { prices[index] += length * (target - bound) / norm * direction[index] }
    }
    return max(0, Int(best.bound * (1 - 1e-6)))
  }

  /// One for each pair of prices a second and a metre among the types.
  private static func pricings(_ problem: RoutingProblem, _ riders: [Int], _ destination: Int) -> [RelaxedRoutes] {
    let hasAssistants = riders.contains { problem.riders[$0].needsAssistant }
    let longest = problem.vehicleTypes.map(\.maxRouteSeconds).max()!
    let limit = min(riders.map { problem.riders[$0].maxOnBoardSeconds }.max()!, longest, TravelMatrix.unreachable)
    let kinds = Dictionary(grouping: problem.vehicleTypes.filter { $0.maximum > 0 }) {
      [$0.micropencePerSecond, $0.micropencePerMetre]
    }
    return kinds.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { rates in
      let types = kinds[rates]!
      let loads = RelaxedRoutes.loads(types, hasAssistants: hasAssistants)
      let buckets = min(mostBuckets, max(8, mostWork / (riders.count * riders.count * loads)))
      let width = max(1, (limit + buckets - 1) / buckets)
      // Prices are rounded to whole pence route by route, half a penny down at most.
      let rounding: Float = rates.allSatisfy { $0 % 1_000_000 == 0 } ? 0 : 0.5
      let places = riders.map { problem.riders[$0].location } + [problem.destinations[destination]]
      let stops = riders.map { index in
        let rider = problem.riders[index]
        let drives = places.map { rider.location * problem.matrix.count + $0 }
        return RelaxedRoutes.Stop(
          seats: rider.seats, wheelchairs: rider.wheelchairPlaces, hasAssistant: rider.needsAssistant,
          latestBucket: min(rider.maxOnBoardSeconds, limit) / width,
          approach: price(rider.approachSeconds, rider.approachMetres, rates) - rounding,
          pence: drives.map { price(Int(problem.matrix.seconds[$0]), Int(problem.matrix.metres[$0]), rates) },
          buckets: drives.map { (rider.boardingSeconds + Int(problem.matrix.seconds[$0])) / width })
      }
      return RelaxedRoutes(stops, types: types, buckets: buckets + 1)
    }
  }

  private static func price(_ seconds: Int, _ metres: Int, _ rates: [Int]) -> Float {
    Float(Double(seconds * rates[0] + metres * rates[1]) / 1e6)
  }
}

extension RoutingPlan {
  /// Raises the lower bound, where vehicles make single runs and loads do not mix, by pricing riders; takes far longer
  /// than `LowerBound`.
  ///
  /// - Parameters:
  ///   - steps: pricings for each destination; 0 leaves the bound as it is.
  ///   - progress: told before each step; `false` ends with the bound so far.
  public mutating func raiseLowerBound(
    _ problem: RoutingProblem, steps: Int, progress: (Int) -> Bool = { _ in true }
  ) {
    guard steps > 0, lowerBound < cost, let bound = RouteBound(problem, self, steps: steps, isGoingOn: progress) else {
      return
    }
    lowerBound = min(cost, max(lowerBound, bound.pence))
  }
}
