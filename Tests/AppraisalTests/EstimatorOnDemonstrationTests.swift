import Foundation
import Inputs
import Placement
import Planning
import Simulation
import TestSupport
import Testing
import Transport
import Travel

@testable import Appraisal

/// The estimator of the demonstration's Monte Carlo draws on days it was not fitted to: other draws, other years.
///
/// Routes nine whole days: `PLACEPLAN_LONG_TESTS=1 swift test -c release -Xswiftc -enable-testing --filter EstimatorOnDemonstration`.
@Suite(
  "The transport estimator on the demonstration",
  .enabled(
    if: ProcessInfo.processInfo.environment["PLACEPLAN_LONG_TESTS"] != nil, "PLACEPLAN_LONG_TESTS is not set"))
struct EstimatorOnDemonstrationTests {
  @Test func costIsWithinThreePercentOfRoutingOnUnseenDays() throws {
    let loaded = try loadStudy(
      at: projectFolder().appendingPathComponent("GeoData/shropshire"), models: sharedModels())
    let study = loaded.study
    let travel = try Travel(roads: loaded.roads, study: study, assumptions: loaded.assumptions, jobs: 2)
    let simulation = try Simulation(study: study, assumptions: loaded.assumptions, travel: travel)
    let worlds = World.all(of: study)
    var central = try CentralRouting(simulation, worlds: worlds, jobs: 2, progress: RunProgress())
    let fitted = try central.estimator()
    print(try central.note(on: fitted))
    let last = try #require(worlds.last)
    var errors: [Double] = []
    for draw in 0..<3 {
      let cohort = simulation.need.cohort(draw: draw)
      let draws = simulation.transport.draws(cohort)
      var space = PlacementStage.Workspace()
      // Doing nothing early and late, and the last option, whose new sites hardly any routed day has seen.
      for (world, year) in [(worlds[0], 1), (worlds[0], study.horizon), (last, study.horizon)] {
        let placements = try simulation.placement.place(cohort, supply: world.supply, workspace: &space)
        var cache = RouteCache()
        let routed = simulation.transport.routed(
          cohort, draws, placements, year: year, iterationsPerRider: CentralRouting.iterationsPerRider, cache: &cache,
          jobs: 2)
        var estimated = routed
        simulation.transport.estimated(
          cohort, draws, placements, year: year, estimator: fitted, into: &estimated)
        let error = Double(estimated.totalCost) / Double(routed.totalCost) - 1
        errors.append(error)
        print("draw \(draw), \(study.year(year)), \(world.id): \(String(format: "%+.2f%%", error * 100))")
        #expect(abs(error) < 0.03)
      }
    }
    let mean = errors.reduce(0) { $0 + abs($1) } / Double(errors.count)
    print("Mean absolute error on \(errors.count) unseen days: \(String(format: "%.2f%%", mean * 100))")
  }
}
