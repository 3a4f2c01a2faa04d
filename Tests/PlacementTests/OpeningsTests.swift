import Planning
import Testing

@testable import Placement

@Suite("How new provisions fill")
struct OpeningsTests {
  private func base(_ opening: Opening?, places: [Int] = [0, 20, 20, 20]) -> (TestWorld, Int, home: Int) {
    var world = TestWorld()
    let home = world.home(at: 1)
    let base = world.provision(.specialistBase, at: 2, places: 0, ncYears: 0...6)
    world.provisions[base].places = places
    world.provisions[base].opening = opening
    return (world, base, home)
  }

  /// NC years of a year's entrants to the base, one of each NC year having asked.
  private func taken(_ world: TestWorld, _ base: Int, _ home: Int, year: Int) throws -> [Int] {
    var cohort = world.cohort()
    let children = (0...6).map { cohort.entrant(.asd, band: 2, ncYear: $0, home: home, year: year) }
    let placements = try world.stage().place(cohort, world.supply())
    return (0...6).filter { placements.provision(children[$0], year: year) == base }
  }

  @Test func aBaseThatFillsFromTheBottomTakesOneYearGroupMoreEachSeptember() throws {
    let (world, base, home) = base(Opening(highestNCYear: 2))
    #expect(
      try (1...3).map { try taken(world, base, home, year: $0) } == [[0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3, 4]])
  }

  @Test func withoutAnOpeningAllYearGroupsComeAtOnce() throws {
    let (world, base, home) = base(nil)
    #expect(try taken(world, base, home, year: 1) == Array(0...6))
  }

  @Test func whoIsThereMovesUpWithTheBaseAndStays() throws {
    let (world, base, home) = base(Opening(highestNCYear: 2))
    var cohort = world.cohort()
    let child = cohort.entrant(.asd, band: 2, ncYear: 2, home: home)
    let placements = try world.stage().place(cohort, world.supply())
    #expect((1...3).allSatisfy { placements.provision(child, year: $0) == base })
    #expect(placements.reason[3 * cohort.count + child] == .stayed)
  }

  /// Of new plans spread evenly over the year those after the first of the month.
  @Test(arguments: [(10, 3.5), (11, 2.5), (12, 1.5), (1, 0.5)])
  func whatOpensBeforeJanuaryIsForPlansDecidedAfterIt(_ month: Int, _ left: Double) throws {
    let (world, base, home) = base(Opening(month: month), places: [0, 2000, 2000, 2000])
    var cohort = world.cohort()
    let children = (0..<1200).map { _ in cohort.entrant(.asd, band: 2, ncYear: 3, home: home) }
    let placements = try world.stage().place(cohort, world.supply())
    let share = Double(children.count { placements.provision($0, year: 1) == base }) / 1200
    #expect(abs(share - left / 12) < 0.04)
    let later = cohort.entrant(.asd, band: 2, ncYear: 3, home: home, year: 2)
    #expect(try world.stage().place(cohort, world.supply()).provision(later, year: 2) == base)
  }

  @Test func whatOpensAfterJanuaryCountsFromTheNextSeptember() {
    let opening = Opening(month: 4)
    #expect(opening.isAfterJanuary)
    #expect(opening.counted([0, 6, 12, 12]) == [0, 0, 12, 12])
    #expect(opening.counted([-1, -1, 6, 6]) == [-1, -1, -1, 6])
    #expect(Opening(month: 9).counted([0, 6]) == [0, 6])
    #expect(Opening(month: 1).counted([0, 6]) == [0, 6])
  }

  /// Shared years, certificates and properties with bases that fill by degrees.
  @Test(arguments: 0..<8) func besideDoingNothingItIsPlacedAsItIsAlone(_ number: Int) throws {
    var (world, cohort) = randomWorld(number)
    let bases = world.provisions.indices.filter { world.provisions[$0].kind.isBase }
    world.provisions[bases[0]].opening = Opening(highestNCYear: 1, month: number % 2 == 0 ? 11 : nil)
    world.provisions[bases[1]].opening = Opening(month: 12)
    addEntrants(&cohort, number + 100, homes: world.homes.count)
    let stage = try world.stage([])
    let nothing = world.supply([bases[0]: [0, 0, 0, 0], bases[1]: [0, 0, 0, 0]])
    let option = world.supply([bases[0]: [0, 0, 6, 9], bases[1]: [0, 5, 5, 5]])
    var workspace = PlacementStage.Workspace()
    var ground = Groundwork()
    try stage.prepare(cohort, supply: nothing, into: &ground, workspace: &workspace)
    var beside = Placements(children: 0, years: 0, provisions: 0)
    try stage.place(
      cohort, supply: option, from: option.firstDifference(from: nothing), beside: ground, into: &beside,
      workspace: &workspace)
    let alone = try stage.place(cohort, supply: option, workspace: &workspace)
    #expect(beside.isEqual(to: alone))
    let checks = PlacementChecks(world: world, cohort: cohort, placements: alone)
    #expect(checks.childrenNotInOnePlace().isEmpty && checks.basesOverfull(option).isEmpty)
    #expect(checks.movesWithoutReason().isEmpty)
    for child in 0..<cohort.count where alone.provision(child, year: 2) == bases[0] {
      #expect(cohort.ncYear(child, year: 2) <= 1)
    }
  }
}
