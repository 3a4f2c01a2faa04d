import Planning
import Testing
import Units

@testable import Transport

/// Routes carried from year to year: nobody is moved but those who come and go.
@Suite struct RolledRoutesTests {
  @Test func theSameChildrenKeepTheSameRoutes() throws {
    let world = TransportWorld.county(children: 80)
    let stage = try world.stage()
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let today = stage.todaysRoutes(
      world.cohort, draws, world.placements, iterationsPerRider: 10, cache: &cache)
    let routed = stage.routed(
      world.cohort, draws, world.placements, year: 0, iterationsPerRider: 10, cache: &cache)
    let rolled = stage.roll(today, world.cohort, draws, world.placements, year: 0) { _ in false }
    #expect(rolled.routes.routes == today.routes)
    #expect(rolled.journeys.cost == routed.cost && rolled.journeys.onBoard == routed.onBoard)
    #expect(rolled.journeys.vehicleMetres == routed.vehicleMetres)
  }

  @Test func oneWhoLeavesIsTakenOffAndTheOthersStayInOrder() throws {
    var world = TransportWorld()
    for y in [6000.0, 7000, 8000] { world.add(0, y) }
    let stage = try world.stage()
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let today = stage.todaysRoutes(world.cohort, draws, world.placements, cache: &cache)
    #expect(today.routes[0].map(\.children) == [[2, 1, 0]])
    var placements = world.placements
    placements.provision[1 * 3 + 2] = -1
    let rolled = stage.roll(today, world.cohort, draws, placements, year: 1) { _ in false }
    #expect(rolled.routes.routes[0].map(\.children) == [[1, 0]])
    // £40 and 7 km each way at £1: the kilometre is saved and nothing else.
    #expect(rolled.journeys.totalCost == (4000 + 1400) * 190)
    #expect(rolled.routes.givenUp.isEmpty)
  }

  @Test func oneWhoComesIsPutWhereItCostsLeast() throws {
    var world = TransportWorld()
    for y in [6000.0, 8000] { world.add(0, y) }
    let late = world.add(0, 7000)
    let stage = try world.stage()
    let draws = stage.draws(world.cohort)
    var placements = world.placements
    placements.provision[late] = -1
    var cache = RouteCache()
    let today = stage.todaysRoutes(world.cohort, draws, placements, cache: &cache)
    let rolled = stage.roll(today, world.cohort, draws, placements, year: 1) { _ in false }
    #expect(rolled.routes.routes[0].map(\.children) == [[1, 2, 0]])
    #expect(rolled.journeys.totalCost == (4000 + 1600) * 190)
  }

  @Test func aVehicleIsContractedUntilItMayBeLetAnew() throws {
    var world = TransportWorld()
    for y in 0..<6 { world.add(0, 6000 + 100 * Double(y)) }
    let stage = try world.stage()
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let today = stage.todaysRoutes(world.cohort, draws, world.placements, cache: &cache)
    var placements = world.placements
    for child in 2..<6 { placements.provision[1 * 6 + child] = -1 }
    let before = today.routes[0].map(\.cost).reduce(0, +)
    let kept = stage.roll(today, world.cohort, draws, placements, year: 1) { _ in false }
    let relet = stage.roll(today, world.cohort, draws, placements, year: 1) { _ in true }
    #expect(relet.journeys.totalCost <= kept.journeys.totalCost)
    #expect(kept.journeys.totalCost <= before * 190)
  }

  @Test func aRouteWithoutChildrenIsGivenUpAndPaidThroughItsNotice() throws {
    var world = TransportWorld()
    world.add(0, 6000)
    world.study.contracts = [
      Contract(
        route: "a", setting: 0, vehicle: "car", seats: 4, children: 1, milesPerDay: 8, pricePerDay: Pence(9000),
        days: 190, end: CivilDate("2026-07-20"), noticeWeeks: 4)
    ]
    let stage = try world.stage()
    let draws = stage.draws(world.cohort)
    var placements = world.placements
    placements.provision[1] = -1
    placements.provision[2] = -1
    var cache = RouteCache()
    let today = stage.todaysRoutes(world.cohort, draws, placements, cache: &cache)
    let costs = stage.rolledCosts(world.cohort, draws, placements, today: today, through: 2)
    #expect(costs.years[0].today[.pre16] == (4000 + 1200) * 190)
    // The contract covers 2025/26, so a route given up that September is paid for four weeks.
    #expect(costs.years[1].today[.pre16] == 0 && costs.years[1].paid[.pre16] == (4000 + 1200) * 20)
    #expect(costs.years[2].paid[.pre16] == 0)
  }

