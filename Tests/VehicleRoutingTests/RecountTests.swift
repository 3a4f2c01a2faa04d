import Testing
import VehicleRouting

/// The recount must see what is wrong, or it proves nothing.
@Suite struct RecountTests {
  private let problem = RoutingWorld.problem([(0, 1000), (0, 2000), (0, 3000)]) { index, rider in
    rider.maxOnBoardSeconds = 400
    rider.ridesAlone = index == 2
  }

  private func breaches(_ change: (inout RoutingPlan) -> Void) -> [String] {
    var plan = RoutingSolver.solve(problem, seed: 1, iterations: 100)
    change(&plan)
    return Recount(plan, of: problem).breaches
  }

  @Test func aSoundPlanHasNone() { #expect(breaches { _ in } == []) }

  @Test func aWrongTotalIsSeen() {
    #expect(breaches { $0.cost += 1 } == ["the plan says 8501p a day and comes to 8500p"])
  }

  @Test func aForgottenRiderIsSeen() {
    #expect(breaches { $0.routes.removeLast() }.first == "rider 2 is forgotten")
  }

  @Test func sharingWithOneWhoRidesAloneIsSeen() {
    let found = breaches { $0.routes[0].calls.insert(.pickUp(2), at: 0) }
    #expect(found.contains("route 0 shares with one who rides alone"))
    #expect(found.contains("rider 2 appears twice, the second time on route 1"))
  }

  @Test func timeOnBoardIsSeen() {
    // 0 first, on to 1 and back past home: 100 s there, 200 s to the destination.
    var problem = problem
    problem.riders[0].maxOnBoardSeconds = 299
    var plan = RoutingSolver.solve(problem, seed: 1, iterations: 100)
    plan.routes[0].calls = [.pickUp(0), .pickUp(1), .dropOff(0)]
    #expect(Recount(plan, of: problem).breaches.contains("rider 0 is on board 300 s of 299 s"))
  }
}
