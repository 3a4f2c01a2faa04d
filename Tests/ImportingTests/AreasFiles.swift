import CGDAL
import Foundation
import Geometry
import Testing

@testable import Inputs

/// A layer to write in any vector format GDAL has, for tests.
struct TestLayer {
  var name = "areas"
  var columns: [String]
  /// Values in the order of the columns, and the geometry as well-known text in EPSG:27700.
  var features: [(values: [String?], geometry: String)]

  /// Writes the layer in a coordinate reference system, converted by GDAL; without one when `epsg` is `nil`.
  ///
  /// - Parameter adds: Whether to add the layer to a file that is there.
  func write(_ url: URL, _ driver: String, epsg: Int32? = 27700, options: [String] = [], adds: Bool = false) throws {
    registerDrivers()
    // A Shapefile's shortened names are what is tested, not news.
    CPLPushErrorHandler(CPLQuietErrorHandler)
    defer { CPLPopErrorHandler() }
    let dataset =
      adds
      ? GDALOpenEx(url.path, UInt32(GDAL_OF_VECTOR | GDAL_OF_UPDATE), nil, nil, nil)
      : GDALCreate(GDALGetDriverByName(driver), url.path, 0, 0, 0, GDT_Unknown, nil)
    let file = try #require(dataset)
    defer { GDALClose(file) }
    let grid = try #require(system(27700))
    let target = epsg.flatMap(system)
    defer {
      OSRDestroySpatialReference(grid)
      OSRDestroySpatialReference(target)
    }
    let conversion = target.flatMap { epsg == 27700 ? nil : OCTNewCoordinateTransformation(grid, $0) }
    defer { if let conversion { OCTDestroyCoordinateTransformation(conversion) } }
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    for option in options { list = CSLAddString(list, option) }
    defer { CSLDestroy(list) }
    let layer = try #require(GDALDatasetCreateLayer(file, name, target, wkbUnknown, list))
    for column in columns {
      let field = OGR_Fld_Create(column, OFTString)
      defer { OGR_Fld_Destroy(field) }
      try #require(OGR_L_CreateField(layer, field, 1) == OGRERR_NONE)
    }
    for (values, text) in features {
      let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer))
      defer { OGR_F_Destroy(feature) }
      for (index, value) in values.enumerated() {
        if let value { OGR_F_SetFieldString(feature, Int32(index), value) }
      }
      if !text.isEmpty {
        var geometry: OGRGeometryH?
        text.withCString { bytes in
          var start: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(mutating: bytes)
          _ = OGR_G_CreateFromWkt(&start, nil, &geometry)
        }
        try #require(geometry != nil)
        if let conversion { try #require(OGR_G_Transform(geometry, conversion) == OGRERR_NONE) }
        OGR_F_SetGeometryDirectly(feature, geometry)
      }
      try #require(OGR_L_CreateFeature(layer, feature) == OGRERR_NONE)
    }
  }

  private func system(_ epsg: Int32) -> OGRSpatialReferenceH? {
    let made = OSRNewSpatialReference(nil)
    OSRSetAxisMappingStrategy(made, OAMS_TRADITIONAL_GIS_ORDER)
    return OSRImportFromEPSG(made, epsg) == OGRERR_NONE ? made : nil
  }
}

/// Well-known text of an area.
func wellKnownText(_ area: MultiPolygon) -> String {
  let polygons = area.polygons.map { rings in
    let texts = rings.map { ring in "(" + ring.map { "\($0.easting) \($0.northing)" }.joined(separator: ",") + ")" }
    return "(" + texts.joined(separator: ",") + ")"
  }
  return "MULTIPOLYGON(" + polygons.joined(separator: ",") + ")"
}

/// A square on the grid as well-known text.
func squareText(_ east: Double, _ north: Double, _ size: Double) -> String {
  let corners = [(0.0, 0.0), (size, 0), (size, size), (0, size), (0, 0)]
  return "POLYGON((" + corners.map { "\(east + $0.0) \(north + $0.1)" }.joined(separator: ",") + "))"
}

/// Calls `body` with a folder of its own and takes it away again.
func withTestFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("import-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
