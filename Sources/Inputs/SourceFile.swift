import CGDAL
import Foundation
import GDALDrivers

/// The bytes of a file that somebody downloaded or exported: plain, gzip, or a zip archive that holds one data file.
///
/// `nil` and a problem under the file's own name when it is missing, cannot be read, or is an archive of several.
public func readSource(_ url: URL, log: ProblemLog) -> [UInt8]? {
  let name = url.lastPathComponent
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
    log.report(name, "the file is missing", "Check the path \(url.path).", isMissing: true)
    return nil
  }
  guard !isFolder.boolValue else {
    log.report(name, "a folder, where a file is asked for", "Name the file in it.", isMissing: true)
    return nil
  }
  guard let bytes = readBytes(url) else {
    log.report(name, "the file cannot be read", "Name a file that you may read.", isMissing: true)
    return nil
  }
  if bytes.starts(with: [0x1F, 0x8B]) { return unpacked("/vsigzip/" + url.path, name, log) }
  if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]), !isWorkbook(url) {
    let archive = "/vsizip/{" + url.path + "}"
    let entries = VSIReadDirRecursive(archive)
    defer { CSLDestroy(entries) }
    let files = (0..<Int(CSLCount(entries))).map { String(cString: entries![$0]!) }.filter { !$0.hasSuffix("/") }
    guard files.count == 1 else {
      log.report(
        name, files.isEmpty ? "the archive is empty or damaged" : "the archive holds \(files.count) files",
        "Unpack it and name the file itself.")
      return nil
    }
    return unpacked("\(archive)/\(files[0])", name, log)
  }
  return bytes
}

/// Whether GDAL reads the file as a workbook of sheets.
public func isWorkbook(_ url: URL) -> Bool { ["xlsx", "xlsm", "ods", "xls"].contains(url.pathExtension.lowercased()) }

/// The bytes of a packed file, through GDAL's virtual file system.
private func unpacked(_ path: String, _ name: String, _ log: ProblemLog) -> [UInt8]? {
  CPLPushErrorHandler(CPLQuietErrorHandler)
  defer { CPLPopErrorHandler() }
  CPLErrorReset()
  guard let file = VSIFOpenL(path, "rb") else {
    log.report(name, "the archive cannot be unpacked", "Download it again, or unpack it yourself.")
    return nil
  }
  defer { VSIFCloseL(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let count = VSIFReadL(&chunk, 1, chunk.count, file)
    if count == 0 { break }
    bytes.append(contentsOf: chunk[..<count])
    if bytes.count > Int(Int32.max) {
      log.report(name, "the file is larger than 2 GB when unpacked", "Take out what belongs to other authorities.")
      return nil
    }
  }
  if CPLGetLastErrorType() == CE_Failure {
    log.report(name, "the archive is damaged", "Download it again.")
    return nil
  }
  return bytes
}

/// Every table of a file of somebody else's making: one for a CSV file, one for each sheet of a workbook that has rows;
/// titles above a header are passed over.
///
/// Empty, with problems, when the file cannot be read. Cells of a workbook are their text: dates as `2026/09/01`.
public func readTables(_ url: URL, log: ProblemLog) -> [CSVTable] {
  if isWorkbook(url) {
    return (readSheets(url, log: log) ?? []).compactMap { $0.table(file: url.lastPathComponent, log: log) }
  }
  guard let bytes = readSource(url, log: log) else { return [] }
  let before = log.problems.count
  let table = ForeignText(bytes).table(file: url.lastPathComponent, log: log)
  if table.columns.isEmpty, log.problems.count == before {
    log.report(table.file, "the file is empty", "Export it again.")
  }
  return table.columns.isEmpty ? [] : [table]
}

/// A sheet of a workbook as text, row 1 first, as many cells in each row as the sheet is wide.
public struct Sheet {
  public var name: String
  public var rows: [[String]]

  /// The sheet as a table; `nil` when it has no row below a header.
  ///
  /// The header is the first row that is nearly as full as the fullest of the first 20, so that titles above it are passed.
  public func table(file: String, log: ProblemLog) -> CSVTable? {
    let filled = rows.prefix(20).map { row in row.count { !$0.isEmpty } }
    guard let most = filled.max(), most > 0, let header = filled.firstIndex(where: { $0 * 10 >= most * 6 }) else {
      return nil
    }
    var bytes: [UInt8] = []
    for row in rows[header...] {
      for (index, cell) in row.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        // A line break inside a cell would put later rows' numbers out.
        for byte in cell.utf8 {
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
          bytes.append(byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") ? UInt8(ascii: " ") : byte)
        }
        bytes.append(UInt8(ascii: "\""))
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    let table = CSVTable(
      file: file, sheet: name, bytes: bytes, dialect: .foreign, firstLine: header + 1, log: log)
    return table.rowCount > 0 ? table : nil
  }
}

/// The sheets of a workbook (XLSX, ODS), in order; `nil` and a problem when it cannot be read.
public func readSheets(_ url: URL, log: ProblemLog) -> [Sheet]? {
  let name = url.lastPathComponent
  guard FileManager.default.fileExists(atPath: url.path) else {
    log.report(name, "the file is missing", "Check the path \(url.path).", isMissing: true)
    return nil
  }
  registerDrivers()
  CPLPushErrorHandler(CPLQuietErrorHandler)
  defer { CPLPopErrorHandler() }
  for format in ["XLSX", "ODS", "XLS"] {
    CPLSetThreadLocalConfigOption("OGR_\(format)_HEADERS", "DISABLE")
    CPLSetThreadLocalConfigOption("OGR_\(format)_FIELD_TYPES", "STRING")
  }
  guard let dataset = GDALOpenEx(url.path, UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY), nil, nil, nil) else {
    log.report(name, "not a workbook that can be read", "Save it as .xlsx without a password.")
    return nil
  }
  defer { GDALClose(dataset) }
  return (0..<GDALDatasetGetLayerCount(dataset)).compactMap { index in
    guard let layer = GDALDatasetGetLayer(dataset, index) else { return nil }
    let columns = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer))
    var rows: [[String]] = []
    while let feature = OGR_L_GetNextFeature(layer) {
      defer { OGR_F_Destroy(feature) }
      // Feature ids are the sheet's row numbers; rows without a cell have no feature.
      let row = max(rows.count + 1, Int(OGR_F_GetFID(feature)))
      while rows.count < min(row - 1, 2_000_000) { rows.append([String](repeating: "", count: Int(columns))) }
      rows.append((0..<columns).map { String(cString: OGR_F_GetFieldAsString(feature, $0)) })
    }
    return Sheet(name: String(cString: OGR_L_GetName(layer)), rows: rows)
  }
}

/// Registers GDAL's drivers, once in the process.
func registerDrivers() { register_gdal_drivers() }
