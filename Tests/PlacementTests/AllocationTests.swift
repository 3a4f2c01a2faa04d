import Planning
import Testing

@testable import Placement

/// One rule a test, on a road with homes and schools at stated kilometres.
@Suite("One September's allocation")
struct AllocationTests {
  @Test func aBandOneChildGoesToTheNearestMainstreamSchool() throws {
    var world = TestWorld()
    let home = world.home(at: 5)
    world.provision(.mainstream, at: 0, places: nil, ncYears: 0...6)
    let near = world.provision(.mainstream, at: 4, places: nil, ncYears: 0...6)
    world.provision(.mainstream, at: 5, places: nil, ncYears: 7...13)
    var cohort = world.cohort()
    let child = cohort.entrant(.slcn, band: 1, ncYear: 2, home: home)
    let placements = try world.stage().place(cohort, world.supply())
    #expect(placements.provision(child, year: 0) == -1)
    #expect(placements.provision(child, year: 1) == near)
    #expect(placements.reason[placements.children + child] == .newPlan)
  }

  @Test func aFullMainstreamSchoolSendsTheNextChildToTheNextSchool() throws {
    var world = TestWorld()
    let home = world.home(at: 5)
    let near = world.provision(.mainstream, at: 4, places: 1, ncYears: 0...6)
    let next = world.provision(.mainstream, at: 8, places: 1, ncYears: 0...6)
    var cohort = world.cohort()
    for _ in 0..<3 { cohort.entrant(.slcn, band: 1, ncYear: 2, home: home) }
    let placements = try world.stage().place(cohort, world.supply())
    let found = (0..<3).map { placements.provision($0, year: 1) }
    #expect(found.sorted() == [near, next, world.destination(.mainstream)].sorted())
  }

  @Test func theBasePlaceGoesToWhoeverLivesCloserToIt() throws {
    var world = TestWorld()
    let near = world.home(at: 1)
    let far = world.home(at: 9)
    let base = world.provision(.specialistBase, at: 0, places: 1, ncYears: 0...6)
    var cohort = world.cohort()
    let second = cohort.entrant(.asd, band: 2, ncYear: 1, home: far)
    let first = cohort.entrant(.asd, band: 2, ncYear: 1, home: near)
    let placements = try world.stage().place(cohort, world.supply())
    #expect(placements.provision(first, year: 1) == base)
    #expect(placements.provision(second, year: 1) == world.destination(.mainstream))
    #expect(placements.placeValue[world.study.provisions.count + base] > 0, "one more place is worth something")
  }

