import Assumptions
import Placement
import Planning
import Simulation

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
      schoolDays: Int(try assumptions.number("transport.school_days")),
      daysToMarch: Int(try assumptions.number("transport.school_days_to_march")))
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
    var central = try CentralRouting(simulation, worlds: worlds, jobs: jobs, progress: progress)
    let maker = try maker(of: worlds, &central, shareDraws: shareDraws)
    let note = try central.note(on: maker.estimator)
    let services = try central.services()
    let records = try await inParallel(
      draws, jobs: jobs, work: maker.title, progress: progress, workspace: maker.workspace
    ) { draw, space in
      if let kept = try store?.record(of: draw, in: group) { return try maker.record(draw, from: kept) }
      let record = try maker.record(draw, &space)
      try store?.keep(record.bytes, of: draw, in: group)
      return record
    }
    return RunResults(
      draws: draws, seed: study.seed, years: (0...study.horizon).map(study.year),
      worlds: try await results(records.map(\.ledgers), of: worlds, jobs: jobs, progress: progress),
      notes: [note] + services.notes + (shareDraws > 0 ? maker.sharer.notes : []),
      shares: shareDraws > 0 ? maker.sharer.pooled(records.prefix(shareDraws).map(\.shares)) : [],
      routed: services.routed, estimator: maker.estimator)
  }

  /// The figures of worlds from their ledgers, by draw and world.
  func results(
    _ ledgers: [[Ledger]], of worlds: [World], jobs: Int, progress: RunProgress
  ) async throws -> [WorldResults] {
    let rows = try await summaries(ledgers, worlds: worlds.count, jobs: jobs, progress: progress)
    return zip(worlds, rows).map {
      WorldResults(id: $0.id, name: $0.name, kind: $0.kind, proposals: $0.proposals, rows: $1)
    }
  }

  /// Routes the central draw of the worlds, after which any of their draws can be made.
  public func maker(of worlds: [World], shareDraws: Int, jobs: Int, progress: RunProgress) throws -> DrawMaker {
    var central = try CentralRouting(simulation, worlds: worlds, jobs: jobs, progress: progress)
    return try maker(of: worlds, &central, shareDraws: shareDraws)
  }

  private func maker(of worlds: [World], _ central: inout CentralRouting, shareDraws: Int) throws -> DrawMaker {
    DrawMaker(
      DrawAppraiser(simulation: simulation, rules: rules, estimator: try central.estimator(), worlds: worlds),
      shareDraws: shareDraws)
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
