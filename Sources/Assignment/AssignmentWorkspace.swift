/// Solves assignments exactly and keeps its storage from one to the next.
///
/// Units are taken one at a time, each to its cheapest choice; a sink that this makes overfull is relieved at once along
/// the cheapest chain of moves to somewhere with room, found by Dijkstra's method among the sinks with dual prices that
/// keep every move from gaining (successive shortest paths on the sink graph, after Tokuyama and Nakano 1995). Cost of a
/// solve: a chain touches a few sinks and their holdings only; nothing is proportional to the units but the first pass.
///
/// Ties: units are taken in index order; a unit goes to the first of its cheapest choices in row order, prices included,
/// and to the overflow only if that is strictly cheaper; of equally cheap chains the one that reaches the sink with the
/// lowest index first, the overflow last; of equally cheap moves between two sinks the unit with the lowest index goes.
/// From `thinningThreshold` units, and with prices given, ties also depend on the prices that the start supplies.
public struct AssignmentWorkspace: Sendable {
  private var holdings = Holdings()
  private var moves = MoveTable()
  private var chain = ChainSearch()
  private var load: [Int] = []

  public init() {}

  /// Finds an assignment of least total cost and writes it, with its prices, into `solution`.
  ///
  /// - Parameter prices: prices to start from, one a sink, not negative, such as those of a similar instance. They bear
  ///   on the time taken and on which of several least assignments is found, never on the objective or the prices.
  public mutating func solve(
    _ instance: AssignmentInstance, prices: [Int]? = nil, into solution: inout AssignmentSolution
  ) {
    guard prices == nil, instance.units >= Self.thinningThreshold else {
      return solveWhole(instance, prices: prices, into: &solution)
    }
    // Prices hardly depend on the number of units if the room shrinks with it: find them on ever less thinned instances.
    var stride = 2
    while instance.units / stride >= Self.thinningThreshold { stride *= 2 }
    var known: [Int]?
    while stride > 1 {
      solveWhole(instance.thinned(stride), prices: known, into: &solution)
      known = solution.price
      stride /= 2
    }
    solveWhole(instance, prices: known, into: &solution)
  }

  /// Units from which a cold start begins with a thinned instance; measured 3 to 5 times faster at 4,000 to 20,000.
  static let thinningThreshold = 2000

  private mutating func solveWhole(
    _ instance: AssignmentInstance, prices: [Int]?, into solution: inout AssignmentSolution
  ) {
    let sinks = instance.sinks
    solution.flow.refill(instance.choices + instance.units, with: 0)
    holdings.reset(lists: sinks + 1, holdings: instance.choices + instance.units)
    moves.reset(instance)
    load.refill(sinks + 1, with: 0)
    if let prices {
      precondition(prices.count == sinks && prices.allSatisfy { $0 >= 0 }, "one price a sink, none negative")
      solution.price = prices
    } else {
      solution.price.refill(sinks, with: 0)
    }
    solution.price.append(0)
    place(instance, &solution)
    if prices != nil {
      for sink in 0..<sinks {
        while solution.price[sink] > 0, load[sink] < Int(instance.capacity[sink]) { fill(sink, instance, &solution) }
      }
      lowerPrices(instance, &solution)
    }
    solution.price.removeLast()
    account(instance, &solution)
  }

  /// Takes the units one at a time: each goes to its cheapest choice, prices included, and what that makes overfull is
  /// relieved at once. Prices rise as sinks fill, so that later units do not crowd where they could not stay.
  private mutating func place(_ instance: AssignmentInstance, _ solution: inout AssignmentSolution) {
    for unit in 0..<instance.units where instance.supply[unit] > 0 {
      var least = Int.max
      var best = -1
      for choice in instance.row(unit) {
        let full = Int(instance.cost[choice]) + solution.price[Int(instance.sink[choice])]
        if full < least {
          least = full
          best = choice
        }
      }
      if best < 0 || Int(instance.overflowCost[unit]) < least { best = instance.choices + unit }
      let node = best < instance.choices ? Int(instance.sink[best]) : instance.sinks
      solution.flow[best] = instance.supply[unit]
      load[node] += Int(instance.supply[unit])
      holdings.insert(best, into: node)
      moves.enter(best, at: node, instance)
      guard node < instance.sinks else { continue }
      while load[node] > Int(instance.capacity[node]) { relieve(node, instance, &solution) }
    }
  }

  /// Moves what it can of an overfull sink's excess along the cheapest chain to room or to the overflow.
  private mutating func relieve(_ sink: Int, _ instance: AssignmentInstance, _ solution: inout AssignmentSolution) {
    let end = chain.outward(from: sink, load, &moves, holdings, instance, &solution.price)
    var amount = load[sink] - Int(instance.capacity[sink])
    if end < instance.sinks { amount = min(amount, Int(instance.capacity[end]) - load[end]) }
    shift(from: sink, to: end, upTo: amount, instance, &solution)
  }

  /// Brings the cheapest chain of units into a sink that has both room and a price, or takes the price away.
  private mutating func fill(_ sink: Int, _ instance: AssignmentInstance, _ solution: inout AssignmentSolution) {
    for node in 0...instance.sinks where !moves.isBuilt[node] { moves.build(node, holdings, instance) }
    let origin = chain.inward(to: sink, &moves, holdings, instance, &solution.price)
    guard origin != sink else { return }
    shift(from: origin, to: sink, upTo: Int(instance.capacity[sink]) - load[sink], instance, &solution)
  }

  /// Carries an amount along the chain just found, as much as its smallest holding allows.
  private mutating func shift(
    from start: Int, to end: Int, upTo most: Int, _ instance: AssignmentInstance, _ solution: inout AssignmentSolution
  ) {
    let steps = chain.steps(from: start, to: end)
    var amount = Int32(most)
    for step in steps { amount = min(amount, solution.flow[Int(moves.from[step])]) }
    for step in steps {
      let taken = Int(moves.from[step])
      let given = Int(moves.to[step])
      let (origin, target) = step.quotientAndRemainder(dividingBy: moves.nodes)
      solution.flow[taken] -= amount
      if solution.flow[taken] == 0 {
        holdings.remove(taken, from: origin)
        moves.leave(taken, at: origin, instance)
      }
      if solution.flow[given] == 0 {
        holdings.insert(given, into: target)
        moves.enter(given, at: target, instance)
      }
      solution.flow[given] += amount
    }
    load[start] -= Int(amount)
    load[end] += Int(amount)
  }

  /// Brings every price down to the least that still proves the assignment: what one more place is worth.
  private mutating func lowerPrices(_ instance: AssignmentInstance, _ solution: inout AssignmentSolution) {
    for node in 0...instance.sinks where !moves.isBuilt[node] { moves.build(node, holdings, instance) }
    chain.slack(&moves, holdings, instance, solution.price)
    for sink in 0..<instance.sinks { solution.price[sink] -= chain.distance[sink] }
  }

  private func account(_ instance: AssignmentInstance, _ solution: inout AssignmentSolution) {
    solution.unitCost.removeAll(keepingCapacity: true)
    solution.objective = 0
    for unit in 0..<instance.units {
      var least = Int(instance.overflowCost[unit])
      solution.objective += Int(solution.flow[instance.choices + unit]) * least
      for choice in instance.row(unit) {
        let cost = Int(instance.cost[choice])
        least = min(least, cost + solution.price[Int(instance.sink[choice])])
        solution.objective += Int(solution.flow[choice]) * cost
      }
      solution.unitCost.append(least)
    }
  }
}
