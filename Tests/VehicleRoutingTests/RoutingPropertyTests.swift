import Testing
import VehicleRouting

@Suite struct RoutingPropertyTests {
  @Test func theSearchFindsWhatBruteForceFinds() {
    for seed in 0..<90 {
      let problem = RoutingWorld.random(UInt64(seed), riders: 2 + seed % 5, isFleetLimited: seed % 3 == 0)
      let plan = RoutingSolver.solve(problem, seed: 1, iterations: 400)
      let best = BruteForce(problem)
      let left = plan.notCarried.filter { $0.reason == .fleetUsedUp }.count
      #expect((left, plan.cost) == (best.leftBehind, best.cost), "seed \(seed)")
    }
  }

  @Test func twoThousandInstancesBreakNoRule() {
    for seed in 0..<2000 {
      let problem = RoutingWorld.random(UInt64(10_000 + seed), riders: 1 + seed % 18, isFleetLimited: seed % 2 == 0)
      let plan = RoutingSolver.solve(problem, seed: UInt64(seed), iterations: 25)
      #expect(Recount(plan, of: problem).breaches == [], "seed \(seed)")
    }
  }
}
