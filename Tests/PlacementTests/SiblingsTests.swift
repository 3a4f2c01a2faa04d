import Planning
import Testing

@testable import Placement

@Suite("Brothers and sisters")
struct SiblingsTests {
  /// A child at transfer, with a brother at the farther of two schools.
  private func world(brothersHome: Double = 1, kind: ProvisionKind = .special, places: Int? = 5) -> TestWorld {
    var world = TestWorld(horizon: 2)
    let home = world.home(at: 1)
    let other = brothersHome == 1 ? home : world.home(at: brothersHome)
    let primary = world.provision(kind, at: 1, places: places, ncYears: 0...6)
    world.provision(kind, at: 3, places: places, ncYears: 7...13)
    let farther = world.provision(kind, at: 9, places: places, ncYears: 7...13)
    let band = kind == .special ? 3 : 1
    world.child(.sld, band: band, ncYear: 9, home: other, in: farther)
    world.child(.sld, band: band, ncYear: 6, home: home, in: primary)
    world.children[0].siblings = [1]
    world.children[1].siblings = [0]
    return world
  }

  private func secondary(_ world: TestWorld) throws -> Int {
    try world.stage().place(world.cohort(), world.supply()).provision(1, year: 1)
  }

  @Test func aPlaceAtTheBrothersSchoolAddsNoJourney() throws {
    #expect(try secondary(world()) == 2)
    var alone = world()
    alone.children[0].siblings = []
    alone.children[1].siblings = []
    #expect(try secondary(alone) == 1)
  }

  @Test func siblingsAtAnotherHomeDoNotCount() throws { #expect(try secondary(world(brothersHome: 8)) == 1) }

  @Test func mainstreamSchoolsBehindTheNearestAreSeen() throws {
    #expect(try secondary(world(kind: .mainstream, places: nil)) == 2)
    #expect(try secondary(world(kind: .mainstream, places: 5)) == 2)
  }

  /// Reading who is settled does not depend on what an earlier round wrote of the year.
  @Test func placingTwiceGivesTheSame() throws {
    let world = world()
    let stage = try world.stage([])
    var space = PlacementStage.Workspace()
    let first = try stage.place(world.cohort(), supply: world.supply(), workspace: &space)
    let again = try stage.place(world.cohort(), supply: world.supply(), workspace: &space)
    #expect(first.isEqual(to: again))
  }
}
