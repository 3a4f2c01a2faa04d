import Foundation
import Geometry
import Testing

@testable import Inputs

/// Layers through GDAL, here as GeoJSON; `ImportingTests` has the other formats.
@Suite struct GeodataTests {
  /// Reads the features of a collection on the grid: each geometry as it came, and the problems.
  private func read(
    _ features: [(properties: String, geometry: String)], crs: String? = "EPSG::27700", name: String = "areas.geojson",
    override: String? = nil, box: Bounds? = nil
  ) throws -> (features: [GeodataFeature], problems: [String]) {
    let member = crs.map { "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:\($0)\"}}," } ?? ""
    let text = features.map { "{\"type\":\"Feature\",\"properties\":\($0.properties),\"geometry\":\($0.geometry)}" }
    let collection = "{\"type\":\"FeatureCollection\",\(member)\"features\":[\(text.joined(separator: ",\n"))]}"
    return try withFile(name, Data(collection.utf8)) { url in
      let log = ProblemLog()
      var found: [GeodataFeature] = []
      if let data = Geodata(url, log: log), let layer = data.layer(nil),
        let transformation = data.transformation(of: layer, crs: override)
      {
        data.read(layer, columns: layer.columns, through: transformation, in: box) { feature in
          found.append(feature)
          return true
        }
      }
      return (found, log.problems.map(\.description))
    }
  }

  private func withFile<Result>(_ name: String, _ data: Data, _ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("geodata-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let url = folder.appendingPathComponent(name)
    try data.write(to: url)
    return try body(url)
  }

  private func square(_ x: Int, _ y: Int, _ size: Int) -> String {
    "[[\(x),\(y)],[\(x + size),\(y)],[\(x + size),\(y + size)],[\(x),\(y + size)],[\(x),\(y)]]"
  }

  @Test func valuesAreTextAndHolesAreKept() throws {
    let polygon =
      "{\"type\":\"Polygon\",\"coordinates\":[\(square(440_000, 200_000, 1000)),\(square(440_100, 200_100, 100))]}"
    let result = try read([("{\"code\":17,\"name\":\" Oakham \",\"note\":null}", polygon)])
    let feature = try #require(result.features.first)
    #expect(result.problems.isEmpty && feature.number == 1)
    #expect(feature.values == ["17", "Oakham", nil])
    guard case .area(let area, false) = feature.shape else { throw Unexpected() }
    #expect(area.area == 1_000_000 - 10_000)
  }

  @Test func heightsAreLeftOut() throws {
    let result = try read([
      ("{}", "{\"type\":\"Point\",\"coordinates\":[440000,200000,87.5]}"),
      ("{}", "{\"type\":\"LineString\",\"coordinates\":[[440000,200000,1],[440000,200100,2]]}"),
    ])
    guard case .point(let point) = result.features[0].shape, case .lines(let lines) = result.features[1].shape else {
      throw Unexpected()
    }
    #expect(point == Point(easting: 440_000, northing: 200_000))
    #expect(lines == [[Point(easting: 440_000, northing: 200_000), Point(easting: 440_000, northing: 200_100)]])
  }

  @Test(arguments: [
    ("null", "none"), ("{\"type\":\"Polygon\",\"coordinates\":[]}", "none"),
    ("{\"type\":\"MultiPolygon\",\"coordinates\":[]}", "none"),
    ("{\"type\":\"Polygon\",\"coordinates\":[[[440000,200000],[441000,200000],[440000,200000]]]}", "fewer than four"),
    // A bow tie, whose two halves cancel out.
    (
      "{\"type\":\"Polygon\",\"coordinates\":[[[440000,200000],[441000,201000],[441000,200000],[440000,201000],[440000,200000]]]}",
      "crosses itself"
    ),
    (
      "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[440000,200000]},"
        + "{\"type\":\"LineString\",\"coordinates\":[[440000,200000],[441000,200000]]}]}", "a mix of"
    ),
    ("{\"type\":\"MultiPoint\",\"coordinates\":[[440000,200000],[441000,200000]]}", "MULTIPOINT geometry"),
    ("{\"type\":\"Point\",\"coordinates\":[1e400,200000]}", "is not on the British National Grid"),
    ("{\"type\":\"Point\",\"coordinates\":[-0.7,52.6]}", "is not on the British National Grid"),
    ("{\"type\":\"Point\",\"coordinates\":[650000,700000]}", "outside Great Britain"),
    ("{\"type\":\"Point\",\"coordinates\":[30000,147000]}", "changed over"),
  ])
  func oddGeometryIsNamedAndNeverTraps(_ geometry: String, _ words: String) throws {
    let good = "{\"type\":\"Polygon\",\"coordinates\":[\(square(440_000, 200_000, 1000))]}"
    let result = try read([("{}", geometry), ("{}", good)])
    #expect(result.features.count == 2)
    switch result.features[0].shape {
    case .none: #expect(words == "none")
    case .unusable(let fault, let remedy): #expect(fault.contains(words) && remedy.hasSuffix("."))
    default: Issue.record("\(geometry) was taken")
    }
    guard case .area = result.features[1].shape else { throw Unexpected() }
  }

  @Test func aSliverOfDigitisingIsPutRight() throws {
    // The last but one vertex overshoots the first edge by a metre in ten kilometres.
    let ring =
      "[[440000,200000],[450000,200000],[450000,210000],[440000,210000],[440000,199999],[440001,200000],[440000,200000]]"
    let result = try read([("{}", "{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}")])
    guard case .area(let area, true) = result.features[0].shape else { throw Unexpected() }
    #expect(abs(area.area - 1e8) < 10)
  }

  @Test func anOpenRingIsClosed() throws {
    let ring = "[[440000,200000],[441000,200000],[441000,201000],[440000,201000]]"
    let result = try read([("{}", "{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}")])
    guard case .area(let area, false) = result.features[0].shape else { throw Unexpected() }
    #expect(area.area == 1e6)
  }

  @Test func theReferenceSystemMayBeNamedInPlaceOfTheFilesOwn() throws {
    let point = "{\"type\":\"Point\",\"coordinates\":[485000,308000]}"
    // GeoJSON without the member is longitude and latitude.
    guard case .unusable(let fault, let remedy) = try read([("{}", point)], crs: nil).features[0].shape else {
      throw Unexpected()
    }
    #expect(fault == "longitude 485000.0, latitude 308000.0 is not on the British National Grid")
    #expect(remedy.contains("--crs EPSG:27700"))
    guard case .point(let read) = try read([("{}", point)], crs: nil, override: "EPSG:27700").features[0].shape else {
      throw Unexpected()
    }
    #expect(read == Point(easting: 485_000, northing: 308_000))
    let unknown = try self.read([("{}", point)], override: "EPSG:0")
    #expect(
      unknown.problems.count == 1
        && unknown.problems[0].contains("does not know the coordinate reference system EPSG:0"))
  }

