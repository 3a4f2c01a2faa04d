import Assumptions
import Planning
import Testing
import Units

@testable import Transport

/// Costs by route, and what keeps them steady between years and options.
@Suite struct RoutedTests {
  @Test func threeOnOneRoadShareACarAndItsCost() throws {
    var world = TransportWorld()
    for y in [6000.0, 7000, 8000] { world.add(0, y) }
    let journeys = try world.stage().routed(world)
    // £40 and 8 km each way at £1 for 190 days.
    #expect(journeys.totalCost == (4000 + 1600) * 190)
    #expect(journeys.vehicles == [1])
    #expect(journeys.vehicleMetres == [16_000])
    #expect(journeys.settingCost == [journeys.totalCost])
    // In proportion to what each would cost alone: £52, £54 and £56.
    #expect(journeys.cost[0] < journeys.cost[1] && journeys.cost[1] < journeys.cost[2])
    // The furthest boards first and waits for two more: 800 s and three minutes.
    #expect(journeys.onBoard == [660, 820, 980])
  }

  @Test func twoKeptApartTakeTwoVehicles() throws {
    var world = TransportWorld()
    world.add(0, 6000, traits: .transported, isKnown: true)
    world.add(0, 6000, traits: .transported, isKnown: true, notWith: [0])
    let journeys = try world.stage().routed(world)
    #expect(journeys.vehicles == [2])
  }

  @Test func anAssistantIsPaidOnce() throws {
    var world = TransportWorld()
    for _ in 0..<2 { world.add(0, 6000, traits: [.transported, .assistant], isKnown: true) }
    let journeys = try world.stage().routed(world)
    #expect(journeys.totalCost == (4000 + 6000 + 1200) * 190)
  }

  @Test func aWheelchairTakesTheVehicleThatHasAPlaceForIt() throws {
    var world = TransportWorld()
    world.add(0, 6000, traits: [.transported, .wheelchair], isKnown: true)
    let journeys = try world.stage().routed(world)
    #expect(journeys.totalCost == (12_000 + 1200) * 190)
    #expect(journeys.onBoard == [600 + 300])
  }

  @Test func collegeRunsGoOnCollegeDays() throws {
    var world = TransportWorld(kind: .fe)
    world.add(0, 6000, ncYear: 12)
    let journeys = try world.stage().routed(world)
    #expect(journeys.totalCost == (4000 + 1200) * 100)
    // Brought to 190 school days.
    #expect(abs(journeys.vehicleMetres[0] - 12_000 * 100 / 190) < 1e-9)
  }

  @Test func emptyRunningIsPaidAndCounted() throws {
    var world = TransportWorld()
    world.add(0, 6000)
    let stage = try world.stage(TransportWorld.assumptions(["transport.dead_mileage_share": .number(0.5)]))
    let journeys = stage.routed(world)
    #expect(journeys.totalCost == (4000 + 1800) * 190)
    #expect(journeys.vehicleMetres == [18_000])
  }

  @Test func theSameRunIsPlannedOnce() throws {
    var world = TransportWorld(settings: [(0, 0), (50_000, 0)])
    for y in [6000.0, 7000, 8000] {
      world.add(0, y)
      world.add(50_000, y, provision: 1)
    }
    let stage = try world.stage()
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let first = stage.routed(world.cohort, draws, world.placements, year: 0, iterationsPerRider: 10, cache: &cache)
    let second = stage.routed(world.cohort, draws, world.placements, year: 1, iterationsPerRider: 10, cache: &cache)
    #expect(cache.planned == 2 && cache.asked == 4)
    #expect(first.cost == second.cost)
    // One child leaves one school: the other's run is not planned again.
    var placements = world.placements
    placements.provision[2 * world.cohort.count + 0] = -1
    let third = stage.routed(world.cohort, draws, placements, year: 2, iterationsPerRider: 10, cache: &cache)
    #expect(cache.planned == 3)
    #expect(third.settingCost[1] == first.settingCost[1])
  }

