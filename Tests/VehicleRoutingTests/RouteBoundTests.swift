import Testing
import VehicleRouting

@Suite struct RouteBoundTests {
  private func bound(_ problem: RoutingProblem, iterations: Int = 0, steps: Int = 60) -> RoutingPlan {
    var plan = RoutingSolver.solve(problem, seed: 1, iterations: iterations)
    plan.raiseLowerBound(problem, steps: steps)
    return plan
  }

  @Test func itIsNeverAboveTheBestPlan() {
    var sum = (bound: 0, best: 0, simple: 0)
    for seed in 0..<12 {
      let problem = RoutingWorld.random(UInt64(seed), riders: 3 + seed % 4)
      let best = RoutingSolver.solve(problem, seed: 1, iterations: 1)
      guard best.notCarried.isEmpty else { continue }
      let found = bound(problem)
      let simple = RoutingSolver.solve(problem, seed: 1, iterations: 0).lowerBound
      #expect(found.lowerBound <= best.cost, "seed \(seed)")
      #expect(found.lowerBound >= simple, "seed \(seed)")
      sum = (sum.bound + found.lowerBound, sum.best + best.cost, sum.simple + simple)
    }
    // It closes a fifth of the gap at least, in worlds of so few riders that a route may come round to its first.
    #expect((sum.best - sum.bound) * 5 < (sum.best - sum.simple) * 4)
  }

  @Test func ridersOnOneRoadAreBoundExactlyButForRounding() {
    // Four fill a taxi: two vehicles at least, and the drive from the far end of each half.
    let problem = RoutingWorld.problem((1...8).map { (0, Double($0) * 1000) })
    let plan = bound(problem, iterations: 200, steps: 300)
    #expect(plan.cost == 2 * 4000 + 800 + 400)
    #expect(plan.lowerBound > plan.cost * 97 / 100 && plan.lowerBound <= plan.cost)
  }

  @Test func severalDestinationsAddUp() {
    let points = [(x: 0.0, y: 1000.0), (x: 50_000.0, y: 2000.0)]
    let problem = RoutingWorld.problem(points, destinations: [(0, 0), (50_000, 0)]) { $1.destination = $0 }
    let plan = bound(problem)
    #expect(plan.cost == 2 * 4000 + 100 + 200)
    #expect(plan.lowerBound >= plan.cost - 2)
  }

  @Test func aTimeLimitIsInIt() {
    // Opposite ways from the destination: together the first would be on board 1,800 s.
    let points = [(x: 0.0, y: 6000.0), (x: 0.0, y: -6000.0)]
    let problem = RoutingWorld.problem(points) { $1.maxOnBoardSeconds = 900 }
    #expect(bound(problem).lowerBound >= 2 * 4600 - 2)
  }

  @Test func whereVehiclesMakeSeveralRunsTheSimpleBoundStays() {
    let problem = RoutingWorld.random(3, riders: 12, hasBells: true)
    var plan = RoutingSolver.solve(problem, seed: 1, iterations: 50)
    let simple = plan.lowerBound
    plan.raiseLowerBound(problem, steps: 50)
    #expect(plan.lowerBound == simple)
  }
}
