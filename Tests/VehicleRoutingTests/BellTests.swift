import Testing
import VehicleRouting

/// Vehicles that serve one destination after another. Drives are 10 m/s, so a kilometre takes 100 s.
@Suite struct BellTests {
  private func solve(_ problem: RoutingProblem) -> RoutingPlan {
    let plan = RoutingSolver.solve(problem, seed: 1, iterations: 200)
    #expect(Recount(plan, of: problem).breaches == [])
    return plan
  }

  /// One rider 1 km north of each of two destinations that stand 10 km apart.
  private func twoSchools(_ first: Bell?, _ second: Bell?) -> RoutingProblem {
    var problem = RoutingWorld.problem([(0, 1000), (10_000, 1000)], destinations: [(0, 0), (10_000, 0)]) {
      $1.destination = $0
    }
    problem.bells = [first, second]
    return problem
  }

  private let early = Bell(earliestSeconds: 30_000, latestSeconds: 30_000, dwellSeconds: 60)

  @Test func oneVehicleServesALaterBellAfterAnEarlierOne() {
    // 60 s at the door, 1,004 s to the second rider, 100 s to its school.
    let plan = solve(twoSchools(early, Bell(earliestSeconds: 30_000, latestSeconds: 31_164)))
    #expect(plan.routes.map(\.runs) == [[[0], [1]]])
    #expect(plan.cost == 4000 + 100 + 1004 + 100)
  }

  @Test func aSecondTooEarlyABellWantsAVehicleOfItsOwn() {
    let plan = solve(twoSchools(early, Bell(earliestSeconds: 30_000, latestSeconds: 31_163)))
    #expect(plan.routes.map(\.runs) == [[[0]], [[1]]])
  }

  @Test func theVehicleWaitsEmptyForALaterBell() {
    let plan = solve(twoSchools(early, Bell(earliestSeconds: 40_000, latestSeconds: 40_000)))
    #expect(plan.routes.count == 1)
    #expect(Recount(plan, of: twoSchools(early, early)).onBoard == [100, 100])
  }

  @Test func waitingCountsAgainstTheLongestRoute() {
    var problem = twoSchools(early, Bell(earliestSeconds: 40_000, latestSeconds: 40_000))
    problem.vehicleTypes[0].maxRouteSeconds = 10_100
    #expect(solve(problem).routes.count == 1)
    problem.vehicleTypes[0].maxRouteSeconds = 10_099
    #expect(solve(problem).routes.count == 2)
  }

  @Test func destinationsOfTwoGroupsDoNotShareAVehicle() {
    var late = Bell(earliestSeconds: 40_000, latestSeconds: 40_000)
    late.group = 1
    #expect(solve(twoSchools(early, late)).routes.count == 2)
  }

  @Test func twoRunsToOneDestinationWhereItsBellAllowsThem() {
    // Five riders on a taxi of four: 100 s back to the fifth and 100 s in again.
    let points = (0..<5).map { _ in (x: 0.0, y: 1000.0) }
    var problem = RoutingWorld.problem(points)
    problem.bells = [Bell(earliestSeconds: 30_000, latestSeconds: 30_200)]
    #expect(solve(problem).routes.map(\.runs.count) == [2])
    problem.bells = [Bell(earliestSeconds: 30_000, latestSeconds: 30_199)]
    #expect(solve(problem).routes.count == 2)
  }

  @Test func ridersOfADestinationWithoutABellAreNamedAndTheRestPlanned() {
    let plan = solve(twoSchools(nil, early))
    #expect(plan.notCarried.map(\.rider) == [0])
    #expect(plan.notCarried.map(\.reason) == [.noBellTime])
    #expect(plan.routes.map(\.riders) == [[1]])
  }

  @Test func theyWhoKeepApartDoSoInEveryRun() {
    var problem = twoSchools(early, Bell(earliestSeconds: 40_000, latestSeconds: 40_000))
    problem.riders[0].notWith = [1]
    #expect(solve(problem).routes.count == 2)
    problem.riders[0].notWith = []
    problem.riders[1].ridesAlone = true
    #expect(solve(problem).routes.count == 2)
  }

  @Test func vehiclesCountedFirstAreFewestThoughDearer() {
    // Two vehicles would cost 40p each and the two drives; one drives 10 km more.
    var problem = twoSchools(early, Bell(earliestSeconds: 40_000, latestSeconds: 40_000))
    problem.vehicleTypes[0].dayPricePence = 40
    #expect(solve(problem).routes.count == 2)
    problem.fewestVehiclesFirst = true
    let plan = solve(problem)
    #expect(plan.routes.count == 1)
    #expect(plan.cost == 40 + 100 + 1004 + 100)
  }
}
