/// A column's different values, each once, and which of them every row holds.
///
/// Codes, dates and postcodes repeat: a table of a million rows is translated by translating a few thousand values.
public struct DistinctValues: Sendable {
  /// By row: index into `values`, or -1 where the cell is empty.
  public let ids: [Int32]
  /// In the order first met.
  public let values: [String]
  /// By value: how many rows hold it.
  public let counts: [Int]
  /// By value: the first row that holds it, counting from 0 below the header.
  public let firstRows: [Int]

  /// Rows that hold a value, in order.
  public func rows(of value: Int) -> [Int] { ids.indices.filter { ids[$0] == Int32(value) } }
}

extension CSVTable {
  /// The different values of a column, in one pass: 20 to 100 ns a row, by how many there are.
  public func distinctValues(_ column: CSVColumn) -> DistinctValues {
    var ids = [Int32](repeating: -1, count: rowCount)
    var counts: [Int] = []
    var firstRows: [Int] = []
    // Open addressing. A slot holds the high half of a value's hash and its index plus one; 0 is a free slot.
    var slots = [UInt64](repeating: 0, count: 1 << 8)
    for row in 0..<rowCount {
      let cell = cell(row, column)
      if cell.isEmpty { continue }
      let hash = hashed(cell)
      let mark = hash & 0xFFFF_FFFF_0000_0000
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 {
        let value = Int(slots[slot] & 0xFFFF_FFFF) - 1
        if slots[slot] & 0xFFFF_FFFF_0000_0000 == mark, isSame(self.cell(firstRows[value], column), cell) { break }
        slot = (slot + 1) & (slots.count - 1)
      }
      if slots[slot] == 0 {
        counts.append(0)
        firstRows.append(row)
        slots[slot] = mark | UInt64(counts.count)
      }
      let value = Int(slots[slot] & 0xFFFF_FFFF) - 1
      ids[row] = Int32(value)
      counts[value] += 1
      if counts.count * 2 > slots.count {
        slots = widened(slots.count * 4, firstRows.map { hashed(self.cell($0, column)) })
      }
    }
    let values = firstRows.map { String(decoding: bytes[cell($0, column)], as: UTF8.self) }
    return DistinctValues(ids: ids, values: values, counts: counts, firstRows: firstRows)
  }

  private func cell(_ row: Int, _ column: CSVColumn) -> Range<Int> {
    let cell = bounds[row * columns.count + column.index]
    return Int(cell.start)..<Int(cell.end)
  }

  private func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count where bytes[left.lowerBound + offset] != bytes[right.lowerBound + offset] {
      return false
    }
    return true
  }

  /// FNV-1a, stirred at the end because slots take the low bits and marks the high ones.
  private func hashed(_ cell: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in cell { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return hash ^ (hash >> 29)
  }
}

/// A table of so many slots with the values of these hashes in it.
private func widened(_ count: Int, _ hashes: [UInt64]) -> [UInt64] {
  var slots = [UInt64](repeating: 0, count: count)
  for (value, hash) in hashes.enumerated() {
    var slot = Int(truncatingIfNeeded: hash) & (count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(value + 1)
  }
  return slots
}
