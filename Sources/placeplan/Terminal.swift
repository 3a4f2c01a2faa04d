import ArgumentParser
import Appraisal
import Assumptions
import Exports
import Foundation
import Importing
import Inputs
import RunStore
import Simulation
import Synchronization

/// Exit codes of the command contract.
extension ExitCode {
  static let badData = ExitCode(65)
  static let inputMissing = ExitCode(66)
  static let fault = ExitCode(70)
  static let cannotReadOrWrite = ExitCode(74)
  static let toolMissing = ExitCode(75)
  static let interrupted = ExitCode(130)
}

/// What the command says and where: results to standard output, progress and errors to standard error.
enum Terminal {
  static func say(_ line: String = "") { print(line) }
  /// A value as the commands' `--json` gives it.
  static func say(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    say(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
  static func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

  /// Says what went wrong and gives the exit code for it.
  static func fail(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode: return code
    case let problems as StudyProblems:
      for problem in problems.problems { complain(problem.description) }
      let count = problems.problems.count
      complain(count == 1 ? "1 problem. Nothing was written." : "\(count) problems. Nothing was written.")
      return problems.problems.allSatisfy(\.isMissing) ? .inputMissing : .badData
    case let error as AssumptionError:
      complain("\(error.description) Nothing was written.")
      return .badData
    case is CancellationError:
      complain("Interrupted. Nothing was written.")
      return .interrupted
    case let error as RunStoreError:
      complain(error.description)
      return .cannotReadOrWrite
    case let error as DrawRecordError:
      complain("\(error.description). Make that share of the draws again, or remove the file of kept draws.")
      return .badData
    case let error as RunFolderError:
      complain(error.description)
      return .cannotReadOrWrite
    case let error as ImportError:
      complain(error.description)
      return .cannotReadOrWrite
    case let error as ExportError:
      complain(error.description)
      return .cannotReadOrWrite
    case let error as CocoaError where error.isFileError:
      complain("\(error.localizedDescription) Nothing was written.")
      return .cannotReadOrWrite
    default:
      complain("A fault of placeplan's own: \(error). Please report it with the study's check output.")
      return .fault
    }
  }

  /// Runs the body of a command and turns what it throws into the contract's exit codes.
  static func run(_ body: () async throws -> Void) async throws {
    do { try await body() } catch { throw fail(error) }
  }
}

/// Ctrl-C as a flag that long work asks, so that it can clean up and leave nothing that looks finished.
enum Interrupt {
  private static let flag = Atomic(false)
  static var isRequested: Bool { flag.load(ordering: .relaxed) }
  /// From now on the first Ctrl-C asks politely; a second one ends the process at once.
  static func listen() {
    signal(SIGINT) { _ in
      if Interrupt.flag.exchange(true, ordering: .relaxed) { _exit(130) }
    }
  }
}

/// RunProgress on standard error, from two seconds on: one line that moves on a terminal, elsewhere a line a step and every half minute,
/// or as often as PLACEPLAN_PROGRESS_SECONDS says.
final class ProgressLine: Sendable {
  private struct State {
    var lastWork = ""
    /// When the work began, and how much of it was done then.
    var begun = (at: ContinuousClock.now, done: 0)
    var lastShown = ContinuousClock.now
  }
  private let state = Mutex(State())
  private let start = ContinuousClock.now
  private let isTerminal = isatty(2) == 1
  private let isQuiet: Bool
  private let pause: Duration

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    let seconds = ProcessInfo.processInfo.environment["PLACEPLAN_PROGRESS_SECONDS"].flatMap { Double($0) }
    pause = isTerminal ? .milliseconds(100) : .seconds(max(0.1, seconds ?? 30))
  }

  var progress: RunProgress {
    RunProgress(
      report: { [self] work, done, total in show(work, done, total) }, isCancelled: { Interrupt.isRequested })
  }

  private func show(_ work: String, _ done: Int, _ total: Int) {
    let now = ContinuousClock.now
    guard !isQuiet, !work.isEmpty, now - start > .seconds(2) else { return }
    state.withLock { state in
      let isNew = work != state.lastWork
      guard isNew || now - state.lastShown > pause else { return }
      if isNew { state.begun = (now, done) }
      state.lastWork = work
      state.lastShown = now
      let seconds = (now - start).components.seconds
      let line = "\(seconds) s  \(work): \(done) of \(total)\(timeLeft(done, total, since: state.begun, now))"
      FileHandle.standardError.write(Data((isTerminal ? "\r\u{1B}[K\(line)" : "\(line)\n").utf8))
    }
  }

  /// As fast as it has gone so far; nothing until a tenth is done, when nobody could tell.
  private func timeLeft(
    _ done: Int, _ total: Int, since begun: (at: ContinuousClock.Instant, done: Int), _ now: ContinuousClock.Instant
  ) -> String {
    let gone = (now - begun.at) / .seconds(1)
    guard gone > 2, done < total, (done - begun.done) * 10 >= total - begun.done else { return "" }
    return ", about \(Int((gone * Double(total - done) / Double(done - begun.done)).rounded(.up))) s left"
  }

  func finish() { if isTerminal && !isQuiet { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) } }
}
