/// Cheapest chains of moves among sinks, by Dijkstra's method over prices that leave no move a negative cost.
///
/// A search sees the moves on the short lists first. How near the moves that are not on them could be is known for each
/// sink, and waits in the same queue: a search that gets that far reads the rows concerned, so it is exact.
struct ChainSearch: Sendable {
  static let unreached = Int.max

  private(set) var distance: [Int] = []
  private var isSettled: [Bool] = []
  private var settled: [Int32] = []
  /// The holding that moves to a node, and the node it moves from. No holding: an empty place is given up or taken.
  private var mover: [Int32] = []
  private var origin: [Int32] = []
  private var queue = ChainHeap()
  /// Nothing beyond this distance matters: the nearest end yet seen from a sink is so far away.
  private var limit = Self.unreached
  private var nearestEnd = 0
  /// Nodes with room that the search came to, nearest first.
  private(set) var ends: [Int32] = []

  static private let nobody: Int32 = -1

  /// Searches outwards from a node until nodes with room for `wanted` have been reached, or everything has.
  ///
  /// From a sink the overflow has room for all; from the overflow only sinks that have room and a price count. Raises the
  /// prices of the nodes passed, so that every chain found costs nothing.
  mutating func run(from start: Int, wanted: Int, _ graph: inout SinkGraph, _ instance: AssignmentInstance) {
    let nodes = graph.price.count
    distance.refill(nodes, with: Self.unreached)
    isSettled.refill(nodes, with: false)
    if mover.count < nodes {
      mover.refill(nodes, with: Self.nobody)
      origin.refill(nodes, with: 0)
    }
    settled.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    queue.removeAll()
    limit = Self.unreached
    distance[start] = 0
    queue.push(0, Int32(start))
    var room = 0
    var reach = 0
    while let (key, item) = queue.pop().map({ ($0.key, Int($0.node)) }) {
      // Nothing left is nearer than the end already seen. Not to look at all that is as near matters: in a country whole
      // regions of full sinks are tied.
      if key >= limit {
        reach = limit
        ends.append(Int32(nearestEnd))
        break
      }
      guard item < nodes else {
        readRows(at: item - nodes, upTo: key, start, &graph, instance)
        continue
      }
      guard !isSettled[item], key == distance[item] else { continue }
      isSettled[item] = true
      settled.append(Int32(item))
      reach = key
      if item != start, isEnd(item, from: start, graph) {
        ends.append(Int32(item))
        guard item != graph.overflow else { break }
        room += graph.capacity[item] - graph.holdings.load[item]
        if room >= wanted { break }
      }
      if settled.count == nodes { break }
      expand(item, start, &graph, instance)
    }
    for node in settled { graph.price[Int(node)] += reach - distance[Int(node)] }
  }

  private func isEnd(_ node: Int, from start: Int, _ graph: SinkGraph) -> Bool {
    if node == graph.overflow { return true }
    guard graph.holdings.load[node] < graph.capacity[node] else { return false }
    return start != graph.overflow || graph.price[node] > graph.price[graph.overflow]
  }

  private mutating func expand(
    _ node: Int, _ start: Int, _ graph: inout SinkGraph, _ instance: AssignmentInstance
  ) {
    if node == graph.overflow {
      // A sink whose price is no more than the overflow's may keep an empty place.
      for sink in 0..<node {
        reach(sink, distance[node] + graph.price[sink] - graph.price[node], Self.nobody, node, start, graph)
      }
    }
    guard node == graph.overflow else { return follow(node, node, start, &graph, instance) }
    for cell in node..<2 * node + 1 where !graph.holdings.seats[cell].isEmpty {
      follow(cell, node, start, &graph, instance)
    }
  }

  /// Follows the moves of one cell of a node.
  private mutating func follow(
    _ cell: Int, _ node: Int, _ start: Int, _ graph: inout SinkGraph, _ instance: AssignmentInstance
  ) {
    graph.moves.prepare(cell, graph.holdings)
    let base = distance[node] - graph.price[node]
    for move in graph.moves.rows[cell] {
      let target = Int(move.target)
      reach(target, base + Int(move.added) + graph.price[target], move.holding, node, start, graph)
    }
    wait(cell, node, base + graph.moves.bound[cell])
  }

  @inline(__always)
  private mutating func reach(
    _ node: Int, _ far: Int, _ holding: Int32, _ before: Int, _ start: Int, _ graph: SinkGraph
  ) {
    guard far < distance[node], far < limit else { return }
    distance[node] = far
    mover[node] = holding
    origin[node] = Int32(before)
    queue.push(far, Int32(node))
    if start != graph.overflow, isEnd(node, from: start, graph) {
      limit = far
      nearestEnd = node
    }
  }

  /// Has a cell's rows read when the search gets as far as the moves that its lists leave off.
  private mutating func wait(_ cell: Int, _ node: Int, _ far: Int) {
    if far < limit, far < Shortlist.unbounded / 2 {
      queue.push(max(far, distance[node]), Int32(distance.count + cell))
    }
  }

  /// Follows the moves of a node's holdings that their lists leave off and that may be as near as `far`.
  private mutating func readRows(
    at cell: Int, upTo far: Int, _ start: Int, _ graph: inout SinkGraph, _ instance: AssignmentInstance
  ) {
    var next = Shortlist.unbounded
    // Further than asked, so that a search comes back seldom.
    let horizon = min(limit, 2 * far + 8)
    let node = graph.holdings.node(of: cell)
    let base = distance[node] - graph.price[node]
    for index in graph.holdings.seats[cell].indices {
      let seat = graph.holdings.seats[cell][index]
      guard seat.bound != Seat.unbounded else { continue }
      guard base + Int(seat.bound) <= horizon else {
        next = min(next, base + Int(seat.bound))
        continue
      }
      let near = base - Int(graph.holdings.all[Int(seat.holding)].cost)
      let unit = Int(seat.unit) * graph.stride
      let row = instance.row(unit)
      var best = Shortlist.Best(from: row.lowerBound)
      for entry in row {
        let sink = Int(instance.sink[entry])
        let full = Int(instance.cost[entry]) + graph.price[sink]
        reach(sink, near + full, seat.holding, node, start, graph)
        // As the prices will be if the search ends here.
        best.offer(full + max(0, far - distance[sink]), entry)
      }
      graph.holdings.renew(
        index, of: cell, overflowCost: instance.overflowCost[unit], list: Shortlist(best, instance))
    }
    graph.moves.forget(cell)
    wait(cell, node, next)
  }

  /// Carries as much as it can, up to `most`, along the chain found to an end, and returns how much that was.
  ///
  /// Chains of one search may share moves; what an earlier one has used up carries nothing.
  func carry(
    from start: Int, to end: Int, upTo most: Int, _ graph: inout SinkGraph, _ instance: AssignmentInstance
  ) -> Int {
    var amount = most
    var node = end
    while node != start {
      if mover[node] >= 0 {
        let holding = graph.holdings.all[Int(mover[node])]
        amount = min(amount, Int(holding.amount))
      }
      node = Int(origin[node])
    }
    guard amount > 0 else { return 0 }
    node = end
    while node != start {
      if mover[node] >= 0 { graph.move(amount, of: Int(mover[node]), to: node, instance) }
      node = Int(origin[node])
    }
    return amount
  }
}
