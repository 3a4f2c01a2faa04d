import ArgumentParser
import Foundation
import Importing
import Inputs

struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Turns downloads and exports into a study's tables, as they come.",
    discussion: """
      Each import reads a file as its maker writes it, drops what a study must not hold (names, telephone numbers), and writes the \
      study's table with a note of where it came from in imports.yaml. Every problem is reported at once with file, row, column, \
      value and remedy, and then nothing is written. A table edited since its import is kept unless --replace is given.

        placeplan new my-authority --la-code 857 --la-name Rutland
        placeplan import areas wards.geojson --study my-authority
        placeplan import schools edubasealldata.csv --study my-authority
      """,
    subcommands: importCommands)
}

/// The kinds of import, in the order a study is usually made.
private let importCommands: [any ParsableCommand.Type] = [
  ImportAreas.self, ImportPopulation.self, ImportSchools.self, ImportHistory.self, ImportCaseload.self,
  ImportForecast.self, ImportRoads.self, ImportContracts.self, ImportTopUps.self, ImportAppeals.self,
]

/// What every import takes.
struct ImportOptions: ParsableArguments {
  @Option(help: "The study's folder, which `placeplan new` makes.") var study: String
  @Flag(help: "Write over a table that was edited since its import; the old one is kept beside it as .before.")
  var replace = false
  @Flag(help: "Print what was done as JSON.") var json = false
  @Flag(help: "No summary.") var quiet = false

  func folder() throws -> StudyFolder { try StudyFolder(URL(fileURLWithPath: study), replacesEdited: replace) }

  /// Today, as `imports.yaml` carries it.
  var date: String { String(ISO8601DateFormatter().string(from: Date()).prefix(10)) }

  /// Says what an import did.
  func say(_ report: ImportReport) throws {
    if json { return try Terminal.say(json: report) }
    if quiet { return }
    for fact in report.facts { Terminal.say(fact.sentence) }
    for note in report.notes { Terminal.say("Note: \(note)") }
    for file in report.files { Terminal.say("\(study)/\(file.file): \(file.rows) rows") }
  }
}
