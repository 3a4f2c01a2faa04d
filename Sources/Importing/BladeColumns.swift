import Inputs

/// A module of the SEN2 return with its columns found whatever their case; faults hold no personal cell.
struct BladeColumns {
  let table: CSVTable
  var faults = MappingFaults()
  /// Headers in lower case without marks.
  private let names: [String]
  private let log: ProblemLog

  init(_ table: CSVTable, log: ProblemLog) {
    self.table = table
    self.log = log
    names = table.columns.map { normalizedHeader($0).filter { $0 != "_" } }
  }

  /// The column that goes by one of some names; `nil` and a problem when it must be there and is not.
  func column(_ aliases: String..., required: Bool = true) -> CSVColumn? {
    for alias in aliases {
      if let index = names.firstIndex(of: alias) { return table.optionalColumn(table.columns[index]) }
    }
    if required {
      log.report(
        table.file, row: table.headerLine, column: aliases[0], "the header has no such column",
        "Export the module again; the column goes by \(orList(aliases)).")
    }
    return nil
  }

  /// Text by row, and a fault where a cell that must be filled is empty.
  mutating func texts(_ column: CSVColumn?, required: Bool = false) -> MappedColumn<String>? {
    guard let column else { return nil }
    if required { requireFilled(column) }
    return table.translated(column, faults: &faults, isShown: { _, _ in false }) { .value($0) }
  }

  /// Days as COLLECT writes them, or as ISO dates.
  mutating func days(_ column: CSVColumn?, required: Bool = false) -> MappedColumn<CalendarDay>? {
    translated(column, required: required) { text in
      let bytes = ArraySlice(text.utf8)
      if let day = DateFormat.collect.day(bytes) ?? DateFormat.iso.day(bytes) { return .value(day) }
      return .wrong("not a date as COLLECT writes it", "Write it like 2022-Sep-28, or export the module again.")
    }
  }

  mutating func flags(_ column: CSVColumn?) -> MappedColumn<Bool>? {
    let shape = MappingField("", .flag, [], "")
    return translated(column) { text in
      if let code = shape.code(text) { return .value(code == "true") }
      return .wrong("not 1 or 0", "Write 1 or 0, or export the module again.")
    }
  }

  mutating func integers(_ column: CSVColumn?, in range: ClosedRange<Int>) -> MappedColumn<Int>? {
    translated(column) { text in
      if let number = HomePoints.packedNumber(ArraySlice(text.utf8)), range.contains(Int(number)) {
        return .value(Int(number))
      }
      return .wrong(
        "not a whole number from \(range.lowerBound) to \(range.upperBound)", "Correct it, or export the module again.")
    }
  }

  /// A column by row, with what each value means. Values that three rows share may be printed unless they are personal.
  mutating func translated<Value>(
    _ column: CSVColumn?, required: Bool = false, _ translate: (String) -> MappingReading<Value>
  ) -> MappedColumn<Value>? {
    guard let column else { return nil }
    if required { requireFilled(column) }
    let isPersonal = isPersonalHeader(column.name) || column.name.lowercased().contains("birth")
    return table.translated(
      column, faults: &faults, isShown: { !isPersonal && isShowable($0, count: $1) }, translate)
  }

  private mutating func requireFilled(_ column: CSVColumn) {
    for row in 0..<table.rowCount where table.isEmpty(row, column) {
      faults.add(table, row: row, column: column.name, "the cell is empty", "Fill it in, or take the row out.")
    }
  }

  /// The row of each table id; ids that stand twice are faults.
  mutating func rows(by column: CSVColumn?) -> [String: Int] {
    var rows: [String: Int] = [:]
    guard let column else { return rows }
    for row in 0..<table.rowCount {
      guard let id = table.text(row, column) else {
        faults.add(table, row: row, column: column.name, "the cell is empty", "Export the module again.")
        continue
      }
      if let first = rows[id] {
        faults.add(
          table, row: row, column: column.name, "the id of row \(table.lines[first]) as well",
          "Export the module again; ids of a module are all different.")
      } else {
        rows[id] = row
      }
    }
    return rows
  }

  /// By row, the row of another module that the row belongs to; `nil` with a fault when there is none.
  mutating func parents(_ column: CSVColumn?, in rows: [String: Int], of module: BladeExport.Module) -> [Int?] {
    guard let column else { return Array(repeating: nil, count: table.rowCount) }
    return (0..<table.rowCount).map { row in
      if let id = table.text(row, column), let parent = rows[id] { return parent }
      faults.add(
        table, row: row, column: column.name, "not an id of the module \(module.rawValue)",
        "Export all modules of one return together.")
      return nil
    }
  }
}
