import Inputs
import Planning

/// Which rows of GIAS are of the study's own authority: by DfE code, by ONS code, or by name.
struct GIASAuthority {
  private let table: CSVTable
  private let columns: GIASColumns
  private let code: String
  /// What the register calls the authority, as far as its own rows agree, for a check of each row.
  private let name: String
  private let hasOwnRows: Bool
  private let others: [String]
  /// Whether the file says which authority a row is of, in terms that the study knows.
  let canTell: Bool

  init(_ table: CSVTable, _ columns: GIASColumns, study: Study) {
    self.table = table
    self.columns = columns
    code = study.laCode
    var names: [String: Int] = [:]
    var all: [String: Int] = [:]
    var rows = 0
    for row in 0..<table.rowCount {
      let given = table.text(row, columns.laName)
      let isCoded = table.registerCode(row, columns.laCode) == study.laCode
      if isCoded || table.text(row, columns.onsCode) == study.laCode {
        rows += 1
        if let given { names[given, default: 0] += 1 }
      } else if let other = given ?? table.registerCode(row, columns.laCode) {
        all[other, default: 0] += 1
      }
    }
    let common = names.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    let name = NamedColumns.key(common ?? study.laName)
    self.name = name
    hasOwnRows = rows > 0 || columns.laCode == nil && all.keys.contains { NamedColumns.key($0) == name }
    canTell = columns.laCode != nil || columns.laName != nil || rows > 0
    others = all.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// Whether a row is the authority's; `nil` when it gives none. A code and a name that contradict each other are reported.
  func isOwn(_ row: Int) -> Bool? {
    let isNamed = table.registerText(row, columns.laName).map { NamedColumns.key($0) == name }
    guard let column = columns.laCode, let text = table.registerText(row, column) else {
      if let ons = table.registerText(row, columns.onsCode), ons == code { return true }
      // A name that says "Does not apply" is an answer, an empty cell is none.
      // Where codes of ONS are all there is, another code is another authority.
      let told = columns.laName ?? columns.onsCode
      return isNamed ?? (table.text(row, told) == nil ? nil : false)
    }
    // 000 stands for no authority: schools abroad and online.
    if RegisterText.number(table.bytes(row, column)) == 0 { return false }
    guard let given = table.registerCode(row, column), given.utf8.count == 3 else {
      table.report(row, column, value: text, "not a local authority's code", "Write DfE's three digits, such as 936.")
      return nil
    }
    let isCoded = given == code || table.text(row, columns.onsCode) == code
    if let isNamed, isNamed != isCoded {
      table.report(row, column, "not the code of the authority named beside it", "Correct one of the two.")
      return nil
    }
    return isCoded
  }

  /// Reports a register that holds nothing of the authority, or does not say what it holds.
  func checkIsThere(openOwn: Bool) {
    guard canTell else {
      return table.log.report(
        table.file, sheet: table.sheet, row: table.headerLine, column: "LA (code)",
        "the header has no such column, and codes of ONS do not tell which rows are of \(code)",
        "Download the file again with LA (code) or LA (name).")
    }
    guard !openOwn, table.log.isEmpty, let column = columns.laCode ?? columns.laName ?? columns.onsCode else { return }
    table.log.report(
      table.file, sheet: table.sheet, column: column.name, value: code,
      hasOwnRows ? "an authority without an open school in this file" : "an authority of which this file has no row",
      others.isEmpty
        ? "Download an extract that holds it."
        : "Check la_code in study.yaml (the file holds \(RegisterText.few(others, limit: 3))), or download an extract that holds it."
    )
  }
}
