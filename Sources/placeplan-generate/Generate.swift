import ArgumentParser
import Foundation
import StudyGeneration

/// Regenerates the synthetic files of a study from its `facts/`, in place or into another folder.
@main struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "placeplan-generate",
    abstract: "Make a demonstration study's synthetic files again from its hand-made facts.",
    discussion: "The same facts give the same bytes. In place, the fingerprints of SOURCES.md are brought up to date.")

  @Argument(help: "The study folder, such as GeoData/shropshire.") var study: String
  @Option(help: "Write the files here instead of into the study.") var output: String?

  mutating func run() throws {
    let folder = URL(fileURLWithPath: study)
    guard FileManager.default.fileExists(atPath: folder.appendingPathComponent("facts").path) else {
      return try stop("\(study): the study has no folder of facts", code: 66)
    }
    do {
      let generated = try GeneratedStudy(Facts(study: folder))
      try write(generated.files, to: output.map { URL(fileURLWithPath: $0) } ?? folder)
      if output == nil { try refreshSources(of: folder) }
    } catch let error as FactError {
      try stop("\(error)", code: 65)
    } catch {
      try stop("\(error)", code: 74)
    }
  }

  private func write(_ files: [GeneratedFile], to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in files {
      try file.text.write(to: folder.appendingPathComponent(file.name), atomically: true, encoding: .utf8)
      print("\(file.name): \(file.text.utf8.count) bytes")
    }
  }

  /// Brings the fingerprints of `SOURCES.md` up to date, where the study has one.
  private func refreshSources(of folder: URL) throws {
    let sources = folder.appendingPathComponent("SOURCES.md")
    guard let text = try? String(contentsOf: sources, encoding: .utf8) else { return }
    let refreshed = refreshedSources(text) { name in
      (try? Data(contentsOf: folder.appendingPathComponent(name))).map { [UInt8]($0) }
    }
    try refreshed.write(to: sources, atomically: true, encoding: .utf8)
  }

  private func stop(_ message: String, code: Int32) throws {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    throw ExitCode(code)
  }
}
