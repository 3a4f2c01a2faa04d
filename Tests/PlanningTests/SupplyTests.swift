import Planning
import Testing

@Suite struct SupplyTests {
  @Test func anOptionWithoutProposalsIsDoingNothing() {
    var world = SupplyWorld()
    _ = world.propose(.newBase, at: 1, provision: .supportBase, places: [0, 12, 12, 12])
    let nothing = Supply(world.study)
    let empty = Supply(world.study, proposals: [])
    #expect(nothing == empty)
    #expect(nothing.firstDifference(from: empty) == nothing.years)
    #expect(world.places(nothing, 3) == [0, 0, 0, 0])
  }

  @Test func aNewBaseOpensItsPlacesInItsYears() {
    var world = SupplyWorld()
    let base = world.propose(.newBase, at: 1, provision: .supportBase, places: [0, 0, 8, 12])
    let supply = Supply(world.study, proposals: [base])
    #expect(world.places(supply, 3) == [0, 0, 8, 12])
    #expect(world.places(supply, 0) == [10, 10, 10, 10])
    #expect(supply.firstDifference(from: Supply(world.study)) == 2)
    #expect(!supply.isOpen(3, year: 1) && supply.isOpen(3, year: 2))
  }

  @Test func mainstreamAtLargeHasNoCapacityOfItsOwn() {
    let supply = Supply(SupplyWorld().study)
    #expect(supply.places(2, year: 0) == Int(Int32.max))
  }

  @Test func overPlacesComeWithTheProposalThatBringsThem() {
    var world = SupplyWorld()
    let more = world.propose(.specialExpansion, at: 1, provision: .special, places: [0, 20, 20, 20], overPlaces: 3)
    #expect(Supply(world.study).overPlaces == [0, 5, 0, 0])
    #expect(Supply(world.study, proposals: [more]).overPlaces == [0, 5, 0, 3])
  }

  @Test func anAdaptationAddsNoPlaces() {
    var world = SupplyWorld()
    let adapt = world.propose(.adaptation, at: 0, provision: .specialistBase, places: [0, 5, 5, 5])
    #expect(Supply(world.study, proposals: [adapt]) == Supply(world.study))
  }

  @Test func closingShutsTheProvisionOfThatKindAtThatSetting() {
    var world = SupplyWorld()
    let close = world.propose(.close, at: 0, provision: .specialistBase, places: [-1, -1, 0, 0])
    let supply = Supply(world.study, proposals: [close])
    #expect(world.places(supply, 0) == [10, 10, 0, 0])
    #expect(world.places(supply, 1) == [50, 50, 50, 50])
    #expect(world.places(supply, 3) == [0, 0, 0, 0])
  }

  @Test func redesignatingShutsTheOldAndOpensTheNew() {
    var world = SupplyWorld()
    let change = world.propose(.redesignate, at: 0, provision: .specialistBase, places: [-1, 14, 14, 14])
    let supply = Supply(world.study, proposals: [change])
    #expect(world.places(supply, 0) == [10, 0, 0, 0])
    #expect(world.places(supply, 3) == [0, 14, 14, 14])
  }

  @Test func proposalsAtDifferentSettingsDoNotDisturbOneAnother() {
    var world = SupplyWorld()
    let west = world.propose(.expandBase, at: 0, provision: .specialistBase, places: [0, 6, 6, 6])
    let east = world.propose(.satellite, at: 1, provision: .satellite, places: [0, 0, 16, 16])
    let both = Supply(world.study, proposals: [west, east])
    #expect(both == Supply(world.study, proposals: [east, west]))
    #expect(world.places(both, 3) == [0, 6, 6, 6] && world.places(both, 4) == [0, 0, 16, 16])
  }
}
