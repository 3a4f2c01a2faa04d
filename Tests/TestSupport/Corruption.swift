import Foundation

/// Seeded damage to a source file, the same on every machine: bytes, and in a table cells, rows and columns.
///
/// Cells are found by plain commas and line feeds, which suits small made-up tables; other text is cut up the same way.
/// A test takes few copies unless more of every file are asked for by
///
///     PLACEPLAN_CORRUPTIONS=1000 swift test --filter "amaged|orruption"
///
/// - Returns: At least `count` damaged copies with what was done to each, for the message of a failed expectation. A reader
///   that takes ten seconds over a copy hangs, and stops the program.
public func corruptions(
  of bytes: [UInt8], as content: Corruptions.Content = .table, count: Int = 100, seed: UInt64
) -> Corruptions {
  Corruptions(
    bytes: bytes, table: PlainTable(bytes), content: content, seed: seed, indices: 0..<corruptionCount(count))
}

/// How many damaged copies a test takes: `count`, or more when the environment asks for them.
public func corruptionCount(_ count: Int) -> Int {
  max(count, ProcessInfo.processInfo.environment["PLACEPLAN_CORRUPTIONS"].flatMap { Int($0) } ?? 0)
}

/// Damaged copies, each made when it is asked for.
public struct Corruptions: Sequence, IteratorProtocol {
  /// What is damaged: anything in a table, bytes alone in a binary file.
  public enum Content: Sendable { case table, binary }

  fileprivate let bytes: [UInt8]
  fileprivate let table: PlainTable
  fileprivate let content: Content
  fileprivate let seed: UInt64
  fileprivate var indices: Range<Int>
  private var given: (name: String, time: ContinuousClock.Instant)?

  fileprivate init(bytes: [UInt8], table: PlainTable, content: Content, seed: UInt64, indices: Range<Int>) {
    self.bytes = bytes
    self.table = table
    self.content = content
    self.seed = seed
    self.indices = indices
  }

  public mutating func next() -> (name: String, bytes: [UInt8])? {
    if let given { precondition(given.time.duration(to: .now) < .seconds(10), "ten seconds over \(given.name)") }
    guard let index = indices.popFirst() else { return nil }
    var random = SplitMix(seed: seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15)
    var damage: (name: String, bytes: [UInt8])
    switch content == .binary ? 0 : index % 4 {
    case 0: damage = damagedBytes(bytes, &random)
    case 1: damage = damagedCell(table, &random)
    case 2: damage = damagedRows(table, &random)
    default: damage = damagedColumns(table, &random)
    }
    damage.name = "\(index): \(damage.name)"
    given = (damage.name, .now)
    return damage
  }
}

/// A small table as text cells, header first, for damage aimed at one cell.
public struct PlainTable {
  public var rows: [[[UInt8]]]

  public init(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: lineFeed, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    rows = lines.map { line in line.split(separator: comma, omittingEmptySubsequences: false).map(Array.init) }
  }

  public var bytes: [UInt8] { Array(rows.map { Array($0.joined(separator: [comma])) + [lineFeed] }.joined()) }

  /// The cell of a row (1 is the first below the header) in the column of that header.
  public subscript(row: Int, column: String) -> String? {
    get {
      guard let index = index(of: column), rows.indices.contains(row), rows[row].indices.contains(index) else {
        return nil
      }
      return String(decoding: rows[row][index], as: UTF8.self)
    }
    set {
      guard let index = index(of: column), rows.indices.contains(row), rows[row].indices.contains(index) else {
        preconditionFailure("no cell in row \(row), column \(column)")
      }
      rows[row][index] = Array((newValue ?? "").utf8)
    }
  }

  public func index(of column: String) -> Int? { rows.first?.firstIndex { $0.elementsEqual(column.utf8) } }
}

private let comma = UInt8(ascii: ",")
private let lineFeed = UInt8(ascii: "\n")

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).
public struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
  /// 0 to `limit` - 1; 0 where there is nothing to choose from.
  fileprivate mutating func below(_ limit: Int) -> Int { limit > 0 ? Int(next() % UInt64(limit)) : 0 }
  fileprivate mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
}

