import Foundation
import Inputs

/// Tables read by `read`. Where rows are children, what cannot be split is reported without a cell's content, and a
/// table whose header holds a child's data instead of names is refused.
func guardedTables(isPersonal: Bool, log: ProblemLog, _ read: (ProblemLog) -> [CSVTable]) -> [CSVTable] {
  guard isPersonal else { return read(log) }
  let own = ProblemLog()
  var tables = read(own)
  for problem in own.problems {
    var plain = problem
    plain.value = nil
    if let column = plain.column, holdsPersonalData(column) { plain.column = nil }
    log.report(plain)
  }
  tables.removeAll { table in
    guard let index = table.columns.firstIndex(where: holdsPersonalData) else { return false }
    log.report(
      table.file, sheet: table.sheet, row: table.headerLine,
      "column \(index + 1) of the header holds data, not a name",
      "Give the table one header row with the columns' names above its rows.")
    return true
  }
  return tables
}

/// The tables of an export, each with the row its header stands on.
///
/// - Parameters:
///   - sheet: The one sheet of a workbook to read; `nil`: all.
///   - headerRow: Where the header stands; `nil`: the first row nearly as full as the fullest of the first 20, so that
///     titles above it are passed.
func exportTables(
  _ url: URL, sheet: String? = nil, headerRow: Int? = nil, isPersonal: Bool, log: ProblemLog
) -> [(table: CSVTable, headerRow: Int)] {
  let file = url.lastPathComponent
  if isWorkbook(url) {
    let tables = guardedTables(isPersonal: isPersonal, log: log) { own in
      let sheets = readSheets(url, log: own) ?? []
      if let sheet, !sheets.isEmpty, !sheets.contains(where: { $0.name == sheet }) {
        own.report(
          file, "there is no sheet \(sheet)", "Correct sheet in the mapping file to \(orList(sheets.map(\.name))).")
      }
      return sheets.filter { sheet == nil || $0.name == sheet }.compactMap { sheet in
        var cut = sheet
        for row in cut.rows.indices.prefix((headerRow ?? 1) - 1) { cut.rows[row] = cut.rows[row].map { _ in "" } }
        return cut.table(file: file, log: own)
      }
    }
    return tables.map { ($0, $0.headerLine) }
  }
  var start = 1
  let tables = guardedTables(isPersonal: isPersonal, log: log) { own in
    guard var bytes = readSource(url, log: own) else { return [] }
    bytes = utf8(ofForeignText: bytes)
    start = headerRow ?? likelyHeaderRow(bytes)
    if start > 1 { bytes.removeSubrange(..<lineStart(start, in: bytes)) }
    let table = CSVTable(file: file, bytes: bytes, dialect: .foreign, firstLine: start, log: own)
    if table.columns.isEmpty, own.isEmpty { own.report(file, "the file is empty", "Export it again.") }
    return table.columns.isEmpty ? [] : [table]
  }
  return tables.map { ($0, start) }
}

/// Where a line begins, counted from 1; the end when there are fewer.
private func lineStart(_ line: Int, in bytes: [UInt8]) -> Int {
  var position = 0
  for _ in 1..<line {
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { return bytes.count }
    position = end + 1
  }
  return position
}

/// The first of the first 20 lines with nearly as many filled cells as the fullest.
private func likelyHeaderRow(_ bytes: [UInt8]) -> Int {
  let head = bytes.prefix(100_000)
  let lines = head.split(separator: UInt8(ascii: "\n"), maxSplits: 20, omittingEmptySubsequences: false).prefix(20)
  let counts = [",", "\t", ";", "|"].compactMap { Character($0).asciiValue }.map { separator in
    lines.map { line in
      line.split(separator: separator).count { $0.contains { $0 > 32 && $0 != UInt8(ascii: "\"") } }
    }
  }
  guard let filled = counts.max(by: { ($0.max() ?? 0) < ($1.max() ?? 0) }), let most = filled.max(), most > 1 else {
    return 1
  }
  return (filled.firstIndex { $0 * 10 >= most * 6 } ?? 0) + 1
}
