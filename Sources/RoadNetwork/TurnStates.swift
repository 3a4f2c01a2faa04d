/// Turn rules as a plain graph: junctions where a rule is at work are split by what one came by.
///
/// A state is the part of a rule already travelled, as in the automaton of Aho and Corasick (1975) that finds words in a
/// text: here the letters are roads and the words are forbidden. A junction has a node of its own for having come by no
/// rule's road and one for each state that ends there. A state's node lacks the arcs that would complete a rule. Junctions
/// without rules stay as they are, so that searches know nothing of turns.
///
/// A route may turn round at a junction, which is lawful where no sign forbids it, but not at one where a rule holds,
/// unless there is no other way on: else a U-turn over a link between two carriageways, once forbidden, would be made by
/// going to and fro on the link.
struct TurnStates: Sendable {
  /// A chain in one direction: twice its number, and one more where it is travelled backward.
  typealias Lane = Int

  private struct Step: Hashable {
    var state: Int32
    var lane: Int32
  }

  private let junctionCount: Int
  private let ends: [Int32]
  // Per state; state 0 is having come by no rule's road.
  private var junction: [Int32] = [-1]
  /// The longest state that the travelled part of this one ends with.
  private var shorter: [Int32] = [0]
  private var next: [Step: Int32] = [:]
  private var forbidden: Set<Step> = []
  /// The states that end at each junction which has any.
  private var states: [Int32: [Int32]] = [:]

  /// Nodes of the graph: junctions first, in their order, then states.
  var nodeCount: Int { junctionCount + junction.count - 1 }

