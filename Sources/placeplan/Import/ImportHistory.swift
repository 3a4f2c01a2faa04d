import ArgumentParser
import Foundation
import Importing

struct ImportHistory: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Plans held and flows of past years from DfE's EHC plan releases.",
    discussion: """
      Reads the data files of "Education, health and care plans" as they are downloaded (caseload, newplans, ceased_plans, \
      sen_needs_all_plans), or a folder that holds them, and writes the authority's history.csv.

        placeplan import history education-health-and-care-plans_2025/data --study my-authority
        placeplan import history caseload.csv newplans.csv.gz ceased_plans.csv --study my-authority
      """)

  @Argument(help: "Files, or folders that hold them.") var sources: [String]
  @OptionGroup var options: ImportOptions

  func run() async throws {
    try await Terminal.run {
      try options.say(
        importHistory(
          sources.map { URL(fileURLWithPath: $0) }, into: try options.folder(), date: options.date))
    }
  }
}
