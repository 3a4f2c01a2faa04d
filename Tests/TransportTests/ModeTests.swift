import Assumptions
import Planning
import Testing

@testable import Transport

/// Who is carried and how, one rule a test.
@Suite struct ModeTests {
  private func modes(
    _ world: TransportWorld, _ changes: [String: AssumptionValue] = [:], year: Int = 0
  ) throws -> Journeys {
    let stage = try world.stage(TransportWorld.assumptions(changes))
    return stage.modes(world.cohort, stage.draws(world.cohort), world.placements, year: year)
  }

  @Test func aChildBeyondThreeMilesSharesAVehicleAndOneNearWalks() throws {
    var world = TransportWorld()
    world.add(0, 6000)
    world.add(0, 1000)
    let journeys = try modes(world)
    #expect(journeys.mode == [.shared, .walk])
    #expect(journeys.isEligible == [true, false])
  }

  @Test func aResidentialPlacementHasNoDailyJourney() throws {
    var world = TransportWorld()
    world.add(0, 6000, traits: .residential)
    #expect(try modes(world).mode == [.none])
  }

  /// One who would board does in an independent school, and travels daily to a state special one.
  @Test func aBoarderHasNoDailyJourneyWhereOthersBoardToo() throws {
    for (kind, mode) in [(ProvisionKind.independentSpecial, TravelMode.none), (.special, .shared)] {
      var world = TransportWorld(kind: kind)
      world.add(0, 6000, traits: .boarder)
      #expect(try modes(world).mode == [mode])
    }
  }

  @Test func homeEducationAndTheUnplacedHaveNoJourney() throws {
    var world = TransportWorld()
    for kind in [ProvisionKind.ehe, .eotas, .unplaced, .notRecorded] {
      world.add(0, 6000, provision: world.destination(kind))
    }
    #expect(try modes(world).mode.allSatisfy { $0 == .none })
  }

  @Test func earlyYearsAreOutsideTheDuty() throws {
    var world = TransportWorld(kind: .earlyYears)
    world.add(0, 6000, ncYear: -1)
    let journeys = try modes(world)
    #expect(journeys.isEligible == [false])
    #expect(journeys.totalCost == 0)
  }

  @Test func oneKnownToBeCarriedIsCarriedHoweverNear() throws {
    var world = TransportWorld()
    world.add(0, 500, traits: .transported, isKnown: true)
    let journeys = try modes(world)
    #expect(journeys.mode == [.shared])
    #expect(journeys.isEligible == [true])
  }

  @Test func oneKnownNotToBeCarriedIsNotHoweverFar() throws {
    var world = TransportWorld()
    world.add(0, 9000, isKnown: true)
    let journeys = try modes(world)
    #expect(journeys.mode == [.none])
    #expect(journeys.isEligible == [true])
  }

  @Test func aNewProvisionIsANewDecision() throws {
    var world = TransportWorld(settings: [(0, 0), (0, 20_000)])
    let child = world.add(0, 9000, isKnown: true)
    let stage = try world.stage()
    var placements = world.placements
    placements.provision[1 * world.cohort.count + child] = 1
    let draws = stage.draws(world.cohort)
    #expect(stage.modes(world.cohort, draws, placements, year: 0).mode == [.none])
    #expect(stage.modes(world.cohort, draws, placements, year: 1).mode == [.shared])
  }

  @Test func oneWhoRidesAloneDoes() throws {
    var world = TransportWorld()
    world.add(0, 9000, traits: [.transported, .ridesAlone], isKnown: true)
    let journeys = try modes(world)
    #expect(journeys.mode == [.alone])
    // £40 and 9 km each way at £1, for 190 days.
    #expect(journeys.cost == [(4000 + 1800) * 190])
    #expect(journeys.vehicles == [1])
  }

