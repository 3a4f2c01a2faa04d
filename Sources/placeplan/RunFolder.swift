import Foundation
import RunStore

/// A folder that a run cannot be written to, as data.
enum RunFolderError: Error, CustomStringConvertible {
  case otherRun(URL)
  case notARun(URL)
  var description: String {
    switch self {
    case .otherRun(let folder):
      "\(folder.path): holds a run of other inputs, options, seed or draws. Give another --output, or remove the folder."
    case .notARun(let folder):
      "\(folder.path): holds files that are not a run. Give an empty or new folder with --output."
    }
  }
}

/// Where a run goes. It is written beside its place under a name that looks unfinished and renamed when complete, so that
/// what carries the name is whole.
struct RunFolder {
  let place: URL
  let partial: URL
  /// Where the finished draws of an unfinished run are kept.
  let draws: URL

  /// - Parameters:
  ///   - output: the folder asked for; `nil` numbers one in `Runs/`, the first that neither a run nor the kept draws of
  ///     another one has.
  ///   - identity: of the run to be written.
  init(output: String?, study: String, identity: String) {
    if let output {
      self.init(URL(fileURLWithPath: output))
      return
    }
    let runs = URL(fileURLWithPath: "Runs")
    self = (1...).lazy.map { RunFolder(runs.appending(path: "\(study)-\($0)")) }.first { $0.isFree(for: identity) }!
  }

  private func isFree(for identity: String) -> Bool {
    if FileManager.default.fileExists(atPath: place.path) { return false }
    // Draws that cannot be read, or that another process is making, are left alone.
    guard let known = try? RunStore.identity(of: draws) else {
      return !FileManager.default.fileExists(atPath: draws.path)
    }
    return known == identity
  }

  private init(_ place: URL) {
    self.place = place
    let name = place.lastPathComponent
    partial = place.deletingLastPathComponent().appending(path: ".\(name).unfinished")
    draws = place.deletingLastPathComponent().appending(path: ".\(name).draws")
  }

  /// True if the folder already holds this very run, which is then left as it is.
  func holdsFinishedRun(identity: String) throws -> Bool {
    let manager = FileManager.default
    guard manager.fileExists(atPath: place.path), let names = try? manager.contentsOfDirectory(atPath: place.path),
      !names.isEmpty
    else { return false }
    guard let data = try? Data(contentsOf: place.appending(path: "provenance.json")),
      let provenance = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let other = provenance["identity"] as? String
    else { throw RunFolderError.notARun(place) }
    if other == identity { return true }
    throw RunFolderError.otherRun(place)
  }

  /// An empty folder to write into; what an earlier, unfinished run of this place left is removed.
  func begin() throws {
    try? FileManager.default.removeItem(at: partial)
    try FileManager.default.createDirectory(at: partial.appending(path: "local"), withIntermediateDirectories: true)
  }

  func finish() throws {
    if FileManager.default.fileExists(atPath: place.path) { try FileManager.default.removeItem(at: place) }
    try FileManager.default.moveItem(at: partial, to: place)
  }

  func abandon() { try? FileManager.default.removeItem(at: partial) }
}
