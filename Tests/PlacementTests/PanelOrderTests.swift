import Planning
import Testing

@testable import Placement

@Suite("Panel order beside least cost")
struct PanelOrderTests {
  /// In the first year both policies decide the same September, so their difference is the excess that either reports.
  @Test(arguments: 0..<12) func theExcessIsTheDifferenceOfTheTwoPolicies(_ number: Int) throws {
    var (world, cohort) = randomWorld(number)
    let least = try world.stage([]).place(cohort, world.supply())
    world.policy = .panelOrder
    let panel = try world.stage([]).place(cohort, world.supply())
    #expect(panel.allocationCost[1] - least.allocationCost[1] == least.panelExcess[1])
    #expect(panel.panelExcess[1] == least.panelExcess[1])
    #expect((least.panelExcess + panel.panelExcess).allSatisfy { $0 >= 0 })
  }

  @Test(arguments: 0..<12) func panelOrderKeepsCapacitiesAndPlacesEverybodyOnce(_ number: Int) throws {
    var (world, cohort) = randomWorld(number)
    world.policy = .panelOrder
    let supply = world.supply()
    let placements = try world.stage(withoutChance).place(cohort, supply)
    for year in 1...world.horizon {
      var taken = Array(repeating: 0, count: world.study.provisions.count)
      var admitted = taken
      for child in 0..<cohort.count where cohort.isPresent(child, year: year) {
        let provision = placements.provision(child, year: year)
        #expect(provision >= 0)
        taken[provision] += 1
        if placements.reason[year * cohort.count + child] != .stayed { admitted[provision] += 1 }
      }
      for provision in world.provisions.indices
      where admitted[provision] > 0 && world.provisions[provision].places != nil {
        #expect(taken[provision] <= supply.places(provision, year: year) + Int(supply.overPlaces[provision]))
      }
    }
  }

  /// A child more changes nobody's turn among the others.
  @Test func anotherChildChangesNobodysTurn() throws {
    var world = TestWorld(horizon: 1)
    world.policy = .panelOrder
    let home = world.home(at: 1)
    world.provision(.specialistBase, at: 0, places: 2, ncYears: 0...6)
    var cohort = world.cohort()
    for _ in 0..<6 { cohort.entrant(.asd, band: 2, ncYear: 1, home: home) }
    let before = try world.stage().place(cohort, world.supply())
    var wider = cohort
    wider.entrant(.asd, band: 1, ncYear: 1, home: home)
    let after = try world.stage().place(wider, world.supply())
    #expect((0..<6).allSatisfy { before.provision($0, year: 1) == after.provision($0, year: 1) })
  }
}
