import Foundation
import Geometry

/// What a run's map and tables can be handed on as.
public enum ExportFormat: String, CaseIterable, Sendable { case gpkg, csv, geojson }

/// What an export wrote.
public struct RunExport: Sendable, Equatable {
  public struct File: Sendable, Equatable, Codable {
    public var file: String
    /// Rows of its layer or table; of all of them together in a GeoPackage.
    public var rows: Int
  }

  /// In the order of the run's layers.
  public var files: [File]
  /// How coordinates came to be longitudes and latitudes; `nil` where they are as the run has them.
  public var transformation: String?
}

/// Writes the map and tables of a finished run to a folder of their own, out of its `run.gpkg` and nothing else.
///
/// - `gpkg`: a copy, compared byte for byte with the original after that was checked.
/// - `csv`: a file for each layer and table, EPSG:27700 metres, no cell of which runs as a formula (`LayerTable`).
/// - `geojson`: a file for each layer with a geometry, WGS84 (`GeoJSONText`).
///
/// The folder is written beside its place under a name that looks unfinished and renamed when whole. An earlier export
/// of the same files is replaced.
///
/// - Throws: `RunFileError` when the run is missing or damaged, `ExportError` when the folder holds other files or
///   cannot be written, `CancellationError` when `isCancelled` says so; the folder is then as it was.
public func exportRun(
  _ run: URL, as format: ExportFormat, to folder: URL, isCancelled: () -> Bool = { false }
) throws -> RunExport {
  let source = try RunGeoPackage(geoPackage(of: run))
  let place = ExportPlace(folder)
  try place.check(against: source.files(format))
  try place.begin()
  do {
    let export =
      switch format {
      case .gpkg: try source.copy(to: place.partial)
      case .csv: try source.writeTables(to: place.partial, isCancelled: isCancelled)
      case .geojson: try source.writeGeoJSON(to: place.partial, isCancelled: isCancelled)
      }
    if isCancelled() { throw CancellationError() }
    try place.finish()
    return export
  } catch {
    place.abandon()
    throw error
  }
}

/// The file an export reads, where it is there.
private func geoPackage(of run: URL) throws(RunFileError) -> URL {
  let remedy = "Give the folder of a finished run, such as Runs/shropshire-1."
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: run.path, isDirectory: &isFolder), isFolder.boolValue else {
    throw RunFileError(file: run.path, fault: "there is no such folder", remedy: remedy, isMissing: true)
  }
  let file = run.appending(path: "run.gpkg")
  guard FileManager.default.fileExists(atPath: file.path) else {
    throw RunFileError(file: file.path, fault: "the file is missing", remedy: remedy, isMissing: true)
  }
  return file
}

extension RunGeoPackage {
  /// The names of what a format writes.
  fileprivate func files(_ format: ExportFormat) -> [String] {
    switch format {
    case .gpkg: [url.lastPathComponent]
    case .csv: layers.map { "\($0.name).csv" }
    case .geojson: mapped.map { "\($0.name).geojson" }
    }
  }

  private var mapped: [Layer] { layers.filter { $0.shape != .none } }

  fileprivate func copy(to folder: URL) throws(ExportError) -> RunExport {
    let name = url.lastPathComponent
    let target = folder.appending(path: name)
    do {
      try FileManager.default.copyItem(at: url, to: target)
    } catch {
      throw ExportError(file: name, problem: "cannot be written (\(error.localizedDescription))")
    }
    guard FileManager.default.contentsEqual(atPath: url.path, andPath: target.path) else {
      throw ExportError(file: name, problem: "the copy differs from the original")
    }
    return RunExport(files: [.init(file: name, rows: layers.reduce(0) { $0 + $1.rows })])
  }

  fileprivate func writeTables(to folder: URL, isCancelled: () -> Bool) throws -> RunExport {
    var files: [RunExport.File] = []
    for layer in layers {
      var table = LayerTable(layer)
      let rows = try forEachRow(of: layer) { place, attributes in
        if isCancelled() { throw CancellationError() }
        table.append(place, attributes)
      }
      files.append(.init(file: "\(layer.name).csv", rows: rows))
      try write(table.text.bytes, to: folder.appending(path: "\(layer.name).csv"))
    }
    return RunExport(files: files)
  }

  fileprivate func writeGeoJSON(to folder: URL, isCancelled: () -> Bool) throws -> RunExport {
    let grid = try GridTransformation()
    var files: [RunExport.File] = []
    for layer in mapped {
      var collection = GeoJSONText(layer, grid: grid)
      let rows = try forEachRow(of: layer) { place, attributes in
        if isCancelled() { throw CancellationError() }
        do {
          try collection.append(place, attributes)
        } catch let error as TransformationError {
          throw RunFileError(
            file: url.lastPathComponent, fault: "layer \(layer.name): \(error.problem)",
            remedy: "Make the run again with placeplan assess.")
        }
      }
      collection.finish()
      files.append(.init(file: "\(layer.name).geojson", rows: rows))
      try write(collection.text.bytes, to: folder.appending(path: "\(layer.name).geojson"))
    }
    return RunExport(files: files, transformation: grid.sentence)
  }
}
