import Randomness
import Testing

@testable import Assignment

@Suite("Least-cost assignment")
struct AssignmentTests {
  /// One sink with one place: the unit that would lose most elsewhere gets it.
  @Test func thePlaceGoesToTheUnitThatNeedsItMost() {
    var instance = AssignmentInstance(capacities: [1])
    instance.addUnit(overflowCost: 10)
    instance.addChoice(sink: 0, cost: 3)
    instance.addUnit(overflowCost: 50)
    instance.addChoice(sink: 0, cost: 4)
    let solution = solve(instance)
    #expect(solution.choice(of: 0, in: instance) == nil)
    #expect(solution.choice(of: 1, in: instance) == 1)
    #expect(solution.objective == 14)
    #expect(solution.price == [7], "a second place would save 10 - 3")
  }

  /// A chain: the newcomer pushes one unit along, which pushes nobody.
  @Test func aChainOfMovesIsFollowed() {
    var instance = AssignmentInstance(capacities: [1, 1, 5])
    instance.addUnit(overflowCost: 1000)
    instance.addChoice(sink: 0, cost: 1)
    instance.addChoice(sink: 1, cost: 2)
    instance.addUnit(overflowCost: 1000)
    instance.addChoice(sink: 1, cost: 1)
    instance.addChoice(sink: 2, cost: 3)
    instance.addUnit(overflowCost: 1000)
    instance.addChoice(sink: 0, cost: 0)
    let solution = solve(instance)
    #expect((0..<3).map { solution.choice(of: $0, in: instance) } == [1, 3, 4])
    #expect(solution.objective == 5)
    #expect(solution.price == [3, 2, 0])
  }

  @Test func aUnitWithoutChoicesOverflows() {
    var instance = AssignmentInstance(capacities: [])
    instance.addUnit(overflowCost: 7, supply: 3)
    let solution = solve(instance)
    #expect(solution.overflow(0, of: instance) == 3)
    #expect(solution.objective == 21)
  }

  /// At equal cost the overflow comes last and the first choice in the row first.
  @Test func tiesAreSettledAsStated() {
    var instance = AssignmentInstance(capacities: [1, 1])
    for _ in 0..<3 {
      instance.addUnit(overflowCost: 5)
      instance.addChoice(sink: 1, cost: 5)
      instance.addChoice(sink: 0, cost: 5)
    }
    let solution = solve(instance)
    #expect(solution.overflow(0, of: instance) + solution.overflow(1, of: instance) == 1)
    #expect(solution.choice(of: 2, in: instance) == 4, "the lowest units move first, so the last stays")
    #expect(solution == solve(instance))
  }

  /// Supplies and room of nothing, units without choices and ties are all among them.
  @Test func tenThousandSmallWorldsEqualBruteForce() {
    var workspace = AssignmentWorkspace()
    var solution = AssignmentSolution()
    for world in 0..<10_000 {
      var random = NamedRandom(seed: 11, stream: RandomStream("test.small"), draw: world)
      let instance = randomInstance(
        &random, units: 1 + world % 8, sinks: world % 5, supply: world % 3 == 0 && world % 8 < 5 ? 2 : 1, capacity: 3,
        chance: 0.6, cost: world % 2 == 0 ? 6 : 60)
      workspace.solve(instance, into: &solution)
      #expect(solution.objective == leastCostByTrying(instance), "world \(world)")
      #expect(AssignmentCertificate(instance, solution).isAccepted, "world \(world)")
    }
  }

  /// The price of a sink is what one more place there takes off the total, sink by sink.
  @Test func aPriceIsTheWorthOfOneMorePlace() {
    for world in 0..<200 {
      var random = NamedRandom(seed: 12, stream: RandomStream("test.price"), draw: world)
      let instance = randomInstance(
        &random, units: 12, sinks: 5, supply: 1 + world % 2, capacity: 3, chance: 0.6, cost: 40)
      let solution = solve(instance)
      for sink in 0..<instance.sinks {
        var capacity = instance.capacity
        capacity[sink] += 1
        let wider = solve(instance.with(capacity: capacity))
        #expect(solution.objective - wider.objective == solution.price[sink], "world \(world), sink \(sink)")
      }
    }
  }

  @Test func midSizeWorldsEqualAnOrdinaryMethod() {
    for world in 0..<200 {
      var random = NamedRandom(seed: 13, stream: RandomStream("test.middle"), draw: world)
      let instance = randomInstance(
        &random, units: 24 + world % 20, sinks: 9, supply: 1 + world % 3, capacity: 5, chance: 0.5, cost: 300)
      let solution = solve(instance)
      #expect(solution.objective == leastCostByFullNetwork(instance), "world \(world)")
      #expect(AssignmentCertificate(instance, solution).isAccepted)
    }
  }

