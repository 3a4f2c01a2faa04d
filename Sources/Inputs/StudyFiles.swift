import Foundation

/// The files of a study folder: reads each once and keeps its fingerprint.
struct StudyFiles {
  let folder: URL
  let log: ProblemLog
  /// Tables that `study.yaml` names otherwise than FORMATS does, under `inputs`.
  var names: [(table: String, file: String)] = []
  private(set) var inputs: [InputFile] = []
  /// The sheets of the study's workbook; none where it has no workbook.
  var workbook = Workbook()

  init(folder: URL, log: ProblemLog) {
    self.folder = folder
    self.log = log
  }

  /// The file that holds a table.
  func name(_ table: String, default file: String) -> String {
    names.first { $0.table == table }?.file ?? file
  }

  /// Whether `study.yaml` names the file of a table.
  func isNamed(_ table: String) -> Bool { names.contains { $0.table == table } }

  func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: url(file).path) }

  func url(_ file: String) -> URL { folder.appendingPathComponent(file) }

  /// The bytes of a file; `nil` and a problem when it is missing or unreadable.
  mutating func read(_ file: String) -> [UInt8]? {
    guard exists(file) else {
      log.report(
        file, "the file is missing",
        (importOf[file].map { "Make it with placeplan import \($0), put" } ?? "Put")
          + " it in the study folder, or name another under inputs in study.yaml.",
        isMissing: true)
      return nil
    }
    return read(url(file), as: file)
  }

  /// The bytes of a file that stands elsewhere, recorded under `name`.
  mutating func read(_ url: URL, as name: String) -> [UInt8]? {
    guard let bytes = readBytes(url) else {
      log.report(name, "the file cannot be read", "Check that it is a file and that you may read it.", isMissing: true)
      return nil
    }
    inputs.append(InputFile(file: name, sha256: sha256Hex(bytes)))
    return bytes
  }

  /// A CSV table of the study that must have rows, with the workbook's rows over it where it has some.
  mutating func table(_ table: String) -> CSVTable? {
    let file = name(table, default: table + ".csv")
    let local = localRows(table)
    if let local, !exists(file), !isNamed(table) {
      let header = local.sheet.columns.map(\.name).joined(separator: ",")
      return overlaid(CSVTable(file: file, bytes: Array(header.utf8), log: log), with: local)
    }
    guard let bytes = read(file) else { return nil }
    let before = log.problems.count
    let result = CSVTable(file: file, bytes: bytes, log: log)
    if let local, !result.columns.isEmpty { return overlaid(result, with: local) }
    if result.rowCount == 0, log.problems.count == before {
      log.report(file, row: 1, "there are no rows below the header", "Add the rows, or export the table again.")
    }
    return result
  }

  /// A table that a study may lack.
  mutating func optionalTable(_ table: String) -> CSVTable? {
    let file = name(table, default: table + ".csv")
    guard exists(file) || isNamed(table) else { return nil }
    return self.table(table)
  }
}

/// Which import makes a table.
private let importOf = [
  "areas.geojson": "areas", "residences.csv": "population", "settings.csv": "schools", "provision.csv": "schools",
  "history.csv": "history", "caseload.csv": "caseload", "pupils.csv": "forecast", "contracts.csv": "contracts",
]
