import Testing
import VehicleRouting

/// Riders of several destinations on board together. Drives are 10 m/s, so a kilometre takes 100 s.
@Suite struct MixedLoadTests {
  private func solve(_ problem: RoutingProblem, iterations: Int = 200) -> RoutingPlan {
    let plan = RoutingSolver.solve(problem, seed: 1, iterations: iterations)
    #expect(Recount(plan, of: problem).breaches == [])
    return plan
  }

  /// A road north to south: two riders, then the school of the second, then that of the first.
  private func oneRoad(_ change: (Int, inout Rider) -> Void = { _, _ in }) -> RoutingProblem {
    var problem = RoutingWorld.problem([(0, 4000), (0, 3000)], destinations: [(0, 0), (0, 1000)]) { index, rider in
      rider.destination = index
      change(index, &rider)
    }
    problem.mixesLoads = true
    return problem
  }

  @Test func oneVehicleLetsRidersOutOnTheWay() {
    let plan = solve(oneRoad())
    #expect(plan.routes.map(\.calls) == [[.pickUp(0), .pickUp(1), .dropOff(1), .dropOff(0)]])
    #expect(plan.cost == 4000 + 400)
    #expect(plan.lowerBound == plan.cost)
  }

  @Test func withoutMixedLoadsTheyRideApart() {
    var problem = oneRoad()
    problem.mixesLoads = false
    #expect(solve(problem).routes.count == 2)
  }

  @Test func whoStaysOnBoardIsOnBoardAllTheWhile() {
    let straight = oneRoad { _, rider in rider.boardingSeconds = 30 }
    #expect(Recount(solve(straight), of: straight).onBoard == [460, 230])
    // A second less than that, and the first is fetched behind the second.
    let short = oneRoad { index, rider in
      rider.boardingSeconds = 30
      if index == 0 { rider.maxOnBoardSeconds = 459 }
    }
    #expect(solve(short).routes.map(\.calls) == [[.pickUp(1), .pickUp(0), .dropOff(1), .dropOff(0)]])
  }

  @Test func theDwellOnTheWayCountsForWhoStays() {
    var problem = oneRoad { index, rider in if index == 0 { rider.maxOnBoardSeconds = 420 } }
    let all = Bell(earliestSeconds: 0, latestSeconds: 90_000, dwellSeconds: 20)
    problem.bells = [all, all]
    #expect(solve(problem).routes.count == 1)
    problem.bells[1]!.dwellSeconds = 21
    // A second too long: the vehicle passes the nearer school and comes back to it.
    #expect(solve(problem).routes.map(\.calls) == [[.pickUp(0), .pickUp(1), .dropOff(0), .dropOff(1)]])
  }

  @Test func waitingForABellOnBoardCountsAgainstTheLimit() {
    var problem = oneRoad { index, rider in if index == 0 { rider.maxOnBoardSeconds = 500 } }
    // 300 s from the first home to the nearer school, 100 s on to the other.
    problem.bells = [
      Bell(earliestSeconds: 30_000, latestSeconds: 30_000), Bell(earliestSeconds: 29_000, latestSeconds: 29_800),
    ]
    let plan = solve(problem)
    #expect(Recount(plan, of: problem).onBoard == [500, 200])
    #expect(Recount(plan, of: problem).times == [[29_500, 29_600, 29_800, 30_000]])
    problem.bells[1]!.latestSeconds = 29_799
    #expect(solve(problem).routes[0].calls != plan.routes[0].calls)
  }

  @Test func placesAreFreeAgainBehindADropOff() {
    // One seat: the second boards where the first got off.
    var problem = RoutingWorld.problem(
      [(0, 4000), (0, 2000), (0, 3000)], destinations: [(0, 0), (0, 2500)],
      types: [VehicleType(seats: 2, dayPricePence: 4000, micropencePerSecond: 1_000_000)]
    ) { index, rider in rider.destination = index == 2 ? 1 : 0 }
    problem.mixesLoads = true
    let plan = solve(problem)
    #expect(plan.routes.map(\.calls) == [[.pickUp(0), .pickUp(2), .dropOff(1), .pickUp(1), .dropOff(0)]])
  }

  @Test func destinationsOfTwoGroupsStillDoNotShare() {
    var problem = oneRoad()
    problem.bells = [
      Bell(earliestSeconds: 0, latestSeconds: 90_000), Bell(earliestSeconds: 0, latestSeconds: 90_000, group: 1),
    ]
    #expect(solve(problem).routes.count == 2)
  }

  @Test func aLargerProblemKeepsItsRulesAndItsIterationsGiveItAgain() {
    var problem = RoutingWorld.random(7, riders: 40, hasBells: true)
    problem.mixesLoads = true
    let plan = solve(problem, iterations: 600)
    #expect(plan == solve(problem, iterations: 600))
    #expect(plan.iterations == 600)
    let timed = RoutingSolver.solve(problem, seed: 1, seconds: 0.2)
    #expect(timed == RoutingSolver.solve(problem, seed: 1, iterations: timed.iterations))
  }

  @Test func fewestVehiclesCountFirst() {
    var problem = oneRoad()
    problem.vehicleTypes[0].dayPricePence = 1
    problem.riders[1].approachSeconds = 0
    problem.fewestVehiclesFirst = true
    #expect(solve(problem).routes.count == 1)
  }
}
