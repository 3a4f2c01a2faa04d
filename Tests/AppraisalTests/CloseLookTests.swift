import Assumptions
import Planning
import Simulation
import TestSupport
import Testing
import Travel

@testable import Appraisal

/// On the tiny study: everything that a close look and other futures say, from real placements. Made once.
private struct TinyAssessment: Sendable {
  var study: Study
  var assumptions: AssumptionSet
  var simulation: Simulation
  var worlds: [World]
  var look: CloseLook
  var robustness: Robustness
  var results: RunResults

  static let draws = 2
  static let made = Task {
    let loaded = try tinyStudy()
    let travel = try Travel(roads: loaded.roads, study: loaded.study, assumptions: loaded.assumptions, jobs: 1)
    let simulation = try Simulation(study: loaded.study, assumptions: loaded.assumptions, travel: travel)
    let empty = World(id: "empty", name: "Empty", kind: .option, proposals: [], study: loaded.study)
    let worlds = World.all(of: loaded.study) + [empty]
    let results = try await Appraisal(simulation, assumptions: loaded.assumptions).run(
      worlds: worlds, draws: draws, jobs: 1, progress: RunProgress())
    return TinyAssessment(
      study: loaded.study, assumptions: loaded.assumptions, simulation: simulation, worlds: worlds,
      look: try await CloseLook(
        simulation, assumptions: loaded.assumptions, worlds: worlds, draws: draws, jobs: 1, progress: RunProgress()),
      robustness: try await Robustness(
        simulation, assumptions: loaded.assumptions, worlds: worlds, estimator: results.estimator!, draws: draws,
        jobs: 1,
        progress: RunProgress()),
      results: results)
  }
}

@Suite struct CloseLookTests {
  @Test func `an option without proposals is worth nothing in every future and changes no child`() async throws {
    let tiny = try await TinyAssessment.made.value
    let index = try #require(tiny.robustness.options.firstIndex(of: "empty"))
    let entry = tiny.robustness.entries[index]
    let zero = Summary(mean: 0, p05: 0, p50: 0, p95: 0)
    #expect(entry.values.allSatisfy { $0 == zero } && entry.transport.allSatisfy { $0 == zero })
    #expect(entry.waiting?.mean == 0)
    let world = try #require(tiny.look.worlds.firstIndex { $0.id == "empty" })
    for draw in 0..<tiny.look.draws {
      #expect(tiny.look.looks[world][draw].occupants == tiny.look.looks[0][draw].occupants)
    }
    #expect(tiny.robustness.futureIDs.first == "as_assumed" && tiny.robustness.futureIDs.count >= 4)
  }

  @Test func `dear transport moves the general fund alone, by its share from the second year on`() async throws {
    let tiny = try await TinyAssessment.made.value
    let robustness = tiny.robustness
    let dear = try #require(robustness.futureIDs.firstIndex(of: "contract_inflation"))
    var seen = 0
    for entry in robustness.entries {
      #expect(entry.values[dear] == entry.values[0])
      // No option of the study opens in the first year, so every pound saved or added is dearer by the same share.
      let expected = entry.transport[0].mean * 1.2
      #expect(abs(entry.transport[dear].mean - expected) < 1e-6 * max(1, abs(expected)))
      if entry.transport[0].mean != 0 { seen += 1 }
    }
    #expect(seen > 0)
  }

