import CGDAL
import Foundation
import Geometry

/// A file of vector layers: GeoPackage, Shapefile (one, a folder or a zip archive), MapInfo TAB or MIF, GeoJSON,
/// FlatGeobuf; also inside gzip or a zip archive that holds one of them.
///
/// Read through GDAL by one task at a time.
public final class Geodata {
  /// A layer that has geometry.
  public struct Layer: Sendable {
    public var name: String
    /// Columns in file order.
    public var columns: [String]
    public var featureCount: Int
    /// `Polygon`, `Multi Line String` and so on, as GDAL names it.
    public var geometry: String
    /// Its coordinate reference system as well-known text; `nil` where the file does not say.
    public var crs: String?
    fileprivate var index: Int32
  }
  /// The name problems are reported under.
  public let file: String
  public let layers: [Layer]
  private let dataset: GDALDatasetH
  private let log: ProblemLog

  /// Opens a file; `nil` and a problem when it is missing or no vector file with a layer in it.
  public init?(_ url: URL, log: ProblemLog) {
    file = url.lastPathComponent
    self.log = log
    registerDrivers()
    CPLPushErrorHandler(CPLQuietErrorHandler)
    defer { CPLPopErrorHandler() }
    guard let path = geodataPath(url, log) else { return nil }
    let drivers = ["GPKG", "ESRI Shapefile", "MapInfo File", "GeoJSON", "FlatGeobuf"]
    guard
      let opened = withCStrings(drivers, { GDALOpenEx(path, UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY), $0, nil, nil) })
    else {
      log.report(
        file, "not a vector file that can be read",
        "Give a GeoPackage, GeoJSON, MapInfo or FlatGeobuf file, or a Shapefile with its .shp, .shx, .dbf and .prj together."
      )
      return nil
    }
    dataset = opened
    layers = (0..<GDALDatasetGetLayerCount(opened)).compactMap { Layer(opened, $0) }
    if layers.isEmpty {
      log.report(file, "no layer in it has geometry", "Export the layer again, with its boundaries or lines.")
      return nil
    }
  }

  deinit { GDALClose(dataset) }

  /// The layer of that name, or the only one there is; `nil` and a problem otherwise.
  public func layer(_ name: String?) -> Layer? {
    if let name {
      if let layer = layers.first(where: { $0.name == name }) { return layer }
      log.report(file, value: name, "not a layer of it", "Use \(orList(layers.map(\.name))).")
      return nil
    }
    if layers.count == 1 { return layers[0] }
    log.report(
      file, "it holds \(layers.count) layers", "Add --layer with \(orList(layers.map(\.name))).")
    return nil
  }

  /// The way from a layer's coordinates to the grid; `nil` and a problem when the layer does not say what they are.
  ///
  /// - Parameter crs: A coordinate reference system in place of the layer's own, such as `EPSG:27700`.
  public func transformation(of layer: Layer, crs: String? = nil) -> GridTransformation? {
    guard let source = crs ?? layer.crs else {
      log.report(
        file, "it does not say what coordinate reference system its coordinates are in",
        "Add --crs EPSG:27700 if they are eastings and northings in metres, or --crs EPSG:4326 for longitude and latitude."
      )
      return nil
    }
    do {
      return try GridTransformation(from: source)
    } catch {
      log.report(
        file, error.problem, "Export it in EPSG:27700, or name the coordinate reference system with --crs EPSG:27700.")
      return nil
    }
  }

  /// Hands over the features of a layer in file order.
  ///
  /// - Parameters:
  ///   - columns: The columns wanted, by name; each feature's `values` follow their order.
  ///   - box: Only features whose own box meets this one.
  ///   - body: Returns false to stop.
  /// - Returns: False, and a problem, when the file is damaged.
  @discardableResult
  public func read(
    _ layer: Layer, columns: [String], through transformation: GridTransformation, in box: Bounds? = nil,
    _ body: (GeodataFeature) -> Bool
  ) -> Bool {
    CPLPushErrorHandler(CPLQuietErrorHandler)
    defer { CPLPopErrorHandler() }
    guard let handle = GDALDatasetGetLayer(dataset, layer.index) else { return false }
    let wanted = columns.map { layer.columns.firstIndex(of: $0).map(Int32.init) }
    withCStrings(layer.columns.filter { !columns.contains($0) }) { _ = OGR_L_SetIgnoredFields(handle, $0) }
    defer { OGR_L_SetSpatialFilter(handle, nil) }
    if let box, let filter = sourceBox(box, transformation) {
      OGR_L_SetSpatialFilterRect(
        handle, filter.low.easting, filter.low.northing, filter.high.easting, filter.high.northing)
    }
    OGR_L_ResetReading(handle)
    var number = 0
    while true {
      CPLErrorReset()
      guard let feature = OGR_L_GetNextFeature(handle) else { break }
      defer { OGR_F_Destroy(feature) }
      number += 1
      let values = wanted.map { column in column.flatMap { fieldText(feature, $0) } }
      let shape = GeodataShape(OGR_F_GetGeometryRef(feature), through: transformation)
      guard body(GeodataFeature(number: number, values: values, shape: shape)) else { return true }
    }
    if CPLGetLastErrorType() == CE_Failure {
      log.report(file, "the file is damaged after feature \(number)", "Download it again, or export it again.")
      return false
    }
    return true
  }
}

