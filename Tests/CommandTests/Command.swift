import Foundation
import TestSupport

/// The built `placeplan`, run as a user runs it.
struct Command {
  /// Beside the test bundle that this code is in.
  static let executable: URL = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent("placeplan")
  }()

  struct Result {
    var code: Int32
    var output: String
    var error: String
  }

  /// Runs it to the end, or for `seconds` and then interrupts it as Ctrl-C does, or kills it.
  ///
  /// - Parameter isReady: the seconds count from when this is so.
  static func run(
    _ arguments: [String], input: String = "", interruptedAfter seconds: Double? = nil,
    from isReady: () -> Bool = { true }, isKilled: Bool = false, environment more: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = FileManager.default.temporaryDirectory
    var environment = ProcessInfo.processInfo.environment
    environment["PLACEPLAN_MODELS"] = projectFolder().appendingPathComponent("Models").path
    process.environment = environment.merging(more) { $1 }
    let folder = FileManager.default.temporaryDirectory
    let out = folder.appendingPathComponent("out-\(UUID().uuidString)")
    let err = folder.appendingPathComponent("err-\(UUID().uuidString)")
    let given = folder.appendingPathComponent("in-\(UUID().uuidString)")
    for file in [out, err] { FileManager.default.createFile(atPath: file.path, contents: nil) }
    try Data(input.utf8).write(to: given)
    defer { for file in [out, err, given] { try? FileManager.default.removeItem(at: file) } }
    process.standardInput = try FileHandle(forReadingFrom: given)
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    if let seconds {
      while process.isRunning, !isReady() { Thread.sleep(forTimeInterval: 0.02) }
      Thread.sleep(forTimeInterval: seconds)
      if isKilled { kill(process.processIdentifier, SIGKILL) } else { process.interrupt() }
    }
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus, output: try String(contentsOf: out, encoding: .utf8),
      error: try String(contentsOf: err, encoding: .utf8))
  }
}

/// An empty folder that goes away afterwards.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("command-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

/// How much is kept of the finished draws of a run that is not finished.
func bytesKept(of run: String, in folder: URL) -> Int {
  ["", "-wal"].reduce(0) { sum, ending in
    let path = folder.appendingPathComponent(".\(run).draws\(ending)").path
    return sum + ((try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0)
  }
}
