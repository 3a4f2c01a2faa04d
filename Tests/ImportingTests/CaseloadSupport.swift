import CGDAL
import Foundation
import Importing
@testable import Inputs
import Planning
import TestSupport
import Testing

/// Hands over the tiny study without a caseload and a folder beside it for made-up exports.
func withImportFolders<Result>(
  _ change: (inout TinyStudy) -> Void = { _ in }, _ body: (_ study: URL, _ sources: URL) throws -> Result
) throws -> Result {
  var tiny = TinyStudy()
  tiny["caseload.csv"] = nil
  change(&tiny)
  let sources = FileManager.default.temporaryDirectory.appendingPathComponent("sources-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: sources) }
  try Data(tinyPostcodes.utf8).write(to: sources.appendingPathComponent("postcodes.csv"))
  return try tiny.withFolder { try body($0, sources) }
}

/// Made-up postcodes in the tiny study's two areas.
let tinyPostcodes = """
  postcode,quality,easting,northing,country
  TS1 1AA,10,442000,200500,E92000001
  TS1 1AB,10,447000,199500,E92000001
  TS2 2AA,10,452000,200500,E92000001

  """

/// A table's rows as dictionaries.
func tableRows(_ file: URL) throws -> [[String: String]] {
  let log = ProblemLog()
  let table = CSVTable(file: file.lastPathComponent, bytes: [UInt8](try Data(contentsOf: file)), log: log)
  #expect(log.isEmpty)
  return (0..<table.rowCount).map { row in
    Dictionary(
      uniqueKeysWithValues: table.columns.map { ($0, table.text(row, table.optionalColumn($0)) ?? "") })
  }
}

/// Every byte of every file under a folder, hidden ones too, in lower case.
func allText(under folder: URL) throws -> String {
  let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
  return try names.sorted().compactMap { name in
    let file = folder.appendingPathComponent(name)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
      return nil
    }
    return String(decoding: try Data(contentsOf: file), as: UTF8.self).lowercased()
  }.joined(separator: "\n")
}

/// What an import said, whether it worked or not.
struct Outcome {
  var report: ImportReport?
  var problems: [Problem] = []
  var draft: MappingDraft?
  var error: ImportError?

  init(_ work: () throws -> ImportReport) {
    do {
      report = try work()
    } catch let found as StudyProblems {
      problems = found.problems
    } catch let drafted as MappingDraft {
      draft = drafted
    } catch let failed as ImportError {
      error = failed
    } catch {
      Issue.record("another error: \(error)")
    }
  }

  /// Every sentence that a user would see.
  var messages: String {
    var lines = problems.map(\.description)
    if let report {
      lines += report.facts.map(\.sentence) + report.notes + report.files.map(\.file) + [report.source]
    }
    if let draft { lines += draft.guessed + draft.open }
    if let error { lines.append(error.description) }
    return lines.joined(separator: "\n").lowercased()
  }

  func fact(_ name: String) -> Int? { report?.facts.first { $0.name == name }?.value }
}

/// The first sixteen digits of the hash of a number under a study's key.
func pseudonym(_ number: String, _ study: URL) -> String {
  let key = FileManager.default.contents(atPath: study.appendingPathComponent("local/pseudonym.key").path) ?? Data()
  return String(hmacSHA256Hex(Array(number.utf8), key: [UInt8](key)).prefix(16))
}

/// Records an issue for each secret that some text holds.
func expectNone(of secrets: [String], in text: String, _ place: String) {
  for secret in secrets where text.contains(secret.lowercased()) { Issue.record("\(secret) is in \(place)") }
}

/// Writes a workbook with one sheet of text.
func writeWorkbook(_ rows: [[String]], sheet: String, to file: URL) throws {
  registerDrivers()
  let driver = try #require(GDALGetDriverByName("XLSX"))
  let dataset = try #require(GDALCreate(driver, file.path, 0, 0, 0, GDT_Unknown, nil))
  defer { GDALClose(dataset) }
  let layer = try #require(GDALDatasetCreateLayer(dataset, sheet, nil, wkbNone, nil))
  for column in 0..<(rows.map(\.count).max() ?? 0) {
    let field = OGR_Fld_Create(rows[0].indices.contains(column) ? rows[0][column] : "", OFTString)
    OGR_L_CreateField(layer, field, 1)
    OGR_Fld_Destroy(field)
  }
  for row in rows.dropFirst() {
    let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer))
    for (column, cell) in row.enumerated() { OGR_F_SetFieldString(feature, Int32(column), cell) }
    _ = OGR_L_CreateFeature(layer, feature)
    OGR_F_Destroy(feature)
  }
}
