import Foundation
import Geometry
import Inputs
import Planning

/// What an import of roads may be told beyond its source.
public struct RoadsOptions: Sendable {
  public var layer: String?
  /// In place of the coordinate reference system that the file names: `EPSG:27700`.
  public var crs: String?
  /// How far beyond the study's areas roads are taken from a national file, in kilometres.
  public var marginKilometres: Double

  public init(layer: String? = nil, crs: String? = nil, marginKilometres: Double = 15) {
    self.layer = layer
    self.crs = crs
    self.marginKilometres = marginKilometres
  }
}

/// Makes a study's road files: of an OpenStreetMap extract (PBF), of OS Open Roads (GeoPackage or Shapefile), or of
/// tables of nodes and links that are there already.
///
/// - Throws: `StudyProblems` with everything wrong in the source, `ImportError` when the study cannot be written to.
public func importRoads(
  _ source: URL, options: RoadsOptions = RoadsOptions(), into folder: StudyFolder, date: String
) throws -> ImportReport {
  let log = ProblemLog()
  let study = try folder.tables([.areas])
  guard FileManager.default.fileExists(atPath: source.path) else {
    log.report(source.lastPathComponent, "the file is missing", "Check the path \(source.path).", isMissing: true)
    throw StudyProblems(log.problems)
  }
  let tables = roadTables(source)
  let isExtract = source.pathExtension.lowercased() == "pbf"
  let made: RoadsMade
  if isExtract {
    made = try readExtract(source, study, log)
  } else if let tables {
    made = try copyTables(tables, log)
  } else {
    made = try readOpenRoads(source, options, study, log)
  }
  if !isExtract, folder.holds(extractName) {
    throw ImportError(
      file: extractName, problem: "is in the study and is read before any tables of roads",
      remedy: "Take it out of the study's folder first.")
  }
  var notes = made.notes
  if isExtract, folder.holds("road_links.csv") {
    notes.append(
      "The study's road_nodes.csv and road_links.csv are no longer read, because \(extractName) comes first.")
  }
  try folder.write(made.files, from: made.sources, notes: notes, date: date)
  return ImportReport(
    kind: "roads", source: source.lastPathComponent, files: made.files,
    facts: [
      .init("road_links", made.links, "Links: \(made.links)"),
      .init("road_km", made.kilometres, "Kilometres of road: \(made.kilometres)"),
    ], notes: notes)
}

/// Files of roads and what to say of them.
struct RoadsMade {
  var files: [ImportedFile]
  var sources: [URL]
  var links: Int
  var kilometres: Int
  var notes: [String]
}

private let extractName = "roads.osm.pbf"

/// The two tables that a folder holds, or that stand beside the one named; `nil` when they do not.
private func roadTables(_ source: URL) -> (nodes: URL, links: URL)? {
  let isTable = source.pathExtension.lowercased() == "csv"
  let folder = isTable ? source.deletingLastPathComponent() : source
  let pair = (folder.appendingPathComponent("road_nodes.csv"), folder.appendingPathComponent("road_links.csv"))
  return isTable || FileManager.default.fileExists(atPath: pair.1.path) ? pair : nil
}

/// Checks tables as a study's are, and takes them over as they are.
private func copyTables(_ tables: (nodes: URL, links: URL), _ log: ProblemLog) throws -> RoadsMade {
  var problems: [Problem] = []
  let roads = readRoads(nodesFile: tables.nodes, linksFile: tables.links, problems: &problems)
  guard let roads, problems.isEmpty else { throw StudyProblems(problems) }
  let files = [(tables.nodes, roads.nodes.count), (tables.links, roads.count)].map { url, rows in
    ImportedFile(
      name: url.lastPathComponent, bytes: [UInt8](FileManager.default.contents(atPath: url.path) ?? Data()), rows: rows)
  }
  return RoadsMade(
    files: files, sources: [tables.nodes, tables.links], links: roads.count, kilometres: kilometres(roads),
    notes: roads.notes)
}

/// Checks an OpenStreetMap extract and how it fits the study, and takes it over as it is.
private func readExtract(_ source: URL, _ study: Study, _ log: ProblemLog) throws -> RoadsMade {
  var problems: [Problem] = []
  let roads = readRoads(osmFile: source, displayName: source.lastPathComponent, problems: &problems)
  guard let roads, problems.isEmpty else { throw StudyProblems(problems) }
  let fit = try extractNotes(roads, source.lastPathComponent, study, log)
  let bytes = [UInt8](try Data(contentsOf: source))
  return RoadsMade(
    files: [ImportedFile(name: extractName, bytes: bytes, rows: roads.count)], sources: [source], links: roads.count,
    kilometres: kilometres(roads), notes: roads.notes + fit)
}

/// Whether an extract covers the study's areas, and whether it covers much more.
private func extractNotes(_ roads: RoadLinks, _ file: String, _ study: Study, _ log: ProblemLog) throws -> [String] {
  let margin = 30_000.0
  guard let box = Bounds(study.areas.compactMap(\.boundary.bounds).flatMap { [$0.low, $0.high] }) else { return [] }
  let index = AreaIndex(study.areas)
  var hasRoad = study.areas.map(\.boundary.polygons.isEmpty)
  var far = 0
  for node in roads.nodes {
    if box.contains(node) {
      for area in index.areas(at: node) { hasRoad[area] = true }
    } else if max(
      box.low.easting - node.easting, node.easting - box.high.easting, box.low.northing - node.northing,
      node.northing - box.high.northing) > margin
    {
      far += 1
    }
  }
  guard hasRoad.contains(true) else {
    log.report(file, "none of its roads lies in the study's areas", "Download the extract of the study's county.")
    throw StudyProblems(log.problems)
  }
  var notes: [String] = []
  let bare = study.areas.indices.filter { !hasRoad[$0] }.map { study.areas[$0].name }
  if !bare.isEmpty {
    notes.append(
      "Areas without a road in the extract: \(bare.count) (\(RegisterText.few(bare, limit: 5))). Use one that covers all of them."
    )
  }
  let share = Int((Double(far) / Double(max(1, roads.nodes.count)) * 100).rounded())
  if share > 20 {
    let corners = [
      Point(easting: max(0, box.low.easting - margin), northing: max(0, box.low.northing - margin)),
      Point(easting: min(700_000, box.high.easting + margin), northing: min(1_300_000, box.high.northing + margin)),
    ]
    let (longitudes, latitudes) = try GridTransformation().degrees(corners)
    let bounds = [longitudes[0], latitudes[0], longitudes[1], latitudes[1]].map {
      decimalText(($0 * 100).rounded() / 100)
    }
    notes.append(
      "\(share)% of its road nodes lie more than 30 km from the study's areas. A smaller extract makes every run faster: "
        + "osmium extract --bbox \(bounds.joined(separator: ",")) \(file) --output smaller.osm.pbf")
  }
  return notes
}

private func kilometres(_ roads: RoadLinks) -> Int { roads.lengthMillimetres.reduce(0) { $0 + Int($1) } / 1_000_000 }
