import Appraisal
import ArgumentParser
import Foundation
import Inputs
import RunStore
import Synchronization

/// A share of the draws of a run, as one line of JSON asks for it.
struct WorkOrder: Decodable, Equatable {
  /// A study folder or a bundle.
  var study: String
  /// As `assess` takes them.
  var options: [String]?
  var draws: Int?
  var years: Int?
  var seed: UInt64?
  var shareDraws: Int?
  /// The first draw of the share, from 0, and how many there are.
  var from: Int
  var count: Int

  private enum CodingKeys: String, CodingKey {
    case study, options, draws, years, seed, from, count
    case shareDraws = "share_draws"
  }

  /// The same order for all draws, by which orders of one run are known.
  var whole: WorkOrder {
    var order = self
    (order.from, order.count) = (0, 0)
    return order
  }
}

struct Worker: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a share of a run's draws: orders as JSON lines in, finished draws as JSON lines out.",
    discussion: """
      For ensembles on more than one machine. Each line of standard input names a study (a folder or a bundle), what assess \
      would be told, and a range of draws; each finished draw is a line of standard output. `placeplan assess --gather` makes \
      the run of them, the same to the last byte as if it had drawn them itself. Lines may come in any order, and twice.

        echo '{"study": "shropshire.bundle", "draws": 200, "from": 0, "count": 50}' | placeplan worker > part-1.jsonl
        placeplan assess GeoData/shropshire --draws 200 --gather part-1.jsonl --gather part-2.jsonl --output /tmp/run
      """)

  @Option(help: "Threads; results do not depend on it.") var jobs = ProcessInfo.processInfo.activeProcessorCount

  mutating func validate() throws {
    if jobs < 1 { throw ValidationError("--jobs must be 1 or more, not \(jobs).") }
  }

  func run() async throws {
    Interrupt.listen()
    try await Terminal.run {
      var number = 0
      var known: (order: WorkOrder, plan: RunPlan, makers: [(group: String, maker: DrawMaker)])?
      while let line = readLine() {
        number += 1
        guard !line.allSatisfy(\.isWhitespace) else { continue }
        let order = try read(line, number)
        let progress = ProgressLine(isQuiet: true).progress
        if known?.order != order.whole {
          let plan = try plan(order)
          let makers = try plan.groups.map { group in
            (
              group.name,
              try plan.appraisal(group, progress: progress).maker(
                of: group.worlds, shareDraws: plan.shareDraws, jobs: jobs, progress: progress)
            )
          }
          known = (order.whole, plan, makers)
        }
        guard let (_, plan, makers) = known else { continue }
        let draws = plan.run.loaded.study.draws
        guard order.from >= 0, order.count >= 0, order.from + order.count <= draws else {
          throw fault(
            number, "draws \(order.from) to \(order.from + order.count - 1)", "not among the \(draws) draws of the run",
            "Give from and count within them.")
        }
        for (group, maker) in makers {
          try await maker.make(
            order.from..<order.from + order.count, jobs: jobs, into: LineStore(identity: plan.identity), group: group,
            progress: progress)
        }
      }
    }
  }

  private func read(_ line: String, _ number: Int) throws -> WorkOrder {
    do { return try JSONDecoder().decode(WorkOrder.self, from: Data(line.utf8)) } catch {
      throw fault(
        number, nil, "not an order",
        #"Write {"study": "shropshire.bundle", "draws": 200, "from": 0, "count": 50} on one line."#)
    }
  }

  private func fault(_ line: Int, _ value: String?, _ fault: String, _ remedy: String) -> StudyProblems {
    StudyProblems("standard input", row: line, value: value, fault: fault, remedy: remedy)
  }

  private func plan(_ order: WorkOrder) throws -> RunPlan {
    func option(_ name: String, _ value: (some CustomStringConvertible)?) -> [String] {
      value.map { ["--\(name)", "\($0)"] } ?? []
    }
    let options = try SimulationOptions.parse(
      option("draws", order.draws) + option("years", order.years) + option("seed", order.seed) + option("jobs", jobs))
    let run = try StudyRun(order.study, options: options, progress: ProgressLine(isQuiet: true).progress)
    return RunPlan(
      run, options: options, chosen: order.options ?? [], shareDraws: order.shareDraws ?? Assess.shareDrawsUsually)
  }
}

/// Writes each finished draw as a line, whole.
private final class LineStore: DrawStore {
  private let identity: String
  private let output = Mutex(FileHandle.standardOutput)
  init(identity: String) { self.identity = identity }

  func record(of draw: Int, in group: String) -> [UInt8]? { nil }

  func keep(_ record: [UInt8], of draw: Int, in group: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = DrawnLine(identity: identity, group: group, draw: draw, record: Data(record).base64EncodedString())
    let data = try encoder.encode(line) + [UInt8(ascii: "\n")]
    try output.withLock { try $0.write(contentsOf: data) }
  }
}