  init(_ segments: Segments, _ chains: Chains) {
    junctionCount = chains.junctionCount
    ends = (0..<chains.count * 2).map(chains.end(_:))
    let words = Self.forbiddenSequences(segments, chains)
    guard !words.isEmpty else { return }
    for word in words {
      var state: Int32 = 0
      for lane in word.dropLast() { state = child(state, lane) }
      forbidden.insert(Step(state: state, lane: Int32(word[word.count - 1])))
    }
    // Children have higher numbers than their parents by construction, but a shorter state may not: breadth first.
    var queue = next.filter { $0.key.state == 0 }.map(\.value).sorted()
    let children = Dictionary(grouping: next, by: \.key.state)
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      for (step, child) in (children[state] ?? []).sorted(by: { $0.value < $1.value }) {
        shorter[Int(child)] = self.state(after: shorter[Int(state)], step.lane)
        queue.append(child)
      }
    }
    for state in 1..<junction.count { states[junction[state], default: []].append(Int32(state)) }
  }

  private mutating func child(_ state: Int32, _ lane: Lane) -> Int32 {
    let step = Step(state: state, lane: Int32(lane))
    if let known = next[step] { return known }
    let new = Int32(junction.count)
    next[step] = new
    junction.append(ends[lane])
    shorter.append(0)
    return new
  }

  private func state(after state: Int32, _ lane: Int32) -> Int32 {
    var state = state
    while true {
      if let found = next[Step(state: state, lane: lane)] { return found }
      if state == 0 { return 0 }
      state = shorter[Int(state)]
    }
  }

  private func forbids(_ state: Int32, _ lane: Int32) -> Bool {
    var state = state
    while true {
      if forbidden.contains(Step(state: state, lane: lane)) { return true }
      if state == 0 { return false }
      state = shorter[Int(state)]
    }
  }

  /// The node where a route that began on a lane leaves it.
  func head(_ lane: Lane) -> Int32 { node(state(after: 0, Int32(lane)), at: ends[lane]) }

  /// The nodes from which a lane may be entered.
  func tails(_ lane: Lane) -> [Int32] {
    let start = ends[lane ^ 1]
    return [start] + (states[start] ?? []).filter { !forbids($0, Int32(lane)) }.map { node($0, at: start) }
  }

  /// The junction of a node.
  func junction(_ node: Int) -> Int { node < junctionCount ? node : Int(junction[node - junctionCount + 1]) }

  private func node(_ state: Int32, at junction: Int32) -> Int32 {
    state == 0 ? junction : Int32(junctionCount) + state - 1
  }

  /// The graph of chains between nodes.
  func graph(_ chains: Chains) -> Graph {
    var tails: [Int32] = []
    var heads: [Int32] = []
    var costs: [Cost] = []
    for chain in 0..<chains.count {
      for lane in chains.lanes(chain) {
        let start = ends[lane ^ 1]
        for state in [0] + (states[start] ?? []) where !forbids(state, Int32(lane)) {
          let tail = node(state, at: start)
          let head = node(self.state(after: state, Int32(lane)), at: ends[lane])
          guard tail != head else { continue }
          tails.append(tail)
          heads.append(head)
          costs.append(chains.cost[chain])
        }
      }
    }
    return Graph(nodeCount: nodeCount, tails: tails, heads: heads, costs: costs)
  }

  /// What no route may hold, as sequences of lanes.
  private static func forbiddenSequences(_ segments: Segments, _ chains: Chains) -> [[Lane]] {
    var sequences: [[Lane]] = []
    var ruled: Set<Int32> = []
    // Several ways on may each be called the only one; then they are so together.
    var onlyWays: [[Lane]: Set<Lane>] = [:]
    for rule in segments.turns {
      guard let lanes = lanes(of: rule, segments, chains) else { continue }
      for lane in lanes.dropLast() { ruled.insert(chains.end(lane)) }
      guard rule.isOnlyWay else {
        sequences.append(lanes)
        continue
      }
      for length in 1..<lanes.count { onlyWays[Array(lanes[..<length]), default: []].insert(lanes[length]) }
    }
    guard !ruled.isEmpty else { return [] }
    var leaving: [Int32: [Lane]] = [:]
    for chain in 0..<chains.count {
      for lane in chains.lanes(chain) where ruled.contains(chains.end(lane ^ 1)) {
        leaving[chains.end(lane ^ 1), default: []].append(lane)
      }
    }
    for (way, allowed) in onlyWays.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for lane in leaving[chains.end(way[way.count - 1])] ?? [] where !allowed.contains(lane) {
        sequences.append(way + [lane])
      }
    }
    for junction in ruled.sorted() {
      let lanes = leaving[junction] ?? []
      for lane in lanes where lanes.count > 1 && chains.end(lane ^ 1) == junction {
        if chains.lanes(lane >> 1).contains(lane ^ 1) { sequences.append([lane ^ 1, lane]) }
      }
    }
    return sequences
  }

  /// The lanes of a rule; `nil` where no route can follow them.
  private static func lanes(of rule: TurnRule, _ segments: Segments, _ chains: Chains) -> [Lane]? {
    let points = rule.points(segments.from, segments.to)
    guard !points.isEmpty else { return nil }
    var lanes: [Lane] = []
    for (index, segment) in rule.segments.enumerated() {
      // The first segment ends at the first point, every other begins at the one before it.
      let isForward =
        index == 0 ? Int(segments.to[segment]) == points[0] : Int(segments.from[segment]) == points[index - 1]
      guard segments.direction[segment].contains(isForward ? .forward : .backward) else { return nil }
      lanes.append(Int(chains.chain[segment]) * 2 + (isForward == chains.isReversed[segment] ? 1 : 0))
    }
    return lanes
  }
}

extension Chains {
  /// The junction where a lane ends; the one where it begins is where the other lane of its chain ends.
  func end(_ lane: TurnStates.Lane) -> Int32 { lane & 1 == 0 ? end[lane >> 1] : start[lane >> 1] }

  /// The directions in which a chain may be travelled, forward first.
  func lanes(_ chain: Int) -> [TurnStates.Lane] {
    (direction[chain].contains(.forward) ? [chain * 2] : [])
      + (direction[chain].contains(.backward) ? [chain * 2 + 1] : [])
  }
}
