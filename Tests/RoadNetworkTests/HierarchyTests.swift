import Randomness
import Testing

@testable import RoadNetwork

/// A small directed graph and the costs of all its best routes, found by relaxing every arc until nothing changes.
private struct PlainGraph {
  var nodeCount: Int
  var tails: [Int32] = []
  var heads: [Int32] = []
  var costs: [Cost] = []

  mutating func add(_ tail: Int, _ head: Int, _ milliseconds: Int, _ millimetres: Int) {
    tails.append(Int32(tail))
    heads.append(Int32(head))
    costs.append(Cost(milliseconds: milliseconds, millimetres: millimetres))
  }

  var hierarchy: Hierarchy { Hierarchy(nodeCount: nodeCount, tails: tails, heads: heads, costs: costs) }

  func best(from root: Int32) -> [Cost] {
    var best = Array(repeating: Cost.unreachable, count: nodeCount)
    best[Int(root)] = .zero
    var changed = true
    while changed {
      changed = false
      for arc in tails.indices where best[Int(tails[arc])].isReachable {
        let reached = best[Int(tails[arc])] + costs[arc]
        if reached < best[Int(heads[arc])] {
          best[Int(heads[arc])] = reached
          changed = true
        }
      }
    }
    return best
  }

  /// 1 to 60 nodes; one-way arcs, loops, parallel arcs, islands, arcs of no length and equal times all occur.
  static func random(_ world: Int) -> PlainGraph {
    var random = NamedRandom(seed: 23, stream: RandomStream("test.graphs"), draw: world)
    var graph = PlainGraph(nodeCount: 1 + Int(random.uniform() * 60))
    func node() -> Int { Int(random.uniform() * Double(graph.nodeCount)) }
    for _ in 0..<Int(Double(graph.nodeCount) * (0.5 + 2 * random.uniform())) {
      let (tail, head) = (node(), node())
      let (time, length) = (Int(random.uniform() * 6), Int(random.uniform() * 9))
      graph.add(tail, head, time, length)
      if random.chance(0.6) { graph.add(head, tail, time, length) }
      if random.chance(0.1) { graph.add(tail, head, Int(random.uniform() * 6), Int(random.uniform() * 9)) }
    }
    return graph
  }

  /// A grid of streets, some one-way, with times of wide range.
  static func grid(_ side: Int) -> PlainGraph {
    var random = NamedRandom(seed: 24, stream: RandomStream("test.grid"), draw: 0)
    var graph = PlainGraph(nodeCount: side * side)
    for node in 0..<side * side {
      for next in [node % side + 1 < side ? node + 1 : node, node + side < side * side ? node + side : node]
      where next != node {
        graph.add(node, next, 1000 + Int(random.uniform() * 60_000), 1000 + Int(random.uniform() * 90_000))
        if random.chance(0.9) {
          graph.add(next, node, 1000 + Int(random.uniform() * 60_000), 1000 + Int(random.uniform() * 90_000))
        }
      }
    }
    return graph
  }
}

