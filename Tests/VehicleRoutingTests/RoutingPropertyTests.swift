import Foundation
import Testing
import VehicleRouting

/// Longer by `ROUTING_INSTANCES=10000 swift test -c release --filter RoutingPropertyTests`.
private let instances = ProcessInfo.processInfo.environment["ROUTING_INSTANCES"].flatMap(Int.init) ?? 400

@Suite struct RoutingPropertyTests {
  /// Each world with limits, wheelchairs, assistants, riders alone and apart; every third with a short fleet. Brute force
  /// takes seconds for seven riders, so that debug builds stop at five.
  @Test(arguments: [(false, false), (true, false), (false, true), (true, true)])
  func whatIsFoundIsWhatBruteForceFinds(hasBells: Bool, mixesLoads: Bool) {
    let isLong = instances > 1000
    let mostRiders = mixesLoads ? (isLong ? 5 : 4) : hasBells ? (isLong ? 6 : 4) : isLong ? 7 : 5
    for seed in 0..<(isLong ? max(500, instances / 20) : 40) {
      var problem = RoutingWorld.random(
        UInt64(seed), riders: 2 + seed % (mostRiders - 1), isFleetLimited: seed % 3 == 0, hasBells: hasBells)
      problem.mixesLoads = mixesLoads
      let plan = RoutingSolver.solve(problem, seed: 1, iterations: 1)
      let best = BruteForce(problem)
      #expect(Recount(plan, of: problem).breaches == [], "seed \(seed)")
      #expect(plan.notCarried.count { $0.reason == .fleetUsedUp } == best.leftBehind, "seed \(seed)")
      #expect(plan.cost == best.cost, "seed \(seed)")
      #expect(plan.lowerBound == plan.cost, "seed \(seed)")
    }
  }

  /// The search alone, beyond what it tries exhaustively: two worlds far apart have the sum of their best plans.
  @Test func theSearchFindsItTooWhereThereAreMoreRiders() {
    for seed in 0..<max(20, instances / 100) {
      let near = RoutingWorld.random(UInt64(seed), riders: 4 + seed % 2)
      var far = RoutingWorld.random(UInt64(1000 + seed), riders: 5)
      let problem = RoutingWorld.apart(near, &far)
      let plan = RoutingSolver.solve(problem, seed: 1, iterations: 2000)
      let parts = [near, far].map { RoutingSolver.solve($0, seed: 1, iterations: 1) }
      #expect(plan.cost == parts.map(\.cost).reduce(0, +), "seed \(seed)")
    }
  }

  @Test func noInstanceBreaksARule() {
    for seed in 0..<instances {
      var problem = RoutingWorld.random(
        UInt64(10_000 + seed), riders: 1 + seed % 18, isFleetLimited: seed % 2 == 0, hasBells: seed % 3 == 0)
      problem.mixesLoads = seed % 5 < 2
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

  /// A plan without mixed loads is one with them, and the search begins there.
  @Test func mixedLoadsAreNeverDearer() {
    for seed in 0..<max(20, instances / 50) {
      var problem = RoutingWorld.random(UInt64(seed), riders: 10 + seed % 6, hasBells: seed % 2 == 0)
      guard problem.destinations.count > 1 else { continue }
      // The search apart has three tenths of the iterations.
      let apart = RoutingSolver.solve(problem, seed: 1, iterations: 90)
      problem.mixesLoads = true
      let mixed = RoutingSolver.solve(problem, seed: 1, iterations: 300)
      #expect(mixed.cost <= apart.cost, "seed \(seed)")
      #expect(Recount(mixed, of: problem).breaches == [], "seed \(seed)")
    }
  }
}
