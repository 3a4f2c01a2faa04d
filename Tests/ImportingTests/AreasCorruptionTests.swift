import Foundation
import Importing
import Inputs
import TestSupport
import Testing

/// Damaged sources of every kind: an import ends with problems or with tables that the study's reader takes.
@Suite("Damaged map files")
struct AreasCorruptionTests {
  private let layer = TestLayer(
    columns: ["area_id", "name", "phase"],
    features: [
      (["west", "West", "all"], squareText(440_000, 195_000, 10_000)),
      (["east", "East", "all"], squareText(450_000, 195_000, 10_000)),
    ])

  @Test(
    "A damaged map file never stops the program nor makes a study that cannot be read",
    arguments: [
      ("a.geojson", "GeoJSON"), ("a.gpkg", "GPKG"), ("a.shp", "ESRI Shapefile"), ("a.dbf", "ESRI Shapefile"),
      ("a.map", "MapInfo File"), ("a.mif", "MapInfo File"), ("a.fgb", "FlatGeobuf"),
    ])
  func damaged(file: String, driver: String) throws {
    var study = TinyStudy()
    study["areas.csv"] = nil
    try study.withFolder { place in
      try withTestFolder { folder in
        let damagedFile = folder.appendingPathComponent(file)
        // The file named is that of the layer, the one damaged may be one of those beside it.
        let ending = ["dbf": "shp", "map": "tab"][damagedFile.pathExtension] ?? damagedFile.pathExtension
        let source = damagedFile.deletingPathExtension().appendingPathExtension(ending)
        try layer.write(source, driver, epsg: driver == "GeoJSON" ? 4326 : 27700)
        let bytes = [UInt8](try Data(contentsOf: damagedFile))
        let target = try StudyFolder(place)
        var refused = 0
        let isText = ["geojson", "mif"].contains(damagedFile.pathExtension)
        for damage in corruptions(of: bytes, as: isText ? .table : .binary, seed: 41) {
          try Data(damage.bytes).write(to: damagedFile)
          if try isRefused(damage.name, { _ = try importAreas(source, into: target, date: "2026-11-21") }) {
            refused += 1
          } else {
            #expect(throws: Never.self, "\(damage.name)") { try target.tables([.areas]) }
          }
        }
        #expect(refused > 0)
      }
    }
  }

  @Test(
    "What a reader must not miss: an id taken out or doubled, a coordinate that is no number or far away",
    arguments: [
      ("\"west\"", "null"), ("\"west\"", "\"\""), ("\"west\"", "\"east\""), ("\"all\"", "\"everything\""),
      ("440000.0", "\"east\""), ("440000.0", "1e9"), ("440000.0", "-440000.0"), ("440000.0", "1e999"),
      ("27700", "99999"),
      ("\"Polygon\"", "\"Point\""), ("\"Polygon\"", "\"Pentagon\""), ("}}]}", "}"),
      ("\"coordinates\"", "\"coordinate\""),
    ])
  func mustBeFound(old: String, new: String) throws {
    let ring = "[[440000.0,195000],[450000,195000],[450000,205000],[440000,205000],[440000.0,195000]]"
    let text =
      "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::27700\"}},"
      + "\"features\":[{\"type\":\"Feature\",\"properties\":{\"area_id\":\"east\",\"name\":\"East\",\"phase\":\"all\"},"
      + "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[450000,195000],[460000,195000],[460000,205000],[450000,195000]]]]}},"
      + "{\"type\":\"Feature\",\"properties\":{\"area_id\":\"west\",\"name\":\"West\",\"phase\":\"all\"},"
      + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}}]}"
    var study = TinyStudy()
    study["areas.csv"] = nil
    try study.withFolder { place in
      try withTestFolder { folder in
        let source = folder.appendingPathComponent("a.geojson")
        let target = try StudyFolder(place)
        for isBroken in [false, true] {
          try Data((isBroken ? text.replacing(old, with: new) : text).utf8).write(to: source)
          let refused = try isRefused("\(old) -> \(new)") {
            _ = try importAreas(source, into: target, date: "2026-11-21")
          }
          #expect(refused == isBroken, "\(old) -> \(new)")
        }
      }
    }
  }
}

/// Whether an import ends with problems, each with a remedy; anything else it throws is a failure.
func isRefused(_ name: String, _ body: () throws -> Void) throws -> Bool {
  do {
    try body()
    return false
  } catch let error as StudyProblems {
    #expect(!error.problems.isEmpty && error.problems.allSatisfy { !$0.remedy.isEmpty }, "\(name)")
    return true
  } catch is ImportError {
    return true
  }
}
