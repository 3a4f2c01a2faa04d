import ArgumentParser
import Foundation
import Inputs
import StudyBundle

struct BundleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Packs a checked study into one file without names, for the machines of an ensemble.",
    discussion: """
      The file holds what a run reads and no more. Names of areas, schools, proposals and options are replaced by ids; the
      pseudonymous caseload goes with it, so it is to be kept as the study is. Workers take it in a study's place, and their
      draws are those of the study itself.

        placeplan bundle GeoData/shropshire --output shropshire.bundle
        echo '{"study": "shropshire.bundle", "from": 0, "count": 50}' | placeplan worker > part-1.jsonl
      """)

  @OptionGroup var argument: StudyArgument
  @Option(help: "File to write (<study>.bundle when left out).") var output: String?
  @Flag(help: "Print the result as JSON.") var json = false

  func run() async throws {
    try await Terminal.run {
      let folder = URL(fileURLWithPath: argument.study)
      let models = sharedAssumptionFiles(study: folder) ?? []
      let loaded = try loadStudy(at: folder, models: models)
      let file = URL(fileURLWithPath: output ?? "\(loaded.study.name).bundle")
      try StudyBundle.pack(loaded, from: folder, models: models, to: file)
      let bytes = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
      if json {
        try Terminal.say(
          json: Packed(bundle: file.path, bytes: bytes, files: loaded.inputs.count, draws: loaded.study.draws))
      } else {
        Terminal.say("\(file.path): \(loaded.inputs.count) files, \((bytes + 500) / 1000) kB, without names.")
      }
    }
  }

  private struct Packed: Encodable {
    var bundle: String
    var bytes: Int
    var files: Int
    /// As the study asks for.
    var draws: Int
  }
}
