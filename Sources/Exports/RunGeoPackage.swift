import CGDAL
import Foundation
import Geometry

/// A finished run's `run.gpkg`, read through GDAL. Every failure of the library is thrown with what it said.
///
/// A class because it owns a handle that must be closed once, on the thread that made it.
final class RunGeoPackage {
  /// A layer or, without a geometry, a table.
  struct Layer {
    var name: String
    var shape: VectorFile.Shape
    var fields: [AttributeField]
    var rows: Int
  }

  let url: URL
  /// In the order of the file; the table of styles, which only a map program needs, is left out.
  let layers: [Layer]
  private let dataset: GDALDatasetH

  /// Opens the file and checks that it is whole, holds what a run writes and is on the national grid.
  init(_ url: URL) throws(RunFileError) {
    self.url = url
    registerDrivers()
    CPLPushErrorHandler(CPLQuietErrorHandler)
    CPLErrorReset()
    var drivers: [UnsafeMutablePointer<CChar>?] = [strdup("GPKG"), nil]
    defer { free(drivers[0]) }
    let flags = UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY)
    let opened = drivers.withUnsafeMutableBufferPointer { drivers in
      drivers.withMemoryRebound(to: UnsafePointer<CChar>?.self) {
        GDALOpenEx(url.path, flags, $0.baseAddress, nil, nil)
      }
    }
    guard let opened else {
      let error = RunGeoPackage.fault("is not a GeoPackage", of: url)
      CPLPopErrorHandler()
      throw error
    }
    dataset = opened
    do throws(RunFileError) {
      try RunGeoPackage.checkIntegrity(opened, of: url)
      layers = try RunGeoPackage.layers(opened, of: url)
    } catch {
      GDALClose(opened)
      CPLPopErrorHandler()
      throw error
    }
  }

  deinit {
    GDALClose(dataset)
    CPLPopErrorHandler()
  }

  /// Hands out the rows of a layer in the order of the file; coordinates are EPSG:27700 metres.
  ///
  /// - Returns: how many there were.
  func forEachRow(of layer: Layer, _ body: (VectorFile.Place, [Attribute]) throws -> Void) throws -> Int {
    guard let handle = GDALDatasetGetLayerByName(dataset, layer.name) else {
      throw RunGeoPackage.fault("layer \(layer.name) cannot be opened", of: url)
    }
    CPLErrorReset()
    OGR_L_ResetReading(handle)
    var rows = 0
    while let feature = OGR_L_GetNextFeature(handle) {
      defer { OGR_F_Destroy(feature) }
      let attributes = layer.fields.enumerated().map { attribute(feature, Int32($0.offset), $0.element.kind) }
      try body(place(feature, layer: layer), attributes)
      rows += 1
    }
    // The library ends a damaged layer as it ends a whole one, and says so on the side.
    if CPLGetLastErrorType() == CE_Failure { throw RunGeoPackage.fault("layer \(layer.name) cannot be read", of: url) }
    return rows
  }

  private func attribute(_ feature: OGRFeatureH, _ index: Int32, _ kind: AttributeField.Kind) -> Attribute {
    guard OGR_F_IsFieldSetAndNotNull(feature, index) != 0 else { return .none }
    switch kind {
    case .real: return .real(OGR_F_GetFieldAsDouble(feature, index))
    case .whole, .flag: return .whole(Int(OGR_F_GetFieldAsInteger64(feature, index)))
    case .text, .time: return .text(String(cString: OGR_F_GetFieldAsString(feature, index)))
    }
  }

  private func place(_ feature: OGRFeatureH, layer: Layer) throws -> VectorFile.Place {
    guard let geometry = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(geometry) == 0 else { return .nowhere }
    switch OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
    case wkbPoint: return .point(Point(easting: OGR_G_GetX(geometry, 0), northing: OGR_G_GetY(geometry, 0)))
    case wkbPolygon: return .area(MultiPolygon(polygons: [rings(geometry)]))
    case wkbMultiPolygon:
      return .area(
        MultiPolygon(
          polygons: (0..<OGR_G_GetGeometryCount(geometry)).compactMap { OGR_G_GetGeometryRef(geometry, $0).map(rings) })
      )
    default: throw RunGeoPackage.fault("layer \(layer.name) holds neither points nor areas", of: url)
    }
  }

  private func rings(_ polygon: OGRGeometryH) -> [[Point]] {
    (0..<OGR_G_GetGeometryCount(polygon)).compactMap { OGR_G_GetGeometryRef(polygon, $0) }.map { ring in
      (0..<OGR_G_GetPointCount(ring)).map { Point(easting: OGR_G_GetX(ring, $0), northing: OGR_G_GetY(ring, $0)) }
    }
  }

  /// A file cut short or overwritten may still open.
  private static func checkIntegrity(_ dataset: GDALDatasetH, of url: URL) throws(RunFileError) {
    let answer = GDALDatasetExecuteSQL(dataset, "PRAGMA integrity_check", nil, nil)
    defer { if let answer { GDALDatasetReleaseResultSet(dataset, answer) } }
    let row = answer.flatMap { OGR_L_GetNextFeature($0) }
    defer { if let row { OGR_F_Destroy(row) } }
    guard let row, String(cString: OGR_F_GetFieldAsString(row, 0)) == "ok" else { throw fault("is damaged", of: url) }
  }

  /// What every run has written since the first version.
  private static let expected = ["planning_areas", "settings", "proposals", "metrics", "provenance"]

  private static func layers(_ dataset: GDALDatasetH, of url: URL) throws(RunFileError) -> [Layer] {
    var layers: [Layer] = []
    for index in 0..<GDALDatasetGetLayerCount(dataset) {
      guard let handle = GDALDatasetGetLayer(dataset, index) else { continue }
      let name = String(cString: OGR_L_GetName(handle))
      if name == "layer_styles" { continue }
      // The name becomes that of a file.
      guard !name.isEmpty, name.utf8.allSatisfy(isWord) else {
        throw fault("a layer is named \"\(name)\", which cannot name a file", of: url)
      }
      layers.append(
        Layer(
          name: name, shape: try shape(handle, name: name, of: url), fields: fields(handle),
          rows: Int(OGR_L_GetFeatureCount(handle, 1))))
    }
    for name in expected where !layers.contains(where: { $0.name == name }) {
      throw fault("has no layer \(name), so it is not what a run writes", of: url)
    }
    return layers
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func shape(_ layer: OGRLayerH, name: String, of url: URL) throws(RunFileError) -> VectorFile.Shape {
    let shape: VectorFile.Shape
    switch OGR_GT_Flatten(OGR_L_GetGeomType(layer)) {
    case wkbNone: return .none
    case wkbPoint: shape = .point
    case wkbPolygon, wkbMultiPolygon: shape = .multiPolygon
    default: throw fault("layer \(name) holds neither points nor areas", of: url)
    }
    let code = OGR_L_GetSpatialRef(layer).flatMap { OSRGetAuthorityCode($0, nil) }.map { String(cString: $0) }
    guard code == "27700" else { throw fault("layer \(name) is not in EPSG:27700", of: url) }
    return shape
  }

  private static func fields(_ layer: OGRLayerH) -> [AttributeField] {
    let schema = OGR_L_GetLayerDefn(layer)
    return (0..<OGR_FD_GetFieldCount(schema)).map { index in
      let field = OGR_FD_GetFieldDefn(schema, index)
      let kind: AttributeField.Kind =
        switch OGR_Fld_GetType(field) {
        case OFTReal: .real
        case OFTInteger, OFTInteger64: .whole
        default: .text
        }
      return AttributeField(String(cString: OGR_Fld_GetNameRef(field)), kind)
    }
  }

  private static func fault(_ fault: String, of url: URL) -> RunFileError {
    let said = String(cString: CPLGetLastErrorMsg())
    return RunFileError(
      file: url.lastPathComponent, fault: said.isEmpty ? fault : "\(fault) (GDAL: \(said))",
      remedy: "Give the folder of a finished run, or make the run again with placeplan assess.")
  }
}