  @Test func onlyFeaturesInTheBoxAreRead() throws {
    let points = (0..<10).map { ("{}", "{\"type\":\"Point\",\"coordinates\":[\(400_000 + $0 * 1000),300000]}") }
    let box = try #require(
      Bounds([Point(easting: 402_500, northing: 299_000), Point(easting: 405_500, northing: 301_000)]))
    #expect(try read(points, box: box).features.count == 3)
    // The same in degrees, where a box of the grid has no straight edges.
    let transformation = try GridTransformation()
    let degrees = try (0..<10).map { index in
      let (x, y) = try transformation.coordinates([Point(easting: 400_000 + Double(index) * 1000, northing: 300_000)])
      return ("{}", "{\"type\":\"Point\",\"coordinates\":[\(x[0]),\(y[0])]}")
    }
    #expect(try read(degrees, crs: nil, box: box).features.count == 3)
  }

  @Test func aFileThatIsNoVectorFileIsReported() throws {
    for (name, text) in [
      ("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{"), ("a.shp", "nothing"), ("a.gpkg", ""),
    ] {
      try withFile(name, Data(text.utf8)) { url in
        let log = ProblemLog()
        #expect(Geodata(url, log: log) == nil)
        #expect(log.problems.count == 1 && log.problems[0].fault == "not a vector file that can be read")
      }
    }
    let log = ProblemLog()
    #expect(Geodata(URL(fileURLWithPath: "/nonexistent/areas.gpkg"), log: log) == nil)
    #expect(log.problems.map(\.isMissing) == [true])
  }

  @Test func gzipIsUnpacked() throws {
    let text =
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":"
      + "{\"type\":\"Point\",\"coordinates\":[-0.7,52.66]}}]}"
    try withFile("p.geojson", Data(text.utf8)) { url in
      let gzip = Process()
      gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      gzip.arguments = ["gzip", url.path]
      try gzip.run()
      gzip.waitUntilExit()
      let log = ProblemLog()
      let data = try #require(Geodata(url.appendingPathExtension("gz"), log: log))
      #expect(data.layers.map(\.featureCount) == [1] && data.layers[0].columns == ["a"])
      #expect(data.layers[0].geometry == "Point" && log.isEmpty)
    }
  }

  @Test func sharedAreaOfTwoSquares() {
    func square(_ x: Double, _ size: Double) -> MultiPolygon {
      let corners = [(0.0, 0.0), (size, 0), (size, size), (0, size), (0, 0)]
      return MultiPolygon(polygons: [[corners.map { Point(easting: x + $0.0, northing: 200_000 + $0.1) }]])
    }
    #expect(sharedArea(square(440_000, 1000), square(440_900, 1000)) == 100_000)
    #expect(sharedArea(square(440_000, 1000), square(441_000, 1000)) == 0)
    #expect(sharedArea(square(440_000, 1000), MultiPolygon(polygons: [])) == 0)
  }
}

private struct Unexpected: Error {}
