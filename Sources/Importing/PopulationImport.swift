import Foundation
import Geometry
import Inputs
import Planning

/// What an import of residents rests on beyond its source.
public struct PopulationOptions: Sendable {
  /// Population-weighted centroids of LSOAs.
  public var centroids: URL
  /// Which LSOAs of 2011 and of 2021 belong together, where the sources are of different years.
  public var lookup: URL?
  /// Indices of deprivation by LSOA.
  public var deprivation: URL?
  /// Which area each LSOA belongs to; without it the boundary that holds its centroid says so.
  public var areas: URL?
  /// The sheet of a workbook with several of them.
  public var sheet: String?

  public init(
    centroids: URL, lookup: URL? = nil, deprivation: URL? = nil, areas: URL? = nil, sheet: String? = nil
  ) {
    self.centroids = centroids
    self.lookup = lookup
    self.deprivation = deprivation
    self.areas = areas
    self.sheet = sheet
  }
}

/// Makes a study's `residences.csv` of residents by LSOA and single year of age: the population-weighted centroids
/// inside the study's areas, weighted with residents aged 0-4, 5-10, 11-15 and 16-25 on the date of the source, and with
/// the decile of deprivation where indices are given.
///
/// - Throws: `StudyProblems` with everything wrong in the sources, `ImportError` when the study cannot be written to.
public func importPopulation(
  _ source: URL, options: PopulationOptions, into folder: StudyFolder, date: String
) throws -> ImportReport {
  let study = try folder.tables([.areas])
  let log = ProblemLog()
  if options.areas == nil, study.areas.contains(where: { $0.boundary.polygons.isEmpty }) {
    log.report(
      "areas", "at least one area has no boundary, so that nobody can be placed in it",
      "Import the areas with their boundaries first, or say which LSOAs they consist of with --areas.")
  }
  let file = PopulationFile(source, sheet: options.sheet, log: log)
  let centroids = LSOACentroids(options.centroids, log: log)
  let lookup = options.lookup.flatMap { LSOALookup($0, log: log) }
  let deprivation = options.deprivation.flatMap { DeprivationDeciles($0, log: log) }
  let listed = options.areas.flatMap { LSOAAreas($0, study.areas, log: log) }
  try log.throwIfAny()
  guard let file, let centroids else { throw StudyProblems(log.problems) }
  var residents = PopulationResidents(centroids, AreaIndex(study.areas), listed, lookup)
  residents.add(file, lookup, log)
  // A row at fault is missing for that reason alone.
  if log.isEmpty {
    residents.checkWhole(options.centroids.lastPathComponent, file: file.table.file, hasLookup: lookup != nil, log)
  }
  let deprived = deprivation.map { residents.deciles($0, lookup, log) }
  try log.throwIfAny()

  let columns = [
    "residence_id", "area_id", "easting_m", "northing_m", "weight_0_4", "weight_5_10", "weight_11_15", "weight_16_25",
    "point_kind",
  ]
  var table = TableText(columns + (deprived == nil ? [] : ["deprivation_decile"]))
  for (index, lsoa) in residents.found.enumerated() {
    let cells = [
      lsoa.code, study.areas[lsoa.area].id, decimalText(lsoa.point.easting), decimalText(lsoa.point.northing),
    ]
    let decile = deprived.map { [String($0.deciles[index])] } ?? []
    table.add(cells + lsoa.weights.map(decimalText) + [PointKind.lsoaCentroid.rawValue] + decile)
  }
  let total = Int(residents.found.reduce(0) { $0 + $1.weights.reduce(0, +) }.rounded())
  let notes = file.notes + residents.notes(study.areas) + (deprived?.notes ?? [])
  let result = ImportedFile(name: "residences.csv", table: table)
  try folder.write(
    [result],
    from: [source, options.centroids] + [options.lookup, options.deprivation, options.areas].compactMap { $0 },
    notes: notes, date: date)
  return ImportReport(
    kind: "population", source: file.table.file, files: [result],
    facts: [
      .init("lsoas", residents.found.count, "LSOAs with their centroid in the study's areas: \(residents.found.count)"),
      .init("residents_0_25", total, "Residents aged 0 to 25: \(total)"),
    ], notes: notes)
}
