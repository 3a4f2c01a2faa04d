import Foundation
import Geometry
import Planning
import SampleRun
import Testing

@testable import Exports

@Suite struct TravelAreaLayersTests {
  private let file = FileManager.default.temporaryDirectory.appendingPathComponent("areas-\(UUID().uuidString).gpkg")

  /// A square of 500 m with a hole of 100 m.
  private static let square: MultiPolygon = {
    func ring(_ low: Double, _ high: Double) -> [Point] {
      [(low, low), (high, low), (high, high), (low, high)].map {
        Point(easting: 400_000 + $0.0, northing: 300_000 + $0.1)
      }
    }
    return MultiPolygon(polygons: [[ring(0, 500), ring(200, 300)]])
  }()

  @Test func `isochrones carry their minutes, catchments what the setting is nearest of, both on the national grid`()
    throws
  {
    defer { try? FileManager.default.removeItem(at: file) }
    let study = Sample.study(proposals: 1)
    let areas = [15, 30].map { TravelArea(setting: 2, extent: .within(minutes: $0), area: Self.square) }
    let catchment = TravelArea(setting: 0, extent: .nearest(of: .base), area: Self.square)
    try writeTravelAreas(areas + [catchment], study: study, to: file)
    let id = study.settings[2].id
    #expect(
      try query("SELECT setting_id, name, minutes FROM isochrones ORDER BY minutes", file)
        == [[id, study.settings[2].name, "15"], [id, study.settings[2].name, "30"]])
    #expect(
      try query("SELECT setting_id, nearest_of FROM catchments", file) == [[study.settings[0].id, "base"]])
    #expect(
      try query("SELECT table_name, srs_id FROM gpkg_geometry_columns ORDER BY table_name", file)
        == [["catchments", "27700"], ["isochrones", "27700"]])
  }

  @Test func `a layer without a row is not written`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let catchment = TravelArea(setting: 0, extent: .nearest(of: .base), area: Self.square)
    try writeTravelAreas([catchment], study: Sample.study(proposals: 1), to: file)
    #expect(try query("SELECT table_name FROM gpkg_contents", file) == [["catchments"]])
  }
}
