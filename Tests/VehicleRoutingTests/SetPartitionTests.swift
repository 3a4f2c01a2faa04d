import Randomness
import Testing

@testable import VehicleRouting

@Suite struct SetPartitionTests {
  /// All columns of up to three of six rows at random prices, or some of them.
  private func random(_ seed: Int) -> SetPartition {
    var random = NamedRandom(seed: UInt64(seed), stream: RandomStream("test.partition"), draw: 0)
    var (costs, starts, members): ([Int], [Int32], [Int32]) = ([], [0], [])
    for mask in 1..<64 where mask.nonzeroBitCount <= 3 && random.below(3) > 0 {
      members += (0..<6).filter { mask >> $0 & 1 == 1 }.map { Int32($0) }
      starts.append(Int32(members.count))
      costs.append(10 + random.below(100))
    }
    return SetPartition(rows: 6, costs: costs, starts: starts, members: members)
  }

  private func cheapest(_ problem: SetPartition, _ covered: Int = 0, from first: Int = 0) -> Int? {
    if covered == 63 { return 0 }
    var best: Int?
    for column in first..<max(first, problem.costs.count) {
      let mask = problem.members[Int(problem.starts[column])..<Int(problem.starts[column + 1])]
        .reduce(0) { $0 | 1 << Int($1) }
      guard mask & covered == 0, let rest = cheapest(problem, covered | mask, from: column + 1) else { continue }
      best = min(best ?? .max, rest + problem.costs[column])
    }
    return best
  }

  @Test func itFindsWhatTryingAllFinds() {
    for seed in 0..<100 {
      let problem = random(seed)
      let found = problem.solve(below: 10_000)
      #expect(found.map { $0.reduce(0) { $0 + problem.costs[$1] } } == cheapest(problem), "seed \(seed)")
    }
  }

  @Test func nothingCheaperThanTheLimitIsNothing() {
    let problem = random(1)
    let least = cheapest(problem)!
    #expect(problem.solve(below: least) == nil)
    #expect(problem.solve(below: least + 1) != nil)
  }

  @Test func aRowWithoutAColumnIsNeverCovered() {
    #expect(SetPartition(rows: 2, costs: [5], starts: [0, 1], members: [0]).solve(below: 100) == nil)
  }
}
