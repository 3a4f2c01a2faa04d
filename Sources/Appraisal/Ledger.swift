/// The records of one draw of one world, year after year, as differences from doing nothing's: a few kilobytes for an
/// authority, under a megabyte for all England.
///
/// A difference is a gap to the slot before it and a whole number, each in as many bytes as it needs (seven bits a byte,
/// signs folded in); what is not a whole number is kept bit for bit.
struct Ledger: Sendable, Equatable {
  private var bytes: [UInt8] = []
  /// Where each year begins.
  private var start: [Int32] = []

  init() {}

  /// Writes the next year.
  mutating func append(_ record: YearRecord, from other: YearRecord) {
    start.append(Int32(bytes.count))
    var before = -1
    record.sums.differences(from: other.sums) { slot, difference in
      put(UInt64(slot - before))
      put(Self.folded(difference))
      before = slot
    }
    put(0)
    before = -1
    for index in record.extras.indices {
      let value = record.extras[index]
      let base = other.extras[index]
      guard value.bitPattern != base.bitPattern else { continue }
      let gap = UInt64(index - before)
      if let whole = Int(exactly: value), let wholeBase = Int(exactly: base), value != 0 || value.sign == .plus,
        abs(whole) < Self.exact, abs(wholeBase) < Self.exact
      {
        put(gap << 1)
        put(Self.folded(whole - wholeBase))
      } else {
        put(gap << 1 | 1)
        bytes.append(littleEndian: value.bitPattern)
      }
      before = index
    }
    put(0)
  }

  /// Adds the differences of a year to a row of doing nothing.
  func apply(year: Int, to sums: inout [Int], _ extras: inout [Double]) {
    var place = Int(start[year])
    var slot = -1
    while case let gap = next(&place), gap > 0 {
      slot += Int(gap)
      sums[slot] += Self.unfolded(next(&place))
    }
    slot = -1
    while case let key = next(&place), key > 0 {
      slot += Int(key >> 1)
      if key & 1 == 0 {
        extras[slot] += Double(Self.unfolded(next(&place)))
      } else {
        var bits: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 8) {
          bits |= UInt64(bytes[place]) << UInt64(shift)
          place += 1
        }
        extras[slot] = Double(bitPattern: bits)
      }
    }
  }

  func write(to writer: inout ByteWriter) {
    writer.put(start.count)
    for place in start { writer.put(Int(place)) }
    writer.put(bytes)
  }

  /// Reads what `write` wrote; `nil` where it is cut short.
  init?(_ reader: inout ByteReader) {
    guard let years = reader.count() else { return nil }
    for _ in 0..<years {
      guard let place = reader.count().flatMap(Int32.init(exactly:)) else { return nil }
      start.append(place)
    }
    guard let bytes = reader.block() else { return nil }
    self.bytes = bytes
  }

  /// Gives back what storage it does not need.
  mutating func finish() { bytes = Array(bytes) }

  /// Below this every whole number is a `Double`.
  private static let exact = 1 << 53

  private static func folded(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value << 1 ^ value >> 63)) }
  private static func unfolded(_ value: UInt64) -> Int { Int(value >> 1) ^ -Int(value & 1) }

  private mutating func put(_ value: UInt64) { bytes.append(sevenBits: value) }

  private func next(_ place: inout Int) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return value }
      shift += 7
    }
  }
}
