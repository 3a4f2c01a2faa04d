import Randomness
import Testing

@testable import Assignment

@Suite("Re-solving after changes")
struct ResolveTests {
  /// Capacities, costs at a few sinks, units' rows and new units, in sequences: a re-solve ends where a cold solve does.
  @Test func aThousandSequencesOfChangesEndWhereAColdSolveDoes() {
    var workspace = AssignmentWorkspace()
    var solution = AssignmentSolution()
    for world in 0..<1000 {
      var random = NamedRandom(seed: 31, stream: RandomStream("test.resolve"), draw: world)
      var instance = randomInstance(
        &random, units: 18, sinks: 5 + world % 6, supply: 1 + world % 3, capacity: 6, chance: 0.7, cost: 40)
      workspace.solve(instance, into: &solution)
      for step in 0..<4 {
        let changed = change(&instance, step: (world + step) % 4, &random)
        workspace.resolve(instance, changed: changed, into: &solution)
        let cold = solve(instance)
        #expect(solution.objective == cold.objective, "world \(world), step \(step)")
        #expect(solution.price == cold.price, "world \(world), step \(step)")
        #expect(solution.unitCost == cold.unitCost, "world \(world), step \(step)")
        #expect(AssignmentCertificate(instance, solution).isAccepted, "world \(world), step \(step)")
      }
    }
  }

  /// Rows longer than a short list, and enough units to be thinned.
  @Test func aLargeInstanceIsReSolvedToTheSameTotal() {
    var random = NamedRandom(seed: 32, stream: RandomStream("test.resolve.large"), draw: 0)
    var instance = randomInstance(
      &random, units: AssignmentWorkspace.thinningThreshold + 100, sinks: 30, supply: 1, capacity: 60, chance: 0.7,
      cost: 3000)
    var workspace = AssignmentWorkspace()
    var solution = AssignmentSolution()
    workspace.solve(instance, into: &solution)
    for step in 0..<8 {
      let changed = change(&instance, step: step % 4, &random)
      workspace.resolve(instance, changed: changed, into: &solution)
      let cold = solve(instance)
      #expect(solution.objective == cold.objective, "step \(step)")
      #expect(solution.price == cold.price, "step \(step)")
    }
  }

  @Test func withoutAChangeNothingChanges() {
    var random = NamedRandom(seed: 33, stream: RandomStream("test.resolve.none"), draw: 0)
    let instance = randomInstance(&random, units: 40, sinks: 6, supply: 2, capacity: 6, chance: 0.6, cost: 9)
    var workspace = AssignmentWorkspace()
    var first = AssignmentSolution()
    workspace.solve(instance, into: &first)
    var again = AssignmentSolution()
    workspace.resolve(instance, into: &again)
    #expect(again == first)
    workspace.resolve(instance, changed: .any, into: &again)
    #expect(again == first)
  }

  private func change(
    _ instance: inout AssignmentInstance, step: Int, _ random: inout NamedRandom
  ) -> AssignmentWorkspace.ChangedUnits {
    func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    switch step {
    case 0:
      for sink in 0..<instance.sinks where random.chance(0.4) {
        instance.setCapacity(max(0, Int(instance.capacity[sink]) + draw(-5...5)), of: sink)
      }
      return .these([])
    case 1:
      let sink = draw(0...instance.sinks - 1)
      for choice in 0..<instance.choices where Int(instance.sink[choice]) == sink {
        instance.setCost(Int(instance.cost[choice]) + draw(-9...9), of: choice)
      }
      return .any
    case 2:
      let units = (0..<3).map { _ in draw(0...instance.units - 1) }
      for unit in units {
        instance.setSupply(draw(0...3), of: unit)
        instance.setOverflowCost(draw(10...70), of: unit)
        for choice in instance.row(unit) { instance.setCost(draw(-2...40), of: choice) }
      }
      return .these(units)
    default:
      for _ in 0..<2 {
        instance.addUnit(overflowCost: draw(10...70), supply: draw(0...2))
        for sink in 0..<instance.sinks where random.chance(0.5) { instance.addChoice(sink: sink, cost: draw(-2...40)) }
      }
      return .these([])
    }
  }

  private func solve(_ instance: AssignmentInstance) -> AssignmentSolution {
    var workspace = AssignmentWorkspace()
    var solution = AssignmentSolution()
    workspace.solve(instance, into: &solution)
    return solution
  }
}