@Suite("Costs from many nodes to many")
struct HierarchyTests {
  @Test("All pairs of a random graph have the time and distance that plain relaxation finds", arguments: 0..<200)
  func allPairs(world: Int) {
    let graph = PlainGraph.random(world)
    let nodes = Array(0..<Int32(graph.nodeCount))
    let hierarchy = graph.hierarchy
    let costs = hierarchy.costs(from: nodes, to: nodes, jobs: 1)
    let times = hierarchy.milliseconds(from: nodes, to: nodes, jobs: 2)
    for source in nodes {
      let expected = graph.best(from: source)
      let row = Int(source) * nodes.count
      #expect(Array(costs.costs[row..<row + nodes.count]) == expected)
      #expect(
        Array(times[row..<row + nodes.count])
          == expected.map { $0.isReachable ? UInt32($0.milliseconds) : .max })
    }
  }

  @Test("Few to many and many to few are rows and columns of all pairs")
  func sides() {
    let graph = PlainGraph.grid(20)
    let hierarchy = graph.hierarchy
    // More than one batch of lanes, the last not full, and a node that is asked for twice.
    let few = [399, 0, 17, 17, 210].map(Int32.init) + (100..<135).map(Int32.init)
    let many = Array(0..<Int32(graph.nodeCount))
    let toMany = hierarchy.costs(from: few, to: many, jobs: 1)
    let toFew = hierarchy.costs(from: many, to: few, jobs: 1)
    let times = hierarchy.milliseconds(from: many, to: few, jobs: 1)
    for (row, source) in few.enumerated() {
      let expected = graph.best(from: source)
      #expect(many.map { toMany[row, Int($0)] } == expected)
      for (column, target) in few.enumerated() { #expect(toFew[Int(source), column] == expected[Int(target)]) }
    }
    #expect(times == toFew.costs.map { UInt32($0.milliseconds) })
  }

  @Test("The number of threads changes nothing", arguments: [2, 3, 7, 64])
  func threads(jobs: Int) {
    let graph = PlainGraph.grid(16)
    let hierarchy = graph.hierarchy
    let nodes = Array(0..<Int32(graph.nodeCount))
    #expect(
      hierarchy.milliseconds(from: nodes, to: nodes, jobs: jobs)
        == hierarchy.milliseconds(from: nodes, to: nodes, jobs: 1))
    #expect(
      hierarchy.costs(from: nodes, to: nodes, jobs: jobs).costs
        == hierarchy.costs(from: nodes, to: nodes, jobs: 1).costs)
  }

  @Test("A single node is no time from itself, and no nodes make an empty matrix")
  func degenerate() {
    let one = Hierarchy(nodeCount: 1, tails: [0], heads: [0], costs: [Cost(milliseconds: 5, millimetres: 5)])
    #expect(one.milliseconds(from: [0], to: [0], jobs: 2) == [0])
    #expect(one.milliseconds(from: [], to: [0], jobs: 2) == [])
    #expect(one.costs(from: [0], to: [], jobs: 2).costs == [])
    let none = Hierarchy(nodeCount: 0, tails: [], heads: [], costs: [])
    #expect(none.milliseconds(from: [], to: [], jobs: 1) == [])
  }

  @Test("Against a one-way street and between islands there is no route")
  func unreachable() {
    var graph = PlainGraph(nodeCount: 4)
    graph.add(0, 1, 700, 9)
    graph.add(2, 3, 800, 9)
    graph.add(3, 2, 900, 9)
    #expect(
      graph.hierarchy.milliseconds(from: [0, 1, 2, 3], to: [0, 1, 2, 3], jobs: 1) == [
        0, 700, .max, .max, .max, 0, .max, .max, .max, .max, 0, 800, .max, .max, 900, 0,
      ])
  }

  @Test("Routes of eleven days and of four thousand kilometres keep every millisecond and millimetre")
  func longRoutes() {
    var graph = PlainGraph(nodeCount: 12)
    for node in 0..<11 { graph.add(node, node + 1, 86_400_001, 363_636_363) }
    let hierarchy = graph.hierarchy
    #expect(hierarchy.milliseconds(from: [0], to: [11], jobs: 1) == [950_400_011])
    let cost = hierarchy.costs(from: [0], to: [11], jobs: 1)[0, 0]
    #expect(cost.milliseconds == 950_400_011)
    #expect(cost.millimetres == 3_999_999_993)
  }

  @Test("Each node leaves a clique of higher ranks, so that every route has a way past it", arguments: 0..<40)
  func cliques(world: Int) {
    let graph = PlainGraph.random(world)
    let elimination = Elimination(nodeCount: graph.nodeCount, tails: graph.tails, heads: graph.heads)
    #expect(elimination.rank.sorted() == Array(0..<Int32(graph.nodeCount)))
    func upper(_ rank: Int) -> [Int32] { Array(elimination.head[elimination.joins(rank)]) }
    for rank in 0..<graph.nodeCount {
      let above = upper(rank)
      #expect(above == above.sorted() && above.allSatisfy { $0 > rank })
      for (index, x) in above.enumerated() {
        #expect(Set(above[(index + 1)...]).isSubset(of: upper(Int(x))))
      }
    }
  }
}
