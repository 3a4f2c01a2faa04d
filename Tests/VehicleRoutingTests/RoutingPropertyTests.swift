import Foundation
import Testing
import VehicleRouting

/// Longer by `ROUTING_INSTANCES=10000 swift test -c release --filter RoutingPropertyTests`.
private let instances = ProcessInfo.processInfo.environment["ROUTING_INSTANCES"].flatMap(Int.init) ?? 400

@Suite struct RoutingPropertyTests {
  @Test func theSearchFindsWhatBruteForceFinds() {
    for seed in 0..<max(60, instances / 20) {
      let (found, best) = compare(seed, hasBells: false)
      #expect(found == best, "seed \(seed)")
    }
  }

  /// With bells and a longest route, a new run is judged by an upper bound of how long the vehicle would then last, so
  /// the best plan is missed now and then; and never bettered.
  @Test func withBellsItMissesWhatBruteForceFindsRarely() {
    let count = max(60, instances / 20)
    var missed = 0
    for seed in 0..<count {
      let (found, best) = compare(seed, hasBells: true)
      #expect(found >= best, "seed \(seed)")
      if found > best { missed += 1 }
    }
    #expect(missed * 8 <= count, "\(missed) of \(count)")
  }

  /// Riders left behind and pence a day, of the search and of brute force.
  private func compare(_ seed: Int, hasBells: Bool) -> ((Int, Int), (Int, Int)) {
    // Seven riders take brute force seconds each.
    let mostRiders = instances > 1000 ? 6 : 4
    let problem = RoutingWorld.random(
      UInt64(seed), riders: 2 + seed % mostRiders, isFleetLimited: seed % 3 == 0, hasBells: hasBells)
    let plan = RoutingSolver.solve(problem, seed: 1, iterations: 400)
    #expect(plan.lowerBound <= plan.cost, "seed \(seed)")
    let best = BruteForce(problem)
    return ((plan.notCarried.count { $0.reason == .fleetUsedUp }, plan.cost), (best.leftBehind, best.cost))
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
