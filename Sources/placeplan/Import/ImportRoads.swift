import ArgumentParser
import Foundation
import Importing

struct ImportRoads: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roads",
    abstract: "Roads from OpenStreetMap, OS Open Roads or tables of nodes and links.",
    discussion: """
      Takes over an OpenStreetMap extract (.osm.pbf) once it is checked; or makes road_nodes.csv and road_links.csv of OS Open \
      Roads (GeoPackage or Shapefile) around the study's areas; or takes over a folder's road_nodes.csv and road_links.csv. \
      OpenStreetMap has paths, one-way streets and speed limits, OS Open Roads has none of them. Import the areas first.

        placeplan import roads rutland-latest.osm.pbf --study my-authority
        placeplan import roads oproad_gb.gpkg --margin-km 20 --study my-authority
      """)

  @Argument(help: "The road file, or a folder.") var source: String
  @OptionGroup var options: ImportOptions
  @Option(help: "The layer of road links, where it goes by a name of its own.") var layer: String?
  @Option(help: "What the file's coordinates are, where it does not say: EPSG:27700.") var crs: String?
  @Option(help: "How far beyond the study's areas OS Open Roads is taken, in kilometres.") var marginKm: Double = 15

  func validate() throws {
    guard (0...500).contains(marginKm) else { throw ValidationError("--margin-km is a distance from 0 to 500.") }
  }

  func run() async throws {
    try await Terminal.run {
      let found = RoadsOptions(layer: layer, crs: crs, marginKilometres: marginKm)
      try options.say(
        importRoads(URL(fileURLWithPath: source), options: found, into: try options.folder(), date: options.date))
    }
  }
}
