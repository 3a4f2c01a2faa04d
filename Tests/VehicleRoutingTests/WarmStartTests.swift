import Testing
import VehicleRouting

@Suite struct WarmStartTests {
  /// Six riders on one road, two taxis; yesterday the even ones rode together.
  private let yesterday = [[[4, 2, 0]], [[5, 3, 1]]]

  private func problem(changePence: Int) -> RoutingProblem {
    let points = (1...6).map { (x: Double($0 % 2) * 300, y: 1000 * Double($0)) }
    var problem = RoutingWorld.problem(points) { $1.yesterday = $0 % 2 }
    problem.changePence = changePence
    return problem
  }

  @Test func noIterationsKeepYesterdaysRoutes() {
    let plan = RoutingSolver.solve(problem(changePence: 0), seed: 1, iterations: 0, yesterday: yesterday)
    #expect(plan.routes.map(\.riders) == [[4, 2, 0], [5, 3, 1]])
    #expect(plan.routes.map(\.yesterday) == [0, 1])
    #expect(plan.changed == 0)
  }

  @Test func changesAreCountedAndADearEnoughChangeIsNotMade() {
    let free = RoutingSolver.solve(problem(changePence: 0), seed: 1, iterations: 500, yesterday: yesterday)
    let dear = RoutingSolver.solve(problem(changePence: 10_000), seed: 1, iterations: 500, yesterday: yesterday)
    #expect(dear.changed == 0)
    #expect(free.cost < dear.cost)
    #expect(free.changed > 0)
    for plan in [free, dear] { #expect(Recount(plan, of: problem(changePence: 0)).breaches == []) }
  }

  @Test func whatNoLongerFitsIsPlannedAnew() {
    var problem = problem(changePence: 0)
    problem.riders[2].ridesAlone = true
    let plan = RoutingSolver.solve(problem, seed: 1, iterations: 100, yesterday: yesterday)
    #expect(Recount(plan, of: problem).breaches == [])
    #expect(plan.notCarried.isEmpty)
  }

  @Test func nonsenseOfYesterdayDoesNoHarm() {
    let problem = problem(changePence: 0)
    let plan = RoutingSolver.solve(problem, seed: 1, iterations: 50, yesterday: [[[0, 0, 99]], [], [[-1]], [[0]]])
    #expect(Recount(plan, of: problem).breaches == [])
  }
}
