import Planning
import Testing
import Units

@testable import Transport

/// From today's routes to a financial year.
@Suite struct FinancialYearBridgeTests {
  /// One near and one far school; both children move to the near one in year 1 under the option.
  private func world() -> TransportWorld {
    var world = TransportWorld(settings: [(0, 0), (0, 30_000)])
    world.add(0, 6000, provision: 1)
    world.add(0, 6100, provision: 1)
    world.add(0, 5900, provision: 0)
    return world
  }

  private func bridge(
    _ world: TransportWorld, option: Placements? = nil, growth: Double = 0
  ) throws -> FinancialYearBridge {
    let stage = try world.stage(TransportWorld.assumptions(["transport.price_growth": .number(growth)]))
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let today = stage.todaysRoutes(world.cohort, draws, world.placements, cache: &cache)
    let nothing = stage.rolledCosts(world.cohort, draws, world.placements, today: today, through: 1)
    let after =
      option.map { stage.rolledCosts(world.cohort, draws, $0, today: today, through: 1) } ?? nothing
    let afresh = stage.routed(world.cohort, draws, world.placements, year: 1, cache: &cache)
    return stage.bridge(year: 1, nothing: nothing, policy: nothing, option: after, afresh: afresh.totalCost)
  }

  @Test func nothingHappensAndNothingChanges() throws {
    let bridge = try bridge(world())
    let total = bridge.total
    #expect(bridge.year.description == "2025-26")
    #expect(total.contracted > 0)
    #expect([total.demand, total.inflation, total.policy, total.proposals] == [0, 0, 0, 0])
    #expect(bridge.reoptimising == 0 && bridge.cashable == 0 && bridge.averageClaim == 0)
  }

  @Test func anOptionIsCreditedWithItsOwnRoutesFromSeptember() throws {
    let world = world()
    var option = world.placements
    for child in 0..<2 { option.provision[1 * 3 + child] = 0 }
    let bridge = try bridge(world, option: option)
    // A car over 24 km for two at £1 a kilometre is given up; the near school's car goes 200 m further.
    let gone = (4000 + 2 * 2400) * 190
    let more = 2 * 20 * 190
    #expect(bridge.cashable == gone)
    let year = gone - more
    #expect(bridge.total.proposals == -Int((Double(year) * 133 / 190).rounded()))
    #expect(bridge.total.contracted == gone + (4000 + 2 * 590) * 190)
  }

  @Test func pricesGrowOnceAContractHasRunOut() throws {
    let grown = try bridge(world(), growth: 0.1)
    #expect(grown.total.demand == 0)
    #expect(abs(grown.total.inflation - Int(Double(grown.total.contracted) * 0.1 * 133 / 190)) <= 2)
    var fixed = world()
    fixed.study.contracts = (0..<2).map {
      Contract(
        route: "r\($0)", setting: $0, vehicle: "car", seats: 4, children: 2, milesPerDay: 20,
        pricePerDay: Pence(9000), days: 190, end: CivilDate("2026-07-20"))
    }
    #expect(try bridge(fixed, growth: 0.1).total.inflation == 0)
  }

  @Test func everyPennyIsOnOneLine() throws {
    var world = TransportWorld.county(children: 90)
    world.study.contracts = []
    let stage = try world.stage(PolicyCases.assumptions())
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let today = stage.todaysRoutes(
      world.cohort, draws, world.placements, iterationsPerRider: 5, cache: &cache)
    let costs = stage.rolledCosts(world.cohort, draws, world.placements, today: today, through: 2)
    let routed = stage.routed(
      world.cohort, draws, world.placements, year: 0, iterationsPerRider: 5, cache: &cache)
    #expect(costs.years[0].total == routed.totalCost)
    #expect(stage.costByLine(routed, world.cohort, year: 0).values.reduce(0) { $0 + $1.count } == routed.totalCost)
  }

  @Test func whatPlanningAfreshWouldSaveIsCreditedToNobody() throws {
    // Two full cars today; half of each leaves, and one car could take the rest, but routes are carried on.
    var world = TransportWorld()
    for y in 0..<8 { world.add(0, 6000 + 100 * Double(y)) }
    let stage = try world.stage(
      TransportWorld.assumptions([
        "transport.fleet": .nested([("car", TransportWorld.vehicle(seats: 4, wheelchairs: 0, day: 40))])
      ]))
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let today = stage.todaysRoutes(world.cohort, draws, world.placements, cache: &cache)
    #expect(today.routes[0].count == 2)
    var placements = world.placements
    for route in today.routes[0] { for child in route.children.prefix(2) { placements.provision[8 + child] = -1 } }
    let nothing = stage.rolledCosts(world.cohort, draws, placements, today: today, through: 1)
    let afresh = stage.routed(world.cohort, draws, placements, year: 1, cache: &cache)
    let option = stage.rolledCosts(world.cohort, draws, placements, today: today, through: 1, like: nothing)
    let bridge = stage.bridge(
      year: 1, nothing: nothing, policy: nothing, option: option, afresh: afresh.totalCost)
    #expect(bridge.reoptimising <= -4000 * 190)
    #expect(bridge.cashable == 0 && bridge.total.proposals == 0 && bridge.averageClaim == 0)
    #expect(nothing.years[1].vehicles == 2 && afresh.vehicles[0] == 1)
  }
}
