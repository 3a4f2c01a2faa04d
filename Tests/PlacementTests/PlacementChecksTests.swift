import Planning
import Testing

@testable import Placement

/// Every check of `PlacementChecks` finds a fault that is planted in sound placements.
@Suite("Checks of placements can fail")
struct PlacementChecksTests {
  private func sound() throws -> (PlacementChecks, Supply) {
    let (world, cohort) = randomWorld(3)
    let supply = world.supply()
    return (
      PlacementChecks(world: world, cohort: cohort, placements: try world.stage([]).place(cohort, supply)), supply
    )
  }

  private func planted(_ checks: PlacementChecks, _ change: (inout Placements) -> Void) -> PlacementChecks {
    var placements = checks.placements
    change(&placements)
    return PlacementChecks(world: checks.world, cohort: checks.cohort, placements: placements)
  }

  /// The first child that stays where it is in year 2.
  private func stayer(_ checks: PlacementChecks) throws -> Int {
    let count = checks.cohort.count
    return try #require((0..<count).first { checks.placements.reason[2 * count + $0] == .stayed })
  }

  @Test func aChildThatIsNowhere() throws {
    let (checks, _) = try sound()
    let cell = 2 * checks.cohort.count + (try stayer(checks))
    let faulty = planted(checks) { $0.provision[cell] = -1 }
    #expect(checks.childrenNotInOnePlace().isEmpty && faulty.childrenNotInOnePlace().count == 1)
    #expect(checks.yearsThatDoNotAddUp().isEmpty && faulty.yearsThatDoNotAddUp().count == 1)
  }

  @Test func aMoveWithoutAReason() throws {
    let (checks, _) = try sound()
    let cell = 2 * checks.cohort.count + (try stayer(checks))
    let faulty = planted(checks) { $0.provision[cell] = Int16(checks.world.destination(.ehe)) }
    #expect(checks.movesWithoutReason().isEmpty && !faulty.movesWithoutReason().isEmpty)
    let early = planted(checks) { placements in
      placements.reason[cell] = .newPlan
    }
    #expect(early.movesWithoutReason().count == 1)
  }

  @Test func aBaseThatIsOverfull() throws {
    let (checks, supply) = try sound()
    let base = try #require(checks.world.provisions.firstIndex { $0.kind.isBase })
    let count = checks.cohort.count
    let faulty = planted(checks) { placements in
      for child in 0..<count where checks.cohort.isPresent(child, year: 1) {
        placements.provision[count + child] = Int16(base)
        placements.reason[count + child] = .phaseTransfer
      }
    }
    #expect(checks.basesOverfull(supply).isEmpty && !faulty.basesOverfull(supply).isEmpty)
    let unlisted = planted(checks) { $0.listedOverCapacity[1] += 1 }
    #expect(unlisted.basesOverfull(supply).count == 1)
  }

  @Test func aChildUnplacedBesideAFreePlace() throws {
    var world = TestWorld(horizon: 1)
    let home = world.home(at: 1)
    world.provision(.special, at: 0, places: 1)
    var cohort = world.cohort()
    cohort.entrant(.sld, band: 3, ncYear: 1, home: home)
    let stage = try world.stage()
    let supply = world.supply()
    let checks = PlacementChecks(world: world, cohort: cohort, placements: try stage.place(cohort, supply))
    let faulty = planted(checks) { $0.provision[1] = Int16(world.destination(.unplaced)) }
    #expect(checks.unplacedBesideFreePlaces(supply, stage).isEmpty)
    #expect(faulty.unplacedBesideFreePlaces(supply, stage) == ["child 0, year 1, provision 0"])
  }

  @Test func aNeighbourWhoMoves() throws {
    let (checks, _) = try sound()
    let cell = 2 * checks.cohort.count + (try stayer(checks))
    let faulty = planted(checks) { $0.provision[cell] = Int16(checks.world.destination(.ehe)) }
    let homes = 0..<checks.world.homes.count
    #expect(checks.moved(in: checks.placements, homes: homes).isEmpty)
    #expect(checks.moved(in: faulty.placements, homes: homes).count == 1)
  }
}
