import Planning
import Testing

@testable import Placement

@Suite("Children already placed")
struct ContinuityTests {
  @Test func theBaseJanuaryIsTheCaseload() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    let school = world.provision(.special, at: 0, places: 1)
    for kind in ProvisionKind.allCases {
      world.child(.asd, band: 1, ncYear: 5, home: home, in: world.destination(kind))
    }
    world.child(.asd, band: 3, ncYear: 5, home: home, in: school)
    let placements = try world.stage().place(world.cohort(), world.supply())
    for (index, child) in world.children.enumerated() {
      #expect(placements.provision(index, year: 0) == child.provision)
      #expect(placements.reason[index] == .openingStock)
    }
  }

  @Test func aChildStaysAlthoughANearerPlaceIsFree() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    world.provision(.specialistBase, at: 1, places: 9)
    let far = world.provision(.specialistBase, at: 19, places: 9)
    let child = world.child(.asd, band: 2, ncYear: 2, home: home, in: far)
    let placements = try world.stage().place(world.cohort(), world.supply())
    #expect((1...3).allSatisfy { placements.provision(child, year: $0) == far })
    #expect((1...3).allSatisfy { placements.reason[$0 * placements.children + child] == .stayed })
  }

  @Test func atYear7AChildMovesToTheNextPhase() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    let primary = world.provision(.specialistBase, at: 1, places: 9, ncYears: 0...6)
    let secondary = world.provision(.specialistBase, at: 5, places: 9, ncYears: 7...11)
    let child = world.child(.asd, band: 2, ncYear: 5, home: home, in: primary)
    let placements = try world.stage().place(world.cohort(), world.supply())
    #expect((0...3).map { placements.provision(child, year: $0) } == [primary, primary, secondary, secondary])
    #expect(placements.reason[2 * placements.children + child] == .phaseTransfer)
  }

  @Test func aProvisionMayStateItsOwnTransferYears() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    let school = world.provision(.mainstream, at: 5, places: nil, transferYears: [4])
    let near = world.provision(.mainstream, at: 2, places: nil)
    let child = world.child(.asd, band: 1, ncYear: 3, home: home, in: school)
    let placements = try world.stage().place(world.cohort(), world.supply())
    #expect((0...1).map { placements.provision(child, year: $0) } == [school, near])
    #expect(placements.reason[placements.children + child] == .phaseTransfer)
  }

  @Test func aClosureMovesItsChildrenThatYear() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    let closing = world.provision(.special, at: 1, places: 9)
    let other = world.provision(.special, at: 5, places: 9)
    let child = world.child(.sld, band: 3, ncYear: 2, home: home, in: closing)
    let placements = try world.stage().place(world.cohort(), world.supply([closing: [9, 9, 0, 0]]))
    #expect((0...3).map { placements.provision(child, year: $0) } == [closing, closing, other, other])
    #expect(placements.reason[2 * placements.children + child] == .placeClosed)
  }

  @Test func aBrokenDownPlacementIsNotGivenBack() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    let school = world.provision(.mainstream, at: 1, places: nil)
    let special = world.provision(.special, at: 5, places: 1)
    let first = world.child(.semh, band: 1, ncYear: 4, home: home, in: school)
    let second = world.child(.semh, band: 1, ncYear: 4, home: home, in: school)
    let certain = withoutChance + [("placement.breakdown_by_nc_year", .table([("5", 1)]))]
    let placements = try world.stage(certain).place(world.cohort(), world.supply())
    let found = [first, second].map { placements.provision($0, year: 1) }
    #expect(found.sorted() == [special, world.destination(.independentSpecial)].sorted())
    #expect([first, second].allSatisfy { placements.reason[placements.children + $0] == .breakdown })
    #expect([first, second].map { placements.provision($0, year: 3) } == found, "and it is not undone later")
  }

  /// Of two placements that broke down beside a free special place, one that is diverted takes it and one that is not does
  /// not.
  @Test(arguments: [0.0, 1]) func onlyADivertedBreakdownTakesAFreeStatePlace(_ share: Double) throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    let school = world.provision(.mainstream, at: 1, places: nil)
    let special = world.provision(.special, at: 5, places: 9)
    let child = world.child(.semh, band: 1, ncYear: 4, home: home, in: school)
    let changes =
      withoutChance + [
        ("placement.breakdown_by_nc_year", .table([("5", 1)])), ("placement.diverted_share", .number(share)),
      ]
    let placements = try world.stage(changes).place(world.cohort(), world.supply())
    #expect(placements.provision(child, year: 1) == (share == 1 ? special : world.destination(.independentSpecial)))
  }

  /// The national rate of DOMAIN 5.5: 6,121 in-phase moves into INMSS over 299,649 state-placed plans of those ages.
  @Test func theBreakdownRateIsTheFittedOne() throws {
    let parameters = try PlacementParameters(sharedAssumptions())
    let stock = [
      1: 19_340.0, 2: 23_669, 3: 26_163, 4: 28_400, 5: 29_600, 6: 31_302, 8: 37_521, 9: 36_263, 10: 34_648, 11: 32_743,
    ]
    // Needs by number of state-placed plans (mainstream, bases and state special), January 2025.
    let needs: [(Need, Double)] = [
      (.asd, 137_167), (.semh, 70_920), (.slcn, 108_615), (.mld, 43_906), (.sld, 18_170), (.pmld, 6_659),
      (.spld, 9_160), (.hi, 5_886), (.vi, 3_611), (.msi, 1_275), (.pd, 17_062), (.oth, 5_304),
    ]
    let all = needs.reduce(0) { $0 + $1.1 }
    func moves(_ ncYear: Int, _ plans: Double) -> Double {
      needs.reduce(0) { sum, need in
        sum + plans * need.1 / all
          * parameters.breakdown.probability(.mainstream, need: need.0, band: 1, ncYear: ncYear)
      }
    }
    let inPhase = stock.sorted { $0.key < $1.key }.reduce(0) { $0 + moves($1.key, $1.value) }
    #expect(abs(inPhase - 6121) < 100, "\(inPhase)")
    #expect(abs(moves(7, 35_179) - 1829) < 30)
    #expect(parameters.breakdown.probability(.mainstream, need: .semh, band: 1, ncYear: 9) > 0.05)
    #expect(parameters.breakdown.probability(.independentSpecial, need: .semh, band: 1, ncYear: 9) == 0)
  }
}