  @Test func noRuleIsBrokenOverYearsOfComingsAndGoings() throws {
    for seed in 0..<4 {
      let world = TransportWorld.county(children: 60, seed: UInt64(seed))
      let stage = try world.stage(PolicyCases.assumptions())
      let draws = stage.draws(world.cohort)
      var placements = world.placements
      for child in 0..<60 where child % 4 == seed {
        placements.provision[0 * 60 + child] = -1
        placements.provision[2 * 60 + (child + 1) % 60] = -1
      }
      var cache = RouteCache()
      var routes = stage.todaysRoutes(
        world.cohort, draws, placements, iterationsPerRider: 5, cache: &cache)
      for year in 1...2 {
        let rolled = stage.roll(routes, world.cohort, draws, placements, year: year) { _ in year == 2 }
        routes = rolled.routes
        let journeys = rolled.journeys
        let shared = (0..<60).filter {
          journeys.mode[$0] == .shared && placements.provision($0, year: year) < 4
            && placements.provision($0, year: year) >= 0
        }
        #expect(routes.routes.joined().flatMap(\.children).sorted() == shared)
        for child in shared {
          let decision = stage.decide(
            child, world.cohort, draws, provision: placements.provision(child, year: year), year: year)
          let longest = stage.longestOnBoard(
            ncYear: world.cohort.ncYear(child, year: year), directSeconds: Int(decision.seconds),
            boardingSeconds: stage.figures.boarding(decision.needs))
          #expect(Int(journeys.onBoard[child]) <= longest && journeys.onBoard[child] > 0)
        }
        for (run, each) in routes.routes.enumerated() {
          for route in each {
            let type = stage.figures.fleet.types[route.type]
            let needs = route.children.map { draws.needs[$0] }
            let wheelchairs = needs.count { $0.contains(.wheelchair) }
            let assistant = needs.contains { $0.contains(.assistant) } ? 1 : 0
            #expect(wheelchairs <= type.wheelchairPlaces && needs.count - wheelchairs + assistant <= type.seats)
            #expect(run / 2 < 4)
          }
        }
      }
    }
  }

  @Test func takingRunsOverFromAnotherWorldChangesNothing() throws {
    for seed in 0..<3 {
      let world = TransportWorld.county(children: 60, seed: UInt64(seed))
      let stage = try world.stage(PolicyCases.assumptions())
      let draws = stage.draws(world.cohort)
      var cache = RouteCache()
      let today = stage.todaysRoutes(
        world.cohort, draws, world.placements, iterationsPerRider: 5, cache: &cache)
      let nothing = stage.rolledCosts(world.cohort, draws, world.placements, today: today, through: 2)
      var option = world.placements
      for year in 1...2 {
        for child in 0..<60 where child % 7 == seed { option.provision[year * 60 + child] = Int16(child % 4) }
      }
      let apart = stage.rolledCosts(world.cohort, draws, option, today: today, through: 2)
      let shared = stage.rolledCosts(world.cohort, draws, option, today: today, through: 2, like: nothing)
      for year in 0...2 {
        #expect(shared.years[year].routes.routes == apart.years[year].routes.routes)
        #expect(
          shared.years[year].paid == apart.years[year].paid && shared.years[year].byRun == apart.years[year].byRun)
        #expect(shared.years[year].vehicles == apart.years[year].vehicles)
      }
      #expect(apart.years[2].total != nothing.years[2].total)

      let contracts = shared.years[2].contracts(against: nothing.years[2])
      #expect(contracts.reduce(0) { $0 + $1.saved } == shared.years[2].cashable(against: nothing.years[2]))
      let change = shared.years[2].byRun.reduce(0, +) - nothing.years[2].byRun.reduce(0, +)
      #expect(contracts.reduce(0) { $0 + $1.added - $1.saved } == change)
      #expect(contracts.contains { $0.ridersWhoDiffer > 0 } && Set(contracts.map(\.setting)).count == contracts.count)
      #expect(shared.years[2].contracts(against: shared.years[2]).isEmpty)
    }
  }
}
