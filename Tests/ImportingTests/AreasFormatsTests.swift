import Foundation
import Geometry
import Importing
import Inputs
import Planning
import TestSupport
import Testing

/// The same areas out of every format and coordinate reference system.
@Suite("Formats of areas")
struct AreasFormatsTests {
  /// Two squares, one with a hole, one of two parts.
  private static let squares = TestLayer(
    columns: ["area_id", "name"],
    features: [
      (
        ["a", "Ashwell"],
        "POLYGON((484000.5 307000.25,494000 307000,494000.125 317000,484000 317000,484000.5 307000.25),"
          + "(486000 309000,487000 309000,487000 310000,486000 310000,486000 309000))"
      ),
      (
        ["b", "Ketton"],
        "MULTIPOLYGON(((494000 307000,504000 307000,504000 317000,494000 307000)),"
          + "((505000 307000,506000 307000,506000 308000,505000 307000)))"
      ),
    ])

  /// Wards of Rutland on the grid, where the shared data is there.
  private static func wards() throws -> TestLayer? {
    guard let folder = SharedData.folder else { return nil }
    let log = ProblemLog()
    let file = folder.appendingPathComponent("geography/rutland_ward.geojson.gz")
    let data = try #require(Geodata(file, log: log))
    let transformation = try #require(data.transformation(of: data.layers[0]))
    var layer = TestLayer(columns: ["area_id", "name"], features: [])
    data.read(data.layers[0], columns: ["WD25CD", "WD25NM"], through: transformation) { feature in
      if case .area(let area, _) = feature.shape { layer.features.append((feature.values, wellKnownText(area))) }
      return true
    }
    return layer
  }

  private static let formats = [
    ("a.gpkg", "GPKG"), ("a.shp", "ESRI Shapefile"), ("a.tab", "MapInfo File"), ("a.mif", "MapInfo File"),
    ("a.fgb", "FlatGeobuf"), ("a.geojson", "GeoJSON"),
  ]

  @Test("Every format in every system gives the same areas", arguments: [Int32(27700), 3857, 4326, 4277, 4258])
  func same(epsg: Int32) throws {
    var layers = [Self.squares]
    if let wards = try Self.wards() { layers.append(wards) } else { print("Skipped for Rutland: no shared data.") }
    for layer in layers {
      let expected = try areas(layer, "reference.gpkg", "GPKG", 27700)
      for (name, driver) in Self.formats {
        // GeoJSON is on WGS84 whatever is asked, unless its member names another.
        if driver == "GeoJSON", epsg != 4326 { continue }
        let found = try areas(layer, name, driver, epsg)
        #expect(found.map(\.name).sorted() == expected.map(\.name).sorted())
        // MapInfo keeps coordinates as whole steps of its bounds; elsewhere only a change of datum costs anything.
        let isExact = (epsg == 27700 || epsg == 4277) && driver != "MapInfo File"
        for reference in expected {
          // FlatGeobuf has an order of its own.
          let area = try #require(found.first { $0.id == reference.id })
          let furthest = distance(area.boundary, reference.boundary)
          #expect(furthest < (isExact ? 0.001 : 0.01), "\(name) in \(epsg), \(area.name): \(furthest) m")
        }
      }
    }
  }

  @Test("A folder of Shapefiles and a zip archive of one open too; an archive of two is refused")
  func foldersAndArchives() throws {
    try withTestFolder { folder in
      let shapes = folder.appendingPathComponent("shapes")
      try FileManager.default.createDirectory(at: shapes, withIntermediateDirectories: true)
      try Self.squares.write(shapes.appendingPathComponent("areas.shp"), "ESRI Shapefile")
      let log = ProblemLog()
      #expect(Geodata(shapes, log: log)?.layers.map(\.featureCount) == [2])
      func zip(_ name: String) throws -> URL {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.currentDirectoryURL = folder
        process.arguments = ["python3", "-m", "zipfile", "-c", name, "shapes/"]
        try process.run()
        process.waitUntilExit()
        return folder.appendingPathComponent(name)
      }
      #expect(Geodata(try zip("one.zip"), log: log)?.layers.map(\.name) == ["areas"])
      #expect(log.isEmpty)
      try Self.squares.write(shapes.appendingPathComponent("more.gpkg"), "GPKG")
      #expect(Geodata(try zip("two.zip"), log: log) == nil)
      #expect(log.problems.map(\.fault) == ["the archive holds 2 vector files"])
    }
  }

  @Test("Layers are listed, and one of several is asked for")
  func severalLayers() throws {
    try withTestFolder { folder in
      let file = folder.appendingPathComponent("two.gpkg")
      try Self.squares.write(file, "GPKG")
      let points = TestLayer(name: "schools", columns: ["urn"], features: [(["1"], "POINT(485000 308000)")])
      try points.write(file, "GPKG", adds: true)
      let log = ProblemLog()
      let data = try #require(Geodata(file, log: log))
      #expect(data.layers.map(\.name) == ["areas", "schools"] && data.layers.map(\.featureCount) == [2, 1])
      #expect(data.layers[0].columns == ["area_id", "name"])
      #expect(data.layer(nil) == nil)
      #expect(log.problems.map(\.description) == ["two.gpkg: it holds 2 layers. Add --layer with areas or schools."])
      #expect(data.layer("schools")?.name == "schools")
    }
  }

