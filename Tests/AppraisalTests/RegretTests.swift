import Assumptions
import Planning
import Simulation
import TestSupport
import Testing
import Travel
import Units

@testable import Appraisal

@Suite struct RegretTests {
  /// Doing nothing, a safe option and a bold one, in two futures of two draws.
  private let values = [[[0.0, 0], [0, 0]], [[10, 20], [5, 5]], [[50, 60], [-40, -20]]]

  @Test func `regret is what the best of each future was ahead`() {
    let found = Regret(values)
    #expect(found.regret == [[55, 5], [40, 0], [0, 35]])
    #expect(found.chanceBest == [0, 0.5, 0.5])
  }

  @Test func `knowing beforehand is worth the mean of the best less the best mean`() {
    // Best in each world: 50, 60, 5, 5; the bold option's own mean is 12.5.
    #expect(Regret(values).perfectInformation == 30 - 12.5)
  }

  @Test func `a tie is shared and chances add to one`() {
    let found = Regret([[[0.0, 1]], [[0, 1]], [[-1, 4]]])
    #expect(found.chanceBest == [0.25, 0.25, 0.5])
    #expect(found.chanceBest.reduce(0, +) == 1)
  }
}

@Test func aThirdOfAYearlyRatioIsItsCubeRoot() {
  #expect(abs(Future.yearly(1.331, years: 3) - 0.1) < 1e-9)
  #expect(abs(Future.yearly(1, years: 3)) < 1e-9)
}

/// On the tiny study: everything that a close look and other futures say, from real placements.
@Suite struct CloseLookTests {
  private func run(jobs: Int = 1) async throws -> (
    look: CloseLook, robustness: Robustness, results: RunResults, LoadedStudyBits
  ) {
    let loaded = try tinyStudy()
    let travel = try Travel(roads: loaded.roads, study: loaded.study, assumptions: loaded.assumptions, jobs: 1)
    let simulation = try Simulation(study: loaded.study, assumptions: loaded.assumptions, travel: travel)
    let empty = World(id: "empty", name: "Empty", kind: .option, proposals: [], study: loaded.study)
    let worlds = World.all(of: loaded.study) + [empty]
    let look = try await CloseLook(
      simulation, assumptions: loaded.assumptions, worlds: worlds, draws: 5, jobs: jobs, progress: RunProgress())
    let robustness = try await Robustness(
      simulation, assumptions: loaded.assumptions, worlds: worlds, draws: 4, jobs: jobs, progress: RunProgress())
    let results = try await Appraisal(simulation, assumptions: loaded.assumptions).run(
      worlds: worlds, draws: 5, jobs: jobs, progress: RunProgress())
    return (look, robustness, results, LoadedStudyBits(study: loaded.study, assumptions: loaded.assumptions))
  }
  struct LoadedStudyBits {
    var study: Study
    var assumptions: AssumptionSet
  }

  @Test func `an option without proposals is worth nothing in every future and changes no child`() async throws {
    let (look, robustness, _, _) = try await run()
    let index = try #require(robustness.options.firstIndex(of: "empty"))
    #expect(robustness.entries[index].values.allSatisfy { $0 == Summary(mean: 0, p05: 0, p50: 0, p95: 0) })
    #expect(robustness.entries[index].waiting?.mean == 0)
    let world = try #require(look.worlds.firstIndex { $0.id == "empty" })
    for draw in 0..<look.draws { #expect(look.looks[world][draw].occupants == look.looks[0][draw].occupants) }
    #expect(robustness.futureIDs.first == "as_assumed" && robustness.futureIDs.count >= 4)
  }

  @Test func `children counted by provision are the plans of the run, and undiscounted flows recount from them`()
    async throws
  {
    let (look, _, results, bits) = try await run()
    let provisions = bits.study.provisions.count
    for (index, world) in look.worlds.enumerated() {
      let rows = try #require(results.worlds.first { $0.id == world.id }).rows
      for year in 0...bits.study.horizon {
        func mean(_ metric: Metric) -> Double {
          rows.first { $0.metric == metric && $0.slice == .all && $0.year == year }!.value.mean
        }
        let children = look.looks[index].reduce(0) { sum, draw in
          sum + draw.occupants[year * provisions..<(year + 1) * provisions].reduce(0) { $0 + Int($1) }
        }
        #expect(abs(Double(children) / 5 - mean(.ehcp)) < 1e-9, "\(world.id), year \(year)")
        let cost = look.looks[index].reduce(0) { sum, draw in
          sum
            + (0..<provisions).reduce(0) { $0 + Int(draw.occupants[year * provisions + $1]) * look.money.childCost[$1] }
        }
        #expect(abs(Double(cost) / 5 - mean(.placementCost)) < 1e-3, "\(world.id), year \(year)")
      }
    }
  }

  @Test func `present values by budget are the run's own, and the assessment says the same for any threads`()
    async throws
  {
    let (look, robustness, results, bits) = try await run()
    let published = DisclosureControl().publish(results)
    let found = try Assessment(
      published, study: bits.study, assumptions: bits.assumptions, look: look, robustness: robustness)
    for world in published.worlds where world.kind != .doNothing {
      let money = try #require(found.worlds[world.id]).money
      let last = bits.study.horizon
      for (metric, value) in [
        (Metric.npvHighNeeds, money.highNeedsValue), (.npvGeneralFund, money.transportValue),
        (.npvCapital, money.capitalValue),
      ] {
        let row = try #require(world[metric, year: last]?.value)
        #expect(abs(row.mean - value) < 20, "\(world.id) \(metric.name)")
      }
      #expect(abs(money.beforeApril2028 + money.fromApril2028 - money.highNeeds.pence.reduce(0, +)) < 1)
    }
    let (again, _, _, _) = try await run(jobs: 2)
    #expect(again.looks.map { $0.map(\.occupants) } == look.looks.map { $0.map(\.occupants) })
    #expect(found.proposals.count == bits.study.proposals.count)
  }
}
