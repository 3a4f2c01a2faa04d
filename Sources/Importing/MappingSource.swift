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
///   - headerRow: Where the header stands; `nil`: below titles, as `ForeignText` and `Sheet` find it.
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
  var header = 1
  let tables = guardedTables(isPersonal: isPersonal, log: log) { own in
    guard let bytes = readSource(url, log: own) else { return [] }
    let text = ForeignText(bytes, headerLine: headerRow)
    header = text.headerLine
    let table = text.table(file: file, log: own)
    if table.columns.isEmpty, own.isEmpty { own.report(file, "the file is empty", "Export it again.") }
    return table.columns.isEmpty ? [] : [table]
  }
  return tables.map { ($0, header) }
}
