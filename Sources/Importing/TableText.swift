/// A CSV table being written as FORMATS says: UTF-8, comma, header row, RFC 4180, LF.
public struct TableText: Sendable {
  public private(set) var bytes: [UInt8] = []
  public private(set) var rowCount = 0
  private let columns: Int

  public init(_ columns: [String]) {
    self.columns = columns.count
    append(columns)
  }

  /// Adds a row of as many cells as there are columns; empty text is "not known".
  public mutating func add(_ cells: [String]) {
    precondition(cells.count == columns, "a row has \(cells.count) cells where the header has \(columns)")
    append(cells)
    rowCount += 1
  }

  private mutating func append(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let isQuoted = cell.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      guard isQuoted else {
        bytes.append(contentsOf: cell.utf8)
        continue
      }
      bytes.append(0x22)
      for byte in cell.utf8 {
        if byte == 0x22 { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    }
    bytes.append(0x0A)
  }
}
