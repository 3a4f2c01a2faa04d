/// A directed graph prepared for searches from many nodes to many.
///
/// A contraction hierarchy (Geisberger, Sanders, Schultes and Delling 2008) in an order that does not depend on costs
/// (Dibbelt, Strasser and Wagner 2016): every best route climbs to its highest node and descends from it. Costs are
/// exact. Preparing takes about a microsecond a node; made once and never changed, safe to share.
public struct Hierarchy: Sendable {
  /// Position of each node in the order, 0 the lowest.
  let rank: [Int32]
  /// Arcs from each rank to higher ranks.
  let up: Graph
  /// Arcs into each rank from higher ranks, turned round.
  let down: Graph

  /// - Parameters:
  ///   - tails: the node each arc leaves, 0 to `nodeCount` - 1; loops and parallel arcs may occur.
  ///   - heads: the node each arc enters.
  ///   - costs: cost of each arc, reachable.
  public init(nodeCount: Int, tails: [Int32], heads: [Int32], costs: [Cost]) {
    let elimination = Elimination(nodeCount: nodeCount, tails: tails, heads: heads)
    rank = elimination.rank
    (up, down) = Customisation(elimination, tails: tails, heads: heads, costs: costs).descended()
  }

  init(_ graph: Graph) {
    var tails: [Int32] = []
    tails.reserveCapacity(graph.head.count)
    for node in 0..<graph.nodeCount { for _ in graph.arcs(node) { tails.append(Int32(node)) } }
    self.init(nodeCount: graph.nodeCount, tails: tails, heads: graph.head, costs: graph.cost)
  }

  /// The same with every arc turned round.
  var reversed: Hierarchy { Hierarchy(rank: rank, up: down, down: up) }

  private init(rank: [Int32], up: Graph, down: Graph) {
    self.rank = rank
    self.up = up
    self.down = down
  }
}
