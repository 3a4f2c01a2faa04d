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
  /// The central draw is routed and the estimator fitted to it; then every draw goes through all worlds, draws in
  /// parallel, and leaves its record; summaries are taken from them last. Results depend on the study, draws and seed
  /// alone.
  ///
  /// - Parameters:
  ///   - shareDraws: the first so many draws also give the fair shares of each option's proposals (`FairShares`).
  ///   - store: gives the records it has and takes each that is made, in the group named.
  /// - Throws: `DrawRecordError` for a record of the store that is not whole; what the store throws.
  public func run(
    worlds: [World], draws: Int, shareDraws: Int = 0, jobs: Int, store: (any DrawStore)? = nil, group: String = "",
    progress: RunProgress
  ) async throws -> RunResults {
    let study = simulation.study
    let routed = try CentralRouting(simulation: simulation).run(worlds: worlds, jobs: jobs, progress: progress)
    let drawing = Drawing(self, worlds, estimator: routed.estimator, shareDraws: shareDraws)
    let records = try await inParallel(
      draws, jobs: jobs, work: drawing.title, progress: progress, workspace: drawing.workspace
    ) { draw, space in
      if let kept = try store?.record(of: draw, in: group) { return try drawing.record(draw, from: kept) }
      let record = try drawing.record(draw, &space)
      try store?.keep(record.bytes, of: draw, in: group)
      return record
    }
    let rows = try await summaries(records.map(\.ledgers), worlds: worlds.count, jobs: jobs, progress: progress)
    return RunResults(
      draws: draws, seed: study.seed, years: (0...study.horizon).map(study.year),
      worlds: zip(worlds, rows).map {
        WorldResults(id: $0.id, name: $0.name, kind: $0.kind, proposals: $0.proposals, rows: $1)
      },
      notes: routed.notes,
      shares: shareDraws > 0 ? drawing.sharer.pooled(records.prefix(shareDraws).map(\.shares)) : [])
  }

  /// Makes the records of some draws as `run` would, in any order, and gives each to the store: a share of a run that is
  /// gathered elsewhere.
  public func draw(
    _ draws: [Int], worlds: [World], shareDraws: Int, jobs: Int, into store: any DrawStore, group: String,
    progress: RunProgress
  ) async throws {
    let routed = try CentralRouting(simulation: simulation).run(worlds: worlds, jobs: jobs, progress: progress)
    let drawing = Drawing(self, worlds, estimator: routed.estimator, shareDraws: shareDraws)
    _ = try await inParallel(
      draws.count, jobs: jobs, work: drawing.title, progress: progress, workspace: drawing.workspace
    ) { index, space in
      try store.keep(drawing.record(draws[index], &space).bytes, of: draws[index], in: group)
    }
  }

  /// How a draw of these worlds becomes its record.
  private struct Drawing: Sendable {
    let appraiser: DrawAppraiser
    let sharer: ShareAppraiser
    let shareDraws: Int

    init(_ appraisal: Appraisal, _ worlds: [World], estimator: Estimator, shareDraws: Int) {
      appraiser = DrawAppraiser(
        simulation: appraisal.simulation, rules: appraisal.rules, estimator: estimator, worlds: worlds)
      sharer = ShareAppraiser(appraiser)
      self.shareDraws = shareDraws
    }

    var title: String {
      appraiser.worlds.count == 1 ? "Draws of doing nothing" : "Draws of \(appraiser.worlds.count) futures"
    }
    @Sendable func workspace() -> DrawAppraiser.Workspace { appraiser.workspace() }

    func record(_ draw: Int, _ space: inout DrawAppraiser.Workspace) throws -> DrawRecord {
      let (ledgers, futures) = try appraiser.run(draw, &space)
      return DrawRecord(
        ledgers: ledgers, shares: draw < shareDraws ? try sharer.shares(draw, futures, &space) : [])
    }

    func record(_ draw: Int, from kept: [UInt8]) throws -> DrawRecord {
      let shares = draw < shareDraws ? sharer.options.count : 0
      guard let record = DrawRecord(kept, worlds: appraiser.worlds.count, shares: shares) else {
        throw DrawRecordError(draw: draw)
      }
      return record
    }
  }

  /// Rows by world, from ledgers by draw and world: a year at a time, so that no more than that is spread out.
  private func summaries(
    _ ledgers: [[Ledger]], worlds: Int, jobs: Int, progress: RunProgress
  ) async throws -> [[MetricRow]] {
    let years = simulation.study.horizon + 1
    let summariser = Summariser(rules: rules, years: years)
    let quiet = RunProgress(isCancelled: progress.isCancelled)
    var rows = Array(repeating: [MetricRow](), count: worlds)
    for year in 0..<years {
      progress.report("Summaries", year, years)
      let blank = YearRow(rules.layout)
      let nothing = ledgers.map { draw in
        var row = blank
        draw[0].apply(year: year, to: &row.sums, &row.extras)
        return row
      }
      let matrix = YearMatrix(rules, year: year, nothing: nothing, ledgers: nil)
      let parts = try await inParallel(worlds, jobs: jobs, work: "", progress: quiet, workspace: {}) { world, _ in
        world == 0
          ? summariser.rows(year, matrix, against: nil)
          : summariser.rows(
            year, YearMatrix(rules, year: year, nothing: nothing, ledgers: ledgers.map { $0[world] }), against: matrix)
      }
      for world in 0..<worlds { rows[world] += parts[world] }
    }
    return rows
  }
}
