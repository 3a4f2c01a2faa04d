/// Dijkstra's search from a few nodes to all others, with its workspace kept between runs.
struct Search {
  /// Cost of the best route from the seeds to each node; `unreachable` where there is none.
  private(set) var cost: [Cost]
  private var heap = NodeHeap()

  init(nodeCount: Int) { cost = Array(repeating: .unreachable, count: nodeCount) }

  /// - Parameter seeds: nodes to start from, each with the cost already spent.
  mutating func run(_ graph: Graph, from seeds: [Seed]) {
    for node in cost.indices { cost[node] = .unreachable }
    heap.removeAll()
    for seed in seeds where seed.cost < cost[Int(seed.node)] {
      cost[Int(seed.node)] = seed.cost
      heap.insert(seed.node, seed.cost)
    }
    while !heap.isEmpty {
      let (node, spent) = heap.removeLeast()
      if spent > cost[Int(node)] { continue }
      for arc in graph.arcs(Int(node)) {
        let head = graph.head[arc]
        let reached = spent + graph.cost[arc]
        if reached < cost[Int(head)] {
          cost[Int(head)] = reached
          heap.insert(head, reached)
        }
      }
    }
  }
}

/// A node and the cost of being there.
struct Seed: Sendable {
  var node: Int32
  var cost: Cost
}
