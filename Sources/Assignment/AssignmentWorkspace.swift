/// Solves assignments exactly, keeps its storage from one to the next, and re-solves after changes.
///
/// Prices are found first on ever less thinned instances: every 64th unit with a 64th of the room, say, then every 16th;
/// they hardly depend on the number of units. At each step prices are smoothed, every unit goes where cost plus price is least, and what that
/// makes overfull or leaves empty at a price is put right along cheapest chains of moves among the sinks, found by
/// Dijkstra's method (successive shortest paths on the sink graph, after Tokuyama and Nakano 1995). Cost of a solve: a
/// few readings of the choices, and chains that touch a few sinks each.
///
/// Ties: a unit goes to the first of its cheapest choices in row order, prices included, and to the overflow only if that
/// is strictly cheaper. Overfull sinks are relieved in index order; of equally cheap chains the one whose end the search
/// saw first is taken; of equally cheap moves between two sinks the unit with the lowest index goes. From
/// `thinningThreshold` units, with prices given and after a re-solve, ties also depend on the prices at the start. Nothing
/// depends on anything else: the same calls give the same solution.
public struct AssignmentWorkspace: Sendable {
  private var graph = SinkGraph()
  private var chain = ChainSearch()

  public init() {}

  /// Finds an assignment of least total cost and writes it, with its prices, into `solution`.
  ///
  /// - Parameter prices: prices to start from, one a sink, not negative, such as those of a similar instance. They bear
  ///   on the time taken and on which of several least assignments is found, never on the objective or the prices.
  public mutating func solve(
    _ instance: AssignmentInstance, prices: [Int]? = nil, into solution: inout AssignmentSolution
  ) {
    if let prices {
      precondition(
        prices.count == instance.sinks && prices.allSatisfy { $0 >= 0 }, "one price a sink, none negative")
    }
    if let prices, graph.begin(instance, prices: prices, misfit: instance.units / Self.misfit) {
      relieve(instance)
      fill(instance)
    } else {
      solveCold(instance)
    }
    finish(instance, into: &solution)
    // A re-solve of a small instance takes less time than this.
    if instance.units >= Self.thinningThreshold { graph.renewLists(instance) }
  }

  private mutating func solveCold(_ instance: AssignmentInstance) {
    var stride = 1
    if instance.units >= Self.thinningThreshold {
      while instance.units / (Self.thinning * stride) >= Self.leastThinned { stride *= Self.thinning }
    }
    var known: [Int]?
    while true {
      _ = graph.begin(instance, stride: stride, prices: known)
      relieve(instance)
      fill(instance)
      guard stride > 1 else { return }
      known = graph.relativePrices
      stride /= Self.thinning
    }
  }

  /// Units from which a cold start begins with a thinned instance.
  static let thinningThreshold = 2000
  /// Prices to start from are left aside where they put more than a sixth of the units where there are too many or too
  /// few, as those of another September of a country do: to repair that takes up to nine times as long as a cold start.
  private static let misfit = 6
  /// How many times fewer units each step before has.
  private static let thinning = 4
  /// The fewest units of a thinned instance; with more, the first step is the slow one, with fewer its prices say little.
  private static let leastThinned = 100

  /// The units of a changed instance whose choices, costs, overflow cost or supply are not what they were.
  public enum ChangedUnits: Sendable {
    case these([Int])
    /// Any may have changed, as when costs of a few sinks have: every row is read once.
    case any
  }

  /// Solves the instance solved last again after changes, starting from that solution, and writes into `solution`.
  ///
  /// Capacities may have changed at will, and the units named; units added since stand at the end and need not be named.
  /// A unit is removed by a supply of nothing. A sink that is to open later is there from the start, without room.
  /// Objective and prices are those of a cold solve. Traps if there are other sinks or fewer units than before.
  ///
  /// Cost: chains for what has changed, and one pass over the units (not over their choices) to write the solution.
  public mutating func resolve(
    _ instance: AssignmentInstance, changed: ChangedUnits = .these([]), into solution: inout AssignmentSolution
  ) {
    graph.update(instance)
    switch changed {
    case .these(let units): for unit in units { graph.reconsider(unit, instance) }
    case .any: for unit in 0..<instance.units { graph.reconsider(unit, instance) }
    }
    relieve(instance)
    fill(instance)
    finish(instance, into: &solution)
  }

  /// Moves the excess of overfull sinks along the cheapest chains to room or to the overflow.
  private mutating func relieve(_ instance: AssignmentInstance) {
    for sink in 0..<instance.sinks {
      while case let excess = graph.load(sink) - graph.capacity[sink], excess > 0 {
        chain.run(from: sink, wanted: 1, &graph, instance)
        guard let end = chain.ends.last.map(Int.init) else { preconditionFailure("the overflow takes anyone") }
        let room = end == graph.overflow ? excess : graph.capacity[end] - graph.load(end)
        _ = chain.carry(from: sink, to: end, upTo: min(excess, room), &graph, instance)
        graph.holdings.reuse()
      }
    }
  }

  /// Brings the cheapest chains of units from the overflow into sinks that have both room and a price, or takes the price
  /// away. One search serves the nearer half of what is short.
  private mutating func fill(_ instance: AssignmentInstance) {
    while case let short = graph.pricedRoom, short > 0 {
      chain.run(from: graph.overflow, wanted: (short + 1) / 2, &graph, instance)
      for end in chain.ends.map(Int.init) {
        let room = graph.capacity[end] - graph.load(end)
        _ = chain.carry(from: graph.overflow, to: end, upTo: room, &graph, instance)
      }
      graph.holdings.reuse()
    }
  }

  /// Brings every price down to the least that still proves the assignment, and writes the solution.
  private mutating func finish(_ instance: AssignmentInstance, into solution: inout AssignmentSolution) {
    chain.run(from: graph.overflow, wanted: Int.max, &graph, instance)
    solution.price = graph.relativePrices
    solution.objective = 0
    solution.shares.removeAll(keepingCapacity: true)
    solution.shareStart.removeAll(keepingCapacity: true)
    solution.unitCost.removeAll(keepingCapacity: true)
    solution.shareStart.append(0)
    for unit in 0..<instance.units {
      solution.unitCost.append(graph.report(unit, instance, into: &solution))
      solution.shareStart.append(Int32(solution.shares.count))
    }
    assert(AssignmentCertificate(instance, solution).isAccepted, "an assignment without proof")
  }
}
