import ArgumentParser
import Foundation
import Importing

struct ImportForecast: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Pupils by planning area and year group, forecast or counted.",
    discussion: """
      Reads pupil numbers as councils keep them for the school capacity survey (SCAP): CSV or workbook; a row for each number, or \
      a column for each year group (Reception, 1 to 14) or each academic year; areas in a column, or a sheet for each. Writes \
      pupils.csv, where numbers of other areas, years and year groups stay. Totals are checked and left out.

        placeplan import forecast scap2026.xlsx --study my-authority
        placeplan import forecast la_pupils_by_nc_year.csv --spread --basis actual --study my-authority
      """)

  @Argument(help: "Pupil numbers: CSV, or CSV in .gz or .zip, or a workbook.") var source: String
  @OptionGroup var options: ImportOptions
  @Option(help: "What the numbers are, where the file does not say: forecast or actual.") var basis:
    ForecastOptions.Basis?
  @Option(help: "The one sheet to read of a workbook.") var sheet: String?
  @Option(help: "The column of the areas' ids or names.") var area: String?
  @Flag(help: "Share numbers of the whole authority out among its areas by residents of that age.") var spread = false

  func run() async throws {
    try await Terminal.run {
      let found = ForecastOptions(basis: basis, sheet: sheet, area: area, spread: spread)
      try options.say(
        importForecast(URL(fileURLWithPath: source), options: found, into: try options.folder(), date: options.date))
    }
  }
}

extension ForecastOptions.Basis: ExpressibleByArgument {}
