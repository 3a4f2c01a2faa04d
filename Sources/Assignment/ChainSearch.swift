/// Cheapest chains of moves among sinks, by Dijkstra's method over prices that leave no move a negative cost.
struct ChainSearch: Sendable {
  static let unreached = Int.max

  private(set) var distance: [Int] = []
  private var isSettled: [Bool] = []
  /// The neighbour through which a node was reached.
  private var through: [Int32] = []
  private var settled: [Int32] = []
  private var path: [Int] = []
  private var isInward = false

  private mutating func begin(at node: Int, nodes: Int) {
    distance.refill(nodes, with: Self.unreached)
    isSettled.refill(nodes, with: false)
    through.refill(nodes, with: -1)
    settled.removeAll(keepingCapacity: true)
    distance[node] = 0
  }

  /// The unsettled node that is nearest, the lowest index first; -1 when none is reached.
  private func nearest() -> Int {
    var best = Self.unreached
    var node = -1
    for candidate in 0..<distance.count where distance[candidate] < best && !isSettled[candidate] {
      best = distance[candidate]
      node = candidate
    }
    return node
  }

  /// Finds the cheapest chain from an overfull sink to the overflow or to a sink with room, which it returns, and raises
  /// prices so that the chain costs nothing.
  mutating func outward(
    from start: Int, _ load: [Int], _ moves: inout MoveTable, _ holdings: Holdings, _ instance: AssignmentInstance,
    _ price: inout [Int]
  ) -> Int {
    begin(at: start, nodes: moves.nodes)
    isInward = false
    while true {
      let node = nearest()
      precondition(node >= 0, "the overflow takes anyone")
      if node == instance.sinks || load[node] < Int(instance.capacity[node]) {
        let end = distance[node]
        for settled in settled { price[Int(settled)] += end - distance[Int(settled)] }
        return node
      }
      isSettled[node] = true
      settled.append(Int32(node))
      if !moves.isBuilt[node] { moves.build(node, holdings, instance) }
      if !relaxFrom(node, moves, price) {
        moves.build(node, holdings, instance)
        _ = relaxFrom(node, moves, price)
      }
    }
  }

  /// Relaxes the moves out of a node; false when a stale one would have decided, and the row must be made again.
  private mutating func relaxFrom(_ node: Int, _ moves: MoveTable, _ price: [Int]) -> Bool {
    let start = node * moves.nodes
    let base = distance[node] - price[node]
    for target in 0..<moves.nodes {
      let added = moves.cost[start + target]
      guard added != MoveTable.none, !isSettled[target] else { continue }
      let reached = base + Int(added) + price[target]
      if reached < distance[target] {
        if moves.from[start + target] < 0 { return false }
        distance[target] = reached
        through[target] = Int32(node)
      }
    }
    return true
  }

  /// Finds the cheapest chain into a sink that has room and a price: from the overflow, from a sink whose own price can
  /// fall to nothing, or none at all. Lowers prices so that it costs nothing, and returns where it starts.
  mutating func inward(
    to end: Int, _ moves: inout MoveTable, _ holdings: Holdings, _ instance: AssignmentInstance, _ price: inout [Int]
  ) -> Int {
    let overflow = instance.sinks
    begin(at: end, nodes: moves.nodes)
    isInward = true
    var vacated = -1
    while true {
      let node = nearest()
      if node < 0 || node == overflow {
        let least = distance[overflow]
        for settled in settled { price[Int(settled)] -= least - distance[Int(settled)] }
        return vacated >= 0 ? vacated : overflow
      }
      isSettled[node] = true
      settled.append(Int32(node))
      // A sink may give up a unit and keep the empty place if its price falls to nothing.
      if distance[node] + price[node] < distance[overflow] {
        distance[overflow] = distance[node] + price[node]
        vacated = node
      }
      for origin in 0..<moves.nodes where !isSettled[origin] {
        let entry = origin * moves.nodes + node
        guard moves.cost[entry] != MoveTable.none else { continue }
        let reached = distance[node] + Int(moves.cost[entry]) + price[node] - price[origin]
        guard reached < distance[origin] else { continue }
        if moves.from[entry] < 0 {
          moves.build(origin, holdings, instance)
          guard moves.cost[entry] != MoveTable.none else { continue }
        }
        let exact = distance[node] + Int(moves.cost[entry]) + price[node] - price[origin]
        guard exact < distance[origin] else { continue }
        distance[origin] = exact
        through[origin] = Int32(node)
        if origin == overflow { vacated = -1 }
      }
    }
  }

  /// How far each price stands above the least that will do: distances from the overflow, prices taken as given.
  mutating func slack(
    _ moves: inout MoveTable, _ holdings: Holdings, _ instance: AssignmentInstance, _ price: [Int]
  ) {
    begin(at: instance.sinks, nodes: moves.nodes)
    for sink in 0..<instance.sinks { distance[sink] = price[sink] }
    while case let node = nearest(), node >= 0 {
      isSettled[node] = true
      if !relaxFrom(node, moves, price) {
        moves.build(node, holdings, instance)
        _ = relaxFrom(node, moves, price)
      }
    }
  }

  /// The chain just found, as entries of the move table, in order from its start.
  mutating func steps(from start: Int, to end: Int) -> [Int] {
    let nodes = distance.count
    path.removeAll(keepingCapacity: true)
    var node = isInward ? start : end
    while node != (isInward ? end : start) {
      let neighbour = Int(through[node])
      path.append(isInward ? node * nodes + neighbour : neighbour * nodes + node)
      node = neighbour
    }
    if !isInward { path.reverse() }
    return path
  }
}
