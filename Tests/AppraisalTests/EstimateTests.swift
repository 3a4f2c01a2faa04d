import Inputs
import Planning
import Simulation
import TestSupport
import Testing
import Transport
import Travel

@testable import Appraisal

/// What an estimate is held to: doing nothing, and the run's own draw of the same number, both bit for bit.
@Suite struct EstimateTests {
  private func session(_ loaded: LoadedStudy) throws -> EstimateSession {
    let travel = try Travel(roads: loaded.roads, study: loaded.study, assumptions: loaded.assumptions, jobs: 1)
    let simulation = try Simulation(study: loaded.study, assumptions: loaded.assumptions, travel: travel)
    return try EstimateSession(simulation, assumptions: loaded.assumptions, jobs: 2, progress: RunProgress())
  }

  private func added(_ option: String, to loaded: LoadedStudy) throws -> (study: Study, option: PlanOption) {
    try loaded.adding(option: Array(option.utf8), file: "options/what-if.yaml")
  }

  @Test func anOptionWithoutProposalsIsDoingNothing() async throws {
    var session = try session(tinyStudy())
    let nothing = try await session.doingNothing()
    let empty = try await session.estimate(PlanOption(id: "empty", name: "", proposals: []))
    #expect(empty.authority.map(\.values) == nothing.authority.map(\.values))
    #expect(empty.areas.map { $0.map(\.values) } == nothing.areas.map { $0.map(\.values) })
    #expect(empty.sites == nothing.sites)
    for series in empty.authority + empty.areas.flatMap(\.self) {
      #expect(series.changes.allSatisfy { $0 == nil || $0 == 0 }, "\(series.metric.name)")
    }
    #expect(empty.authority.contains { $0.changes.contains(0) })
  }

  /// The central draw, as `Appraisal.run` of all the study's worlds makes a draw: the same places, journeys, money and,
  /// because both fit the estimator to the same routes, transport.
  @Test func anOptionOfTheStudyIsTheRunsOwnDrawOfTheSameNumber() async throws {
    let loaded = try tinyStudy()
    var session = try session(loaded)
    let simulation = session.simulation
    let appraisal = try Appraisal(simulation, assumptions: loaded.assumptions)
    let worlds = World.all(of: loaded.study)
    var central = try CentralRouting(simulation, worlds: worlds, jobs: 2, progress: RunProgress())
    let appraiser = DrawAppraiser(
      simulation: simulation, rules: appraisal.rules, estimator: try central.estimator(), worlds: worlds)
    var space = appraiser.workspace()
    let ledgers = try appraiser.run(Simulation.central, &space).ledgers
    let results = try await appraisal.results([ledgers], of: worlds, jobs: 1, progress: RunProgress())

    let option = try #require(loaded.study.options.first)
    let index = try #require(worlds.firstIndex { $0.id == option.id })
    let estimate = try await session.estimate(option)
    var moved = 0
    for row in results[index].rows where row.slice == .all && !row.metric.isOneChilds {
      let series = try #require(estimate.authority.first { $0.metric == row.metric })
      let shown = DisclosureControl.published(row, isHidden: false)
      #expect(series.values[row.year] == shown.value?.mean, "\(row.metric.name)")
      #expect(series.changes[row.year] == shown.change?.mean, "\(row.metric.name)")
      if let change = shown.change?.mean, change != 0 { moved += 1 }
    }
    #expect(moved > 10)
  }

  /// The columns of a new site, and all that follows from them, are those of a study read with the option in it.
  @Test(arguments: [
    "{field: site, value: {easting_m: 444000, northing_m: 200100}}", "{field: site, value: s1}",
    "{field: needs, value: [MLD]}", "{field: places, value: 2}", "{field: delay_years, value: 1}",
  ])
  func anOptionThatMovesOrGivesOtherNeedsIsAsThoughReadWithTheStudy(_ change: String) async throws {
    let loaded = try tinyStudy()
    let (study, option) = try added(
      "id: what-if\nproposals: [east-base]\nchanges:\n  - \(change.replacing("{field", with: "{proposal: east-base, field"))\n",
      to: loaded)
    var warm = try session(loaded)
    if study.provisions.count > loaded.study.provisions.count { warm = try warm.adding(study, jobs: 1) }
    let travel = try Travel(roads: loaded.roads, study: study, assumptions: loaded.assumptions, jobs: 1)
    let simulation = try Simulation(study: study, assumptions: loaded.assumptions, travel: travel)
    var cold = try EstimateSession(simulation, assumptions: loaded.assumptions, jobs: 2, progress: RunProgress())
    let (one, other) = (try await warm.estimate(option), try await cold.estimate(option))
    #expect(one.sites == other.sites)
    // The colder one has also routed the option, so that its transport is estimated otherwise.
    let priced: Set<Metric> = [
      .transportCost, .transportCostFinancialYear, .vehicles, .vehicleKm, .co2e, .npvGeneralFund, .npv,
    ]
    for (series, another) in zip(one.authority, other.authority) where !priced.contains(series.metric) {
      #expect(series == another, "\(series.metric.name)")
    }
    let usual = try await warm.estimate(PlanOption(id: "usual", name: "", proposals: option.proposals))
    #expect(one.authority != usual.authority)
  }

  @Test func doingNothingIsTheSameWhateverAnOptionAdds() async throws {
    let loaded = try tinyStudy()
    let (study, _) = try added(
      "id: what-if\nproposals: [east-base]\nchanges:\n  - {proposal: east-base, field: site, value: {easting_m: 444000, northing_m: 200100}}\n",
      to: loaded)
    let session = try session(loaded)
    let (nothing, again) = (
      try await session.doingNothing(), try await session.adding(study, jobs: 1).doingNothing()
    )
    #expect(nothing.authority == again.authority && nothing.areas == again.areas && nothing.sites == again.sites)
  }

  @Test func smallCellsAreHidden() async throws {
    let loaded = try tinyStudy()
    var session = try session(loaded)
    let estimate = try await session.estimate(PlanOption(id: "a", name: "", proposals: [0]))
    // Eight children in two areas: hardly a cell below the authority may be shown, and none of 1 to 4.
    let counts = estimate.areas.flatMap(\.self).filter { $0.metric.unit == .children }.flatMap(\.values)
    #expect(counts.contains(nil))
    #expect(!counts.contains { $0.map { (1..<5).contains($0) } ?? false })
    let occupied = estimate.sites.flatMap(\.occupied)
    #expect(occupied.contains(nil))
    #expect(!occupied.contains { $0.map { (1..<5).contains($0) } ?? false })
  }
}
