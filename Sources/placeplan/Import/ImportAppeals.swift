import ArgumentParser
import Foundation
import Importing

struct ImportAppeals: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appeals",
    abstract: "SEND appeals, as the study's own share of placements that a Tribunal directs.",
    discussion: """
      The authority's list of appeals, or a table of counts by year such as the Ministry of Justice publishes by authority. The \
      first run drafts mappings/appeals.yaml, which asks who owns the figures and over how many placements decided they stand. \
      The figures go to imported-assumptions.yaml, which is added to assumptions in study.yaml.

        placeplan import appeals appeals.csv --study my-authority
      """)

  @Argument(help: "A CSV or XLSX list or table of appeals.") var source: String
  @OptionGroup var options: ImportOptions
  @Option(help: "The mapping file; without it mappings/appeals.yaml of the study.") var mapping: String?

  func run() async throws {
    try await Terminal.run {
      try options.sayMapped {
        try importAppeals(
          URL(fileURLWithPath: source), mapping: mapping.map { URL(fileURLWithPath: $0) }, into: options.folder(),
          date: options.date)
      }
    }
  }
}
