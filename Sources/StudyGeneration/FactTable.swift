/// A hand-made table of facts: comma, one header row, no quoting, as the files under `facts/` are written.
public struct FactTable: Sendable {
  /// The name problems carry.
  public let file: String
  public let columns: [String]
  /// Cells by row, each as long as `columns`.
  public let rows: [[String]]

  /// - Throws: `FactError` on an empty file or a row of another length than the header.
  public init(file: String, text: String) throws(FactError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    guard let header = lines.first else { throw FactError(file: file, row: 1, problem: "the file is empty") }
    let columns = FactTable.cells(header)
    var rows: [[String]] = []
    for (index, line) in lines.dropFirst().enumerated() {
      let cells = FactTable.cells(line)
      guard cells.count == columns.count else {
        throw FactError(file: file, row: index + 2, problem: "\(cells.count) cells under \(columns.count) columns")
      }
      rows.append(cells)
    }
    self.file = file
    self.columns = columns
    self.rows = rows
  }

  public var count: Int { rows.count }

  /// The text of a cell.
  public func text(_ row: Int, _ column: String) throws(FactError) -> String {
    guard let index = columns.firstIndex(of: column) else {
      throw FactError(file: file, row: 1, problem: "no column \(column)")
    }
    return rows[row][index]
  }

  /// The whole number in a cell.
  public func integer(_ row: Int, _ column: String) throws(FactError) -> Int {
    let cell = try text(row, column)
    guard let value = Int(cell) else {
      throw FactError(file: file, row: row + 2, problem: "\(column) \"\(cell)\" is not a whole number")
    }
    return value
  }

  /// Cells of a line; a quoted cell may hold commas but no quotes.
  private static func cells(_ line: Substring) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append(cell)
        cell = ""
      } else {
        cell.append(character)
      }
    }
    cells.append(cell)
    return cells
  }
}

/// A fact that cannot be used, with its file and row.
public struct FactError: Error, CustomStringConvertible, Equatable {
  public var file: String
  public var row: Int
  public var problem: String

  public init(file: String, row: Int, problem: String) {
    self.file = file
    self.row = row
    self.problem = problem
  }

  public var description: String { "\(file), row \(row): \(problem)" }
}
