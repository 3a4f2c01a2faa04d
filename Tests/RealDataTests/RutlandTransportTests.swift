import Assumptions
import Foundation
import Inputs
import Placement
import Planning
import Simulation
import TestSupport
import Testing
import Transport
import Travel

/// What Rutland's children cost to carry, from public data and prices that know nothing of Rutland, beside its outturn.
///
/// Prices are the shared suggested ones, whose level gives England's £8,116 a child (`NationalMeanTests`). The stock is
/// January 2025; the outturn of 2023-24 paid for 340 plans, that of 2024-25 for 376.
@Suite(
  "Rutland's transport cost",
  .enabled(if: SharedData.isPresent, "no ../shared/data beside the package: the Rutland study was not built"))
struct RutlandTransportTests {
  /// Section 251 line 2.1.4, SEN transport pre-16, gross, pounds.
  private static let outturn = ["2023-24": 1_581_551.0, "2024-25": 2_139_305.0]

  @Test func preSixteenCostIsNearTheOutturnBeforeAnyCalibration() async throws {
    try await RutlandStudyTests.withStudy { loaded, _ in
      var assumptions = loaded.assumptions
      let shared = try loadAssumptions(files: sharedModels())
      for figure in shared.all where figure.id.hasPrefix("transport.") {
        var suggested = figure
        if !figure.isUsableAsDefault { suggested.status = .illustrative }
        assumptions.insert(suggested)
      }
      let travel = try Travel(roads: loaded.roads, study: loaded.study, assumptions: assumptions, jobs: 2)
      let simulation = try Simulation(study: loaded.study, assumptions: assumptions, travel: travel)
      let stage = simulation.transport
      var costs: [Double] = []
      var cache = RouteCache()
      var space = PlacementStage.Workspace()
      for draw in 0..<20 {
        let cohort = simulation.need.cohort(draw: draw)
        let placements = try simulation.placement.place(cohort, supply: Supply(loaded.study), workspace: &space)
        let journeys = stage.routed(
          cohort, stage.draws(cohort), placements, year: 0, iterationsPerRider: 20, cache: &cache, jobs: 2)
        costs.append(Double(stage.costByLine(journeys, cohort, year: 0)[.pre16]?.count ?? 0) / 100)
      }
      costs.sort()
      let mean = costs.reduce(0, +) / Double(costs.count)
      let note = Self.outturn.sorted { $0.key < $1.key }.map { year, paid in
        "\(year): paid £\(Int(paid)), model \(String(format: "%+.0f%%", (mean / paid - 1) * 100))"
      }
      print(
        "Rutland, pre-16: £\(Int(mean)) (20 draws, £\(Int(costs[1])) to £\(Int(costs[18]))); \(note.joined(separator: "; "))"
      )
      for paid in Self.outturn.values { #expect(abs(mean / paid - 1) < 0.30) }
    }
  }
}
