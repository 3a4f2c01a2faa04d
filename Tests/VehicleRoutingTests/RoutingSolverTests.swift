import Testing
import VehicleRouting

/// One feature a test, on worlds small enough to check by hand.
@Suite struct RoutingSolverTests {
  private func solve(_ problem: RoutingProblem) -> RoutingPlan {
    let plan = RoutingSolver.solve(problem, seed: 1, iterations: 200)
    #expect(Recount(plan, of: problem).breaches == [])
    return plan
  }

  @Test func oneRiderFiveKilometresOutCostsADayPriceAndTheDrive() {
    let plan = solve(RoutingWorld.problem([(0, 5000)]))
    #expect(plan.routes.map(\.riders) == [[0]])
    #expect(plan.cost == 4000 + 500)
  }

  @Test func nobodyToCarryCostsNothing() {
    let plan = solve(RoutingWorld.problem([]))
    #expect(plan.routes.isEmpty && plan.cost == 0)
  }

  @Test func ridersOnOneRoadArePickedUpFromTheFarEnd() {
    let plan = solve(RoutingWorld.problem([(0, 1000), (0, 3000), (0, 2000)]))
    #expect(plan.routes.map(\.riders) == [[1, 2, 0]])
    #expect(plan.cost == 4000 + 300)
  }

  @Test func aFifthRiderWantsASecondTaxi() {
    let plan = solve(RoutingWorld.problem([(0, 1000), (0, 2000), (0, 3000), (0, 4000), (0, 5000)]))
    #expect(plan.routes.count == 2)
  }

  @Test func aMinibusReplacesTwoTaxisWhereItIsCheaper() {
    let minibus = VehicleType(seats: 8, dayPricePence: 7000, micropencePerSecond: 1_000_000)
    let points = (1...5).map { (x: 0.0, y: Double($0) * 1000) }
    let plan = solve(RoutingWorld.problem(points, types: [RoutingWorld.taxi, minibus]))
    #expect(plan.routes.map(\.vehicleType) == [1])
    #expect(plan.cost == 7000 + 500)
  }

  @Test func aLimitOnTimeOnBoardForbidsTheDetour() {
    // North and south of the destination: together the first is on board past the destination and back.
    let points = [(x: 0.0, y: 6000.0), (x: 0.0, y: -6000.0)]
    let apart = solve(RoutingWorld.problem(points) { _, rider in rider.maxOnBoardSeconds = 900 })
    #expect(apart.routes.count == 2)
    let together = solve(RoutingWorld.problem(points) { _, rider in rider.maxOnBoardSeconds = 1800 })
    #expect(together.routes.count == 1)
  }

  @Test func boardingOfOthersCountsAsTimeOnBoard() {
    let points = [(x: 0.0, y: 2000.0), (x: 0.0, y: 1000.0)]
    let problem = RoutingWorld.problem(points) { _, rider in
      rider.boardingSeconds = 60
      rider.maxOnBoardSeconds = 320
    }
    let plan = solve(problem)
    #expect(plan.routes.map(\.riders) == [[0, 1]])
    #expect(Recount(plan, of: problem).onBoard == [320, 160])
  }

  @Test func oneWhoRidesAloneSharesWithNobody() {
    let plan = solve(RoutingWorld.problem([(0, 1000), (0, 2000), (0, 3000)]) { $1.ridesAlone = $0 == 1 })
    #expect(plan.routes.map(\.riders) == [[2, 0], [1]])
  }

  @Test func twoWhoMustNotShareRideApartThoughOnlyOneSaysSo() {
    let plan = solve(RoutingWorld.problem([(0, 1000), (0, 2000)]) { if $0 == 1 { $1.notWith = [0] } })
    #expect(plan.routes.count == 2)
  }

