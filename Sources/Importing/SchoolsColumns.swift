import Inputs

/// A foreign table's columns, by any of the names their makers have given them: case, spaces and punctuation aside.
struct NamedColumns {
  private let table: CSVTable
  private let log: ProblemLog
  private let headers: [String: String]

  /// - Parameter log: Where missing columns are reported; the table's own by default.
  init(_ table: CSVTable, log: ProblemLog? = nil) {
    self.table = table
    self.log = log ?? table.log
    headers = Dictionary(table.columns.map { (Self.key($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a name is compared by: its letters and digits. `SEN1 (name)` and `sen1_name` are both `sen1name`.
  static func key(_ name: some StringProtocol) -> String {
    let kept = name.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
      default: nil
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The column with the first of these names that the header holds.
  subscript(names: String...) -> CSVColumn? { column(names) }

  /// The column, or `nil` and a problem that says which names would do.
  func required(_ names: String...) -> CSVColumn? {
    if let column = column(names) { return column }
    log.report(
      table.file, sheet: table.sheet, row: table.headerLine, column: names.first, "the header has no such column",
      names.count == 1
        ? "Download the file again with it." : "It may also be called \(orList(Array(names.dropFirst()))).")
    return nil
  }

  /// The columns whose name begins so, in file order.
  func beginning(with start: String) -> [CSVColumn] {
    let start = Self.key(start)
    return table.columns.filter { Self.key($0).hasPrefix(start) }.compactMap(table.optionalColumn)
  }

  private func column(_ names: [String]) -> CSVColumn? {
    for name in names {
      if let header = headers[Self.key(name)] { return table.optionalColumn(header) }
    }
    return nil
  }
}
