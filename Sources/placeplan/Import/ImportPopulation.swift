import ArgumentParser
import Foundation
import Importing

struct ImportPopulation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "population",
    abstract: "Where children live: residents by LSOA and single year of age.",
    discussion: """
      Reads ONS's estimates by LSOA and single year of age in any of their layouts, and the population-weighted centroids of \
      LSOAs, and writes residences.csv: the LSOAs whose centroid lies in the study's areas, weighted with residents by age. \
      Import the areas first. With indices of deprivation each LSOA gets its tenth, 1 the most deprived, and figures are also \
      given by fifths.

        placeplan import population sapelsoasyoa20192022.xlsx --centroids LSOA_PWC_2021.csv --study my-authority
        placeplan import population mid2020.csv.gz --centroids LSOA_PWC_2021.csv --lookup LSOA11_LSOA21.csv --study my-authority
        placeplan import population mid2022.csv --centroids LSOA_PWC_2021.csv --deprivation IoD2025_File_7.csv --study my-authority
      """)

  @Argument(help: "Residents by LSOA: CSV, or CSV in .gz or .zip, or a workbook.") var source: String
  @OptionGroup var options: ImportOptions
  @Option(help: "Population-weighted centroids of LSOAs: CSV, or a map file of points.") var centroids: String
  @Option(help: "LSOAs of 2011 and 2021 side by side, where the files' LSOAs are of different years.")
  var lookup: String?
  @Option(help: "Indices of deprivation by LSOA, with deciles, as MHCLG publishes them.") var deprivation: String?
  @Option(help: "LSOAs with the area each belongs to, in place of boundaries: a table of ONS or of your own.")
  var areas: String?
  @Option(help: "The sheet of a workbook, where several have residents.") var sheet: String?

  func run() async throws {
    try await Terminal.run {
      let found = PopulationOptions(
        centroids: URL(fileURLWithPath: centroids), lookup: lookup.map { URL(fileURLWithPath: $0) },
        deprivation: deprivation.map { URL(fileURLWithPath: $0) }, areas: areas.map { URL(fileURLWithPath: $0) },
        sheet: sheet)
      try options.say(
        importPopulation(URL(fileURLWithPath: source), options: found, into: try options.folder(), date: options.date))
    }
  }
}
