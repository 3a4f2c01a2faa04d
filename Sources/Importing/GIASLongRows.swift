import Inputs

/// Rows of a register that have more cells than the header, because commas stand in cells without quotes, or a program has put
/// its own row names in front: read as the header means them, where that can be told.
///
/// Each column takes one cell or several, so that numbers, codes, types and needs stand where they belong. Of all such
/// readings the likeliest counts: text is divided where a space follows the comma. A row that could as likely be read so that
/// a cell which matters differs is left as it is.
struct GIASLongRows {
  /// The file with those rows put right.
  private(set) var bytes: [UInt8] = []
  /// Lines that were put right.
  private(set) var lines: [Int] = []
  private let width: Int
  /// What the cells of a column must hold, by column; nothing is asked of the others.
  private let checks: [Int: (String) -> Bool]
  private let easting, northing: Int?
  /// Columns whose cells matter.
  private let read: [Int]
  /// Programs that write row names write them in every row.
  private let mayHaveRowNames: Bool

  /// - Parameter table: The same file as it stands, for its header.
  init?(_ text: ForeignText, _ table: CSVTable) {
    let source = text.bytes
    // The register's own reading reports what is missing.
    let columns = GIASColumns(NamedColumns(table, log: ProblemLog()))
    width = table.columns.count
    checks = columns.checks
    (easting, northing) = (columns.position.easting?.index, columns.position.northing?.index)
    read = Array(Set(columns.free.map(\.index) + columns.checks.keys)).sorted()
    let rows = Self.rows(source, firstLine: text.headerLine)
    let count = width
    mayHaveRowNames = rows.dropFirst().allSatisfy { $0.cells > count }
    guard rows.first?.cells == width else { return nil }
    bytes.reserveCapacity(source.count)
    // A file of nothing but such rows must end in time.
    var work = 0
    for row in rows {
      let text = source[row.start..<row.end]
      let surplus = row.start > 0 ? min(max(0, row.cells - width), mostSurplus) : 0
      work += width * surplus * surplus
      if surplus > 0, work < mostWork, let meant = meant(Self.cells(text)) {
        bytes += meant.enumerated().flatMap { ($0 > 0 ? [comma] : []) + [quote] + $1 + [quote] } + [lineFeed]
        lines.append(row.line)
      } else {
        bytes += text
      }
    }
    if lines.isEmpty { return nil }
  }

  private struct Row {
    var line: Int
    var start: Int
    /// Past its line feed.
    var end: Int
    var cells: Int
  }

  /// The rows of a file, line feeds in quoted cells aside.
  private static func rows(_ source: [UInt8], firstLine: Int) -> [Row] {
    var rows: [Row] = []
    var row = Row(line: firstLine, start: 0, end: 0, cells: 1)
    var line = firstLine
    var isQuoted = false
    var isCellStart = true
    for (index, byte) in source.enumerated() {
      if byte == lineFeed { line += 1 }
      if byte == quote, isQuoted || isCellStart {
        isQuoted.toggle()
        // The second quote of a pair opens again what the first has closed.
        isCellStart = !isQuoted
        continue
      }
      isCellStart = false
      if isQuoted { continue }
      if byte == comma {
        row.cells += 1
        isCellStart = true
      } else if byte == lineFeed {
        row.end = index + 1
        rows.append(row)
        row = Row(line: line, start: index + 1, end: 0, cells: 1)
        isCellStart = true
      }
    }
    if row.start < source.count {
      row.end = source.count
      rows.append(row)
    }
    return rows
  }

  /// The row as the header means it; `nil` when no reading makes sense, or two do.
  private func meant(_ cells: [[UInt8]]) -> [[UInt8]]? {
    guard (1...mostSurplus).contains(cells.count - width) else { return nil }
    // Empty cells too many at the end are no reason to doubt the others.
    if cells[width...].allSatisfy(\.isEmpty), checks.allSatisfy({ $1(Self.text([cells[$0]])) }) { return nil }
    let readings = [true, false].compactMap { reading(cells, prefersEarly: $0) }.filter(hasWholePosition)
    guard let early = readings.first, let late = readings.last else { return nil }
    func meaning(_ cell: [UInt8]) -> String {
      let text = Self.text([cell])
      return RegisterText.isNothing(text) ? "" : text
    }
    return read.allSatisfy { meaning(early[$0]) == meaning(late[$0]) } ? early : nil
  }

  /// Whether a row has both coordinates or none.
  private func hasWholePosition(_ row: [[UInt8]]) -> Bool {
    guard let easting, let northing else { return true }
    return RegisterText.isNothing(Self.text([row[easting]])) == RegisterText.isNothing(Self.text([row[northing]]))
  }

  /// The likeliest reading; of several the one in which the surplus is taken as early, or as late, as can be.
  private func reading(_ cells: [[UInt8]], prefersEarly: Bool) -> [[UInt8]]? {
    let surplus = cells.count - width
    // Cheapest way to fill the columns from each on with some surplus left, and the cells that it takes for the first.
    var costs = [[Int]](repeating: Array(repeating: impossible, count: surplus + 1), count: width + 1)
    var takes = [[Int]](repeating: Array(repeating: 0, count: surplus + 1), count: width)
    for left in 0...surplus { costs[width][left] = left * costOfText }
    for column in (0..<width).reversed() {
      for left in 0...surplus {
        let first = column + surplus - left
        for more in 0...left where costs[column + 1][left - more] < impossible {
          let taken = cells[first...(first + more)]
          if let check = checks[column], more > 0 && taken.contains([]) || !check(Self.text(taken)) { continue }
          let cost =
            costs[column + 1][left - more]
            + taken.dropFirst().reduce(0) { $0 + ($1.first == space ? costOfSpace : costOfText) }
          if cost < costs[column][left] || (prefersEarly && cost == costs[column][left]) {
            costs[column][left] = cost
            takes[column][left] = more
          }
        }
      }
    }
    // Cells before the first column are row names, which are nobody's.
    var left = surplus
    if mayHaveRowNames { left = (0...surplus).min { costs[0][$0] < costs[0][$1] } ?? surplus }
    guard costs[0][left] < impossible else { return nil }
    var row: [[UInt8]] = []
    for column in 0..<width {
      let first = column + surplus - left
      let more = takes[column][left]
      row.append(Array(cells[first...(first + more)].joined(separator: [comma])))
      left -= more
    }
    return row
  }

  private static func text(_ cells: ArraySlice<[UInt8]>) -> String {
    let text = String(decoding: Array(cells.joined(separator: [comma])), as: UTF8.self)
    return String(text.drop { $0 == " " })
  }

  /// Cells of a line, unquoted; quotes inside a plain cell are taken out.
  private static func cells(_ line: ArraySlice<UInt8>) -> [[UInt8]] {
    var cells: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in line where byte != carriageReturn && byte != lineFeed {
      if byte == quote {
        isQuoted.toggle()
      } else if byte == comma, !isQuoted {
        cells.append([])
      } else {
        cells[cells.count - 1].append(byte)
      }
    }
    return cells
  }
}

private let costOfSpace = 1
private let costOfText = 3
private let mostSurplus = 20
private let mostWork = 20_000_000
private let impossible = Int.max / 2
private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")
private let space = UInt8(ascii: " ")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
