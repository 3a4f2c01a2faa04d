/// A contraction hierarchy (Geisberger, Sanders, Schultes and Delling 2008): nodes in order of importance, with
/// shortcuts, so that every best route climbs to its most important node and descends from it.
///
/// Climbing from a node meets a hundred nodes where Dijkstra's search meets them all. Costs are exact.
struct Hierarchy: Sendable {
  /// Position of each node in the order, 0 the least important.
  let rank: [Int32]
  /// Arcs from each rank to higher ranks.
  let up: Graph
  /// Arcs into each rank from higher ranks, turned round.
  let down: Graph

  init(_ graph: Graph) {
    var contraction = Contraction(graph)
    rank = contraction.contractAll()
    let rank = rank
    func ranked(_ arcs: [Contraction.Removed]) -> Graph {
      Graph(
        nodeCount: rank.count, tails: arcs.map { rank[Int($0.tail)] }, heads: arcs.map { rank[Int($0.head)] },
        costs: arcs.map(\.cost))
    }
    up = ranked(contraction.up)
    down = ranked(contraction.down)
  }
}

/// The nodes met when climbing from one place, with the best cost to each: ranks ascending.
struct Label: Sendable {
  var ranks: [Int32] = []
  var costs: [Cost] = []
}

/// Climbs a hierarchy from one place after another.
struct Climb {
  private var cost: [Cost]
  private var heap = NodeHeap()
  private var met: [Int32] = []

  init(_ hierarchy: Hierarchy) { cost = Array(repeating: .unreachable, count: hierarchy.rank.count) }

  /// - Parameters:
  ///   - arcs: `up` to climb from a source, `down` from a target.
  ///   - opposite: the other of the two. A node that is reached cheaper from above is not on a best route.
  mutating func run(_ arcs: Graph, opposite: Graph, rank: [Int32], from seeds: [Seed]) -> Label {
    for node in met { cost[Int(node)] = .unreachable }
    met.removeAll(keepingCapacity: true)
    for seed in seeds { reach(rank[Int(seed.node)], seed.cost) }
    var label = Label()
    while !heap.isEmpty {
      let (node, spent) = heap.removeLeast()
      if spent > cost[Int(node)] { continue }
      if isCheaperFromAbove(Int(node), spent, opposite) { continue }
      label.ranks.append(node)
      label.costs.append(spent)
      for arc in arcs.arcs(Int(node)) { reach(arcs.head[arc], spent + arcs.cost[arc]) }
    }
    return label
  }

  private mutating func reach(_ node: Int32, _ reached: Cost) {
    if reached < cost[Int(node)] {
      if !cost[Int(node)].isReachable { met.append(node) }
      cost[Int(node)] = reached
      heap.insert(node, reached)
    }
  }

  private func isCheaperFromAbove(_ node: Int, _ spent: Cost, _ opposite: Graph) -> Bool {
    for arc in opposite.arcs(node) where cost[Int(opposite.head[arc])].isReachable {
      if cost[Int(opposite.head[arc])] + opposite.cost[arc] < spent { return true }
    }
    return false
  }
}
