import Assumptions
import Planning
import Randomness
import Testing

@testable import Placement

@Suite("Bases that keep a spread of year groups")
struct YearGroupsTests {
  private static func spread(_ share: Double) -> [(id: String, value: AssumptionValue)] {
    withoutChance + [("placement.base_year_group_share", .number(share))]
  }

  /// No year group is admitted by competition above its share, in any world, and the allocation costs no more than the best
  /// of all that keep the rule.
  @Test(arguments: 0..<60) func theRuleHoldsAtLeastCost(_ number: Int) throws {
    var random = NamedRandom(seed: 11, stream: RandomStream("test.spread"), draw: number)
    var world = TestWorld(horizon: 1)
    let homes = (0..<4).map { _ in world.home(at: Double(Int.random(in: 0...12, using: &random))) }
    let bases = (0..<2).map { _ in
      world.provision(
        .specialistBase, at: Double(Int.random(in: 0...12, using: &random)),
        places: Int.random(in: 2...4, using: &random),
        ncYears: 0...6)
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      world.child(.asd, band: 2, ncYear: Int.random(in: 1...2, using: &random), home: homes[0], in: bases[0])
    }
    var cohort = world.cohort()
    for index in 0..<7 {
      cohort.entrant(.asd, band: 2, ncYear: Int.random(in: 2...4, using: &random), home: homes[index % 4])
    }
    let stage = try world.stage(Self.spread(0.5))
    var space = PlacementStage.Workspace()
    let placements = try stage.place(cohort, supply: world.supply(), workspace: &space)
    for base in bases {
      let places = world.provisions[base].places![1]
      let here = (0..<cohort.count).filter { placements.provision($0, year: 1) == base }
      #expect(here.count <= places)
      for ncYear in 0...6 {
        let group = here.filter { cohort.ncYear($0, year: 1) == ncYear }
        let stayed = group.count { placements.reason[cohort.count + $0] == .stayed }
        #expect(group.count <= max(stayed, (places + 1) / 2), "base \(base), year group \(ncYear)")
      }
    }
    #expect(placements.allocationCost[1] == cheapest(stage, cohort, placements, &space))
  }

  /// Tries every way to give the bases' places to the children who compete.
  private func cheapest(
    _ stage: PlacementStage, _ cohort: Cohort, _ placements: Placements, _ space: inout PlacementStage.Workspace
  ) -> Int {
    var left = space.free
    var groups: [[Int]] = (0..<stage.table.count).map { _ in Array(repeating: 0, count: 14) }
    for child in 0..<cohort.count where placements.reason[cohort.count + child] == .stayed {
      groups[placements.provision(child, year: 1)][cohort.ncYear(child, year: 1)] += 1
    }
    let places = space.places
    var offers: [(ncYear: Int, fallback: Int, candidates: [PlacementStage.Workspace.Candidate])] = []
    for index in space.competitors.indices {
      let competitor = space.competitors[index]
      let fallback = stage.gatherChoices(competitor, cohort, &space)
      offers.append((Int(competitor.ncYear), Int(fallback.cost), space.candidates))
    }
    func search(_ index: Int) -> Int {
      guard index < offers.count else { return 0 }
      let (ncYear, fallback, candidates) = offers[index]
      var best = fallback + search(index + 1)
      for candidate in candidates {
        let provision = Int(candidate.provision)
        let most = (Int(places[provision]) + 1) / 2
        guard left[provision] > 0, groups[provision][ncYear] < most else { continue }
        left[provision] -= 1
        groups[provision][ncYear] += 1
        best = min(best, Int(candidate.cost) + search(index + 1))
        left[provision] += 1
        groups[provision][ncYear] -= 1
      }
      return best
    }
    return search(0)
  }

  /// In panel order too neither a year group's share nor the base itself is passed.
  @Test(arguments: 0..<16) func panelOrderKeepsTheRule(_ number: Int) throws {
    var (world, cohort) = randomWorld(number)
    world.policy = .panelOrder
    let supply = world.supply()
    let stage = try world.stage([("placement.base_year_group_share", .number(0.5))])
    let placements = try stage.place(cohort, supply)
    #expect(PlacementChecks(world: world, cohort: cohort, placements: placements).basesOverfull(supply).isEmpty)
    for year in 1...world.horizon {
      for (base, provision) in world.provisions.enumerated() where provision.kind.isBase {
        for ncYear in provision.ncYears {
          let group = (0..<cohort.count).filter {
            placements.provision($0, year: year) == base && cohort.ncYear($0, year: year) == ncYear
          }
          let reasons = group.map { placements.reason[year * cohort.count + $0] }
          let competed = reasons.count { ![.stayed, .directed, .preference].contains($0) }
          #expect(competed == 0 || group.count <= (supply.places(base, year: year) + 1) / 2)
        }
      }
    }
  }

  /// The worth of a place is still what one more would save, where the limit of the year groups stays what it was.
  @Test(arguments: 0..<20) func worthIsWhatOneMorePlaceWouldSave(_ number: Int) throws {
    var random = NamedRandom(seed: 12, stream: RandomStream("test.spread"), draw: number)
    var world = TestWorld(horizon: 1)
    let homes = (0..<4).map { _ in world.home(at: Double(Int.random(in: 0...12, using: &random))) }
    let base = world.provision(.specialistBase, at: 3, places: 3, ncYears: 0...6)
    var cohort = world.cohort()
    for index in 0..<6 {
      cohort.entrant(.asd, band: 2, ncYear: Int.random(in: 1...3, using: &random), home: homes[index % 4])
    }
    // At half, three places and four both let a year group have two.
    let stage = try world.stage(Self.spread(0.5))
    let now = try stage.place(cohort, world.supply())
    let wider = try stage.place(cohort, world.supply([base: [4, 4]]))
    #expect(
      now.allocationCost[1] - wider.allocationCost[1] == Int(now.placeValue[world.study.provisions.count + base]))
  }

  @Test func shareOutsideItsRangeIsRefused() throws {
    for share in [0, 1.5] {
      #expect(throws: AssumptionError.self) { try PlacementParameters(sharedAssumptions(Self.spread(share))) }
    }
  }
}
