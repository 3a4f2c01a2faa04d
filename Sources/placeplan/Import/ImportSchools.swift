import ArgumentParser
import Foundation
import Importing

struct ImportSchools: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schools",
    abstract: "Settings and provision from the school register (GIAS).",
    discussion: """
      Reads "all establishment data" from Get Information About Schools as it is downloaded, or an extract of it, and writes \
      settings.csv and provision.csv: open schools of the study's authority, and special schools and colleges within reach over \
      its border. SEN units and resourced provision become bases. Heads, telephones, e-mail and web addresses are not read.

        placeplan import schools edubasealldata20261121.csv --study my-authority
        placeplan import schools edubasealldata20261121.csv --links links_edubasealldata20261121.csv --study my-authority
      """)

  @Argument(help: "The register: CSV, or CSV in .gz or .zip, or a workbook.") var source: String
  @OptionGroup var options: ImportOptions
  @Option(help: "The register's links file: settings.csv then has the URNs that schools had before.") var links: String?
  @Option(help: "Take schools of other authorities within this distance of the authority's own, in kilometres.")
  var borderKm: Double = 40
  @Option(help: "DfE's EHC plan caseload file, to compare bases with; else the study's history.csv.") var sen2: String?

  func validate() throws {
    guard (0...1000).contains(borderKm) else { throw ValidationError("--border-km is a distance from 0 to 1000.") }
  }

  func run() async throws {
    try await Terminal.run {
      let found = SchoolsOptions(
        links: links.map(URL.init(fileURLWithPath:)), borderKilometres: borderKm,
        sen2: sen2.map(URL.init(fileURLWithPath:)))
      try options.say(
        importSchools(
          URL(fileURLWithPath: source), options: found, into: try options.folder(), date: options.date))
    }
  }
}
