import Assumptions
import Placement
import Planning
import Simulation
import Transport

/// Judges every world against doing nothing, draw by draw.
public struct Appraisal: Sendable {
  let simulation: Simulation
  let rules: TallyRules

  /// Ids of the assumptions that money rests on, beside those of the stages.
  public static let assumptionIDs = MoneyRules.assumptionIDs

  public init(_ simulation: Simulation, assumptions: AssumptionSet) throws {
    self.simulation = simulation
    rules = TallyRules(
      study: simulation.study, travel: simulation.travel.times,
      money: try MoneyRules(study: simulation.study, assumptions: assumptions), placement: simulation.placement,
      schoolDays: Int(try assumptions.number("transport.school_days")))
  }

  /// Runs all worlds (`World.all`, doing nothing first).
  ///
  /// The central draw is routed and the estimator fitted to it; then every draw of doing nothing, then every other
  /// world, draws in parallel. Results depend on the study, draws and seed alone.
  public func run(worlds: [World], draws: Int, jobs: Int, progress: RunProgress) async throws -> RunResults {
    let study = simulation.study
    let routed = try CentralRouting(simulation: simulation).run(worlds: worlds, jobs: jobs, progress: progress)
    let appraiser = DrawAppraiser(simulation: simulation, rules: rules, estimator: routed.estimator)
    let nothing = worlds[0]

    let baselines = try await inParallel(
      draws, jobs: jobs, work: "Do nothing", progress: progress, workspace: appraiser.workspace
    ) { draw, space in
      try appraiser.baseline(simulation.need.cohort(draw: draw), world: nothing, &space)
    }
    var results = [
      try await summarise(
        nothing, baselines.map { DrawFigures(values: $0.values, bases: $0.bases) }, against: nil,
        jobs: jobs, progress: progress)
    ]
    for (index, world) in worlds.enumerated().dropFirst() {
      let work = "\(world.name) (\(index) of \(worlds.count - 1))"
      let figures = try await inParallel(
        draws, jobs: jobs, work: work, progress: progress, workspace: appraiser.workspace
      ) { draw, space in
        try appraiser.figures(world: world, baseline: baselines[draw], nothing: nothing, &space)
      }
      results.append(
        try await summarise(world, figures, against: baselines, jobs: jobs, progress: progress))
    }
    return RunResults(
      draws: draws, seed: study.seed, years: (0...study.horizon).map(study.year), worlds: results,
      notes: routed.notes)
  }

  private func summarise(
    _ world: World, _ figures: [DrawFigures], against nothing: [BaselineDraw]?, jobs: Int, progress: RunProgress
  ) async throws -> WorldResults {
    let summariser = Summariser(layout: rules.layout, years: simulation.study.horizon + 1)
    let count = (simulation.study.horizon + 1) * rules.layout.cells.count
    let chunk = 512
    let quiet = RunProgress(isCancelled: progress.isCancelled)
    let rows = try await inParallel(
      (count + chunk - 1) / chunk, jobs: jobs, work: "", progress: quiet, workspace: {}
    ) { index, _ in
      summariser.rows(figures, against: nothing, cells: index * chunk..<min(count, (index + 1) * chunk))
    }
    return WorldResults(
      id: world.id, name: world.name, kind: world.kind, proposals: world.proposals, rows: Array(rows.joined()))
  }
}