private func damagedBytes(_ bytes: [UInt8], _ random: inout SplitMix) -> (name: String, bytes: [UInt8]) {
  var bytes = bytes
  guard !bytes.isEmpty else { return ("nothing to damage", bytes) }
  let at = random.below(bytes.count)
  let stretch = at..<min(bytes.count, at + 1 + random.below(60))
  switch random.below(12) {
  case 0:
    bytes[at] ^= 1 << UInt8(random.below(8))
    return ("a bit flipped in byte \(at)", bytes)
  case 1:
    bytes[at] = UInt8(random.below(256))
    return ("byte \(at) replaced", bytes)
  case 2:
    bytes.removeSubrange(stretch)
    return ("bytes deleted from \(at)", bytes)
  case 3:
    bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 1 + random.below(200))], at: at)
    return ("bytes repeated from \(at)", bytes)
  case 4:
    bytes.removeSubrange(at...)
    return ("cut off at byte \(at)", bytes)
  case 5:
    bytes.insert(contentsOf: [UInt8](repeating: 0, count: 1 + random.below(8)), at: at)
    return ("zero bytes at \(at)", bytes)
  case 6:
    bytes.insert(contentsOf: random.pick([[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80]]), at: at)
    return ("invalid UTF-8 at \(at)", bytes)
  case 7:
    bytes.insert(contentsOf: [UInt8](repeating: UInt8(ascii: "\""), count: 1 + random.below(500)), at: at)
    return ("quotes at \(at)", bytes)
  case 8:
    for index in stretch { bytes[index] = 0 }
    return ("zeros over bytes from \(at)", bytes)
  case 9:
    for index in stretch { bytes[index] = 0xFF }
    return ("ones over bytes from \(at)", bytes)
  case 10:
    for _ in 0..<(2 + random.below(20)) { bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8)) }
    return ("bits flipped throughout", bytes)
  default:
    bytes.insert(random.pick([comma, lineFeed, UInt8(ascii: "\r"), UInt8(ascii: ";"), UInt8(ascii: "\t")]), at: at)
    return ("a separator at \(at)", bytes)
  }
}

/// What a cell is damaged with.
private let wrongCells = [
  "", " ", "0", "-1", "1e400", "NaN", "inf", "0x10", "12.5", "9223372036854775807", "99999999999999999999999",
  "-99999999999999999999999", "abc", "N/A", "unknown", "null", "=1+1", "\"", "\"\"\"\"", "\"a\nb\"", "2026-02-30",
  "31/02/2026", "2026/28", "１２", "\u{202E}42", "é", "a;b;c", "51.75", "-1.25",
]

private func damagedCell(_ table: PlainTable, _ random: inout SplitMix) -> (name: String, bytes: [UInt8]) {
  var table = table
  guard !table.rows.isEmpty else { return ("nothing to damage", []) }
  let row = random.below(table.rows.count)
  let column = random.below(table.rows[row].count)
  let place = "row \(row + 1), cell \(column + 1)"
  switch random.below(12) {
  case 0:
    table.rows[row].remove(at: column)
    return ("\(place) taken out", table.bytes)
  case 1:
    table.rows[row].insert(table.rows[row][column], at: column)
    return ("\(place) doubled", table.bytes)
  case 2:
    table.rows[row][column] = Array(repeating: UInt8(ascii: "9"), count: 1 + random.below(3000))
    return ("\(place) made very long", table.bytes)
  case 3:
    let other = random.below(table.rows[row].count)
    table.rows[row].swapAt(column, other)
    return ("\(place) changed over with cell \(other + 1)", table.bytes)
  case 4:
    let other = random.pick(table.rows)
    table.rows[row][column] = other[random.below(other.count)]
    return ("\(place) replaced by another cell", table.bytes)
  default:
    let cell = random.pick(wrongCells)
    table.rows[row][column] = Array(cell.utf8)
    return ("\(place) is now \(cell.debugDescription)", table.bytes)
  }
}