  @Test func oneAssistantServesAllAndTakesASeat() {
    let type = VehicleType(
      seats: 3, dayPricePence: 4000, micropencePerSecond: 1_000_000, assistantPence: 5000, assistantSeats: 1)
    let points = [(x: 0.0, y: 1000.0), (x: 0.0, y: 2000.0), (x: 0.0, y: 3000.0)]
    let plan = solve(RoutingWorld.problem(points, types: [type]) { $1.needsAssistant = $0 < 2 })
    #expect(plan.routes.map(\.riders.count).sorted() == [1, 2])
    #expect(plan.routes.filter(\.hasAssistant).count == 1)
  }

  @Test func aWheelchairWantsAWheelchairPlace() {
    let accessible = VehicleType(seats: 2, wheelchairPlaces: 1, dayPricePence: 9000, micropencePerSecond: 1_000_000)
    let plan = solve(
      RoutingWorld.problem([(0, 1000), (0, 2000)], types: [RoutingWorld.taxi, accessible]) { index, rider in
        if index == 0 { (rider.seats, rider.wheelchairPlaces) = (0, 1) }
      })
    #expect(plan.routes.map(\.vehicleType) == [1])
    #expect(plan.routes.map(\.riders) == [[1, 0]])
  }

  @Test func theEmptyRunToTheFirstPickUpIsPricedButNotRidden() {
    let problem = RoutingWorld.problem([(0, 1000)]) { _, rider in
      rider.approachSeconds = 1000
      rider.maxOnBoardSeconds = 100
    }
    let plan = solve(problem)
    #expect(plan.cost == 4000 + 1000 + 100)
  }

  @Test func ridersOfTwoDestinationsDoNotShare() {
    let plan = solve(
      RoutingWorld.problem([(0, 1000), (0, 1100)], destinations: [(0, 0), (0, 50)]) { $1.destination = $0 })
    #expect(plan.routes.map(\.destination) == [0, 1])
  }

  @Test func whatNobodyCanCarryIsNamedAndTheRestPlanned() {
    let problem = RoutingWorld.problem([(0, 1000), (0, 2000), (0, 3000)]) { index, rider in
      if index == 0 { rider.wheelchairPlaces = 1 }
      if index == 1 { rider.maxOnBoardSeconds = 150 }
    }
    let plan = solve(problem)
    #expect(plan.notCarried.map(\.rider) == [0, 1])
    #expect(plan.notCarried.map(\.reason) == [.noVehicleFits, .limitShorterThanDirect(excessSeconds: 50)])
    #expect(plan.routes.map(\.riders) == [[2]])
  }

  @Test func aPlaceWithNoWayToTheDestinationIsNamed() {
    let matrix = TravelMatrix(count: 2, seconds: [0, .max, .max, 0], metres: [0, .max, .max, 0])
    let plan = solve(
      RoutingProblem(
        riders: [Rider(location: 0)], destinations: [1], vehicleTypes: [RoutingWorld.taxi], matrix: matrix))
    #expect(plan.notCarried.map(\.reason) == [.unreachable])
  }

  @Test func aFleetUsedUpLeavesSomebodyBehindByName() {
    var taxi = RoutingWorld.taxi
    taxi.maximum = 1
    let plan = solve(RoutingWorld.problem((1...5).map { (x: 0, y: Double($0) * 1000) }, types: [taxi]))
    #expect(plan.routes.map(\.riders.count) == [4])
    #expect(plan.notCarried.map(\.reason) == [.fleetUsedUp])
  }

  @Test func theSameSeedAndIterationsGiveTheSamePlan() {
    let problem = RoutingWorld.random(5, riders: 40)
    let first = RoutingSolver.solve(problem, seed: 9, iterations: 500)
    #expect(first == RoutingSolver.solve(problem, seed: 9, iterations: 500))
  }

  @Test func searchingImprovesOnPlainInsertion() {
    let problem = RoutingWorld.random(3, riders: 60)
    let inserted = RoutingSolver.solve(problem, seed: 1, iterations: 0)
    let searched = RoutingSolver.solve(problem, seed: 1, iterations: 500)
    #expect(searched.cost < inserted.cost)
  }
}
