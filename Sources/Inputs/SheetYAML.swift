/// Cells of a workbook written as a YAML text, a value a line, so that the readers of YAML files read them too; what those
/// report goes back to the cell by its line.
struct SheetYAML {
  private struct Cell {
    var sheet: String
    var row: Int
    var column: String?
  }
  private let owner: Cell
  private var lines: [String] = []
  private var cells: [Cell] = []

  /// - Parameter row: The row that the whole text belongs to.
  init(_ table: WorkbookTable, _ row: Int) {
    owner = Cell(sheet: table.sheet.name, row: table.table.lines[row], column: nil)
  }

  /// A line without a value of its own, such as the key of a list.
  mutating func line(_ text: String) {
    lines.append(text)
    cells.append(owner)
  }

  /// A line whose value is the cell's; none where the cell is empty or `unknown`.
  mutating func value(_ key: String, _ table: WorkbookTable, _ row: Int, _ column: String) {
    if let text = table.text(row, column) { value(key, text, table, row, column) }
  }

  /// A line whose value is text from the cell.
  mutating func value(_ key: String, _ text: String, _ table: WorkbookTable, _ row: Int, _ column: String) {
    lines.append(key + Self.quoted(text))
    cells.append(Cell(sheet: table.sheet.name, row: table.table.lines[row], column: column))
  }

  /// The text as a YAML file named `name`, whose problems go to `log` with sheet, row and column.
  func map(_ name: String, log: ProblemLog) -> YAMLMap? {
    let placed = ProblemLog(passingTo: log) { problem in
      var problem = problem
      let cell = problem.row.flatMap { cells.indices.contains($0 - 1) ? cells[$0 - 1] : nil } ?? owner
      problem.file = workbookFile
      problem.sheet = cell.sheet
      problem.row = cell.row
      problem.column = problem.value == nil ? nil : cell.column
      return problem
    }
    return YAMLMap(file: name, bytes: Array((lines.joined(separator: "\n") + "\n").utf8), log: placed)
  }

  /// Text in double quotes with everything escaped that YAML might take for its own.
  static func quoted(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    let escaped = text.unicodeScalars.map { scalar -> String in
      if (0x20...0x7E).contains(scalar.value), scalar != "\"", scalar != "\\" { return String(scalar) }
      return "\\U" + (0..<8).reversed().map { String(digits[Int(scalar.value >> (4 * $0) & 15)]) }.joined()
    }
    return "\"\(escaped.joined())\""
  }
}
