/// Which nodes can reach one another.
struct Components: Sendable {
  /// Component of each node, numbered from 0.
  let of: [Int32]
  let count: Int

  private init(_ of: [Int32], count: Int) {
    self.of = of
    self.count = count
  }

  /// The component with the longest roads between its own nodes; of equals, the first; -1 when there is none.
  func longest(_ chains: Chains, _ turns: TurnStates) -> Int32 {
    var length = Array(repeating: 0, count: count)
    for chain in 0..<chains.count {
      // The two directions may lie in different components where turns are forbidden.
      let within = chains.lanes(chain).compactMap { lane in
        let component = of[Int(turns.head(lane))]
        return turns.tails(lane).contains { of[Int($0)] == component } ? component : nil
      }
      for component in Set(within) { length[Int(component)] += chains.cost[chain].millimetres }
    }
    var best = count == 0 ? -1 : 0
    for component in length.indices where length[component] > length[best] { best = component }
    return Int32(best)
  }

  /// Strongly connected: each node of a component can reach each other one (Tarjan 1972, without recursion).
  static func strong(_ graph: Graph) -> Components {
    let count = graph.nodeCount
    var component = Array(repeating: Int32(-1), count: count)
    var order = Array(repeating: Int32(-1), count: count)
    var low = Array(repeating: Int32(0), count: count)
    var nextArc = graph.firstOut
    var path: [Int32] = []
    var open: [Int32] = []
    var visited: Int32 = 0
    var components: Int32 = 0
    for root in 0..<count where order[root] < 0 {
      path.append(Int32(root))
      while let top = path.last {
        let node = Int(top)
        if order[node] < 0 {
          order[node] = visited
          low[node] = visited
          visited += 1
          open.append(top)
        }
        if nextArc[node] < graph.firstOut[node + 1] {
          let head = Int(graph.head[Int(nextArc[node])])
          nextArc[node] += 1
          if order[head] < 0 {
            path.append(Int32(head))
          } else if component[head] < 0 {
            low[node] = min(low[node], order[head])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last { low[Int(parent)] = min(low[Int(parent)], low[node]) }
        if low[node] == order[node] {
          while true {
            let member = open.removeLast()
            component[Int(member)] = components
            if member == top { break }
          }
          components += 1
        }
      }
    }
    return Components(component, count: Int(components))
  }

  /// Whether each node reaches some node of a component.
  func reaches(_ component: Int32, _ graph: Graph) -> [Bool] { reached(from: component, graph.reversed) }

  /// Whether each node can be reached from some node of a component.
  func reached(from component: Int32, _ graph: Graph) -> [Bool] {
    var isReached = of.map { $0 == component }
    var open = isReached.indices.filter { isReached[$0] }
    while let node = open.popLast() {
      for arc in graph.arcs(node) where !isReached[Int(graph.head[arc])] {
        isReached[Int(graph.head[arc])] = true
        open.append(Int(graph.head[arc]))
      }
    }
    return isReached
  }

  /// Weakly connected: joined when directions are disregarded.
  static func weak(_ graph: Graph) -> Components {
    var parent = Array(Int32(0)..<Int32(graph.nodeCount))
    func root(_ node: Int32) -> Int32 {
      var node = node
      while parent[Int(node)] != node {
        parent[Int(node)] = parent[Int(parent[Int(node)])]
        node = parent[Int(node)]
      }
      return node
    }
    for node in 0..<graph.nodeCount {
      for arc in graph.arcs(node) {
        let a = root(Int32(node))
        let b = root(graph.head[arc])
        parent[Int(max(a, b))] = min(a, b)
      }
    }
    var number = Array(repeating: Int32(-1), count: graph.nodeCount)
    var count: Int32 = 0
    var component: [Int32] = []
    component.reserveCapacity(graph.nodeCount)
    for node in 0..<graph.nodeCount {
      let top = Int(root(Int32(node)))
      if number[top] < 0 {
        number[top] = count
        count += 1
      }
      component.append(number[top])
    }
    return Components(component, count: Int(count))
  }
}

extension Graph {
  /// The same with every arc turned round.
  fileprivate var reversed: Graph {
    var heads: [Int32] = []
    heads.reserveCapacity(head.count)
    for node in 0..<nodeCount { for _ in arcs(node) { heads.append(Int32(node)) } }
    return Graph(nodeCount: nodeCount, tails: head, heads: heads, costs: cost)
  }
}