  @Test func `transport in the assumed future is that of the run's draws`() async throws {
    let tiny = try await TinyAssessment.made.value
    for entry in tiny.robustness.entries.dropFirst() {
      let world = try #require(tiny.results.worlds.first { $0.id == tiny.robustness.options[entry.option] })
      let row = try #require(
        world.rows.first { $0.metric == .npvGeneralFund && $0.slice == .all && $0.year == tiny.study.horizon })
      #expect(abs(entry.transport[0].mean - row.value.mean) < 1)
    }
  }

  @Test func `children counted by provision are the plans of the run, and flows recount from them`() async throws {
    let tiny = try await TinyAssessment.made.value
    let provisions = tiny.study.provisions.count
    let draws = Double(tiny.look.draws)
    for (index, world) in tiny.look.worlds.enumerated() {
      let rows = try #require(tiny.results.worlds.first { $0.id == world.id }).rows.filter { $0.slice == .all }
      for year in 0...tiny.study.horizon {
        func mean(_ metric: Metric) -> Double { rows.first { $0.metric == metric && $0.year == year }!.value.mean }
        var children = 0
        var cost = 0
        for draw in tiny.look.looks[index] {
          for provision in 0..<provisions {
            let here = Int(draw.occupants[year * provisions + provision])
            children += here
            cost += here * tiny.look.money.childCost[provision]
          }
        }
        #expect(abs(Double(children) / draws - mean(.ehcp)) < 1e-9, "\(world.id), year \(year)")
        #expect(abs(Double(cost) / draws - mean(.placementCost)) < 1e-3, "\(world.id), year \(year)")
      }
    }
  }

  @Test func `present values by budget are the run's own`() async throws {
    let tiny = try await TinyAssessment.made.value
    let published = DisclosureControl().publish(tiny.results)
    let found = try Assessment(
      published, study: tiny.study, assumptions: tiny.assumptions, look: tiny.look, robustness: tiny.robustness)
    #expect(found.proposals.count == tiny.study.proposals.count && found.closeDraws == tiny.look.draws)
    for world in published.worlds where world.kind != .doNothing {
      let money = try #require(found.worlds[world.id]).money
      for (metric, value) in [
        (Metric.npvHighNeeds, money.highNeedsValue), (.npvGeneralFund, money.transportValue),
        (.npvCapital, money.capitalValue),
      ] {
        // Yearly changes are published to the penny.
        let row = try #require(world[metric, year: tiny.study.horizon]?.value)
        #expect(abs(row.mean - value) < 20, "\(world.id) \(metric.name)")
      }
      #expect(abs(money.beforeApril2028 + money.fromApril2028 - money.highNeeds.pence.reduce(0, +)) < 1)
    }
  }

  @Test func `groups of a proposal: those who move are its matrix, all are the plans, and who stays changes nothing`()
    async throws
  {
    let tiny = try await TinyAssessment.made.value
    for proposal in tiny.study.proposals.indices {
      let world = try #require(tiny.look.alone(proposal))
      let years = tiny.study.milestones(of: proposal)
      for (draw, look) in tiny.look.looks(at: proposal).enumerated() {
        #expect(look.travel.count == years.count)
        for (found, year) in zip(look.travel, years) {
          let moved = found.groups[TravelGroup.moved.rawValue]
          let everyone = found.groups[TravelGroup.everyone.rawValue]
          #expect(found.moves.reduce(0, +) == moved.children)
          let row = year * tiny.study.provisions.count
          let plans = tiny.look.looks[world][draw].occupants[row..<row + tiny.study.provisions.count].reduce(0, +)
          #expect(everyone.children == Int(plans))
          for measure in TravelMeasure.allCases where !measure.isMean {
            #expect(
              moved.proposal[measure.rawValue] - moved.nothing[measure.rawValue]
                == everyone.proposal[measure.rawValue] - everyone.nothing[measure.rawValue])
          }
          #expect(everyone.newlyEligible == moved.newlyEligible && moved.newlyEligible <= moved.children)
          #expect(found.groups[TravelGroup.catchment.rawValue].children <= everyone.children)
        }
      }
    }
  }

  @Test func `the number of threads changes no count`() async throws {
    let tiny = try await TinyAssessment.made.value
    let again = try await CloseLook(
      tiny.simulation, assumptions: tiny.assumptions, worlds: tiny.worlds, draws: TinyAssessment.draws, jobs: 2,
      progress: RunProgress())
    #expect(again.looks.map { $0.map(\.occupants) } == tiny.look.looks.map { $0.map(\.occupants) })
  }
}
