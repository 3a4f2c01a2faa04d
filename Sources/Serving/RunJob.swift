import Foundation

/// A full run that was asked for: one `placeplan assess`, kept as a file so that it outlives the server.
struct RunJob: Codable, Sendable {
  enum State: String, Codable, Sendable {
    case waiting, running, done, failed, cancelled, interrupted
  }
  let id: Int
  /// The study's folder as the workspace names it.
  var study: String
  /// Options to assess; all of them when empty.
  var options: [String]
  var draws: Int?
  var years: Int?
  var seed: UInt64?
  /// The run's folder, from the root.
  var output: String
  var state = State.waiting
  var asked: Date
  var started: Date?
  var ended: Date?
  var process: Int32?
  /// How often it was started without being asked to again.
  var starts = 0

  /// What `placeplan` is called with.
  func arguments(root: URL) -> [String] {
    var arguments = ["assess", root.appending(path: study).standardizedFileURL.path]
    for option in options { arguments += ["--option", option] }
    if let draws { arguments += ["--draws", "\(draws)"] }
    if let years { arguments += ["--years", "\(years)"] }
    if let seed { arguments += ["--seed", "\(seed)"] }
    return arguments + ["--output", root.appending(path: output).path]
  }

  var isOver: Bool { state != .waiting && state != .running }
}

/// How far a run has come, from the last line of its standard error: `41 s  Placing: 12 of 200, about 9 s left`.
struct RunProgress: Sendable, Equatable {
  var work: String
  var done: Int
  var total: Int
  var secondsLeft: Int?

  /// - Parameter line: `nil` comes of a line that says something else.
  init?(_ line: some StringProtocol) {
    let shape = /^\d+ s  (.+): (\d+) of (\d+)(?:, about (\d+) s left)?$/
    guard let found = String(line).wholeMatch(of: shape), let done = Int(found.2), let total = Int(found.3), total > 0
    else {
      return nil
    }
    (work, self.done, self.total) = (String(found.1), done, total)
    secondsLeft = found.4.flatMap { Int($0) }
  }
}
