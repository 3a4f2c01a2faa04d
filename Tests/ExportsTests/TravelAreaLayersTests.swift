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

  @Test func `each layer has a style of edges alone, with a class for each of its values`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let areas = [15, 120, 30].map { TravelArea(setting: 2, extent: .within(minutes: $0), area: Self.square) }
    let catchment = TravelArea(setting: 0, extent: .nearest(of: .base), area: Self.square)
    try writeTravelAreas(areas + [catchment], study: Sample.study(proposals: 1), to: file)
    let rows = try query("SELECT f_table_name, styleQML, styleSLD FROM layer_styles", file)
    #expect(rows.map { $0[0] } == ["isochrones", "catchments"])
    for (row, values) in zip(rows, [["15", "30", "120"], ["base"]]) {
      let (qml, sld) = (try #require(row[1]), try #require(row[2]))
      #expect(qml.matches(of: /<category value="([^"]*)"/).map { String($0.1) } == values)
      #expect(sld.matches(of: /<ogc:Literal>([^<]*)</).map { String($0.1) } == values)
      // What lies below can be seen.
      #expect(!sld.contains("<Fill>") && qml.matches(of: /name="style"[^>]*value="no"/).count == values.count)
    }
  }

  @Test func `a layer without a row is not written`() throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let catchment = TravelArea(setting: 0, extent: .nearest(of: .base), area: Self.square)
    try writeTravelAreas([catchment], study: Sample.study(proposals: 1), to: file)
    #expect(try query("SELECT table_name FROM gpkg_contents", file) == [["catchments"], ["layer_styles"]])
  }
}
