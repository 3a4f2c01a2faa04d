import Testing
import VehicleRouting

/// Iterations decide a plan, and time and interruptions only how many there are.
@Suite struct BudgetTests {
  @Test(arguments: [false, true]) func aTimeLimitRecordsIterationsThatGiveThePlanAgain(hasBells: Bool) {
    let problem = RoutingWorld.random(5, riders: 40, hasBells: hasBells)
    let timed = RoutingSolver.solve(problem, seed: 9, seconds: 0.2)
    #expect(timed == RoutingSolver.solve(problem, seed: 9, iterations: timed.iterations))
  }

  @Test func aTimeLimitWithNobodyToCarryComesBack() {
    #expect(RoutingSolver.solve(RoutingWorld.problem([]), seed: 1, seconds: 5).routes.isEmpty)
  }

  @Test func progressIsToldAndMayEndTheSearch() {
    let problem = RoutingWorld.random(5, riders: 30)
    var told: [RoutingSolver.Progress] = []
    let plan = RoutingSolver.solve(problem, seed: 1, iterations: 1000) {
      told.append($0)
      return told.count < 40
    }
    #expect(told.map(\.iteration) == (1...40).map { $0 * 10 })
    #expect(plan.iterations == 400)
    #expect(told.last?.cost == plan.cost)
    #expect(Recount(plan, of: problem).breaches == [])
  }
}
