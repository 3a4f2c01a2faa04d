import ArgumentParser
import Foundation
import Inputs

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads a study, reports every problem at once, and says what it holds.",
    discussion: """
      Each problem names file, row, column, value and what to do. Exit code 0 when there is none, 65 for bad data, 66 for a
      missing file. Nothing is written.

        placeplan check GeoData/shropshire
        placeplan check my-study --json
      """)

  @OptionGroup var argument: StudyArgument
  @Flag(help: "Print the check as JSON.") var json = false

  func run() async throws {
    try await Terminal.run {
      let loaded = try loadStudy(at: URL(fileURLWithPath: argument.study))
      let check = StudyCheck(loaded)
      guard json else { return Terminal.say(check.text) }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      Terminal.say(String(decoding: try encoder.encode(check), as: UTF8.self))
    }
  }
}
