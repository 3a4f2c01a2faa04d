import VehicleRouting

/// The best plan by trying every one: partitions of the riders, orders within a route, types for each route.
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
      if !group.isEmpty { tryOrders([], group, &cheapest) }
      prices.append(cheapest)
    }
    var used = [Int](repeating: 0, count: problem.vehicleTypes.count)
    choose((1 << riders.count) - 1, left: 0, cost: 0, &used)
  }

  private func tryOrders(_ head: [Int], _ rest: [Int], _ cheapest: inout [Int]) {
    guard rest.isEmpty else {
      for (index, rider) in rest.enumerated() {
        var others = rest
        others.remove(at: index)
        tryOrders(head + [rider], others, &cheapest)
      }
      return
    }
    // Where there are bells, the riders may come in any number of runs: a bit for each place to part them.
    for parting in 0..<(problem.bells.isEmpty ? 1 : 1 << (head.count - 1)) {
      var runs = [[head[0]]]
      for (index, rider) in head.enumerated().dropFirst() {
        if parting >> (index - 1) & 1 == 1 { runs.append([rider]) } else { runs[runs.count - 1].append(rider) }
      }
      tryRoute(runs, &cheapest)
    }
  }

  private func tryRoute(_ runs: [[Int]], _ cheapest: inout [Int]) {
    let head = runs.flatMap(\.self)
    for type in problem.vehicleTypes.indices {
      // A plan of one route, judged by the recount.
      let route = problem.route(runs: runs, vehicleType: type)
      let plan = RoutingPlan(
        routes: [route], notCarried: problem.riders.indices.filter { !head.contains($0) }.map { ($0, .fleetUsedUp) },
        cost: route.cost, iterations: 0, seed: 0)
      if Recount(plan, of: problem).breaches.isEmpty { cheapest[type] = min(cheapest[type], plan.cost) }
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
