import Appraisal
import CGDAL
import Foundation
import Planning
import SampleRun
import Testing

@testable import Exports

/// The rows of a statement that SQLite runs on a GeoPackage, as text; NULL is `nil`.
func query(_ sql: String, _ file: URL) throws -> [[String?]] {
  registerDrivers()
  let dataset = try #require(GDALOpenEx(file.path, UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY), nil, nil, nil))
  defer { GDALClose(dataset) }
  let answer = try #require(GDALDatasetExecuteSQL(dataset, sql, nil, nil))
  defer { GDALDatasetReleaseResultSet(dataset, answer) }
  var rows: [[String?]] = []
  while let feature = OGR_L_GetNextFeature(answer) {
    defer { OGR_F_Destroy(feature) }
    rows.append(
      (0..<OGR_F_GetFieldCount(feature)).map { index in
        OGR_F_IsFieldSetAndNotNull(feature, index) == 0
          ? nil : String(cString: OGR_F_GetFieldAsString(feature, index))
      })
  }
  return rows
}

/// Runs a statement that changes a GeoPackage.
func change(_ file: URL, _ sql: String) throws {
  registerDrivers()
  let dataset = try #require(GDALOpenEx(file.path, UInt32(GDAL_OF_VECTOR | GDAL_OF_UPDATE), nil, nil, nil))
  defer { GDALClose(dataset) }
  if let answer = GDALDatasetExecuteSQL(dataset, sql, nil, nil) { GDALDatasetReleaseResultSet(dataset, answer) }
}

/// A folder that goes away afterwards.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("exports-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

/// The published figures of doing nothing and one option, which is as much as most tests need.
func fewWorlds(_ study: Study) -> PublishedResults {
  let aggregates = Sample.results(study)
  return DisclosureControl().publish(
    RunResults(
      draws: aggregates.draws, seed: aggregates.seed, years: aggregates.years,
      worlds: aggregates.worlds.filter { $0.kind == .doNothing || $0.id == study.options[0].id },
      notes: aggregates.notes))
}
