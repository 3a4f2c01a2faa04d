import Geometry
import Inputs
import Planning
import TestSupport
import Testing

/// Areas from GeoJSON: degrees by default, metres where the file says so.
@Suite struct AreaReadingTests {
  /// The tiny study with its two squares as GeoJSON, in degrees or on the grid.
  private func tiny(grid: Bool, change: (String) -> String = { $0 }) throws -> TinyStudy {
    let transformation = try GridTransformation()
    func ring(_ west: Double) throws -> String {
      let corners = [(0.0, 0.0), (10_000, 0), (10_000, 10_000), (0, 10_000), (0, 0)].map {
        Point(easting: west + $0.0, northing: 195_000 + $0.1)
      }
      if grid { return "[" + corners.map { "[\($0.easting),\($0.northing)]" }.joined(separator: ",") + "]" }
      let degrees = try transformation.degrees(corners)
      return "[" + zip(degrees.longitudes, degrees.latitudes).map { "[\($0),\($1)]" }.joined(separator: ",") + "]"
    }
    let crs = grid ? "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::27700\"}}," : ""
    let text = """
      {"type":"FeatureCollection",\(crs)"features":[
      {"type":"Feature","properties":{"area_id":"west","name":"West","phase":"all","rural_urban":"rural"},
       "geometry":{"type":"Polygon","coordinates":[\(try ring(440_000))]}},
      {"type":"Feature","properties":{"area_id":"east","name":"East","phase":"all","rural_urban":"urban"},
       "geometry":{"type":"MultiPolygon","coordinates":[[\(try ring(450_000))]]}}]}
      """
    var study = TinyStudy()
    study["areas.csv"] = nil
    study["areas.geojson"] = change(text)
    return study
  }

  @Test func degreesComeBackOnTheGrid() throws {
    let loaded = try tiny(grid: false).load()
    #expect(loaded.study.areas.map(\.ruralUrban) == [.rural, .urban])
    let box = try #require(loaded.study.areas[0].boundary.bounds)
    #expect(abs(box.low.easting - 440_000) < 0.01 && abs(box.low.northing - 195_000) < 0.01)
    #expect(abs(box.width - 10_000) < 0.02 && abs(box.height - 10_000) < 0.02)
    #expect(
      loaded.notes.contains { $0.hasPrefix("areas.geojson: Coordinates were transformed between WGS84 and EPSG:27700") }
    )
  }

  @Test func metresStayAsTheyAre() throws {
    let loaded = try tiny(grid: true).load()
    #expect(loaded.study.areas.map(\.boundary.area) == [1e8, 1e8])
  }

  @Test func metresWithoutACoordinateSystem() throws {
    let broken = try tiny(grid: true) { $0.replacing("27700", with: "99999") }
    #expect(
      try broken.problems().contains(
        "areas.geojson: longitude 440000.0, latitude 195000.0 is not on the British National Grid (feature 1). Give longitude "
          + "and latitude (EPSG:4326), or name EPSG:27700 in the crs member."))
  }

  @Test func areaWithoutAnID() throws {
    let broken = try tiny(grid: true) { $0.replacing("\"area_id\":\"east\"", with: "\"code\":\"east\"") }
    #expect(
      try broken.problems().first == "areas.geojson: feature 2 has no area_id. Add the property area_id to each area.")
  }

  @Test func pointInsteadOfAPolygon() throws {
    let broken = try tiny(grid: true) { $0.replacing("\"type\":\"MultiPolygon\"", with: "\"type\":\"Point\"") }
    #expect(
      try broken.problems() == ["areas.geojson: feature 2 has no polygon. Give each area a Polygon or MultiPolygon."])
  }

  @Test func textThatIsNoGeoJSON() throws {
    let broken = try tiny(grid: true) { String($0.dropLast(5)) }
    #expect(
      try broken.problems() == [
        "areas.geojson: not a GeoJSON collection of polygons. Export the areas as GeoJSON, each with its polygon."
      ])
  }

  @Test func polygonThatIsNoWellKnownText() throws {
    var study = TinyStudy()
    study.replace("areas.csv", "\"POLYGON ((450000 195000,", with: "\"POLYGON (450000 195000,")
    #expect(
      try study.problems() == [
        "areas.csv, row 3, column geometry: \"POLYGON (450000 195000, ...\" is not a polygon in well-known text. "
          + "Write POLYGON or MULTIPOLYGON in metres of EPSG:27700."
      ])
  }

  @Test func wellKnownTextWithAHole() throws {
    var study = TinyStudy()
    study.replace(
      "areas.csv", "450000 205000, 450000 195000))",
      with: "450000 205000, 450000 195000), (459000 204000, 459900 204000, 459900 204900, 459000 204000))")
    #expect(try study.load().study.areas[1].boundary.area == 1e8 - 900 * 900 / 2)
  }
}
