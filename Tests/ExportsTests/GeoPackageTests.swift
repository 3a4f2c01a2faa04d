import Appraisal
import CGDAL
import Foundation
import Planning
import SampleRun
import Testing

@testable import Exports

/// A layer read back through GDAL.
private struct LayerRead {
  var count: Int
  var fields: [String]
  var rows: [[String?]]
  var grid: String?
}

private func read(_ layer: String, from file: URL) throws -> LayerRead {
  registerDrivers()
  let dataset = try #require(GDALOpenEx(file.path, UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY), nil, nil, nil))
  defer { GDALClose(dataset) }
  let handle = try #require(GDALDatasetGetLayerByName(dataset, layer))
  let schema = OGR_L_GetLayerDefn(handle)
  let fields = (0..<OGR_FD_GetFieldCount(schema)).map {
    String(cString: OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(schema, $0)))
  }
  var rows: [[String?]] = []
  OGR_L_ResetReading(handle)
  while let feature = OGR_L_GetNextFeature(handle) {
    rows.append(
      fields.indices.map { index in
        OGR_F_IsFieldNull(feature, Int32(index)) != 0
          ? nil : String(cString: OGR_F_GetFieldAsString(feature, Int32(index)))
      })
    OGR_F_Destroy(feature)
  }
  let grid = OGR_L_GetSpatialRef(handle).flatMap { OSRGetAuthorityCode($0, nil) }.map { String(cString: $0) }
  return LayerRead(count: rows.count, fields: fields, rows: rows, grid: grid)
}

@Suite struct GeoPackageTests {
  private static let study = Sample.study(proposals: 2)
  private static let results = DisclosureControl().publish(Sample.results(study))
  private let file = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString).gpkg")

  private func written() throws -> URL {
    try writeGeoPackage(Self.results, study: Self.study, description: Sample.runDescription(Self.study), to: file)
    return file
  }

  @Test func `areas are polygons on the national grid with figures of doing nothing and each option`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let areas = try read("planning_areas", from: written())
    #expect(areas.count == 12 && areas.grid == "27700")
    for name in ["ehcp__do_nothing_base_year", "ehcp__do_nothing", "unmet_base_demand__bases_only_status"] {
      #expect(areas.fields.contains(name))
    }
    let column = try #require(areas.fields.firstIndex(of: "ehcp__do_nothing"))
    #expect(areas.rows[0][column] == "579")
  }

  @Test func `a suppressed figure is NULL with its status beside it`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let metrics = try read("metrics", from: written())
    let mean = try #require(metrics.fields.firstIndex(of: "mean"))
    let status = try #require(metrics.fields.firstIndex(of: "status"))
    let suppressed = metrics.rows.filter { $0[status] == "c" }
    #expect(!suppressed.isEmpty && suppressed.allSatisfy { $0[mean] == nil })
  }

  @Test func `metrics are every published row, suppressed ones too`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let metrics = try read("metrics", from: written())
    #expect(metrics.count == Self.results.worlds.reduce(0) { $0 + $1.rows.count })
  }

  @Test func `the same arguments give the same bytes`() throws {
    let again = file.appendingPathExtension("again")
    defer { for file in [file, again] { try? FileManager.default.removeItem(at: file) } }
    let description = Sample.runDescription(Self.study)
    try writeGeoPackage(Self.results, study: Self.study, description: description, to: again)
    Thread.sleep(forTimeInterval: 0.01)
    #expect(try Data(contentsOf: written()) == Data(contentsOf: again))
    let changed = try query("SELECT DISTINCT CAST(last_change AS TEXT) FROM gpkg_contents", file)
    #expect(changed == [["2026-11-20T10:00:41.000Z"]])
  }

  @Test func `options whose ids differ in case or punctuation have columns of their own`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    var study = Self.study
    for (index, id) in ["Plan-A", "plan_a", "plan a", "plan-a-status"].enumerated() {
      study.options[index].id = id
    }
    let results = DisclosureControl().publish(Sample.results(study))
    try writeGeoPackage(results, study: study, description: Sample.runDescription(study), to: file)
    let fields = try read("planning_areas", from: file).fields.filter { $0.hasPrefix("ehcp__plan") }
    #expect(fields.count == 8 && Set(fields).count == 8)
    #expect(fields.contains("ehcp__plan_a") && fields.contains("ehcp__plan_a_3"))
  }

  @Test func `settings leave out proposed sites, and proposals are there`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let settings = try read("settings", from: written())
    #expect(settings.count == 30)
    #expect(!settings.rows.contains { $0[0]?.hasPrefix("site-") ?? false })
    try FileManager.default.removeItem(at: file)
    #expect(try read("proposals", from: written()).count == 2)
    // The id under which metrics has a proposed site.
    let sites = try query("SELECT setting_id FROM proposals", file).map { $0[0] }
    #expect(sites == Self.study.proposals.map { Self.study.settings[$0.setting].id })
  }

  @Test func `there are five layers and the styles, and none holds homes or children`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let dataset = try #require(GDALOpenEx(written().path, UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY), nil, nil, nil))
    defer { GDALClose(dataset) }
    let names = (0..<GDALDatasetGetLayerCount(dataset)).map {
      String(cString: OGR_L_GetName(GDALDatasetGetLayer(dataset, $0)))
    }
    #expect(names == ["planning_areas", "settings", "proposals", "metrics", "provenance", "layer_styles"])
  }

  @Test func `provenance names the version and each input's hash`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let facts = try read("provenance", from: written())
    #expect(facts.rows.contains(["version", "0.1.0"]))
    #expect(facts.rows.contains(["input areas.geojson", String(repeating: "a1", count: 32)]))
  }

  @Test func `a folder that is not there is an error that names the file`() {
    defer { try? FileManager.default.removeItem(at: file) }
    let missing = URL(fileURLWithPath: "/nonexistent/folder/run.gpkg")
    #expect {
      try writeGeoPackage(
        Self.results, study: Self.study, description: Sample.runDescription(Self.study), to: missing)
    } throws: { ($0 as? ExportError)?.file == "run.gpkg" }
    #expect(throws: ExportError.self) {
      try writeMetrics(Self.results, to: missing.deletingLastPathComponent().appendingPathComponent("metrics.csv"))
    }
  }
}
