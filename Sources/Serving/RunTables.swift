import Appraisal
import Foundation
import GRDB
import Synchronization

/// A figure of one area, setting or group in a year, after disclosure control.
struct SliceFigure: Sendable {
  var option: String
  var year: String
  var slice: String
  /// `nil` where it is suppressed.
  var value: Summary?
  var change: Change?
  /// `c` suppressed, `z` not applicable, else empty.
  var status: String
}

/// The table of published figures in `run.gpkg`, asked a metric at a time.
final class RunTables: Sendable {
  private let workspace: Workspace
  private let kept = Mutex<[(key: String, rows: [SliceFigure])]>([])
  private static let mostKept = 24

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// All years and options of a metric by area, setting or group.
  func figures(_ metric: Metric, by kind: SliceKind, of run: FinishedRun) throws -> [SliceFigure] {
    let key = "\(run.provenance.identity) \(metric.name) \(kind.rawValue)"
    if let known = kept.withLock({ $0.first { $0.key == key } }) { return known.rows }
    guard let file = workspace.file("run.gpkg", of: run.folder.url) else { return [] }
    var configuration = Configuration()
    configuration.readonly = true
    let rows = try DatabaseQueue(path: file.path, configuration: configuration).read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM metrics WHERE metric = ? AND slice_kind = ? ORDER BY rowid",
        arguments: [metric.name, kind.rawValue]
      ).map(Self.figure)
    }
    kept.withLock { kept in
      kept.append((key, rows))
      if kept.count > Self.mostKept { kept.removeFirst() }
    }
    return rows
  }

  /// The metrics that a run has by planning area, in order of `Metric.allCases`.
  func metrics(by kind: SliceKind, of run: FinishedRun) throws -> [Metric] {
    guard let file = workspace.file("run.gpkg", of: run.folder.url) else { return [] }
    var configuration = Configuration()
    configuration.readonly = true
    let names = try DatabaseQueue(path: file.path, configuration: configuration).read { database in
      try String.fetchSet(
        database,
        sql:
          "SELECT DISTINCT metric FROM metrics WHERE slice_kind = ? AND option = 'do-nothing' AND coalesce(status, '') <> 'z'",
        arguments: [kind.rawValue])
    }
    return Metric.allCases.filter { names.contains($0.name) }
  }

  private static func figure(_ row: Row) -> SliceFigure {
    var value: Summary?
    if let mean = row["mean"] as Double? {
      value = Summary(mean: mean, p05: row["p05"] ?? mean, p50: row["p50"] ?? mean, p95: row["p95"] ?? mean)
    }
    var change: Change?
    if let mean = row["change_mean"] as Double? {
      change = Change(
        mean: mean, p05: row["change_p05"] ?? mean, p50: mean, p95: row["change_p95"] ?? mean, pGain: row["p_gain"])
    }
    return SliceFigure(
      option: row["option"], year: row["year"], slice: row["slice"], value: value, change: change,
      status: row["status"] as String? ?? "")
  }
}
