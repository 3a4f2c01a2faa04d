import Foundation
import Geometry
import Inputs
import Planning

/// What an import of areas may be told beyond its source.
public struct AreasOptions: Sendable {
  public var layer: String?
  /// Columns of the id and the name; guessed where `nil`.
  public var id: String?
  public var name: String?
  /// A column of phases, or one phase for every area.
  public var phase: String?
  /// A column that says rural or urban, or the path of a rural-urban classification of LSOAs.
  public var ruralUrban: String?
  /// Population-weighted centroids of LSOAs, which such a classification needs.
  public var centroids: URL?
  /// In place of the coordinate reference system that the file names: `EPSG:27700`.
  public var crs: String?

  public init(
    layer: String? = nil, id: String? = nil, name: String? = nil, phase: String? = nil, ruralUrban: String? = nil,
    centroids: URL? = nil, crs: String? = nil
  ) {
    self.layer = layer
    self.id = id
    self.name = name
    self.phase = phase
    self.ruralUrban = ruralUrban
    self.centroids = centroids
    self.crs = crs
  }
}

/// Makes a study's `areas.geojson` of the planning areas, or of wards or other areas standing in for them, of any
/// vector file that GDAL reads, in any coordinate reference system.
///
/// - Throws: `StudyProblems` with everything wrong in the sources, `ImportError` when the study cannot be written to.
public func importAreas(
  _ source: URL, options: AreasOptions = AreasOptions(), into folder: StudyFolder, date: String
) throws -> ImportReport {
  let log = ProblemLog()
  guard let data = Geodata(source, log: log), let layer = data.layer(options.layer),
    let transformation = data.transformation(of: layer, crs: options.crs)
  else { throw StudyProblems(log.problems) }
  var features: [GeodataFeature] = []
  data.read(layer, columns: layer.columns, through: transformation) { feature in
    features.append(feature)
    return true
  }
  if features.isEmpty, log.isEmpty { log.report(data.file, "there are no areas in it", "Export the areas again.") }
  try log.throwIfAny()
  var reading = AreasReading(file: data.file, columns: layer.columns, features: features, options: options, log: log)
  reading.read(study: folder.study)
  var sources = [source]
  if let place = reading.ruralUrbanFile {
    sources += [place] + [options.centroids].compactMap { $0 }
    reading.classify(by: place, centroids: options.centroids)
  }
  try log.throwIfAny()
  var notes = reading.notes
  notes += overlapNotes(reading.areas)
  if folder.holds("areas.csv") {
    notes.append("The study's areas.csv is no longer read, because areas.geojson comes first.")
  }
  notes.append(transformation.sentence)
  let file = ImportedFile(
    name: "areas.geojson", bytes: Array(try areasText(reading.areas).utf8), rows: reading.areas.count)
  try folder.write([file], from: sources, notes: notes, date: date)
  return ImportReport(
    kind: "areas", source: data.file, files: [file], facts: facts(reading.areas), notes: notes)
}

private func facts(_ areas: [Area]) -> [ImportReport.Fact] {
  let hectares = areas.reduce(0) { $0 + $1.boundary.area } / 10_000
  func count(_ kind: RuralUrban) -> Int { areas.count { $0.ruralUrban == kind } }
  return [
    .init("areas", areas.count, "Areas: \(areas.count)"),
    .init("area_hectares", Int(hectares.rounded()), "Hectares in all: \(Int(hectares.rounded()))"),
    .init("urban_areas", count(.urban), "Urban areas: \(count(.urban))"),
    .init("rural_areas", count(.rural), "Rural areas: \(count(.rural))"),
  ]
}
