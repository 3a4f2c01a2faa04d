import CGDAL
import Foundation
import GDALDrivers
import Geometry

/// Registers GDAL's drivers, once in the process.
func registerDrivers() { register_gdal_drivers() }

/// A value of one attribute of a feature.
enum Attribute {
  case text(String)
  case real(Double)
  case whole(Int)
  case none
}

/// A column of a layer.
struct AttributeField {
  enum Kind { case text, real, whole, flag, time }
  var name: String
  var kind: Kind
  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// A GeoPackage being written through GDAL. Every failure of the library is thrown with what it said.
///
/// A class because it owns a handle that must be closed once, on the thread that made it. Coordinates are EPSG:27700
/// metres; a layer with a geometry has an R-tree, which is what the library makes unless told otherwise.
final class VectorFile {
  private let file: String
  private var dataset: GDALDatasetH?
  private let grid: OGRSpatialReferenceH

  enum Shape {
    case none, point, multiPolygon
    var type: OGRwkbGeometryType {
      switch self {
      case .none: wkbNone
      case .point: wkbPoint
      case .multiPolygon: wkbMultiPolygon
      }
    }
  }

  enum Place {
    case point(Point)
    case area(MultiPolygon)
    case nowhere
  }

  /// - Parameter changed: what the file says of its last change, as `2026-11-20T10:00:41.000Z`; `nil` is the present
  ///   moment, and with it no two files are the same bytes.
  init(path: String, file: String, changed: String? = nil) throws(ExportError) {
    self.file = file
    registerDrivers()
    CPLPushErrorHandler(CPLQuietErrorHandler)
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", changed)
    CPLErrorReset()
    grid = OSRNewSpatialReference(nil)
    OSRImportFromEPSG(grid, 27700)
    OSRSetAxisMappingStrategy(grid, OAMS_TRADITIONAL_GIS_ORDER)
    if let driver = GDALGetDriverByName("GPKG") { dataset = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, nil) }
    if dataset == nil { throw failure("cannot be made") }
    GDALDatasetStartTransaction(dataset, 0)
  }

  deinit {
    if dataset != nil { GDALClose(dataset) }
    OSRRelease(grid)
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nil)
    CPLPopErrorHandler()
  }

  /// Commits and closes; without it the file is not complete.
  func finish() throws(ExportError) {
    let status = GDALDatasetCommitTransaction(dataset)
    CPLErrorReset()
    GDALClose(dataset)
    dataset = nil
    if status != OGRERR_NONE || CPLGetLastErrorType() == CE_Failure { throw failure("cannot be completed") }
  }

  /// Adds a layer and a feature for each row that `rows` hands out.
  ///
  /// - Parameters:
  ///   - description: a sentence that a map program shows beside the name.
  ///   - key: the column that numbers the rows.
  func addLayer(
    _ name: String, _ shape: Shape, description: String = "", key: String = "fid", fields: [AttributeField],
    rows: ((Place, [Attribute]) throws(ExportError) -> Void) throws(ExportError) -> Void
  ) throws(ExportError) {
    var options: [UnsafeMutablePointer<CChar>?] = [strdup("FID=\(key)"), strdup("DESCRIPTION=\(description)"), nil]
    defer { for option in options { free(option) } }
    let layer = GDALDatasetCreateLayer(dataset, name, shape == .none ? nil : grid, shape.type, &options)
    guard let layer else { throw failure("layer \(name) cannot be made") }
    for field in fields {
      let type =
        switch field.kind {
        case .text: OFTString
        case .real: OFTReal
        case .whole: OFTInteger64
        case .flag: OFTInteger
        case .time: OFTDateTime
        }
      let definition = OGR_Fld_Create(field.name, type)
      defer { OGR_Fld_Destroy(definition) }
      if field.kind == .flag { OGR_Fld_SetSubType(definition, OFSTBoolean) }
      if OGR_L_CreateField(layer, definition, 1) != OGRERR_NONE { throw failure("column \(field.name) cannot be made") }
    }
    let schema = OGR_L_GetLayerDefn(layer)
    try rows { (place, attributes) throws(ExportError) in
      let feature = OGR_F_Create(schema)
      defer { OGR_F_Destroy(feature) }
      for (index, attribute) in attributes.enumerated() {
        switch attribute {
        case .text(let text): OGR_F_SetFieldString(feature, Int32(index), text)
        case .real(let value): OGR_F_SetFieldDouble(feature, Int32(index), value)
        case .whole(let value): OGR_F_SetFieldInteger64(feature, Int32(index), GIntBig(value))
        case .none: OGR_F_SetFieldNull(feature, Int32(index))
        }
      }
      if let geometry = VectorFile.geometry(place) { OGR_F_SetGeometryDirectly(feature, geometry) }
      if OGR_L_CreateFeature(layer, feature) != OGRERR_NONE { throw failure("a row of \(name) cannot be written") }
    }
  }

  private static func geometry(_ place: Place) -> OGRGeometryH? {
    switch place {
    case .nowhere: return nil
    case .point(let point):
      let geometry = OGR_G_CreateGeometry(wkbPoint)
      OGR_G_SetPoint_2D(geometry, 0, point.easting, point.northing)
      return geometry
    case .area(let area):
      if area.polygons.isEmpty { return nil }
      let collection = OGR_G_CreateGeometry(wkbMultiPolygon)
      for rings in area.polygons {
        let polygon = OGR_G_CreateGeometry(wkbPolygon)
        for vertices in rings {
          let ring = OGR_G_CreateGeometry(wkbLinearRing)
          for vertex in vertices { OGR_G_AddPoint_2D(ring, vertex.easting, vertex.northing) }
          OGR_G_CloseRings(ring)
          OGR_G_AddGeometryDirectly(polygon, ring)
        }
        OGR_G_AddGeometryDirectly(collection, polygon)
      }
      return collection
    }
  }

  private func failure(_ problem: String) -> ExportError {
    let said = String(cString: CPLGetLastErrorMsg())
    return ExportError(file: file, problem: said.isEmpty ? problem : "\(problem) (GDAL: \(said))")
  }
}
