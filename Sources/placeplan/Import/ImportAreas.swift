import ArgumentParser
import Foundation
import Importing

struct ImportAreas: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "areas",
    abstract: "Planning areas, or wards in their place, from any map file.",
    discussion: """
      Reads GeoPackage, Shapefile (one, a folder or a zip), MapInfo TAB or MIF, GeoJSON (also .gz) and FlatGeobuf in any \
      coordinate reference system, and writes areas.geojson. Columns of ids and names are found by the names councils and ONS \
      give them; areas of other authorities are left out where a column names authorities.

        placeplan import areas planning_areas.shp --phase primary --study my-authority
        placeplan import areas wards.geojson --rural-urban RUC11_LSOA11.csv --centroids LSOA_PWC.csv --study my-authority
      """)

  @Argument(help: "The map file, or the folder of a Shapefile.") var source: String
  @OptionGroup var options: ImportOptions
  @Option(help: "The layer, where the file has several.") var layer: String?
  @Option(help: "The column of the areas' ids.") var id: String?
  @Option(help: "The column of the areas' names.") var name: String?
  @Option(help: "The column of phases, or one phase for all: all, early_years, primary, secondary, post16.")
  var phase: String?
  @Option(help: "A column that says rural or urban, or a rural-urban classification of LSOAs.") var ruralUrban: String?
  @Option(help: "Population-weighted centroids of LSOAs, for a rural-urban classification.") var centroids: String?
  @Option(help: "What the file's coordinates are, where it does not say: EPSG:27700.") var crs: String?

  func run() async throws {
    try await Terminal.run {
      let found = AreasOptions(
        layer: layer, id: id, name: name, phase: phase, ruralUrban: ruralUrban,
        centroids: centroids.map { URL(fileURLWithPath: $0) }, crs: crs)
      try options.say(
        importAreas(URL(fileURLWithPath: source), options: found, into: try options.folder(), date: options.date))
    }
  }
}
