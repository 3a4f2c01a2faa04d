/// A CSV file split into cells. A study's own tables are UTF-8, comma, one header row, RFC 4180 quoting, LF or CRLF, with
/// an optional byte order mark; tables of somebody else's making are read with `CSVDialect.foreign`.
///
/// Cells stay bytes in one buffer until asked for, so a million rows cost one pass and no string. What the splitter
/// cannot accept (other encodings, ragged rows, loose quotes) goes to the log, and the rows concerned are left out.
/// Typed access is in `CSVCells.swift`.
public struct CSVTable {
  /// The name problems are reported under, relative to the study folder.
  public let file: String
  /// The sheet of a workbook that the table came from, for problems.
  public let sheet: String?
  /// Header names in file order.
  public let columns: [String]
  /// Line of each row in the file, for problems: 2 is the first line below the header.
  public let lines: [Int]
  public let log: ProblemLog
  /// Whether every row was taken; false when some were reported and left out.
  public let isWhole: Bool
  /// Rows of fewer cells than the header, their missing cells taken as empty; always 0 in a study's own tables.
  public let shortRowCount: Int
  let bytes: [UInt8]
  /// Start and end of each cell in `bytes`, rows x columns, row-major.
  let bounds: [(start: Int32, end: Int32)]

  public var rowCount: Int { lines.count }

  /// Splits `bytes`; what is wrong with them is reported to `log`.
  ///
  /// - Parameter firstLine: The line, or row of the sheet, that the header stands on.
  public init(
    file: String, sheet: String? = nil, bytes: [UInt8], dialect: CSVDialect = .study, firstLine: Int = 1,
    log: ProblemLog
  ) {
    var splitter = CSVSplitter(
      file: file, sheet: sheet, bytes: bytes, dialect: dialect, firstLine: firstLine, log: log)
    splitter.split()
    self.file = file
    self.sheet = sheet
    self.log = log
    columns = splitter.header
    lines = splitter.lines
    isWhole = splitter.isWhole
    shortRowCount = splitter.shortRowCount
    bounds = splitter.bounds
    self.bytes = splitter.bytes
  }
}

/// The one pass over the bytes. Quoted cells are unescaped in place, which only ever shortens them.
private struct CSVSplitter {
  let file: String
  let sheet: String?
  let dialect: CSVDialect
  let log: ProblemLog
  var bytes: [UInt8]
  var header: [String] = []
  var lines: [Int] = []
  var isWhole = true
  var bounds: [(start: Int32, end: Int32)] = []
  /// Cells of the row being read.
  private var row: [(start: Int32, end: Int32)] = []
  private(set) var shortRowCount = 0
  private var line: Int
  /// Line that the row being read began on.
  private var rowLine = 1
  private var separator = comma
  private var hasHeader = false
  private var rowHasFault = false

  init(
    file: String, sheet: String?, bytes: [UInt8], dialect: CSVDialect, firstLine: Int, log: ProblemLog
  ) {
    self.file = file
    self.sheet = sheet
    self.bytes = dialect == .foreign ? utf8(ofForeignText: bytes) : bytes
    self.dialect = dialect
    self.log = log
    line = firstLine
    if dialect == .foreign { separator = likelySeparator(self.bytes) }
  }