private func damagedRows(_ table: PlainTable, _ random: inout SplitMix) -> (name: String, bytes: [UInt8]) {
  var table = table
  guard !table.rows.isEmpty else { return ("nothing to damage", []) }
  let row = random.below(table.rows.count)
  switch random.below(8) {
  case 0:
    table.rows.remove(at: row)
    return ("row \(row + 1) taken out", table.bytes)
  case 1:
    table.rows.insert(table.rows[row], at: row)
    return ("row \(row + 1) doubled", table.bytes)
  case 2:
    let other = random.below(table.rows.count)
    table.rows.swapAt(row, other)
    return ("rows \(row + 1) and \(other + 1) changed over", table.bytes)
  case 3:
    table.rows.insert([[]], at: row)
    return ("a blank row above row \(row + 1)", table.bytes)
  case 4:
    table.rows.insert(table.rows[0], at: row)
    return ("the header again above row \(row + 1)", table.bytes)
  case 5:
    table.rows[row] = Array(table.rows[row].prefix(1 + random.below(table.rows[row].count)))
    return ("row \(row + 1) cut short", table.bytes)
  case 6:
    table.rows[row] += Array(repeating: random.pick([[], [UInt8(ascii: "x")]]), count: 1 + random.below(5))
    return ("row \(row + 1) with cells too many", table.bytes)
  default:
    table.rows[row] = table.rows[row].map { _ in [] }
    return ("row \(row + 1) emptied", table.bytes)
  }
}

private func damagedColumns(_ table: PlainTable, _ random: inout SplitMix) -> (name: String, bytes: [UInt8]) {
  var table = table
  let width = table.rows.first?.count ?? 0
  guard width > 0 else { return ("nothing to damage", table.bytes) }
  let header = table.rows[0].map { String(decoding: $0, as: UTF8.self).lowercased() }
  let column = random.below(width)
  let name = header[column]
  /// Changes two cells over in every row from `first` on.
  func swap(_ left: Int, _ right: Int, from first: Int) {
    for row in table.rows.indices.dropFirst(first) where max(left, right) < table.rows[row].count {
      table.rows[row].swapAt(left, right)
    }
  }
  switch random.below(8) {
  case 0:
    let other = random.below(width)
    swap(column, other, from: 1)
    return ("the cells of \(name) and \(header[other]) changed over", table.bytes)
  case 1:
    let other = random.below(width)
    swap(column, other, from: 0)
    return ("the columns \(name) and \(header[other]) changed over", table.bytes)
  case 2:
    guard let easting = header.firstIndex(where: { $0.contains("easting") }),
      let northing = header.firstIndex(where: { $0.contains("northing") })
    else { fallthrough }
    let isOneRow = random.below(2) == 0
    let row = random.below(table.rows.count)
    if isOneRow, max(easting, northing) < table.rows[row].count {
      table.rows[row].swapAt(easting, northing)
    } else {
      swap(easting, northing, from: 1)
    }
    return ("easting and northing changed over in \(isOneRow ? "row \(row + 1)" : "every row")", table.bytes)
  case 3:
    for row in table.rows.indices where column < table.rows[row].count { table.rows[row].remove(at: column) }
    return ("column \(name) taken out", table.bytes)
  case 4:
    for row in table.rows.indices.dropFirst() where column < table.rows[row].count { table.rows[row][column] = [] }
    return ("column \(name) emptied", table.bytes)
  case 5:
    table.rows[0][column] = random.pick([[], Array("x".utf8), Array(header[random.below(width)].utf8)])
    return ("the header of \(name) replaced", table.bytes)
  case 6:
    let cell = Array(random.pick(wrongCells).utf8)
    for row in table.rows.indices.dropFirst() where column < table.rows[row].count { table.rows[row][column] = cell }
    return ("every cell of \(name) is now \(String(decoding: cell, as: UTF8.self).debugDescription)", table.bytes)
  default:
    table.rows[0][column] = Array(name.uppercased().utf8)
    return ("the header of \(name) in capitals", table.bytes)
  }
}