  @Test func aBaseTakesOnlyTheNeedsItIsDesignatedFor() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    let base = world.provision(.specialistBase, at: 0, places: 5, needs: NeedSet([.semh]))
    var cohort = world.cohort()
    let autistic = cohort.entrant(.asd, band: 2, ncYear: 1, home: home)
    let semh = cohort.entrant(.semh, band: 2, ncYear: 1, home: home)
    let placements = try world.stage().place(cohort, world.supply())
    #expect(placements.provision(autistic, year: 1) != base)
    #expect(placements.provision(semh, year: 1) == base)
  }

  @Test func aPlaceBeyondTheTravelCeilingIsNotOffered() throws {
    var world = TestWorld()
    let home = world.home(at: 40)
    world.provision(.special, at: 0, places: 5)
    var cohort = world.cohort()
    let primary = cohort.entrant(.sld, band: 3, ncYear: 1, home: home)
    let placements = try world.stage().place(cohort, world.supply())
    #expect(placements.provision(primary, year: 1) == world.destination(.independentSpecial), "80 minutes away")
  }

  @Test func aSpecialSchoolGoesOverItsNumberBeforeAnIndependentPlaceIsBought() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    let special = world.provision(.special, at: 0, places: 1, over: 1)
    var cohort = world.cohort()
    for _ in 0..<3 { cohort.entrant(.sld, band: 3, ncYear: 1, home: home) }
    let placements = try world.stage().place(cohort, world.supply())
    let found = (0..<3).map { placements.provision($0, year: 1) }
    #expect(found.filter { $0 == special }.count == 2)
    #expect(found.filter { $0 == world.destination(.independentSpecial) }.count == 1)
  }

  @Test func aFreeSpecialPlaceIsTakenFromWaitingInMainstream() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    world.provision(.special, at: 0, places: 1)
    var cohort = world.cohort()
    for _ in 0..<2 { cohort.entrant(.sld, band: 3, ncYear: 1, home: home) }
    let waits = withoutChance + [("placement.waiting_share", .number(1))]
    let placements = try world.stage(waits).place(cohort, world.supply())
    let found = Set((0..<2).map { world.study.provisions[placements.provision($0, year: 1)].kind })
    #expect(found == [.special, .mainstream])
  }

  @Test func aDirectedPlacementPassesABaseCapacityAndIsListed() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    let base = world.provision(.specialistBase, at: 0, places: 1)
    var cohort = world.cohort()
    cohort.entrant(.asd, band: 2, ncYear: 1, home: home)
    for _ in 0..<2 { cohort.entrant(.asd, band: 2, ncYear: 1, home: home, traits: .directed) }
    let toBases = withoutChance + [("placement.directed_kinds", .table([("specialist_base", 1)]))]
    let placements = try world.stage(toBases).place(cohort, world.supply())
    #expect((1...2).allSatisfy { placements.provision($0, year: 1) == base })
    #expect((1...2).allSatisfy { placements.reason[placements.children + $0] == .directed })
    #expect(placements.provision(0, year: 1) != base)
    #expect(placements.listedOverCapacity == [0, 1, 0, 0])
  }

  @Test func afterYear11BandOneGoesToCollegeAndSpecialNeedsStayWhereTheSchoolReaches() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    let school = world.provision(.mainstream, at: 0, places: nil, ncYears: 7...11)
    let special = world.provision(.special, at: 2, places: 9, ncYears: 0...14)
    let shorter = world.provision(.special, at: 3, places: 9, ncYears: 0...11)
    let college = world.provision(.fe, at: 4, places: nil, ncYears: 12...21)
    let one = world.child(.mld, band: 1, ncYear: 11, home: home, in: school)
    let two = world.child(.sld, band: 3, ncYear: 11, home: home, in: special)
    let three = world.child(.sld, band: 3, ncYear: 11, home: home, in: shorter)
    let placements = try world.stage().place(world.cohort(), world.supply())
    #expect(placements.provision(one, year: 1) == college)
    #expect(placements.provision(two, year: 1) == special)
    #expect(placements.reason[placements.children + two] == .stayed)
    #expect(placements.provision(three, year: 1) == special)
    #expect(placements.reason[placements.children + three] == .phaseTransfer)
  }

  /// A place's worth is what the year's allocation would cost less with one place more, at every provision.
  @Test func theWorthOfAPlaceIsWhatOneMoreWouldSave() throws {
    var world = TestWorld(horizon: 1)
    let homes = (0..<12).map { world.home(at: Double($0) * 2) }
    let limited = [
      world.provision(.specialistBase, at: 3, places: 2), world.provision(.supportBase, at: 15, places: 1),
      world.provision(.special, at: 8, places: 3, over: 1), world.provision(.special, at: 20, places: 0),
      world.provision(.independentSpecial, at: 12, places: 2),
    ]
    var cohort = world.cohort()
    for (index, home) in homes.enumerated() {
      cohort.entrant(.asd, band: 2 + index % 3, ncYear: index % 12, home: home)
    }
    let stage = try world.stage()
    let now = try stage.place(cohort, world.supply())
    for provision in limited {
      let places = world.provisions[provision].places!.map { $0 + 1 }
      let wider = try stage.place(cohort, world.supply([provision: places]))
      #expect(
        now.allocationCost[1] - wider.allocationCost[1]
          == Int(now.placeValue[world.study.provisions.count + provision]), "provision \(provision)")
    }
  }
}