  mutating func split() {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return report("the text is UTF-16", "Save the file as CSV UTF-8.")
    }
    guard start < bytes.count else {
      return report("the file is empty", "Write its header row and at least one row below it.")
    }
    guard bytes.count < Int(Int32.max) else {
      return report("the file is larger than 2 GB", "Split the study into smaller ones.")
    }
    bounds.reserveCapacity(bytes.count / 6)
    var position = start
    while position < bytes.count { readRow(&position) }
  }

  private mutating func readRow(_ position: inout Int) {
    rowLine = line
    row.removeAll(keepingCapacity: true)
    rowHasFault = false
    var isEndOfRow = false
    while !isEndOfRow {
      let cell =
        position < bytes.count && bytes[position] == quote ? quotedCell(&position) : plainCell(&position)
      row.append(cell)
      isEndOfRow = endOfCell(&position)
    }
    line += 1
    finishRow()
  }

  private mutating func plainCell(_ position: inout Int) -> (start: Int32, end: Int32) {
    let start = position
    var isASCII = true
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || byte == lineFeed || byte == carriageReturn { break }
      if byte >= 0x80 { isASCII = false }
      if byte == quote, dialect == .study {
        fault("a quote inside a cell that is not quoted", "Quote the whole cell and double the quote.")
      }
      if byte == 0 { fault("a zero byte", "Save the file as CSV UTF-8.") }
      position += 1
    }
    if !isASCII { checkText(start, position) }
    return (Int32(start), Int32(position))
  }

  private mutating func quotedCell(_ position: inout Int) -> (start: Int32, end: Int32) {
    position += 1
    let start = position
    var end = start
    var isASCII = true
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote {
        guard position + 1 < bytes.count, bytes[position + 1] == quote else {
          position += 1
          if !isASCII { checkText(start, end) }
          return (Int32(start), Int32(end))
        }
        position += 1
      }
      if byte == lineFeed { line += 1 }
      if byte >= 0x80 { isASCII = false }
      bytes[end] = byte
      end += 1
      position += 1
    }
    fault("a quoted cell that never ends", "Close the quote.")
    return (Int32(start), Int32(end))
  }

  /// Steps over what follows a cell; true at the end of the row.
  private mutating func endOfCell(_ position: inout Int) -> Bool {
    guard position < bytes.count else { return true }
    switch bytes[position] {
    case separator:
      position += 1
      return false
    case lineFeed:
      position += 1
      return true
    case carriageReturn:
      position += 1
      if position < bytes.count, bytes[position] == lineFeed {
        position += 1
      } else if position < bytes.count, dialect == .study {
        fault("a carriage return without a line feed", "Save the file with line ends LF or CRLF.")
      }
      return true
    case space where dialect == .foreign:
      position += 1
      return endOfCell(&position)
    default:
      fault(
        "text after a closing quote", "Quote the whole cell and double the quotes inside it.", column: row.count - 1)
      while position < bytes.count, ![separator, lineFeed].contains(bytes[position]) { position += 1 }
      return endOfCell(&position)
    }
  }

  private mutating func finishRow() {
    let isBlank = row.count == 1 && row[0].start == row[0].end
    if dialect == .foreign {
      for index in row.indices { row[index] = trimmed(row[index]) }
      if row.allSatisfy({ $0.start == $0.end }) { return }
    }
    if !hasHeader {
      hasHeader = true
      header = row.map { String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self) }
      checkHeader()
    } else if isBlank && header.count > 1 {
      return
    } else if row.count != header.count, !fitToHeader() {
      isWhole = false
      report(
        row: rowLine, "\(row.count) \(row.count == 1 ? "cell" : "cells") where the header has \(header.count)",
        "Look for a missing or extra comma, or a comma in a cell that is not quoted.")
    } else if !rowHasFault {
      lines.append(rowLine)
      bounds.append(contentsOf: row)
    }
  }

  private mutating func checkHeader() {
    for (index, name) in header.enumerated() {
      if name.isEmpty {
        if dialect == .foreign {
          header[index] = "column \(index + 1)"
        } else {
          report(row: rowLine, "column \(index + 1) has no name", "Name every column in the header row.")
        }
      } else if header[..<index].contains(name) {
        if dialect == .foreign {
          header[index] = "\(name) (column \(index + 1))"
        } else {
          report(row: rowLine, column: name, "the header names it twice", "Keep one of the two columns.")
        }
      }
    }
  }

  /// Makes a foreign row as long as the header where that loses nothing: empty cells too many are dropped, and cells
  /// missing at the end of a row that is itself complete are empty.
  private mutating func fitToHeader() -> Bool {
    guard dialect == .foreign else { return false }
    if row.count > header.count {
      guard row[header.count...].allSatisfy({ $0.start == $0.end }) else { return false }
      row.removeSubrange(header.count...)
      return true
    }
    let end = row[row.count - 1].end
    // A file cut off in the middle ends without a line feed.
    guard Int(end) < bytes.count else { return false }
    row += Array(repeating: (end, end), count: header.count - row.count)
    shortRowCount += 1
    return true
  }

  private func trimmed(_ cell: (start: Int32, end: Int32)) -> (start: Int32, end: Int32) {
    var (start, end) = cell
    while start < end, isSpace(bytes[Int(start)]) { start += 1 }
    while start < end, isSpace(bytes[Int(end) - 1]) { end -= 1 }
    // The space that does not break, as web pages and spreadsheets have it.
    if end - start >= 2, bytes[Int(start)] == 0xC2, bytes[Int(start) + 1] == 0xA0 { return trimmed((start + 2, end)) }
    if end - start >= 2, bytes[Int(end) - 2] == 0xC2, bytes[Int(end) - 1] == 0xA0 { return trimmed((start, end - 2)) }
    return (start, end)
  }

  private mutating func checkText(_ start: Int, _ end: Int) {
    guard String(validating: bytes[start..<end], as: UTF8.self) == nil else { return }
    // Shown as Latin-1, which is what such a file nearly always is.
    let text = String(String.UnicodeScalarView(bytes[start..<end].map { Unicode.Scalar($0) }))
    fault("not UTF-8 text", "Save the file as CSV UTF-8.", value: text)
  }

  /// Reports a fault of the cell being read, or of an earlier `column`; the first of a row is enough.
  private mutating func fault(_ fault: String, _ remedy: String, value: String? = nil, column: Int? = nil) {
    guard !rowHasFault else { return }
    rowHasFault = true
    isWhole = false
    let index = column ?? row.count
    report(row: rowLine, column: index < header.count ? header[index] : nil, value: value, fault, remedy)
  }

  private func report(
    row: Int? = nil, column: String? = nil, value: String? = nil, _ fault: String, _ remedy: String
  ) {
    log.report(file, sheet: sheet, row: row, column: column, value: value, fault, remedy)
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == space || byte == tab || byte == lineFeed || byte == carriageReturn
}

private let comma = UInt8(ascii: ",")
private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")
private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
