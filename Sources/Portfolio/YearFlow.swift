/// The least cost of placing the groups at given capacities, and the prices that prove it.
///
/// A flow from groups to sites to a root, and from groups straight to the root where they are left over, solved by the dual
/// network simplex method: when capacities change, the tree of the last answer still prices well, and few exchanges mend
/// the flow. Any prices give a true bound, so a search that stops early costs strength, never truth.
struct YearFlow {
  let groups: Int
  let sites: Int
  private var root: Int { groups + sites }
  private let tail: [Int32]
  private let head: [Int32]
  private let cost: [Int]
  /// Of a node, its arcs: `incident[incidentStart[node]..<incidentStart[node + 1]]`.
  private let incident: [Int32]
  private let incidentStart: [Int32]
  private let choiceArcs: Int
  private var capacity: [Int]
  private var supply: [Int]
  private var flow: [Int]
  private var isInTree: [Bool]
  private var isFull: [Bool]
  private var parent: [Int32]
  private var parentArc: [Int32]
  private var depth: [Int32]
  private var firstChild: [Int32]
  private var nextSibling: [Int32]
  private var previousSibling: [Int32]
  /// Cost of sending one more from a node to the root.
  private(set) var price: [Int]
  private var mark: [Bool]
  private var side: [Int32] = []
  private var candidates: [(ratio: Int, arc: Int32)] = []

  init(_ instance: PortfolioInstance) {
    let groupCount = instance.groups.count
    let siteCount = instance.sites
    groups = groupCount
    sites = siteCount
    var tail: [Int32] = []
    var head: [Int32] = []
    var cost: [Int] = []
    for (index, group) in instance.groups.enumerated() {
      for choice in group.choices {
        tail.append(Int32(index))
        head.append(Int32(groupCount + choice.site))
        cost.append(choice.cost)
      }
    }
    choiceArcs = tail.count
    let root = groupCount + siteCount
    for (index, group) in instance.groups.enumerated() {
      tail.append(Int32(index))
      head.append(Int32(root))
      cost.append(group.overflowCost)
    }
    for site in 0..<siteCount {
      tail.append(Int32(groupCount + site))
      head.append(Int32(root))
      cost.append(0)
    }
    self.tail = tail
    self.head = head
    self.cost = cost
    let nodes = root + 1
    var lists = Array(repeating: [Int32](), count: nodes)
    for arc in tail.indices {
      lists[Int(tail[arc])].append(Int32(arc))
      lists[Int(head[arc])].append(Int32(arc))
    }
    incident = lists.flatMap { $0 }
    incidentStart = lists.reduce(into: [0]) { $0.append($0.last! + Int32($1.count)) }
    capacity = Array(repeating: 0, count: tail.count)
    supply = Array(repeating: 0, count: groupCount)
    flow = Array(repeating: 0, count: tail.count)
    isInTree = Array(repeating: false, count: tail.count)
    isFull = Array(repeating: false, count: tail.count)
    parent = Array(repeating: -1, count: nodes)
    parentArc = Array(repeating: -1, count: nodes)
    depth = Array(repeating: 0, count: nodes)
    firstChild = Array(repeating: -1, count: nodes)
    nextSibling = Array(repeating: -1, count: nodes)
    previousSibling = Array(repeating: -1, count: nodes)
    price = Array(repeating: 0, count: nodes)
    mark = Array(repeating: false, count: nodes)
    plantFirstTree()
  }

  /// Every site hangs on the root and every group on its cheapest arc: all reduced costs are at least zero.
  private mutating func plantFirstTree() {
    let overflow = choiceArcs
    let siteArc = choiceArcs + groups
    for site in 0..<sites {
      hang(groups + site, under: root, by: siteArc + site)
      depth[groups + site] = 1
    }
    for group in 0..<groups {
      var best = overflow + group
      for entry in incidentStart[group]..<incidentStart[group + 1] {
        let arc = Int(incident[Int(entry)])
        if cost[arc] < cost[best] { best = arc }
      }
      let above = Int(head[best])
      hang(group, under: above, by: best)
      depth[group] = depth[above] + 1
      price[group] = cost[best]
    }
  }

