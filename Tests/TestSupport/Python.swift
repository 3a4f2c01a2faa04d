import Foundation

/// Runs the machine's `python3`: what it exits with and what it prints. A question (`-c`) may fail without a word.
public func python(_ arguments: [String]) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["python3", "-B"] + arguments
  let output = Pipe()
  process.standardOutput = output
  if arguments.first == "-c" { process.standardError = FileHandle.nullDevice }
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}
