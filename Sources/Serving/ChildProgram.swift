import Foundation

/// A command of `placeplan` run to its end.
struct ChildProgram: Sendable {
  struct Result: Sendable {
    var code: Int32
    var output: String
    var error: String
  }
  let program: URL

  /// - Parameters:
  ///   - folder: the current directory of the command.
  ///   - seconds: after so long it is told to stop.
  func run(_ arguments: [String], in folder: URL, seconds: Double = 600) async throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    let limit = Task {
      try await Task.sleep(for: .seconds(seconds))
      process.terminate()
    }
    defer { limit.cancel() }
    async let said = text(output)
    async let complained = text(error)
    let (outputText, errorText) = await (said, complained)
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      DispatchQueue.global().async {
        process.waitUntilExit()
        done.resume()
      }
    }
    return Result(code: process.terminationStatus, output: outputText, error: errorText)
  }

  /// Reads to the end on a thread that may wait.
  private func text(_ pipe: Pipe) async -> String {
    await withCheckedContinuation { done in
      DispatchQueue.global().async {
        done.resume(returning: String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
      }
    }
  }
}

/// Why a command could not do what was asked, in its own words.
struct ProgramFailure: Error, CustomStringConvertible {
  var description: String
  /// - Parameter result: of a command that ended with another code than 0.
  init(_ result: ChildProgram.Result) {
    let lines = result.error.split(separator: "\n").suffix(20).joined(separator: "\n")
    description = lines.isEmpty ? "The command ended with code \(result.code) and said nothing." : lines
  }
  init(_ sentence: String) { description = sentence }
}
