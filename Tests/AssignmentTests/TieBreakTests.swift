import Assignment
import Randomness
import Testing

/// The first of all least assignments, against enumeration, from any start.
@Suite struct TieBreakTests {
  @Test(arguments: 0..<400) func isTheFirstOfAllLeastAssignments(_ number: Int) {
    let instance = tied(number, units: 2 + number % 5, sinks: 1 + number % 3)
    var solution = AssignmentSolution()
    var workspace = AssignmentWorkspace()
    workspace.solve(instance, into: &solution)
    var ties = TieBreak()
    ties.settle(instance, solution)
    #expect(ties.choice == firstLeast(instance))
  }

  /// Starting prices, at random or those of a neighbour, lead elsewhere among the least assignments; the first stays the first.
  @Test(arguments: 0..<60) func anyStartLeadsToTheSame(_ number: Int) {
    let instance = tied(number, units: 120, sinks: 9)
    var random = NamedRandom(seed: 3, stream: RandomStream("test.start"), draw: number)
    var cold = AssignmentSolution()
    var workspace = AssignmentWorkspace()
    workspace.solve(instance, into: &cold)
    var ties = TieBreak()
    ties.settle(instance, cold)
    let expected = ties.choice
    for _ in 0..<6 {
      var warm = AssignmentSolution()
      let prices = (0..<instance.sinks).map { _ in Int.random(in: 0...12, using: &random) }
      workspace.solve(instance, prices: prices, into: &warm)
      #expect(warm.objective == cold.objective && warm.price == cold.price)
      ties.settle(instance, warm)
      #expect(ties.choice == expected)
    }
    var total = 0
    var load = Array(repeating: 0, count: instance.sinks)
    for (unit, choice) in expected.enumerated() {
      total += Int(choice < 0 ? instance.overflowCost[unit] : instance.cost[Int(choice)])
      if choice >= 0 { load[Int(instance.sink[Int(choice)])] += 1 }
    }
    #expect(total == cold.objective)
    #expect(zip(load, instance.capacity).allSatisfy { $0 <= $1 })
  }

  /// Costs from a few values, so that almost everything is tied.
  private func tied(_ number: Int, units: Int, sinks: Int) -> AssignmentInstance {
    var random = NamedRandom(seed: 2, stream: RandomStream("test.ties"), draw: number)
    var instance = AssignmentInstance(
      capacities: (0..<sinks).map { _ in Int32.random(in: 0...Int32(1 + units / sinks), using: &random) })
    for _ in 0..<units {
      instance.addUnit(overflowCost: Int.random(in: 2...4, using: &random))
      for sink in (0..<sinks).shuffled(using: &random).prefix(Int.random(in: 0...sinks, using: &random)) {
        instance.addChoice(sink: sink, cost: Int.random(in: 0...2, using: &random))
      }
    }
    return instance
  }

  /// Every assignment, in order of the units' choices, the overflow last: the first of least cost.
  private func firstLeast(_ instance: AssignmentInstance) -> [Int32] {
    var best: (cost: Int, choice: [Int32]) = (.max, [])
    func extend(_ choice: [Int32], _ cost: Int, _ room: [Int32]) {
      let unit = choice.count
      guard unit < instance.units else {
        if cost < best.cost { best = (cost, choice) }
        return
      }
      for entry in instance.row(unit) where room[Int(instance.sink[entry])] > 0 {
        var left = room
        left[Int(instance.sink[entry])] -= 1
        extend(choice + [Int32(entry)], cost + Int(instance.cost[entry]), left)
      }
      extend(choice + [-1], cost + Int(instance.overflowCost[unit]), room)
    }
    extend([], 0, instance.capacity)
    return best.choice
  }
}
