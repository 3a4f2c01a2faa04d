import ArgumentParser
import Foundation
import Inputs

@main
struct PlaceplanBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "placeplan-bench",
    abstract: "Runs placeplan's engines on instances in the formats of their field, and prints what they took as JSON.",
    discussion: """
      Times are wall-clock: run on an otherwise idle machine, beside what is compared with, and quote ratios.

        placeplan-bench assignment county.bin --resolve
        placeplan-bench matrix net.net --threads 2
        placeplan-bench matrix roads.gr roads.co homes.txt schools.txt --output matrix.u32
        placeplan-bench routing riders.json --time-limit 10 --output routes.json
        placeplan-bench portfolio portfolio_1.json
        placeplan-bench study GeoData/shropshire --draws 200
        placeplan-bench coverage GeoData/telford
      """,
    subcommands: [
      AssignmentCommand.self, Matrix.self, Routing.self, PortfolioCommand.self, StudyCommand.self,
      CoverageCommand.self,
    ])

  /// Runs the body of a subcommand and turns what it throws into the contract's exit codes.
  static func run<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as StudyProblems {
      for problem in error.problems { complain(problem.description) }
      throw ExitCode(error.problems.allSatisfy(\.isMissing) ? 66 : 65)
    } catch let error as CocoaError {
      let path = (error.userInfo[NSFilePathErrorKey] as? String).map { "\($0): " } ?? ""
      complain(path + error.localizedDescription)
      throw ExitCode(74)
    }
  }

  private static func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}

/// What work gave and took.
struct Timed<Value> {
  var value: Value
  /// By a clock on the wall that never goes back.
  var seconds: Double
  /// Of all threads together; steadier where other work shares the machine.
  var processorSeconds: Double

  init(_ work: () throws -> Value) rethrows {
    let processor = clock()
    let start = ContinuousClock.now
    value = try work()
    seconds = (ContinuousClock.now - start) / .seconds(1)
    processorSeconds = Double(clock() - processor) / Double(CLOCKS_PER_SEC)
  }
}

/// The most memory this process has held.
func peakBytes() -> Int {
  // `getrusage` would count what a parent process held before it started this one.
  if let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
    let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
    let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
  {
    return kilobytes * 1024
  }
  return 0
}

/// Prints a result as one line of JSON with its keys in order.
func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
