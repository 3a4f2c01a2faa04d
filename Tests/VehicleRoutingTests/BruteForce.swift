import VehicleRouting

/// The best plan by trying every one: partitions of the riders, sequences of calls, types for each route.
struct BruteForce {
  /// Fewest left behind first, then pence a day.
  private(set) var leftBehind = Int.max
  private(set) var cost = Int.max
  private let problem: RoutingProblem
  private let riders: [Int]
  /// Cheapest price by rider mask, then by type.
  private var prices: [[Int]] = []

  init(_ problem: RoutingProblem) {
    self.problem = problem
    riders = problem.riders.indices.filter { problem.reasonNotCarriable($0) == nil }
    for mask in 0..<(1 << riders.count) {
      let group = riders.indices.filter { mask >> $0 & 1 == 1 }.map { riders[$0] }
      var cheapest = [Int](repeating: .max, count: problem.vehicleTypes.count)
      if !group.isEmpty { tryCalls([], aboard: [], waiting: group, &cheapest) }
      prices.append(cheapest)
    }
    var used = [Int](repeating: 0, count: problem.vehicleTypes.count)
    choose((1 << riders.count) - 1, left: 0, cost: 0, &used)
  }

  /// Every next call: a pick-up of who still waits, or a drop-off where somebody on board gets off.
  private func tryCalls(_ head: [Call], aboard: [Int], waiting: [Int], _ cheapest: inout [Int]) {
    if aboard.isEmpty, !head.isEmpty {
      if waiting.isEmpty { tryRoute(head, &cheapest) }
      // Without bells a vehicle makes one run.
      if waiting.isEmpty || problem.bells.isEmpty { return }
    }
    let inside = Set(aboard.map { problem.riders[$0].destination })
    for rider in waiting where problem.mixesLoads || inside.isSubset(of: [problem.riders[rider].destination]) {
      tryCalls(head + [.pickUp(rider)], aboard: aboard + [rider], waiting: waiting.filter { $0 != rider }, &cheapest)
    }
    for destination in inside {
      tryCalls(
        head + [.dropOff(destination)], aboard: aboard.filter { problem.riders[$0].destination != destination },
        waiting: waiting, &cheapest)
    }
  }

  private func tryRoute(_ calls: [Call], _ cheapest: inout [Int]) {
    for type in problem.vehicleTypes.indices {
      // A plan of one route, judged by the recount.
      let route = problem.route(calls: calls, vehicleType: type)
      let riders = Set(route.riders)
      let plan = RoutingPlan(
        routes: [route], notCarried: problem.riders.indices.filter { !riders.contains($0) }.map { ($0, .fleetUsedUp) },
        cost: route.cost, iterations: 0, seed: 0)
      if route.cost < cheapest[type], Recount(plan, of: problem).breaches.isEmpty { cheapest[type] = route.cost }
    }
  }

  private mutating func choose(_ mask: Int, left: Int, cost: Int, _ used: inout [Int]) {
    guard (left, cost) < (leftBehind, self.cost) else { return }
    guard mask != 0 else {
      (leftBehind, self.cost) = (left, cost)
      return
    }
    let first = mask & -mask
    var group = mask
    while group > 0 {
      if group & first != 0 {
        for type in problem.vehicleTypes.indices
        where prices[group][type] < .max && used[type] < problem.vehicleTypes[type].maximum {
          used[type] += 1
          choose(mask & ~group, left: left, cost: cost + prices[group][type], &used)
          used[type] -= 1
        }
      }
      group = (group - 1) & mask
    }
    choose(mask & ~first, left: left + 1, cost: cost, &used)
  }
}