  @Test func threadsAndThePastChangeNothing() throws {
    let world = TransportWorld.county(children: 100)
    let stage = try world.stage()
    let one = stage.routed(world, year: 1, jobs: 1)
    let two = stage.routed(world, year: 1, jobs: 2)
    #expect(one.cost == two.cost && one.onBoard == two.onBoard && one.vehicles == two.vehicles)
  }

  @Test func anotherChildChangesNobodyElsesMode() throws {
    var world = TransportWorld.county(children: 100)
    let before = try world.stage(PolicyCases.assumptions()).routed(world)
    world.add(3000, 3000)
    let after = try world.stage(PolicyCases.assumptions()).routed(world)
    #expect(before.mode == Array(after.mode.prefix(100)))
    #expect(before.isEligible == Array(after.isEligible.prefix(100)))
  }

  @Test func everyPennyOfARouteIsSomebodys() throws {
    for seed in 0..<6 {
      let world = TransportWorld.county(children: 60 + seed, seed: UInt64(seed))
      let journeys = try world.stage(PolicyCases.assumptions()).routed(world)
      let unlocated = (0..<world.cohort.count).filter { world.placements.provision($0, year: 0) >= 4 }
      let elsewhere = unlocated.reduce(0) { $0 + journeys.cost[$1] }
      let atSettings: Int = journeys.settingCost.reduce(0, +)
      #expect(atSettings + elsewhere == journeys.totalCost)
      #expect(journeys.cost.allSatisfy { $0 >= 0 })
      for child in 0..<world.cohort.count where journeys.mode[child].isVehicle {
        #expect(journeys.onBoard[child] > 0 && journeys.cost[child] > 0)
      }
    }
  }

  @Test func nobodyIsOnBoardLongerThanAllowed() throws {
    let world = TransportWorld.county(children: 120)
    let stage = try world.stage(PolicyCases.assumptions())
    let draws = stage.draws(world.cohort)
    let journeys = stage.routed(world)
    for child in 0..<120 where journeys.mode[child] == .shared {
      let provision = world.placements.provision(child, year: 0)
      let decision = stage.decide(child, world.cohort, draws, provision: provision, year: 0)
      guard decision.run >= 0 else { continue }
      let longest = stage.longestOnBoard(
        ncYear: world.cohort.ncYear(child, year: 0), directSeconds: Int(decision.seconds),
        boardingSeconds: stage.figures.boarding(decision.needs))
      #expect(Int(journeys.onBoard[child]) <= longest)
    }
  }

  @Test func theRouteBookHoldsWhatTheCostsSay() throws {
    var world = TransportWorld.county(children: 120)
    world.study.settings[0].bellStart = .minutes(8 * 60 + 50)
    let stage = try world.stage(PolicyCases.assumptions())
    let draws = stage.draws(world.cohort)
    var cache = RouteCache()
    let journeys = stage.routed(world.cohort, draws, world.placements, year: 0, iterationsPerRider: 10, cache: &cache)
    let book = stage.routeBook(world.cohort, draws, world.placements, year: 0, iterationsPerRider: 10, cache: &cache)
    let carried = book.lines.flatMap(\.stops).map(\.child).sorted()
    let inVehicles = (0..<120).filter {
      journeys.mode[$0].isVehicle && world.placements.provision($0, year: 0) < 4
    }
    #expect(carried == inVehicles)
    let cost = book.lines.reduce(0) { $0 + $1.costPerDay.count * $1.days }
    let shares = inVehicles.reduce(0) { $0 + journeys.cost[$1] }
    #expect(cost == shares)
    for line in book.lines {
      let times = line.stops.map(\.onBoard)
      #expect(times == times.sorted(by: >))
      #expect(line.stops.count <= line.seats + 3)
      for stop in line.stops where line.setting == 0 {
        #expect(stop.boards == .minutes(8 * 60 + 50) - stop.onBoard)
      }
    }
  }
}
