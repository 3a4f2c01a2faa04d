/// Takes nodes out of a graph one by one, the least important first, adding shortcuts that keep all best costs.
struct Contraction {
  struct Removed {
    var tail: Int32
    var head: Int32
    var cost: Cost
  }
  private struct Arc {
    var node: Int32
    var cost: Cost
  }

  /// Arcs that left a node, and arcs that entered it (turned round), when it was taken out.
  private(set) var up: [Removed] = []
  private(set) var down: [Removed] = []
  private var out: [[Arc]]
  private var into: [[Arc]]
  /// Longest chain of contractions below a node; keeps the hierarchy shallow.
  private var depth: [Int32]
  private var shortcuts: [Removed] = []

  // Workspace of the search for a way round.
  private var cost: [Cost]
  private var met: [Int32] = []
  private var heap = NodeHeap()

  init(_ graph: Graph) {
    let count = graph.nodeCount
    out = Array(repeating: [], count: count)
    into = Array(repeating: [], count: count)
    depth = Array(repeating: 0, count: count)
    cost = Array(repeating: .unreachable, count: count)
    for node in 0..<count {
      for arc in graph.arcs(node) where Int(graph.head[arc]) != node {
        connect(Int32(node), graph.head[arc], graph.cost[arc])
      }
    }
  }

  /// The order in which nodes went: the rank of each.
  mutating func contractAll() -> [Int32] {
    let count = out.count
    var rank = Array(repeating: Int32(-1), count: count)
    var queue = NodeHeap()
    for node in 0..<count { queue.insert(Int32(node), priority(node)) }
    var next: Int32 = 0
    while !queue.isEmpty {
      let (node, _) = queue.removeLeast()
      // Priorities go stale as neighbours leave; a node that is no longer the least important goes back.
      let fresh = priority(Int(node))
      if let least = queue.least, fresh > least {
        queue.insert(node, fresh)
        continue
      }
      remove(Int(node))
      rank[Int(node)] = next
      next += 1
    }
    return rank
  }

  /// Shortcuts needed less arcs removed, weighed with depth; made into a key that orders ascending. Fills `shortcuts`.
  private mutating func priority(_ node: Int) -> Cost {
    findShortcuts(node)
    let difference = 4 * shortcuts.count - 2 * (out[node].count + into[node].count) + 2 * Int(depth[node])
    return Cost(milliseconds: difference + (1 << 24), millimetres: node)
  }

  /// Takes out the node whose `shortcuts` were found last.
  private mutating func remove(_ node: Int) {
    for arc in out[node] {
      up.append(Removed(tail: Int32(node), head: arc.node, cost: arc.cost))
      into[Int(arc.node)].removeAll { $0.node == Int32(node) }
      depth[Int(arc.node)] = max(depth[Int(arc.node)], depth[node] + 1)
    }
    for arc in into[node] {
      down.append(Removed(tail: Int32(node), head: arc.node, cost: arc.cost))
      out[Int(arc.node)].removeAll { $0.node == Int32(node) }
      depth[Int(arc.node)] = max(depth[Int(arc.node)], depth[node] + 1)
    }
    out[node] = []
    into[node] = []
    for shortcut in shortcuts { connect(shortcut.tail, shortcut.head, shortcut.cost) }
  }

  /// Adds an arc, or makes the one there cheaper.
  private mutating func connect(_ tail: Int32, _ head: Int32, _ cost: Cost) {
    if let arc = out[Int(tail)].firstIndex(where: { $0.node == head }) {
      guard cost < out[Int(tail)][arc].cost else { return }
      out[Int(tail)][arc].cost = cost
      let back = into[Int(head)].firstIndex { $0.node == tail }!
      into[Int(head)][back].cost = cost
    } else {
      out[Int(tail)].append(Arc(node: head, cost: cost))
      into[Int(head)].append(Arc(node: tail, cost: cost))
    }
  }

  /// The pairs of neighbours whose best route leads through `node`, as far as a short search can tell.
  private mutating func findShortcuts(_ node: Int) {
    shortcuts.removeAll(keepingCapacity: true)
    var dearest = Cost.zero
    for arc in out[node] { dearest = max(dearest, arc.cost) }
    for first in 0..<into[node].count {
      let source = into[node][first]
      searchRound(node, from: source.node, limit: source.cost + dearest, targets: out[node].count)
      for arc in out[node] where arc.node != source.node {
        let through = source.cost + arc.cost
        if through < cost[Int(arc.node)] {
          shortcuts.append(Removed(tail: source.node, head: arc.node, cost: through))
        }
      }
    }
  }

  /// Dijkstra's search that avoids `node` and stops early: what it misses costs a needless shortcut, never a wrong one.
  private mutating func searchRound(_ avoided: Int, from source: Int32, limit: Cost, targets: Int) {
    for node in met { cost[Int(node)] = .unreachable }
    met.removeAll(keepingCapacity: true)
    heap.removeAll()
    cost[Int(source)] = .zero
    met.append(source)
    heap.insert(source, .zero)
    var settled = 0
    while settled < 64 + targets, !heap.isEmpty {
      let (node, spent) = heap.removeLeast()
      if spent > cost[Int(node)] { continue }
      if spent > limit { return }
      settled += 1
      for index in 0..<out[Int(node)].count {
        let arc = out[Int(node)][index]
        if Int(arc.node) == avoided { continue }
        let reached = spent + arc.cost
        if reached < cost[Int(arc.node)] {
          if !cost[Int(arc.node)].isReachable { met.append(arc.node) }
          cost[Int(arc.node)] = reached
          heap.insert(arc.node, reached)
        }
      }
    }
  }
}