  /// Places again with new capacities, in parts of a place.
  ///
  /// - Parameters:
  ///   - demand: by group.
  ///   - room: by site.
  ///   - choiceRoom: by group and site, what of the group may be placed there.
  /// - Returns: the least cost times parts; nil where the search was given up, whose prices hold all the same.
  mutating func solve(
    demand: (Int) -> Int, room: (Int) -> Int, choiceRoom: (_ group: Int, _ site: Int) -> Int
  ) -> Int? {
    for group in 0..<groups { supply[group] = demand(group) }
    for arc in 0..<choiceArcs { capacity[arc] = choiceRoom(Int(tail[arc]), Int(head[arc]) - groups) }
    let all = supply.reduce(0, +)
    for group in 0..<groups { capacity[choiceArcs + group] = all }
    for site in 0..<sites { capacity[choiceArcs + groups + site] = room(site) }
    refill()
    // Exchanges that change no price might go round for ever; far fewer than these are ever made.
    var left = 20 * (groups + sites)
    while let node = mostViolated() {
      guard left > 0 else { return nil }
      left -= 1
      exchange(node)
    }
    var total = 0
    for arc in flow.indices where flow[arc] != 0 { total += flow[arc] * cost[arc] }
    return total
  }

  /// Flow of the arcs off the tree from their states, of the others from the leaves down.
  private mutating func refill() {
    var surplus = Array(repeating: 0, count: root + 1)
    for group in 0..<groups { surplus[group] = supply[group] }
    for arc in flow.indices where !isInTree[arc] {
      isFull[arc] = cost[arc] - price[Int(tail[arc])] + price[Int(head[arc])] < 0
      flow[arc] = isFull[arc] ? capacity[arc] : 0
      if flow[arc] != 0 {
        surplus[Int(tail[arc])] -= flow[arc]
        surplus[Int(head[arc])] += flow[arc]
      }
    }
    side.removeAll(keepingCapacity: true)
    side.append(Int32(root))
    var next = 0
    while next < side.count {
      var child = firstChild[Int(side[next])]
      while child >= 0 {
        side.append(child)
        child = nextSibling[Int(child)]
      }
      next += 1
    }
    for index in stride(from: side.count - 1, to: 0, by: -1) {
      let node = Int(side[index])
      let arc = Int(parentArc[node])
      flow[arc] = Int(tail[arc]) == node ? surplus[node] : -surplus[node]
      surplus[Int(parent[node])] += surplus[node]
    }
  }

  /// The node whose arc to its parent is furthest outside its capacity.
  private func mostViolated() -> Int? {
    var worst = 0
    var found: Int?
    for node in 0..<root {
      let arc = Int(parentArc[node])
      let violation = max(-flow[arc], flow[arc] - capacity[arc])
      if violation > worst {
        worst = violation
        found = node
      }
    }
    return found
  }

  /// Takes a node's arc to its parent out of the tree at the bound it broke, and lets the cheapest arcs across carry the
  /// rest.
  private mutating func exchange(_ node: Int) {
    let leaving = Int(parentArc[node])
    let isUp = Int(tail[leaving]) == node
    let isOver = flow[leaving] > capacity[leaving]
    var rest = isOver ? flow[leaving] - capacity[leaving] : -flow[leaving]
    // More must leave the subtree by other arcs, or more must enter it.
    let mustLeave = isUp == isOver
    collectSubtree(of: node)
    candidates.removeAll(keepingCapacity: true)
    for member in side {
      for entry in incidentStart[Int(member)]..<incidentStart[Int(member) + 1] {
        let arc = Int(incident[Int(entry)])
        if isInTree[arc] || capacity[arc] == 0 { continue }
        let leaves = tail[arc] == member
        let other = leaves ? head[arc] : tail[arc]
        if mark[Int(other)] || (leaves == mustLeave) == isFull[arc] { continue }
        candidates.append((abs(cost[arc] - price[Int(tail[arc])] + price[Int(head[arc])]), Int32(arc)))
      }
    }
    // Arcs of least reduced cost are filled or emptied until one of them need not be: it enters.
    var entering = -1
    var first = 0
    while first < candidates.count {
      var best = first
      for index in (first + 1)..<max(first + 1, candidates.count)
      where candidates[index].ratio < candidates[best].ratio
        || (candidates[index].ratio == candidates[best].ratio && candidates[index].arc < candidates[best].arc)
      {
        best = index
      }
      candidates.swapAt(first, best)
      let arc = Int(candidates[first].arc)
      if capacity[arc] >= rest {
        entering = arc
        break
      }
      rest -= capacity[arc]
      isFull[arc].toggle()
      push(isFull[arc] ? capacity[arc] : -capacity[arc], by: arc)
      first += 1
    }
    for member in side { mark[Int(member)] = false }
    // Arcs without capacity are left out above: their reduced costs may have any sign. One such closes the tree if need be.
    guard entering >= 0 else { return }
    replace(leaving, above: node, by: entering, toFull: isOver)
  }