  @Test func eligibleChildrenAreCountedByTheFirstGround() throws {
    var world = TransportWorld()
    world.add(0, 6000)
    world.add(0, 4000, ncYear: 5, traits: .lowIncome)
    world.add(0, 4000, ncYear: 5)
    world.add(0, 500, traits: .transported, isKnown: true)
    world.add(0, 6000, ncYear: 13)
    let stage = try world.stage()
    let grounds = stage.eligibleByGround(world.cohort, stage.draws(world.cohort), world.placements, year: 0)
    #expect(
      grounds.filter { $0.children > 0 }.map(\.code)
        == ["walking_distance", "extended_rights", "sixth_form_policy", "recorded_as_carried"])
    #expect(grounds.reduce(0) { $0 + $1.children } == 4)
  }

  @Test func aBudgetPaysFourLegsADay() throws {
    var world = TransportWorld()
    world.add(0, 16_093.44)
    let journeys = try modes(world, ["transport.budget_share": .number(1)])
    #expect(journeys.mode == [.budget])
    // Nine and 99 hundredths miles: the drive is held in whole metres, 16,093.
    #expect(abs(journeys.cost[0] - 342_000) < 10)
  }

  @Test func aBudgetInBandsPaysTheBandOfItsDistance() throws {
    var world = TransportWorld()
    world.add(0, 7000)
    world.add(0, 16_093)
    world.add(0, 16_095)
    let journeys = try modes(
      world,
      [
        "transport.budget_share": .number(1), "transport.ptb_in_bands": .flag(true),
        "transport.ptb_bands_central_beds": .table([("0-5", 2000), ("5-10", 3000), ("10-20", 5000), ("20+", 8000)]),
      ])
    #expect(journeys.mode == [.budget, .budget, .budget])
    #expect(journeys.cost == [200_000, 300_000, 500_000])
  }

  @Test func aParentWhoDrivesIsPaidFourLegs() throws {
    var world = TransportWorld()
    world.add(0, 16_093.44)
    let journeys = try modes(world, ["transport.mileage_share": .number(1)])
    #expect(journeys.mode == [.mileage])
    #expect(abs(journeys.cost[0] - 342_000) < 10)
    #expect(journeys.vehicles == [0])
  }

  @Test func travelTrainingIsAModeAndASaving() throws {
    var world = TransportWorld()
    world.add(0, 9000, ncYear: 9, band: 2)
    world.add(0, 9000, ncYear: 5, band: 2)
    world.add(0, 9000, ncYear: 9, band: 3)
    let training = AssumptionValue.table([("offered", 1), ("success", 1), ("cost_gbp", 900), ("years", 3)])
    let trained = try modes(world, ["transport.travel_training": training])
    #expect(trained.mode == [.trained, .shared, .shared])
    // A pass at £318 and £900 over three years.
    #expect(trained.cost[0] == 61_800)
    let stage = try world.stage(TransportWorld.assumptions(["transport.travel_training": training]))
    #expect(stage.routed(world).vehicles == [1])
  }

  @Test func aPassIsForSecondaryPupilsWithoutAnAssistant() throws {
    var world = TransportWorld(kind: .mainstream)
    world.add(0, 9000, ncYear: 8, band: 1)
    world.add(0, 9000, ncYear: 5, band: 1)
    let journeys = try modes(world, ["transport.pass_share": .table([("mainstream", 1)])])
    #expect(journeys.mode == [.pass, .shared])
    #expect(journeys.cost[0] == 31_800)
  }

  @Test func eligibleFamiliesThatMakeTheirOwnWayCostNothing() throws {
    var world = TransportWorld()
    world.add(0, 9000)
    let journeys = try modes(world, ["transport.take_up": .table([("special", 0)])])
    #expect(journeys.mode == [.none])
    #expect(journeys.isEligible == [true])
    #expect(journeys.totalCost == 0)
  }

  @Test func anIndependentPlaceThatNamesNoSettingIsPricedByItsAssumedDistance() throws {
    var world = TransportWorld()
    world.add(0, 0, provision: world.destination(.independentSpecial))
    let journeys = try modes(world)
    #expect(journeys.mode == [.shared])
    // £40 and 2 x 40.234 km at £1, shared by two, 190 days.
    #expect(journeys.cost == [(4000 + 8047) * 190 / 2])
    #expect(journeys.settingCost == [0])
    #expect(journeys.unlocatedVehicles == 0.5)
  }

  @Test func anAssessmentIsTheSameDrawInEveryYearAndGrowsWithDistance() throws {
    // One hundred children at the gate and the same hundred half a mile out: nobody loses by living further.
    let rising: [(key: String, value: Double)] = [
      ("primary_gate", 0.2), ("primary_limit", 0.8), ("secondary_gate", 0.2), ("secondary_limit", 0.8),
    ]
    var near = TransportWorld()
    var far = TransportWorld()
    for _ in 0..<100 {
      near.add(0, 100)
      far.add(0, 4000)
    }
    let changes = ["transport.sen_mobility_chance": AssumptionValue.nested([("special", rising)])]
    let close = try modes(near, changes)
    let distant = try modes(far, changes)
    let closeCount = close.isEligible.count { $0 }
    #expect((10...35).contains(closeCount))
    #expect(distant.isEligible.count { $0 } > closeCount + 25)
    #expect(zip(close.isEligible, distant.isEligible).allSatisfy { !$0 || $1 })
    #expect(close.isEligible == (try modes(near, changes, year: 1)).isEligible)
  }

  @Test func anUnverifiedPriceIsNeverASilentDefault() throws {
    var assumptions = TransportWorld.assumptions()
    let fleet = try #require(assumptions["transport.fleet"])
    assumptions.insert(
      Assumption(
        id: fleet.id, value: fleet.value, unit: "", date: "2024", status: .known, source: "none",
        isUsableAsDefault: false))
    var world = TransportWorld()
    world.add(0, 100)
    #expect(throws: AssumptionError.self) { try world.stage(assumptions) }
  }
}
