import CGDAL
import Foundation

/// The sheets of a study's workbook that hold rows, by name.
struct Workbook {
  private(set) var tables: [String: WorkbookTable] = [:]
  /// What was passed over or answered `unknown`, as sentences.
  private(set) var notes: [String] = []

  subscript(sheet: String) -> WorkbookTable? { tables[sheet] }

  mutating func note(_ sentences: [String]) { notes += sentences }

  init() {}

  /// Takes the sheets that a workbook has; what cannot be read is reported, what is not known is noted.
  init(_ sheets: [Sheet], log: ProblemLog) {
    var passed: [String] = []
    for sheet in sheets where !workbookGuides.contains(sheet.name) {
      guard let known = workbookSheets.first(where: { $0.name == sheet.name }) else {
        if sheet.rows.contains(where: { $0.contains { !$0.isEmpty } }) { passed.append(sheet.name) }
        continue
      }
      guard let tidied = tidied(sheet) else {
        log.report(
          workbookFile, sheet: sheet.name, "the sheet is far larger than such a table can be",
          "Take out what stands far below or far to the right of it.")
        continue
      }
      reportPupilNumbers(tidied, log)
      guard let table = tidied.table(file: workbookFile, log: log) else { continue }
      let read = WorkbookTable(sheet: known, table: table)
      tables[known.name] = read
      notes += read.notes
    }
    if !passed.isEmpty { notes.insert("\(workbookFile): sheets not read: \(passed.joined(separator: ", ")).", at: 0) }
  }
}

extension StudyReader {
  /// Reads the workbook where the folder holds one; the tables' readers then find its rows.
  mutating func readWorkbook() {
    guard files.exists(workbookFile), files.read(workbookFile) != nil else { return }
    guard isWholeArchive(files.url(workbookFile)) else {
      return log.report(
        workbookFile, "the workbook is damaged, or no .xlsx file",
        "Open it in a spreadsheet program and save it again as .xlsx, without a password.")
    }
    guard let sheets = readSheets(files.url(workbookFile), log: log)
    else { return }
    files.workbook = Workbook(sheets, log: log)
  }
}

/// Whether every part of a zip archive, which a workbook is, can be unpacked and has its checksum. A reader of sheets takes
/// what it gets, and would pass over the rest of a damaged one without a word.
private func isWholeArchive(_ url: URL) -> Bool {
  CPLPushErrorHandler(CPLQuietErrorHandler)
  defer { CPLPopErrorHandler() }
  let archive = "/vsizip/{\(url.path)}"
  let entries = VSIReadDirRecursive(archive)
  defer { CSLDestroy(entries) }
  guard let entries, CSLCount(entries) > 0 else { return false }
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  var size = 0
  for index in 0..<Int(CSLCount(entries)) {
    guard let entry = entries[index].map({ String(cString: $0) }), !entry.hasSuffix("/") else { continue }
    CPLErrorReset()
    guard let file = VSIFOpenL("\(archive)/\(entry)", "rb") else { return false }
    defer { VSIFCloseL(file) }
    while size < 1 << 28 {
      let count = VSIFReadL(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      size += count
    }
    // A workbook of a quarter of a gigabyte is none that somebody typed.
    if CPLGetLastErrorType() == CE_Failure || size >= 1 << 28 { return false }
  }
  return true
}

/// A sheet as a table whose cells are asked for by the name of their column.
struct WorkbookTable {
  let sheet: WorkbookSheet
  let table: CSVTable

  var rows: Range<Int> { 0..<table.rowCount }

  /// A cell's text; `nil` where it is empty, or `unknown` in a column that takes this answer.
  func text(_ row: Int, _ column: String) -> String? {
    guard let text = table.text(row, table.optionalColumn(column)), !isUnknown(row, column) else { return nil }
    switch sheet[column]?.content {
    case .flag:
      return ["yes": "true", "1": "true", "no": "false", "0": "false"][text.lowercased()] ?? text.lowercased()
    case .choices: return parts(text).joined(separator: ";")
    case .time: return timeOfDay(ofCount: text) ?? text
    case .date, .decision: return day(ofCount: text) ?? text
    default: return text
    }
  }

  /// A cell's text, reported when it is empty.
  func required(_ row: Int, _ column: String) -> String? { table.text(row, table.column(column), required: true) }

  func isUnknown(_ row: Int, _ column: String) -> Bool {
    guard sheet[column]?.whenUnknown != nil, let text = table.text(row, table.optionalColumn(column)) else {
      return false
    }
    return text.lowercased() == unknownAnswer
  }

  /// Columns that the row cannot do without and whose answer is `unknown`.
  func missingAnswers(_ row: Int) -> [String] {
    sheet.columns.filter { $0.isRequired && isUnknown(row, $0.name) }.map(\.name)
  }

  func report(_ row: Int, _ column: String, _ fault: String, _ remedy: String) {
    guard let column = table.optionalColumn(column) else { return }
    table.report(row, column, fault, remedy)
  }

  /// What a sentence about the sheet begins with.
  var place: String { "\(workbookFile), sheet \(sheet.name)" }

  /// Columns nobody reads, and what stands in for each answer `unknown`.
  fileprivate var notes: [String] {
    let unread = table.columns.filter { sheet[$0] == nil && !$0.hasPrefix("column ") }
    var notes = unread.isEmpty ? [] : ["\(place): not read: \(unread.joined(separator: ", "))."]
    // The assumptions say figure by figure what is used.
    for column in sheet.columns where sheet.name != "assumptions" {
      guard let fallback = column.whenUnknown else { continue }
      let lines = rows.filter { isUnknown($0, column.name) }.map { String(table.lines[$0]) }
      if lines.isEmpty { continue }
      let shown = lines.prefix(10).joined(separator: ", ") + (lines.count > 10 ? " and \(lines.count - 10) more" : "")
      notes.append("\(place): \(column.name) is unknown in row\(lines.count == 1 ? "" : "s") \(shown): \(fallback).")
    }
    return notes
  }
}

/// Refuses cells that look like a child's number; they are not repeated in the report.
private func reportPupilNumbers(_ sheet: Sheet, _ log: ProblemLog) {
  for (index, row) in sheet.rows.enumerated() where row.contains(where: looksLikePupilNumber) {
    log.report(
      workbookFile, sheet: sheet.name, row: index + 1, "a cell looks like a unique pupil number",
      "Take it out: the workbook must name no child.")
  }
}
