import ArgumentParser
import Foundation
import Importing

struct ImportTopUps: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "top-ups",
    abstract: "The local top-up band or amount of each child, as the caseload's band.",
    discussion: """
      A list with a UPN, or the system's own number, and a band or an amount for each child. Import the caseload first: the \
      numbers are hashed with its key and found there. The first run drafts mappings/top-ups.yaml, where the officer says which \
      local band is which of 1 to 4, or from how many pounds a year each begins. Children not in the list keep no band.

        placeplan import top-ups top-ups.csv --study my-authority
      """)

  @Argument(help: "A CSV or XLSX list of top-ups.") var source: String
  @OptionGroup var options: ImportOptions
  @Option(help: "The mapping file; without it mappings/top-ups.yaml of the study.") var mapping: String?

  func run() async throws {
    try await Terminal.run {
      try options.sayMapped {
        try importTopUps(
          URL(fileURLWithPath: source), mapping: mapping.map { URL(fileURLWithPath: $0) }, into: options.folder(),
          date: options.date)
      }
    }
  }
}