  @Test("Curves become straight pieces")
  func curves() throws {
    try withTestFolder { folder in
      let file = folder.appendingPathComponent("curve.gpkg")
      // A circle of a kilometre's radius.
      let circle = "CURVEPOLYGON(CIRCULARSTRING(484000 307000,486000 307000,484000 307000))"
      try TestLayer(columns: ["area_id"], features: [(["c"], circle)]).write(file, "GPKG")
      let log = ProblemLog()
      let data = try #require(Geodata(file, log: log))
      let transformation = try #require(data.transformation(of: data.layers[0]))
      var area = 0.0
      data.read(data.layers[0], columns: [], through: transformation) { feature in
        if case .area(let boundary, _) = feature.shape { area = boundary.area }
        return true
      }
      #expect(abs(area - 1_000_000 * Double.pi) < 5000)
    }
  }

  /// Every boundary of the shared data, imported with nothing but its name.
  @Test(
    "Every shared boundary imports", .enabled(if: SharedData.isPresent, "no shared data"),
    arguments: ["rutland", "shropshire", "telford", "coventry"], ["lsoa11", "msoa11", "ward"])
  func shared(authority: String, kind: String) throws {
    let folder = try #require(SharedData.folder)
    let source = folder.appendingPathComponent("geography/\(authority)_\(kind).geojson.gz")
    try emptyStudy().withFolder { place in
      let target = try StudyFolder(place)
      let report = try importAreas(source, into: target, date: "2026-11-21")
      let areas = try target.tables([.areas]).areas
      let log = ProblemLog()
      let layer = try #require(Geodata(source, log: log)).layers[0]
      #expect(areas.count == layer.featureCount && report.facts[0].value == areas.count)
      let standIn = ["lsoa11": "LSOAs", "msoa11": "MSOAs", "ward": "Wards"][kind] ?? ""
      #expect(report.notes.contains("\(standIn) stand in for planning areas."))
      #expect(!report.notes.contains { $0.contains("overlap") })
      #expect(areas.allSatisfy { $0.name != $0.id && $0.boundary.area > 0 })
      // The authority's published area in hectares, roughly.
      let expected: [String: ClosedRange<Int>] = [
        "rutland": 38_000...40_000, "shropshire": 315_000...325_000, "telford": 28_500...29_500,
        "coventry": 9_700...10_000,
      ]
      #expect(expected[authority]?.contains(report.facts[1].value) == true, "\(report.facts[1].sentence)")
    }
  }

  private func emptyStudy() -> TinyStudy {
    var study = TinyStudy()
    study["areas.csv"] = nil
    return study
  }

  private func areas(_ layer: TestLayer, _ name: String, _ driver: String, _ epsg: Int32) throws -> [Area] {
    try emptyStudy().withFolder { place in
      try withTestFolder { folder in
        let source = folder.appendingPathComponent(name)
        let options =
          switch (driver, epsg) {
          case ("GeoJSON", _): ["COORDINATE_PRECISION=10"]
          // The bounds British offices give their tables: steps of 0.6 mm. GDAL's own have steps of 12 mm.
          case ("MapInfo File", 27700): ["BOUNDS=0,0,700000,1300000"]
          case ("MapInfo File", 4258), ("MapInfo File", 4277), ("MapInfo File", 4326): ["BOUNDS=-10,45,10,65"]
          case ("MapInfo File", 3857): ["BOUNDS=-1500000,6000000,500000,9000000"]
          default: [String]()
          }
        try layer.write(source, driver, epsg: epsg, options: options)
        let target = try StudyFolder(place)
        _ = try importAreas(source, into: target, date: "2026-11-21")
        return try target.tables([.areas]).areas
      }
    }
  }

  /// The furthest that a vertex of one lies from the nearest vertex of the other; infinite where their numbers differ.
  private func distance(_ first: MultiPolygon, _ second: MultiPolygon) -> Double {
    let (left, right) = (first.polygons.joined().joined(), second.polygons.joined().joined())
    guard left.count == right.count else { return .infinity }
    // Formats turn rings round and begin them elsewhere, so the nearest is looked for in a small neighbourhood.
    let cells = Dictionary(grouping: right) {
      Point(easting: ($0.easting / 10).rounded(), northing: ($0.northing / 10).rounded())
    }
    return left.map { vertex in
      let (x, y) = ((vertex.easting / 10).rounded(), (vertex.northing / 10).rounded())
      let near = (-1...1).flatMap { dx in
        (-1...1).flatMap { dy in cells[Point(easting: x + Double(dx), northing: y + Double(dy))] ?? [] }
      }
      return near.map { $0.distance(to: vertex) }.min() ?? .infinity
    }.max() ?? 0
  }
}
