import Assumptions
import Planning
import Testing
import Units

@testable import Transport

/// A routed year in totals.
@Suite struct ServiceSummaryTests {
  private func summary(
    _ world: TransportWorld, _ assumptions: AssumptionSet = TransportWorld.assumptions()
  ) throws -> (ServiceSummary, RouteBook, Journeys) {
    let stage = try world.stage(assumptions)
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let journeys = stage.routed(world.cohort, draws, world.placements, year: 0, cache: &cache)
    let book = stage.routeBook(world.cohort, draws, world.placements, year: 0, cache: &cache)
    return (stage.summary(journeys, book, world.cohort, year: 0), book, journeys)
  }

  @Test func threeOnOneRoad() throws {
    var world = TransportWorld()
    for y in [6000.0, 7000, 8000] { world.add(0, y) }
    let dead = TransportWorld.assumptions(["transport.dead_mileage_share": .number(0.5)])
    let (sum, book, journeys) = try summary(world, dead)
    #expect(sum.carried == 3 && sum.vehicles == 1)
    // 8 km there and back with children aboard, 4 without, on 190 days.
    #expect(abs(sum.loadedKm - 16 * 190) < 1e-9 && abs(sum.deadKm - 8 * 190) < 1e-9)
    #expect(sum.occupancy == 0.75)
    #expect(sum.onBoardMedian == Seconds(820) && sum.onBoardMax == Seconds(980) && sum.shareOver45 == 0)
    #expect(abs(sum.carbon - 24 * 190 * 0.2) < 1e-9)
    #expect(sum.cost.count == journeys.totalCost && sum.costByLine[.pre16] == sum.cost)
    #expect(journeys.classes(book) == Array(repeating: TravelClass(.sharedTaxi), count: 3))
    // The furthest saves the last kilometre and its share of the approach, there and back; the others nothing.
    #expect(sum.marginalSaving.count == 300 * 190 / 3)
    #expect(abs(sum.shareSavingNothing - 2.0 / 3) < 1e-12)
    #expect(sum.averageCost.count == sum.cost.count / 3)
  }

  @Test func classesTellVehiclesApart() throws {
    var world = TransportWorld()
    world.add(0, 9000, traits: [.transported, .ridesAlone, .assistant], isKnown: true)
    world.add(0, 9000, traits: [.transported, .wheelchair], isKnown: true)
    for y in 0..<5 { world.add(0, 9000 + Double(y)) }
    world.add(0, 9000, ncYear: 12)
    let (_, book, journeys) = try summary(world)
    let classes = journeys.classes(book)
    #expect(classes[0]?.code == "solo_taxi_assistant")
    #expect(classes[1]?.code == "shared_minibus_wheelchair")
    #expect(Set(classes.compactMap { $0 }).allSatisfy { $0.vehicle != .ownWay })
  }

  @Test func totalsAreThoseOfTheRoutesWhateverTheCounty() throws {
    for seed in 0..<3 {
      let world = TransportWorld.county(children: 70, seed: UInt64(seed))
      let (sum, book, journeys) = try summary(world, PolicyCases.assumptions())
      let metres = journeys.vehicleMetres.reduce(journeys.unlocatedVehicleMetres, +)
      #expect(abs(sum.loadedKm + sum.deadKm - metres * 190 / 1000) < 1e-6 * metres)
      #expect(sum.costByLine.values.reduce(0) { $0 + $1.count } == sum.cost.count)
      #expect(sum.marginalSaving < sum.averageCost)
      #expect(sum.occupancy > 0 && sum.occupancy <= 1)
      let aboard = book.lines.flatMap(\.stops).map(\.onBoard.count)
      #expect(sum.onBoardMax.count == aboard.max())
    }
  }

  @Test func aLongerLimitIsNeverDearerAndAShorterOneNeverLonger() throws {
    let world = TransportWorld.county(children: 70, seed: 5)
    let stage = try world.stage(PolicyCases.assumptions())
    let draws = stage.draws(world.cohort)
    func total(_ minutes: Int?) -> (cost: Int, longest: Int32) {
      var cache = RouteCache()
      let journeys = stage.limited(to: minutes.map { .minutes($0) }).routed(
        world.cohort, draws, world.placements, year: 0, iterationsPerRider: 40, cache: &cache)
      return (journeys.totalCost, journeys.onBoard.max() ?? 0)
    }
    let (short, free) = (total(30), total(nil))
    #expect(free.cost <= short.cost)
    #expect(short.longest <= free.longest)
  }

  @Test func whatCannotBePlannedAsAskedIsNamedAndTheRestPlanned() throws {
    var world = TransportWorld()
    world.add(0, 6000)
    world.add(0, 6000, traits: [.transported, .wheelchair], isKnown: true)
    world.add(0, 30_000)
    world.study.settings[0].bellStart = nil
    let stage = try world.stage(
      TransportWorld.assumptions([
        "transport.fleet": .nested([("car", TransportWorld.vehicle(seats: 4, wheelchairs: 0, day: 40))])
      ]))
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let journeys = stage.routed(world.cohort, draws, world.placements, year: 0, cache: &cache)
    let found = stage.exceptions(world.cohort, draws, world.placements, year: 0, journeys)
    #expect(
      found == [
        .noBellTime(setting: 0), .noVehicleFits(child: 1, setting: 0),
        .directDriveBeyondGuideline(child: 2, setting: 0, direct: Seconds(3060), guideline: .minutes(45)),
      ])
    #expect(journeys.mode == [.shared, .shared, .shared])
    #expect(journeys.cost.allSatisfy { $0 > 0 } && journeys.onBoard.allSatisfy { $0 > 0 })
  }
}
