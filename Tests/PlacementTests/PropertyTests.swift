import Planning
import Randomness
import Testing

@testable import Placement

/// Rules that hold in any world, over many made at random, with every chance at its published rate.
@Suite("Properties of placement")
struct PropertyTests {
  static let worlds = 0..<16

  private func checked(_ number: Int, draw: Int = 0) throws -> (PlacementChecks, Supply) {
    let (world, cohort) = randomWorld(number, draw: draw)
    let supply = world.supply()
    return (
      PlacementChecks(world: world, cohort: cohort, placements: try world.stage([]).place(cohort, supply)), supply
    )
  }

  @Test(arguments: worlds) func everyChildIsInExactlyOnePlaceEveryYear(_ number: Int) throws {
    #expect(try checked(number).0.childrenNotInOnePlace().isEmpty)
  }

  @Test(arguments: worlds) func theKindsAddUpToTheCohortInEveryDraw(_ number: Int) throws {
    for draw in -1...2 { #expect(try checked(number, draw: draw).0.yearsThatDoNotAddUp().isEmpty) }
  }

  @Test(arguments: worlds) func nobodyIsAdmittedAboveABaseCapacityButByAListedPlacement(_ number: Int) throws {
    let (checks, supply) = try checked(number)
    #expect(checks.basesOverfull(supply).isEmpty)
  }

  @Test(arguments: worlds) func nobodyBelowTransferAgeMovesWithoutAReason(_ number: Int) throws {
    #expect(try checked(number).0.movesWithoutReason().isEmpty)
  }

  @Test(arguments: worlds) func equalSuppliesGiveEqualPlacements(_ number: Int) throws {
    let (world, cohort) = randomWorld(number)
    let stage = try world.stage([])
    var workspace = PlacementStage.Workspace()
    let first = try stage.place(cohort, supply: world.supply(), workspace: &workspace)
    let again = try stage.place(cohort, supply: Supply(world.study, proposals: []), workspace: &workspace)
    #expect(first.isEqual(to: again))
  }

  @Test(arguments: worlds) func sharingYearsChangesNothing(_ number: Int) throws {
    let (world, cohort) = randomWorld(number)
    let stage = try world.stage([])
    let base = world.provisions.indices.filter { world.provisions[$0].kind.isBase }[0]
    let option = world.supply([base: [3, 3, 9, 12]])
    let nothing = world.supply([base: [3, 3, 3, 3]])
    var workspace = PlacementStage.Workspace()
    var ground = Groundwork()
    try stage.prepare(cohort, supply: nothing, into: &ground, workspace: &workspace)
    let year = option.firstDifference(from: nothing)
    #expect(year == 2)
    var shared = Placements(children: 0, years: 0, provisions: 0)
    try stage.place(cohort, supply: option, from: year, beside: ground, into: &shared, workspace: &workspace)
    let alone = try stage.place(cohort, supply: option, workspace: &workspace)
    #expect(shared.isEqual(to: alone))
  }

  /// Two counties 500 km apart: more places in one move nobody in the other.
  @Test func aFarProposalChangesNobodyNear() throws {
    let moved = try Self.worlds.map(farMoves)
    #expect(moved.reduce(0, +) > 20, "many far children were meant to gain")
  }

  private func farMoves(_ number: Int) throws -> Int {
    var (world, _) = randomWorld(number)
    let near = world.homes.count
    for kilometre in [500.0, 503, 507] { _ = world.home(at: kilometre) }
    let base = world.provision(.specialistBase, at: 504, places: 1, ncYears: 0...11)
    let special = world.provision(.special, at: 501, places: 1, ncYears: 0...14)
    var cohort = world.cohort()
    addEntrants(&cohort, number, homes: world.homes.count)
    let stage = try world.stage([])
    let before = try stage.place(cohort, world.supply())
    let after = try stage.place(cohort, world.supply([base: [1, 4, 8, 12], special: [1, 3, 6, 6]]))
    let checks = PlacementChecks(world: world, cohort: cohort, placements: before)
    #expect(checks.moved(in: after, homes: 0..<near).isEmpty, "world \(number)")
    return checks.moved(in: after, homes: near..<world.homes.count).count
  }

  /// Without an independent sector, children can be left unplaced; never beside a suitable free place.
  @Test(arguments: worlds) func nobodyIsUnplacedBesideASuitableFreePlace(_ number: Int) throws {
    let (world, cohort) = randomWorld(number)
    let noIndependents: [(key: String, row: [(key: String, value: Double)])] = [
      ("1", [("mainstream", 0)]), ("2", [("support_base", 0), ("specialist_base", 0), ("special", 15_000)]),
      ("3", [("special", 0), ("satellite", 0)]), ("4", [("special", 0)]),
    ]
    let stage = try world.stage(withoutChance + [("placement.suitability_school", .nested(noIndependents))])
    let supply = world.supply()
    let checks = PlacementChecks(world: world, cohort: cohort, placements: try stage.place(cohort, supply))
    #expect(checks.unplacedBesideFreePlaces(supply, stage).isEmpty)
    #expect((1...world.horizon).contains { checks.occupancy(year: $0)[world.destination(.unplaced)] > 0 })
  }

  @Test func morePlacesNeverWorsenTheYearsAllocation() throws {
    var improved = 0
    for number in Self.worlds {
      let (world, cohort) = randomWorld(number)
      let stage = try world.stage([])
      let before = try stage.place(cohort, world.supply())
      for provision in world.provisions.indices {
        guard var places = world.provisions[provision].places else { continue }
        places[1] += 2
        let after = try stage.place(cohort, world.supply([provision: places]))
        #expect(after.allocationCost[1] <= before.allocationCost[1], "world \(number), provision \(provision)")
        if after.allocationCost[1] < before.allocationCost[1] { improved += 1 }
      }
    }
    #expect(improved > 20, "some places were meant to be worth something")
  }

  /// Within one year's allocation a base place more sends nobody to an independent school; over years it may.
  @Test func moreBasePlacesNeverRaiseIndependentsThatYear() throws {
    var taken = 0
    for number in Self.worlds {
      let (world, cohort) = randomWorld(number)
      let stage = try world.stage([])
      func independents(_ placements: Placements) -> Int {
        PlacementChecks(world: world, cohort: cohort, placements: placements).independents(year: 1)
      }
      let before = try stage.place(cohort, world.supply())
      for provision in world.provisions.indices where world.provisions[provision].kind.isBase {
        for more in [1, 3] {
          let places = world.provisions[provision].places!.map { $0 + more }
          let after = try stage.place(cohort, world.supply([provision: places]))
          #expect(
            independents(after) <= independents(before), "world \(number), provision \(provision), \(more) more")
          if after.allocationCost[1] < before.allocationCost[1] { taken += 1 }
        }
      }
    }
    #expect(taken > 10, "some base places were meant to be taken")
  }

