import Appraisal
import ArgumentParser
import Foundation
import Inputs
import RunStore

/// The finished draws of an unfinished run: those of an earlier try, those gathered from workers, and those made now.
struct KeptDraws {
  private let store: RunStore

  /// - Parameter files: lines of workers, each for this run.
  init(at file: URL, identity: String, gathering files: [String], isQuiet: Bool) throws {
    store = try RunStore(at: file, identity: identity)
    if store.keptBefore > 0, !isQuiet {
      Terminal.complain("Going on with \(store.keptBefore) finished draws kept in \(file.path).")
    }
    for file in files { try gather(file, identity: identity) }
  }

  private func gather(_ file: String, identity: String) throws {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw StudyProblems(
        file, fault: "cannot be read", remedy: "Give the file that the workers' lines were gathered in.",
        isMissing: true)
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where !line.isEmpty
    {
      guard let drawn = try? JSONDecoder().decode(DrawnLine.self, from: Data(line.utf8)),
        let record = Data(base64Encoded: drawn.record)
      else {
        throw StudyProblems(
          file, row: index + 1, fault: "not a whole line of a worker", remedy: "Run that share of the draws again.")
      }
      guard drawn.identity == identity else {
        throw StudyProblems(
          file, row: index + 1, value: drawn.identity, fault: "a draw of another run",
          remedy: "Give assess the study, options, draws, years, seed and version that the workers had.")
      }
      try store.keep(Array(record), of: drawn.draw, in: drawn.group)
    }
  }

  /// Runs a body that keeps draws. What stops it leaves those that are finished, and says so; none, and no file stays.
  func whileRunning<Value>(_ body: (RunStore) async throws -> Value) async throws -> Value {
    do { return try await body(store) } catch {
      let kept = (try? store.count()) ?? 0
      if kept == 0 { try? store.remove() }
      guard error is CancellationError, kept > 0 else { throw error }
      Terminal.complain("Interrupted. \(kept) finished draws are kept: the same command goes on from them.")
      throw ExitCode.interrupted
    }
  }

  /// The run is written: its draws are needed no more.
  func remove() throws { try store.remove() }
}

/// A finished draw as a worker writes it: one line of JSON.
struct DrawnLine: Codable {
  var identity: String
  var group: String
  var draw: Int
  /// Base64.
  var record: String
}
