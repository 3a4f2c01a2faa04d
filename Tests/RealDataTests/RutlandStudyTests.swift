import Foundation
import Inputs
import Placement
import Planning
import Simulation
import TestSupport
import Testing
import Travel

@testable import Appraisal

/// Rutland from public data: the 2022 road network, LSOAs, wards, the real schools around and the published stock.
///
/// `authority_study.py` builds the study in a folder of its own; nothing of it enters the project.
@Suite(
  "Rutland from public data",
  .enabled(if: SharedData.isPresent, "no ../shared/data beside the package: the Rutland study was not built"))
struct RutlandStudyTests {
  @Test func theOpeningStockIsThePublishedOneByAgeAndPlacement() async throws {
    try await AuthorityStudy.with { loaded, folder in
      let travel = try Travel(roads: loaded.roads, study: loaded.study, assumptions: loaded.assumptions, jobs: 2)
      let simulation = try Simulation(study: loaded.study, assumptions: loaded.assumptions, travel: travel)
      let cohort = simulation.need.cohort(draw: 0)
      var space = PlacementStage.Workspace()
      let placements = try simulation.placement.place(cohort, supply: Supply(loaded.study), workspace: &space)
      var simulated: [String: Int] = [:]
      for child in 0..<cohort.count where cohort.isPresent(child, year: 0) {
        let kind = loaded.study.provisions[placements.provision(child, year: 0)].kind
        simulated["\(cohort.ncYear(child, year: 0)),\(kind.code)", default: 0] += 1
      }
      let lines = try String(
        contentsOf: folder.appendingPathComponent("expected_opening_stock.csv"), encoding: .utf8
      ).split(separator: "\n").dropFirst()
      var published: [String: Int] = [:]
      for line in lines {
        let cells = line.split(separator: ",")
        published["\(cells[0]),\(cells[1])"] = Int(cells[2])
      }
      #expect(simulated == published)
      #expect(published.values.reduce(0, +) == 376)
      // Most state-special children travel over the border, beyond the road file: flagged.
      var special = 0
      var over = 0
      for child in 0..<cohort.count where cohort.isPresent(child, year: 0) {
        let provision = loaded.study.provisions[placements.provision(child, year: 0)]
        guard provision.kind == .special, let setting = provision.setting else { continue }
        special += 1
        if travel.times.isStraightLine(home: Int(cohort.home[child]), setting: setting) { over += 1 }
      }
      #expect(special == 45)
      #expect(over > special / 2)
      #expect(travel.times.provenance.contains { $0.contains("traight line") })
    }
  }

  @Test func threeProposalsAreAppraisedToTheEnd() async throws {
    try await AuthorityStudy.with { loaded, _ in
      let travel = try Travel(roads: loaded.roads, study: loaded.study, assumptions: loaded.assumptions, jobs: 2)
      let simulation = try Simulation(study: loaded.study, assumptions: loaded.assumptions, travel: travel)
      let appraisal = try Appraisal(simulation, assumptions: loaded.assumptions)
      let results = try await appraisal.run(
        worlds: World.all(of: loaded.study), draws: 4, jobs: 2, progress: RunProgress())
      #expect(results.worlds.map(\.kind) == [.doNothing, .proposal, .proposal, .proposal, .option, .option])
      let opening = results.worlds[0].rows.filter { $0.year == 0 && $0.slice == .all }
      #expect(opening.first { $0.metric == .ehcp }?.value.mean == 376)
      #expect(opening.first { $0.metric == .placed(.special) }?.value.mean == 45)
      #expect(opening.first { $0.metric == .independentCount }?.value.mean == 33)
    }
  }
}
