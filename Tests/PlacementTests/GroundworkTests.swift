import Planning
import Randomness
import Testing

@testable import Placement

/// A world placed beside doing nothing is the world placed by itself, bit for bit.
@Suite("Placement beside doing nothing")
struct GroundworkTests {
  /// - Parameter hasCompany: brothers and sisters, and bases that keep a spread of year groups: rules by which one child's
  ///   placement bears on another's choices, and not on its price alone.
  @Test(arguments: PropertyTests.worlds, [false, true])
  func isThePlacementByItself(_ number: Int, hasCompany: Bool) throws {
    var (world, cohort) = randomWorld(number)
    if hasCompany {
      for child in world.children.indices {
        world.children[child].siblings = world.children.indices.filter {
          $0 != child && world.children[$0].home == world.children[child].home
        }
      }
    }
    let stage = try world.stage(hasCompany ? [("placement.base_year_group_share", .number(0.5))] : [])
    let nothing = world.supply()
    var workspace = PlacementStage.Workspace()
    var ground = Groundwork()
    // Twice, so that what another draw left in the storage would show.
    try stage.prepare(world.cohort(), supply: nothing, into: &ground, workspace: &workspace)
    try stage.prepare(cohort, supply: nothing, into: &ground, workspace: &workspace)
    #expect(ground.placements.isEqual(to: try stage.place(cohort, nothing)))
    var random = NamedRandom(seed: 8, stream: RandomStream("test.changes"), draw: number)
    var beside = Placements(children: 0, years: 0, provisions: 0)
    var moved = 0
    for _ in 0..<12 {
      var places: [Int: [Int]] = [:]
      for provision in world.provisions.indices where Int.random(in: 0..<3, using: &random) == 0 {
        let usual = world.provisions[provision].places?[0] ?? 0
        // Opened wider, cut, shut, or an unlimited one given a number.
        places[provision] = (0...world.horizon).map { year in
          year == 0 ? usual : [0, usual, usual + 1, usual + 3, max(0, usual - 2)].randomElement(using: &random)!
        }
        if world.provisions[provision].places == nil, Bool.random(using: &random) { places[provision] = nil }
      }
      let option = world.supply(places)
      try stage.place(
        cohort, supply: option, from: option.firstDifference(from: nothing), beside: ground, into: &beside,
        workspace: &workspace)
      let alone = try stage.place(cohort, option)
      #expect(beside.isEqual(to: alone), "world \(number), \(places)")
      moved += zip(beside.provision, ground.placements.provision).count { $0 != $1 }
    }
    #expect(moved > 50)
  }

  /// The same supply: nothing is placed anew, and from the first year on everything comes out as it was.
  @Test(arguments: PropertyTests.worlds) func anEqualSupplyChangesNothing(_ number: Int) throws {
    let (world, cohort) = randomWorld(number)
    let stage = try world.stage([])
    var workspace = PlacementStage.Workspace()
    var ground = Groundwork()
    try stage.prepare(cohort, supply: world.supply(), into: &ground, workspace: &workspace)
    for year in [1, world.horizon + 1] {
      var beside = Placements(children: 0, years: 0, provisions: 0)
      try stage.place(
        cohort, supply: world.supply(), from: year, beside: ground, into: &beside, workspace: &workspace)
      #expect(beside.isEqual(to: ground.placements))
    }
  }

  /// With every choice at one of a few prices, nearly all allocations tie; where a search begins must not show.
  @Test(arguments: 0..<8) func tiedAllocationsComeOutTheSame(_ number: Int) throws {
    var (world, _) = randomWorld(number)
    world.homes = world.homes.map { $0 < 15 ? 10 : 20 }
    world.settings = world.settings.map { ($0.kilometre < 15 ? 10 : 20, $0.isInArea) }
    var cohort = world.cohort()
    addEntrants(&cohort, number, homes: world.homes.count)
    let stage = try world.stage([])
    var workspace = PlacementStage.Workspace()
    var ground = Groundwork()
    try stage.prepare(cohort, supply: world.supply(), into: &ground, workspace: &workspace)
    for provision in world.provisions.indices {
      guard let usual = world.provisions[provision].places?[0] else { continue }
      let option = world.supply([provision: [usual, usual + 1, usual + 2, usual + 2]])
      var beside = Placements(children: 0, years: 0, provisions: 0)
      try stage.place(cohort, supply: option, from: 1, beside: ground, into: &beside, workspace: &workspace)
      #expect(beside.isEqual(to: try stage.place(cohort, option)))
    }
  }
}