/// A row of a layer.
public struct GeodataFeature {
  /// 1 is the first that was read.
  public var number: Int
  /// In the order of the columns asked for; `nil` where a cell is empty or the column absent.
  public var values: [String?]
  public var shape: GeodataShape
}

extension Geodata.Layer {
  fileprivate init?(_ dataset: GDALDatasetH, _ index: Int32) {
    guard let handle = GDALDatasetGetLayer(dataset, index), let schema = OGR_L_GetLayerDefn(handle),
      OGR_FD_GetGeomType(schema) != wkbNone
    else { return nil }
    self.index = index
    name = String(cString: OGR_L_GetName(handle))
    columns = (0..<OGR_FD_GetFieldCount(schema)).map {
      String(cString: OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(schema, $0)))
    }
    featureCount = max(0, Int(OGR_L_GetFeatureCount(handle, 1)))
    geometry = String(cString: OGRGeometryTypeToName(OGR_FD_GetGeomType(schema)))
    crs = OGR_L_GetSpatialRef(handle).flatMap { system in
      var text: UnsafeMutablePointer<CChar>?
      defer { VSIFree(text) }
      guard withCStrings(["FORMAT=WKT2_2019"], { OSRExportToWktEx(system, &text, $0) }) == OGRERR_NONE, let text else {
        return nil
      }
      // GeoPackage has a name for coordinates that are nowhere.
      let name = String(cString: text)
      return name.hasPrefix("ENGCRS") || name.hasPrefix("LOCAL_CS") ? nil : name
    }
  }
}

/// The path GDAL opens: the file itself, or what is inside the archive it is.
private func geodataPath(_ url: URL, _ log: ProblemLog) -> String? {
  let name = url.lastPathComponent
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
    log.report(name, "the file is missing", "Check the path \(url.path).", isMissing: true)
    return nil
  }
  if isFolder.boolValue { return url.path }
  guard let file = try? FileHandle(forReadingFrom: url) else {
    log.report(name, "the file cannot be read", "Name a file that you may read.", isMissing: true)
    return nil
  }
  let start = (try? file.read(upToCount: 4)) ?? Data()
  if start.starts(with: [0x1F, 0x8B]) { return "/vsigzip/" + url.path }
  guard start.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return url.path }
  let archive = "/vsizip/{" + url.path + "}"
  let entries = VSIReadDirRecursive(archive)
  defer { CSLDestroy(entries) }
  let endings = [".gpkg", ".shp", ".tab", ".mif", ".geojson", ".json", ".fgb"]
  let files = (0..<Int(CSLCount(entries))).compactMap { entries?[$0].map { String(cString: $0) } }
    .filter { file in endings.contains { file.lowercased().hasSuffix($0) } }.sorted()
  guard files.count == 1 else {
    log.report(
      name, files.isEmpty ? "the archive holds no vector file" : "the archive holds \(files.count) vector files",
      "Unpack it and name the file itself.")
    return nil
  }
  return "\(archive)/\(files[0])"
}

/// The box that holds a box of the grid in a layer's own coordinates; `nil` where it cannot be told.
private func sourceBox(_ box: Bounds, _ transformation: GridTransformation) -> Bounds? {
  // The edge is not straight in other systems, so points along it are taken over, and a hundredth is added.
  let steps = (0...20).map { Double($0) / 20 }
  let edge = steps.flatMap { step in
    let x = box.low.easting + step * box.width
    let y = box.low.northing + step * box.height
    return [(x, box.low.northing), (x, box.high.northing), (box.low.easting, y), (box.high.easting, y)]
  }
  let points = edge.map { Point(easting: min(max($0.0, 0), 700_000), northing: min(max($0.1, 0), 1_300_000)) }
  guard let (x, y) = try? transformation.coordinates(points) else { return nil }
  guard var bounds = Bounds(zip(x, y).map { Point(easting: $0, northing: $1) }), bounds.width.isFinite,
    bounds.height.isFinite
  else { return nil }
  let (east, north) = (bounds.width / 100, bounds.height / 100)
  bounds.low = Point(easting: bounds.low.easting - east, northing: bounds.low.northing - north)
  bounds.high = Point(easting: bounds.high.easting + east, northing: bounds.high.northing + north)
  return bounds
}

private func fieldText(_ feature: OGRFeatureH, _ column: Int32) -> String? {
  guard OGR_F_IsFieldSetAndNotNull(feature, column) != 0, let bytes = OGR_F_GetFieldAsString(feature, column) else {
    return nil
  }
  let text = String(cString: bytes).trimmingCharacters(in: .whitespacesAndNewlines)
  return text.isEmpty ? nil : text
}

/// Calls `body` with texts as a null-terminated array of C strings.
private func withCStrings<Result>(
  _ texts: [String], _ body: (UnsafeMutablePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
  let copies = texts.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  var pointers = copies.map { UnsafePointer($0) } + [nil]
  return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress) }
}
