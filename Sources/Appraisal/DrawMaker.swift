import Simulation
import Transport

/// Makes the records of a run's draws, whichever are wanted, here or in another process.
public struct DrawMaker: Sendable {
  private let appraiser: DrawAppraiser
  let sharer: ShareAppraiser
  private let shareDraws: Int

  init(_ appraiser: DrawAppraiser, shareDraws: Int) {
    self.appraiser = appraiser
    self.shareDraws = shareDraws
    sharer = ShareAppraiser(appraiser)
  }

  /// Makes some draws, in any order, and gives each to the store: a share of a run that is gathered elsewhere.
  public func make(
    _ draws: Range<Int>, jobs: Int, into store: any DrawStore, group: String, progress: RunProgress
  ) async throws {
    _ = try await inParallel(
      draws.count, jobs: jobs, work: title, progress: progress, workspace: workspace
    ) { index, space in
      let draw = draws.lowerBound + index
      try store.keep(record(draw, &space).bytes, of: draw, in: group)
    }
  }

  var estimator: Estimator { appraiser.estimator }

  var title: String {
    appraiser.worlds.count == 1 ? "Draws of doing nothing" : "Draws of \(appraiser.worlds.count) futures"
  }

  @Sendable func workspace() -> DrawAppraiser.Workspace { appraiser.workspace() }

  func record(_ draw: Int, _ space: inout DrawAppraiser.Workspace) throws -> DrawRecord {
    let (ledgers, futures) = try appraiser.run(draw, &space)
    return DrawRecord(ledgers: ledgers, shares: draw < shareDraws ? try sharer.shares(draw, futures, &space) : [])
  }

  /// A record that a store kept.
  func record(_ draw: Int, from kept: [UInt8]) throws -> DrawRecord {
    let shares = draw < shareDraws ? sharer.options.count : 0
    guard let record = DrawRecord(kept, worlds: appraiser.worlds.count, shares: shares) else {
      throw DrawRecordError(draw: draw)
    }
    return record
  }
}