  /// Starting from the prices of a world with other capacities and costs ends at the same total and the same prices.
  @Test func aWarmStartEndsWhereAColdOneDoes() {
    var workspace = AssignmentWorkspace()
    for world in 0..<400 {
      var random = NamedRandom(seed: 14, stream: RandomStream("test.warm"), draw: world)
      let before = randomInstance(
        &random, units: 25, sinks: 6, supply: 1 + world % 3, capacity: 8, chance: 0.6, cost: 50)
      var solution = AssignmentSolution()
      workspace.solve(before, into: &solution)
      var capacity = before.capacity
      for sink in capacity.indices where random.chance(0.4) { capacity[sink] = Int32.random(in: 0...8, using: &random) }
      let after = before.with(capacity: capacity)
      let cold = solve(after)
      workspace.solve(after, prices: solution.price, into: &solution)
      #expect(solution.objective == cold.objective, "world \(world)")
      #expect(solution.price == cold.price, "world \(world)")
      #expect(AssignmentCertificate(after, solution).isAccepted, "world \(world)")
    }
  }

  /// Many units begin with a thinned instance, and where sinks are many those that are short bid first: the total and the
  /// prices are those of an instance that was small and grew, which neither is done to. Prices that fit badly are left
  /// aside, ties included.
  @Test(arguments: [(sinks: 8, capacity: 280, chance: 0.6), (sinks: 320, capacity: 7, chance: 0.05)])
  func aLargeInstanceIsThinnedFirstAndEndsAtTheSameTotal(_ size: (sinks: Int, capacity: Int, chance: Double)) {
    var random = NamedRandom(seed: 16, stream: RandomStream("test.large"), draw: 0)
    let instance = randomInstance(
      &random, units: AssignmentWorkspace.thinningThreshold + 500, sinks: size.sinks, supply: 1,
      capacity: size.capacity, chance: size.chance, cost: 900)
    var workspace = AssignmentWorkspace()
    var plain = AssignmentSolution()
    workspace.solve(instance.first(AssignmentWorkspace.thinningThreshold - 1), into: &plain)
    workspace.resolve(instance, into: &plain)
    let solution = solve(instance)
    var misled = AssignmentSolution()
    workspace.solve(instance, prices: Array(repeating: 0, count: instance.sinks), into: &misled)
    #expect(misled == solution)
    #expect(solution.objective == plain.objective)
    #expect(solution.price == plain.price)
    #expect(solution.price.contains { $0 > 0 }, "room was meant to be short")
    #expect(AssignmentCertificate(instance, solution).isAccepted)
  }

  /// Two worlds side by side that share no sink: a change in the second leaves the first as it was, ties included.
  @Test func aFarSinkChangesNothingNear() {
    for world in 0..<100 {
      var random = NamedRandom(seed: 15, stream: RandomStream("test.far"), draw: world)
      let near = randomInstance(&random, units: 14, sinks: 4, supply: 1, capacity: 3, chance: 0.7, cost: 5)
      let far = randomInstance(&random, units: 14, sinks: 4, supply: 1, capacity: 3, chance: 0.7, cost: 5)
      var wider = far.capacity
      wider[world % 4] += 2
      let first = solve(near.beside(far))
      let second = solve(near.beside(far.with(capacity: wider)))
      for unit in 0..<near.units {
        #expect(first.sharesOf(unit) == second.sharesOf(unit), "world \(world), unit \(unit)")
      }
      #expect(first.price.prefix(4) == second.price.prefix(4))
    }
  }

  private func solve(_ instance: AssignmentInstance) -> AssignmentSolution {
    var workspace = AssignmentWorkspace()
    var solution = AssignmentSolution()
    workspace.solve(instance, into: &solution)
    return solution
  }
}

extension AssignmentInstance {
  func with(capacity: [Int32]) -> AssignmentInstance {
    AssignmentInstance(
      rowStart: rowStart, sink: sink, cost: cost, overflowCost: overflowCost, supply: supply, capacity: capacity)
  }

  /// Only the first so many units.
  func first(_ units: Int) -> AssignmentInstance {
    let end = Int(rowStart[units])
    return AssignmentInstance(
      rowStart: Array(rowStart[...units]), sink: Array(sink[..<end]), cost: Array(cost[..<end]),
      overflowCost: Array(overflowCost[..<units]), supply: Array(supply[..<units]), capacity: capacity)
  }

  func beside(_ other: AssignmentInstance) -> AssignmentInstance {
    let shift = Int32(choices)
    let far = Int32(sinks)
    return AssignmentInstance(
      rowStart: rowStart + other.rowStart.dropFirst().map { $0 + shift }, sink: sink + other.sink.map { $0 + far },
      cost: cost + other.cost, overflowCost: overflowCost + other.overflowCost, supply: supply + other.supply,
      capacity: capacity + other.capacity)
  }
}
