/// The graph while nodes are being taken out of it.
struct EliminationGame {
  private(set) var neighbours: NeighbourLists
  private var isOut: [Bool]
  /// Longest chain of nodes taken out below each node.
  private var depth: [Int32]
  /// Nodes whose entry equals `mark` are in the list looked at last.
  private var marks: [Int32]
  private var mark: Int32 = 0

  init(_ neighbours: NeighbourLists) {
    self.neighbours = neighbours
    isOut = Array(repeating: false, count: neighbours.nodeCount)
    depth = Array(repeating: 0, count: neighbours.nodeCount)
    marks = Array(repeating: 0, count: neighbours.nodeCount)
  }

  /// Takes out all nodes and returns them in order. Each keeps the neighbours it had when it went.
  mutating func play() -> [Int32] {
    var order: [Int32] = []
    order.reserveCapacity(isOut.count)
    var queue = NodeHeap()
    for node in isOut.indices { queue.insert(Int32(node), key: urgency(node)) }
    while !queue.isEmpty {
      let (node, key) = queue.removeLeast()
      if isOut[Int(node)] { continue }
      // Keys go stale as neighbours leave; a node that is no longer the first goes back.
      let fresh = urgency(Int(node))
      if fresh > key, let least = queue.leastKey, fresh > least {
        queue.insert(node, key: fresh)
        continue
      }
      takeOut(Int(node))
      order.append(node)
      for index in neighbours.range(Int(node)) {
        let neighbour = Int(neighbours.items[index])
        if neighbours.range(neighbour).count < 3 { queue.insert(Int32(neighbour), key: urgency(neighbour)) }
      }
    }
    return order
  }

  /// A key that orders ascending: 64 times the joins added for each removed and 16 times the depth, found to give the
  /// fewest joins above a node; then the node's number. Ends and bends of roads go first.
  private mutating func urgency(_ node: Int) -> UInt64 {
    let range = neighbours.range(node)
    let degree = range.count
    var value = degree
    if degree > 2 {
      markAll(range)
      var joined = 0
      for index in range {
        for other in neighbours.range(Int(neighbours.items[index])) where marks[Int(neighbours.items[other])] == mark {
          joined += 1
        }
      }
      value = 64 * (1 + (degree * (degree - 1) - joined) / 2) / degree + 16 * Int(depth[node])
    }
    return UInt64(value) << 32 | UInt64(node)
  }

  private mutating func takeOut(_ node: Int) {
    isOut[node] = true
    let range = neighbours.range(node)
    for index in range {
      let neighbour = Int(neighbours.items[index])
      markAll(neighbours.range(neighbour))
      marks[neighbour] = mark
      neighbours.remove(Int32(node), from: neighbour)
      for other in range where marks[Int(neighbours.items[other])] != mark {
        neighbours.append(neighbours.items[other], to: neighbour)
      }
      depth[neighbour] = max(depth[neighbour], depth[node] + 1)
    }
  }

  private mutating func markAll(_ range: Range<Int>) {
    if mark == .max {
      for node in marks.indices { marks[node] = 0 }
      mark = 0
    }
    mark += 1
    for index in range { marks[Int(neighbours.items[index])] = mark }
  }
}

/// Lists of neighbours in one array; a list that outgrows its room moves to the end with room for twice as many.
struct NeighbourLists {
  private(set) var items: [Int32] = []
  private var first: [Int]
  private var counts: [Int32]
  private var room: [Int32]

  var nodeCount: Int { counts.count }
  @inline(__always) func range(_ node: Int) -> Range<Int> { first[node]..<first[node] + Int(counts[node]) }

  /// Neighbours along arcs in either direction, each once.
  init(nodeCount: Int, tails: [Int32], heads: [Int32]) {
    first = Array(repeating: 0, count: nodeCount)
    counts = Array(repeating: 0, count: nodeCount)
    for arc in tails.indices where tails[arc] != heads[arc] {
      counts[Int(tails[arc])] += 1
      counts[Int(heads[arc])] += 1
    }
    room = counts
    var total = 0
    for node in 0..<nodeCount {
      first[node] = total
      total += Int(counts[node])
      counts[node] = 0
    }
    items = Array(repeating: 0, count: total)
    items.reserveCapacity(2 * total)
    for arc in tails.indices where tails[arc] != heads[arc] {
      for (node, other) in [(tails[arc], heads[arc]), (heads[arc], tails[arc])] where !contains(other, in: Int(node)) {
        append(other, to: Int(node))
      }
    }
  }

  private func contains(_ other: Int32, in node: Int) -> Bool {
    for index in range(node) where items[index] == other { return true }
    return false
  }

  mutating func remove(_ other: Int32, from node: Int) {
    var index = first[node]
    while items[index] != other { index += 1 }
    counts[node] -= 1
    items[index] = items[first[node] + Int(counts[node])]
  }

  mutating func append(_ other: Int32, to node: Int) {
    if counts[node] == room[node] { move(node) }
    items[first[node] + Int(counts[node])] = other
    counts[node] += 1
  }

  private mutating func move(_ node: Int) {
    let old = range(node)
    first[node] = items.count
    room[node] = max(2 * room[node], 4)
    for index in old { items.append(items[index]) }
    for _ in old.count..<Int(room[node]) { items.append(0) }
  }
}
