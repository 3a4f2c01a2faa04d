/// How strictly a CSV file is read.
public enum CSVDialect: Sendable {
  /// As FORMATS says; anything else is reported.
  case study
  /// As other programs write it: UTF-8, UTF-16 or windows-1252; comma, tab, semicolon or bar; spaces around cells; rows
  /// shorter than the header or with empty cells too many; quotes inside plain cells; columns without a name.
  case foreign
}

/// Text of a file of somebody else's making, from its header row on.
public struct ForeignText {
  /// UTF-8.
  public let bytes: [UInt8]
  /// Line of the file that the header stands on.
  public let headerLine: Int
  /// Cells filled in above the header, where a spreadsheet was saved with its titles.
  public let titles: [String]

  /// - Parameter headerLine: `nil`: the first of the first 20 rows that is nearly as full as the fullest of them.
  public init(_ source: [UInt8], headerLine: Int? = nil) {
    let text = utf8(ofForeignText: source)
    let rows = firstRows(text, limit: headerLine ?? 20)
    let header =
      headerLine.map { given in rows.firstIndex { $0.line >= given } ?? max(0, rows.count - 1) }
      ?? likelyHeader(rows.map { text[$0.range] })
    self.headerLine = rows.isEmpty ? 1 : rows[header].line
    titles = rows.prefix(header).flatMap { row in
      String(decoding: text[row.range], as: UTF8.self).split { $0.isNewline || ",;\t|\"".contains($0) }
        .map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
    }
    bytes = header > 0 ? Array(text[rows[header].range.lowerBound...]) : text
  }

  public func table(file: String, log: ProblemLog) -> CSVTable {
    CSVTable(file: file, bytes: bytes, dialect: .foreign, firstLine: headerLine, log: log)
  }
}

/// The first rows of a text and the lines they begin on; line feeds in quoted cells end no row.
private func firstRows(_ bytes: [UInt8], limit: Int) -> [(range: Range<Int>, line: Int)] {
  var rows: [(range: Range<Int>, line: Int)] = []
  var (start, startLine, line) = (0, 1, 1)
  var (isQuoted, isCellStart) = (false, true)
  var position = 0
  while position < bytes.count, rows.count < limit {
    let byte = bytes[position]
    position += 1
    if byte == UInt8(ascii: "\n") { line += 1 }
    if byte == UInt8(ascii: "\""), isQuoted || isCellStart {
      isQuoted.toggle()
    } else if byte == UInt8(ascii: "\n"), !isQuoted {
      rows.append((start..<position, startLine))
      (start, startLine) = (position, line)
    }
    isCellStart = separators.contains(byte) || byte == UInt8(ascii: "\n")
  }
  if position == bytes.count, start < position { rows.append((start..<position, startLine)) }
  return rows
}

/// The first row with nearly as many filled cells as the fullest, by the separator that gives most.
private func likelyHeader(_ rows: [ArraySlice<UInt8>]) -> Int {
  let counts = separators.map { separator in rows.map { filledCells($0, separator) } }
  guard let filled = counts.max(by: { ($0.max() ?? 0) < ($1.max() ?? 0) }), let most = filled.max(), most > 1 else {
    return 0
  }
  return filled.firstIndex { $0 * 10 >= most * 6 } ?? 0
}

private func filledCells(_ row: ArraySlice<UInt8>, _ separator: UInt8) -> Int {
  var count = 0
  var (isQuoted, isFilled) = (false, false)
  for byte in row {
    if byte == UInt8(ascii: "\"") {
      isQuoted.toggle()
    } else if byte == separator, !isQuoted {
      count += isFilled ? 1 : 0
      isFilled = false
    } else if byte > UInt8(ascii: " ") {
      isFilled = true
    }
  }
  return count + (isFilled ? 1 : 0)
}

private let separators = [",", "\t", ";", "|"].map { Character($0).asciiValue! }

/// UTF-8 of text in UTF-8, in UTF-16 with its mark, or else in windows-1252, which gives every byte a character.
///
/// Zero bytes and the end mark of DOS after the text are no part of it.
public func utf8(ofForeignText bytes: [UInt8]) -> [UInt8] {
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
    let isLittle = bytes[0] == 0xFF
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
  let junk = bytes.reversed().prefix { $0 == 0 || $0 == 0x1A }.count
  if junk > 0 { return utf8(ofForeignText: Array(bytes.dropLast(junk))) }
  let isPlain = bytes.withUnsafeBufferPointer { $0.allSatisfy { $0 < 0x80 } }
  if isPlain || String(validating: bytes, as: UTF8.self) != nil { return bytes }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count + bytes.count / 16)
  for byte in bytes {
    if byte < 0x80 { result.append(byte) } else { result.append(contentsOf: windows1252[Int(byte) - 0x80]) }
  }
  return result
}

/// UTF-8 of the bytes 0x80 to 0xFF of windows-1252; the five it leaves undefined stand for the control of that number.
private let windows1252: [[UInt8]] = {
  let special: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]
  let scalars = (special + Array(0xA0...0xFF)).compactMap(Unicode.Scalar.init)
  return scalars.map { Array(String(Character($0)).utf8) }
}()

/// The separator that the header row holds most of, outside quotes; a comma when it holds none.
public func likelySeparator(_ bytes: [UInt8]) -> UInt8 {
  var counts = [0, 0, 0, 0]
  var isQuoted = false
  for byte in bytes {
    if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
    if isQuoted { continue }
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
      if counts.contains(where: { $0 > 0 }) { break }
    }
    if let index = separators.firstIndex(of: byte) { counts[index] += 1 }
  }
  let most = counts.max() ?? 0
  return most == 0 ? separators[0] : separators[counts.firstIndex(of: most) ?? 0]
}
