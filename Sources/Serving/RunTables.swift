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

extension SliceFigure? {
  /// The figure in words, or why there is none.
  func words(_ words: (Summary) -> String) -> String {
    self?.value.map(words) ?? (self?.status == "c" ? "c" : "not applicable")
  }
}

extension Site {
  /// A metric by setting in one option and year; none where the run's tables cannot be read.
  func settingColumn(_ metric: Metric, of run: FinishedRun, option: String, year: String) -> [String: SliceFigure] {
    let figures = (try? tables.figures(metric, by: .setting, of: run)) ?? []
    return Dictionary(
      figures.filter { $0.option == option && $0.year == year }.map { ($0.slice, $0) },
      uniquingKeysWith: { first, _ in first })
  }
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
    let rows = try rows(
      of: run, "SELECT * FROM metrics WHERE metric = ? AND slice_kind = ? ORDER BY rowid", [metric.name, kind.rawValue]
    ).map(Self.figure)
    kept.withLock { kept in
      kept.append((key, rows))
      if kept.count > Self.mostKept { kept.removeFirst() }
    }
    return rows
  }

  /// The metrics that a run has by planning area, in order of `Metric.allCases`.
  func metrics(by kind: SliceKind, of run: FinishedRun) throws -> [Metric] {
    let names = try rows(
      of: run,
      "SELECT DISTINCT metric FROM metrics WHERE slice_kind = ? AND option = 'do-nothing' AND coalesce(status, '') <> 'z'",
      [kind.rawValue]
    ).map { $0["metric"] as String }
    return Metric.allCases.filter { names.contains($0.name) }
  }

  private func rows(of run: FinishedRun, _ query: String, _ arguments: StatementArguments) throws -> [Row] {
    guard let file = workspace.file("run.gpkg", of: run.folder.url) else { return [] }
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: file.path, configuration: configuration).read {
      try Row.fetchAll($0, sql: query, arguments: arguments)
    }
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
