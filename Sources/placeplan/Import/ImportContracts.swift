import ArgumentParser
import Foundation
import Importing

struct ImportContracts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contracts",
    abstract: "Transport routes with vehicle, children, miles and price.",
    discussion: """
      A route list of any program, CSV or XLSX, with a row for each route. The first run drafts mappings/contracts.yaml: which \
      column is what, what a price is for (day, mile, week, journey or year), and which setting a name means. Prices become \
      pence a day; settings are found by URN or by name in settings.csv.

        placeplan import contracts routes.xlsx --study my-authority
      """)

  @Argument(help: "A CSV or XLSX list of routes.") var source: String
  @OptionGroup var options: ImportOptions
  @Option(help: "The mapping file; without it mappings/contracts.yaml of the study.") var mapping: String?

  func run() async throws {
    try await Terminal.run {
      try options.sayMapped {
        try importContracts(
          URL(fileURLWithPath: source), mapping: mapping.map { URL(fileURLWithPath: $0) }, into: options.folder(),
          date: options.date)
      }
    }
  }
}
