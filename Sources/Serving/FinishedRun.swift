import Appraisal
import Foundation
import Inputs
import Synchronization

/// What a run's `summary.json` says, as far as the pages show it. All of it is the public edition.
struct RunSummary: Decodable, Sendable {
  struct Figure: Decodable, Sendable {
    var mean: Double
    var p05: Double
    var p50: Double
    var p95: Double
    var change: ChangeFigure?

    var summary: Summary { Summary(mean: mean, p05: p05, p50: p50, p95: p95) }
  }
  struct ChangeFigure: Decodable, Sendable {
    var mean: Double
    var p05: Double
    var p50: Double
    var p95: Double
    var pGain: Double?

    enum CodingKeys: String, CodingKey {
      case mean, p05, p50, p95
      case pGain = "p_gain"
    }
    var change: Change { Change(mean: mean, p05: p05, p50: p50, p95: p95, pGain: pGain) }
  }
  struct Option: Decodable, Sendable {
    var id: String
    /// `do_nothing`, `proposal` or `option`.
    var kind: String
    var name: String
    var proposals: [String]
    var years: [String: [String: Figure?]]

    subscript(metric: Metric, year: String) -> Figure? { years[year]?[metric.name] ?? nil }
  }
  var study: String
  var years: [String]
  var draws: Int
  var seed: UInt64
  var version: String
  var options: [Option]
  /// `illustrative` and the like, by metric.
  var marks: [String: String]

  var lastYear: String { years.last ?? "" }
  var doNothing: Option? { options.first { $0.kind == "do_nothing" } }
  var chosen: [Option] { options.filter { $0.kind == "option" } }
  /// The year that a reader asks for, where the run has it; the last one otherwise.
  func year(asked: Substring?) -> String { years.first { $0 == asked ?? "" } ?? lastYear }

  /// The years of a list to choose from.
  func yearChoices(_ chosen: String) -> [[String: Any]] { years.map { ["year": $0, "chosen": $0 == chosen] } }

  /// Doing nothing, then the options, each proposal alone last.
  var ordered: [Option] {
    options.filter { $0.kind == "do_nothing" } + chosen + options.filter { $0.kind == "proposal" }
  }
}

/// What a run's `provenance.json` says of how it was made.
struct Provenance: Decodable, Sendable {
  struct Input: Decodable, Sendable {
    var file: String
    var sha256: String
  }
  struct Figure: Decodable, Sendable {
    var id: String
    var unit: String
    var date: String
    var status: String
    var source: String
    var owner: String
  }
  var laName: String
  var identity: String
  var version: String
  var started: String
  var ended: String
  var machine: String
  var draws: Int
  var disclosureThreshold: Int
  var transformation: String
  var inputs: [Input]
  var assumptions: [Figure]
  var notes: [String]

  enum CodingKeys: String, CodingKey {
    case laName = "la_name"
    case disclosureThreshold = "disclosure_threshold"
    case identity, version, started, ended, machine, draws, transformation, inputs, assumptions, notes
  }
}

/// A finished run as pages read it.
struct FinishedRun: Sendable {
  let folder: Workspace.Folder
  let summary: RunSummary
  let provenance: Provenance
}

/// Finished runs, each read once as long as its files stay as they are.
final class RunShelf: Sendable {
  private struct Kept {
    var modified: Date
    var run: FinishedRun
  }
  private let workspace: Workspace
  private let kept = Mutex<[String: Kept]>([:])

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// Those that can be read, the newest first.
  var all: [FinishedRun] {
    workspace.runs.compactMap { try? run($0) }.sorted { $0.provenance.ended > $1.provenance.ended }
  }

  /// - Throws: when its files are not those of a finished run.
  func run(_ folder: Workspace.Folder) throws -> FinishedRun {
    guard let summary = workspace.file("summary.json", of: folder.url),
      let provenance = workspace.file("provenance.json", of: folder.url)
    else { throw CocoaError(.fileNoSuchFile) }
    let modified =
      try FileManager.default.attributesOfItem(atPath: summary.path)[.modificationDate] as? Date ?? .distantPast
    if let known = kept.withLock({ $0[folder.id] }), known.modified == modified { return known.run }
    let decoder = JSONDecoder()
    let run = FinishedRun(
      folder: folder, summary: try decoder.decode(RunSummary.self, from: Data(contentsOf: summary)),
      provenance: try decoder.decode(Provenance.self, from: Data(contentsOf: provenance)))
    kept.withLock { $0[folder.id] = Kept(modified: modified, run: run) }
    return run
  }
}

extension Metric {
  private static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  /// The definition as a sentence.
  var sentence: String { definition.prefix(1).uppercased() + definition.dropFirst() + "." }

  /// The metric of a name as files have it.
  init?(named name: String) {
    guard let metric = Self.named[name] else { return nil }
    self = metric
  }
}
