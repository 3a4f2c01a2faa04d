/// A directed graph in compressed rows: the arcs out of node `n` are `firstOut[n]..<firstOut[n + 1]`.
struct Graph: Sendable {
  private(set) var firstOut: [Int32]
  private(set) var head: [Int32]
  private(set) var cost: [Cost]

  var nodeCount: Int { firstOut.count - 1 }

  /// A graph from arcs in any order; arcs of a node keep their order.
  init(nodeCount: Int, tails: [Int32], heads: [Int32], costs: [Cost]) {
    firstOut = Array(repeating: 0, count: nodeCount + 1)
    head = Array(repeating: 0, count: heads.count)
    cost = Array(repeating: .zero, count: heads.count)
    for tail in tails { firstOut[Int(tail) + 1] += 1 }
    for node in 0..<nodeCount { firstOut[node + 1] += firstOut[node] }
    var next = firstOut
    for arc in heads.indices {
      let position = Int(next[Int(tails[arc])])
      head[position] = heads[arc]
      cost[position] = costs[arc]
      next[Int(tails[arc])] += 1
    }
  }

  /// A graph from the arcs out of each node in turn.
  init(nodeCount: Int, arcs: (_ node: Int, _ add: (_ head: Int32, _ cost: Cost) -> Void) -> Void) {
    var firstOut: [Int32] = [0]
    var heads: [Int32] = []
    var costs: [Cost] = []
    firstOut.reserveCapacity(nodeCount + 1)
    for node in 0..<nodeCount {
      arcs(node) {
        heads.append($0)
        costs.append($1)
      }
      firstOut.append(Int32(heads.count))
    }
    self.firstOut = firstOut
    head = heads
    cost = costs
  }

  @inline(__always) func arcs(_ node: Int) -> Range<Int> { Int(firstOut[node])..<Int(firstOut[node + 1]) }

  /// The graph of the chains.
  init(_ chains: Chains) {
    var tails: [Int32] = []
    var heads: [Int32] = []
    var costs: [Cost] = []
    for chain in 0..<chains.count where chains.start[chain] != chains.end[chain] {
      if chains.direction[chain].contains(.forward) {
        tails.append(chains.start[chain])
        heads.append(chains.end[chain])
        costs.append(chains.cost[chain])
      }
      if chains.direction[chain].contains(.backward) {
        tails.append(chains.end[chain])
        heads.append(chains.start[chain])
        costs.append(chains.cost[chain])
      }
    }
    self.init(nodeCount: chains.junctionCount, tails: tails, heads: heads, costs: costs)
  }
}
