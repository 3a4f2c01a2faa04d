import Foundation
import Testing
import VehicleRouting

/// Longer by `ROUTING_INSTANCES=10000 swift test -c release --filter RoutingPropertyTests`.
private let instances = ProcessInfo.processInfo.environment["ROUTING_INSTANCES"].flatMap(Int.init) ?? 400

@Suite struct RoutingPropertyTests {
  @Test func theSearchFindsWhatBruteForceFinds() {
    for seed in 0..<max(60, instances / 20) {
      let mostRiders = instances > 1000 ? 6 : 4
      let problem = RoutingWorld.random(
        UInt64(seed), riders: 2 + seed % mostRiders, isFleetLimited: seed % 3 == 0, hasBells: seed % 2 == 1)
      let plan = RoutingSolver.solve(problem, seed: 1, iterations: 400)
      let best = BruteForce(problem)
      let left = plan.notCarried.filter { $0.reason == .fleetUsedUp }.count
      #expect((left, plan.cost) == (best.leftBehind, best.cost), "seed \(seed)")
      #expect(plan.lowerBound <= plan.cost, "seed \(seed)")
    }
  }

  @Test func noInstanceBreaksARule() {
    for seed in 0..<instances {
      let problem = RoutingWorld.random(
        UInt64(10_000 + seed), riders: 1 + seed % 18, isFleetLimited: seed % 2 == 0, hasBells: seed % 3 == 0)
      let plan = RoutingSolver.solve(problem, seed: UInt64(seed), iterations: 25)
      #expect(Recount(plan, of: problem).breaches == [], "seed \(seed)")
      #expect(plan.lowerBound <= plan.cost, "seed \(seed)")
    }
  }

  /// Long enough for several searches and a plan put together from their routes.
  @Test func whatIsPutTogetherBreaksNoRuleEither() {
    for seed in 0..<max(4, instances / 200) {
      var problem = RoutingWorld.random(
        UInt64(seed), riders: 8 + seed % 8, isFleetLimited: seed % 2 == 0, hasBells: seed % 3 == 0)
      problem.fewestVehiclesFirst = seed % 4 == 3
      let plan = RoutingSolver.solve(problem, seed: UInt64(seed), iterations: 6000)
      #expect(Recount(plan, of: problem).breaches == [], "seed \(seed)")
    }
  }
}
