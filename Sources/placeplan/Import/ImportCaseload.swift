import ArgumentParser
import Foundation
import Importing
import Inputs

struct ImportCaseload: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload",
    abstract: "Children with a plan: a SEN2 export, or a table of any case management system.",
    discussion: """
      SOURCE is a folder of COLLECT blade files (Blade-Export_30-01-2026_person.csv and so on), or a CSV or XLSX export. An \
      export is read through a mapping file: the first run drafts mappings/caseload.yaml in the study from the headers and \
      values it finds and says what is still open; edit it and run the import again.

      Children become pseudonyms by a local key that never leaves the study's folder local/. Names, numbers, dates of birth, \
      postcodes and addresses are not copied. Homes are found by UPRN or postcode in a file of those.

        placeplan import caseload SEN2/ --postcodes codepo_gb --study my-authority
        placeplan import caseload one-export.xlsx --postcodes ONSPD.csv --study my-authority
      """)

  @Argument(help: "A folder of blade files, or a CSV or XLSX export.") var source: String
  @OptionGroup var options: ImportOptions
  @Option(help: "The mapping file of an export; without it mappings/caseload.yaml of the study.") var mapping: String?
  @Option(help: "Points of postcodes: Code-Point Open (file or folder), ONSPD, or postcode, easting, northing.")
  var postcodes: String?
  @Option(help: "Points of UPRNs: OS Open UPRN, or UPRN, X_COORDINATE, Y_COORDINATE.") var uprns: String?
  @Option(help: "The day whose plans are read, as 2026-01-15; without it the January census of the base year.")
  var censusDate: String?
  @Flag(help: "Read sex and ethnicity too, for equality tables.") var withEqualityColumns = false
  @Flag(help: "Put homes that are not found at the centre of the study's residences, and say how many.")
  var homesUnknownToCentroid = false

  func run() async throws {
    try await Terminal.run {
      var caseload = CaseloadOptions()
      caseload.mapping = mapping.map { URL(fileURLWithPath: $0) }
      caseload.postcodes = postcodes.map { URL(fileURLWithPath: $0) }
      caseload.uprns = uprns.map { URL(fileURLWithPath: $0) }
      caseload.censusDate = censusDate
      caseload.withEqualityColumns = withEqualityColumns
      caseload.homesUnknownToCentroid = homesUnknownToCentroid
      try options.sayMapped {
        try importCaseload(URL(fileURLWithPath: source), caseload, into: options.folder(), date: options.date)
      }
    }
  }
}

extension ImportOptions {
  /// Says what an import through a mapping file did, or what the mapping that it drafted leaves open (exit code 65).
  func sayMapped(_ work: () throws -> ImportReport) throws {
    do {
      try say(work())
    } catch let draft as MappingDraft {
      if json {
        try Terminal.say(json: draft)
      } else {
        for sentence in draft.guessed { Terminal.say("Guessed: \(sentence)") }
      }
      for sentence in draft.open { Terminal.complain("Open: \(sentence)") }
      Terminal.complain(
        "\(study)/\(draft.file) was drafted. Settle what is open there and run the import again. No table was written.")
      throw ExitCode.badData
    }
  }
}
