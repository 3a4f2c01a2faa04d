import Randomness
import Testing

@testable import RoadNetwork

@Suite("Numbers by neighbourhood")
struct NeighbourhoodsTests {
  @Test("Numbers are each used once, and the arcs are those of the graph without loops", arguments: 0..<100)
  func sameGraph(world: Int) {
    var random = NamedRandom(seed: 26, stream: RandomStream("test.neighbourhoods"), draw: world)
    let count = 1 + Int(random.uniform() * 30)
    func node() -> Int32 { Int32(random.uniform() * Double(count)) }
    let tails = (0..<Int(random.uniform() * 60)).map { _ in node() }
    let heads = tails.map { _ in node() }
    let near = Neighbourhoods(nodeCount: count, tails: tails, heads: heads)
    #expect(near.number.sorted() == Array(0..<Int32(count)))
    func pairs(_ tails: [Int32], _ heads: [Int32]) -> [[Int32]] {
      zip(tails, heads).filter { $0 != $1 }.map { [min($0, $1), max($0, $1)] }.sorted {
        ($0[0], $0[1]) < ($1[0], $1[1])
      }
    }
    func renumbered(_ nodes: [Int32]) -> [Int32] { nodes.map { near.number[Int($0)] } }
    #expect(pairs(near.tails, near.heads) == pairs(renumbered(tails), renumbered(heads)))
    #expect(zip(near.tails, near.heads).allSatisfy { $0 < $1 })
  }

  @Test("Along a street whose houses are numbered at random, neighbours end up a step or two apart")
  func street() {
    let houses: [Int32] = [5, 2, 7, 0, 3, 6, 1, 4]
    let near = Neighbourhoods(nodeCount: 8, tails: Array(houses.dropLast()), heads: Array(houses.dropFirst()))
    for (a, b) in zip(houses, houses.dropFirst()) { #expect(abs(near.number[Int(a)] - near.number[Int(b)]) <= 2) }
  }
}