  private mutating func collectSubtree(of node: Int) {
    side.removeAll(keepingCapacity: true)
    side.append(Int32(node))
    mark[node] = true
    var next = 0
    while next < side.count {
      var child = firstChild[Int(side[next])]
      while child >= 0 {
        side.append(child)
        mark[Int(child)] = true
        child = nextSibling[Int(child)]
      }
      next += 1
    }
  }

  /// Changes the flow of an arc off the tree, and of the tree with it.
  private mutating func push(_ amount: Int, by arc: Int) {
    flow[arc] += amount
    var from = Int(tail[arc])
    var to = Int(head[arc])
    // What comes to the head goes on towards the root; what the tail no longer sends by the tree is missing there.
    while from != to {
      if depth[from] >= depth[to] {
        let up = Int(parentArc[from])
        flow[up] += Int(tail[up]) == from ? -amount : amount
        from = Int(parent[from])
      } else {
        let up = Int(parentArc[to])
        flow[up] += Int(tail[up]) == to ? amount : -amount
        to = Int(parent[to])
      }
    }
  }

  /// The subtree of `node`, in `side`, is hung anew by `entering`; `leaving` stays at a bound.
  private mutating func replace(_ leaving: Int, above node: Int, by entering: Int, toFull: Bool) {
    let bound = toFull ? capacity[leaving] : 0
    let isUp = Int(tail[leaving]) == node
    let change = flow[leaving] - bound
    // How much more must go out of the subtree by the entering arc.
    let outward = isUp ? change : -change
    for member in side { mark[Int(member)] = true }
    let tailInside = mark[Int(tail[entering])]
    for member in side { mark[Int(member)] = false }
    push(tailInside ? outward : -outward, by: entering)
    let shift = cost[entering] - price[Int(tail[entering])] + price[Int(head[entering])]
    for member in side { price[Int(member)] += tailInside ? shift : -shift }
    isInTree[leaving] = false
    isFull[leaving] = toFull
    flow[leaving] = bound
    var below = Int(tailInside ? tail[entering] : head[entering])
    var above = Int(tailInside ? head[entering] : tail[entering])
    var arc = entering
    // Turn the path from the entering arc up to the leaving one.
    while true {
      let next = Int(parent[below])
      let nextArc = Int(parentArc[below])
      unhang(below)
      hang(below, under: above, by: arc)
      if below == node { break }
      above = below
      below = next
      arc = nextArc
    }
    isFull[entering] = false
    let top = Int(tailInside ? tail[entering] : head[entering])
    collectDepths(from: top)
  }

  private mutating func hang(_ node: Int, under above: Int, by arc: Int) {
    parent[node] = Int32(above)
    parentArc[node] = Int32(arc)
    isInTree[arc] = true
    previousSibling[node] = -1
    nextSibling[node] = firstChild[above]
    if firstChild[above] >= 0 { previousSibling[Int(firstChild[above])] = Int32(node) }
    firstChild[above] = Int32(node)
  }

  private mutating func unhang(_ node: Int) {
    let next = nextSibling[node]
    let previous = previousSibling[node]
    if previous >= 0 { nextSibling[Int(previous)] = next } else { firstChild[Int(parent[node])] = next }
    if next >= 0 { previousSibling[Int(next)] = previous }
  }

  private mutating func collectDepths(from top: Int) {
    side.removeAll(keepingCapacity: true)
    side.append(Int32(top))
    var next = 0
    while next < side.count {
      let node = Int(side[next])
      depth[node] = depth[Int(parent[node])] + 1
      var child = firstChild[node]
      while child >= 0 {
        side.append(child)
        child = nextSibling[Int(child)]
      }
      next += 1
    }
  }
}