  /// One child more leaves the chances of all others as they were: only competition can move them.
  @Test(arguments: worlds) func anotherChildDoesNotChangeTheChancesOfTheRest(_ number: Int) throws {
    let (world, cohort) = randomWorld(number)
    let stage = try world.stage([])
    var wider = cohort
    wider.entrant(.slcn, band: 1, ncYear: 3, home: 0, year: 1)
    let before = try stage.place(cohort, world.supply())
    let after = try stage.place(wider, world.supply())
    let chance: Set<PlacementReason> = [.breakdown, .directed, .preference]
    for child in 0..<cohort.count {
      let reasons = (before.reason[cohort.count + child], after.reason[wider.count + child])
      #expect(!chance.contains(reasons.0) || reasons.0 == reasons.1)
    }
  }
}

/// A small county with too few specialist places, its caseload and its entrants.
func randomWorld(_ number: Int, draw: Int = 0) -> (TestWorld, Cohort) {
  var random = NamedRandom(seed: 5, stream: RandomStream("test.world"), draw: number)
  var world = TestWorld(seed: UInt64(number))
  func kilometre() -> Double { Double(Int.random(in: 0...30, using: &random)) }
  for _ in 0..<12 { _ = world.home(at: kilometre()) }
  for _ in 0..<4 {
    world.provision(.specialistBase, at: kilometre(), places: Int.random(in: 1...4, using: &random), ncYears: 0...6)
  }
  for _ in 0..<3 {
    world.provision(
      .specialistBase, at: kilometre(), places: Int.random(in: 1...4, using: &random), ncYears: 7...11,
      needs: NeedSet([.asd, .semh, .slcn]))
  }
  world.provision(.special, at: kilometre(), places: 6, ncYears: 0...14, over: 2)
  world.provision(.special, at: kilometre(), places: 4, ncYears: 7...13, needs: NeedSet([.semh, .asd]))
  world.provision(.independentSpecial, at: kilometre(), places: 3, ncYears: 4...13)
  world.provision(.mainstream, at: kilometre(), places: nil, ncYears: 0...6)
  world.provision(.mainstream, at: kilometre(), places: 5, ncYears: 0...6)
  world.provision(.mainstream, at: kilometre(), places: 8, ncYears: 7...11)
  world.provision(.fe, at: kilometre(), places: nil, ncYears: 12...21)
  for _ in 0..<40 {
    let need = [Need.asd, .semh, .slcn, .mld, .sld].randomElement(using: &random)!
    let ncYear = Int.random(in: 0...13, using: &random)
    let home = Int.random(in: 0..<12, using: &random)
    let suits = world.provisions.indices.filter {
      world.provisions[$0].ncYears.contains(ncYear) && world.provisions[$0].needs.contains(need)
    }
    let provision = suits.randomElement(using: &random) ?? world.destination(.mainstream)
    let kind = provision < world.provisions.count ? world.provisions[provision].kind : .mainstream
    let band = kind.isBase ? 2 : kind == .special || kind.isINMSS ? 3 : Int.random(in: 1...2, using: &random)
    world.child(need, band: band, ncYear: ncYear, home: home, in: provision)
  }
  var cohort = world.cohort(draw: draw)
  addEntrants(&cohort, number, homes: world.homes.count)
  return (world, cohort)
}

func addEntrants(_ cohort: inout Cohort, _ number: Int, homes: Int) {
  var random = NamedRandom(seed: 6, stream: RandomStream("test.entrants"), draw: number)
  for index in 0..<60 {
    let year = 1 + index % 3
    cohort.entrant(
      [Need.asd, .semh, .slcn, .mld, .sld].randomElement(using: &random)!, band: Int.random(in: 1...4, using: &random),
      ncYear: Int.random(in: -1...14, using: &random), home: index % homes, year: year,
      exit: index % 7 == 0 ? min(year + 1, cohort.horizon + 1) : nil)
  }
}

extension Placements {
  func isEqual(to other: Placements) -> Bool {
    provision == other.provision && reason == other.reason && placeValue == other.placeValue
      && placeTimeSaved == other.placeTimeSaved && needValue == other.needValue
      && listedOverCapacity == other.listedOverCapacity
      && allocationCost == other.allocationCost && panelExcess == other.panelExcess
  }
}
