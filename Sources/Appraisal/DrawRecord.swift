/// What one draw leaves behind: a ledger a world and the fair shares found in it. Some kilobytes for
/// an authority, 2.4 MB for England with its 3,597 settings; all that the summaries are made of.
struct DrawRecord: Sendable, Equatable {
  var ledgers: [Ledger]
  /// By option shared out; empty where the draw gives no shares.
  var shares: [DrawShares]
}

/// Where finished draws are kept, so that a run goes on from them after an interruption, or gathers what others have drawn.
///
/// Draws are known by their group (`Appraisal.run`) and number. What is given back must be, byte for byte, what was kept.
public protocol DrawStore: Sendable {
  /// The record kept of a draw; `nil` where none is.
  func record(of draw: Int, in group: String) throws -> [UInt8]?
  func keep(_ record: [UInt8], of draw: Int, in group: String) throws
}

/// A kept draw that is not whole, or is not of this run.
public struct DrawRecordError: Error, Equatable, CustomStringConvertible {
  public var draw: Int
  public var description: String { "the record of draw \(draw) is not whole, or not of this run" }
}

extension DrawRecord {
  /// All of it in bytes, the last eight of which are a checksum of the others.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.put(ledgers.count)
    for ledger in ledgers { ledger.write(to: &writer) }
    writer.put(shares.count)
    for part in shares {
      writer.put(part.shares)
      writer.put(part.total)
    }
    var bytes = writer.bytes
    bytes.append(littleEndian: Self.checksum(bytes[...]))
    return bytes
  }

  /// - Parameters:
  ///   - worlds: ledgers a record of this run has.
  ///   - shares: options shared out in this draw.
  init?(_ bytes: [UInt8], worlds: Int, shares: Int) {
    guard bytes.count > 8 else { return nil }
    let content = bytes.dropLast(8)
    var checksum: [UInt8] = []
    checksum.append(littleEndian: Self.checksum(content))
    guard bytes.suffix(8) == checksum[...] else { return nil }
    var reader = ByteReader(content)
    guard reader.count() == worlds else { return nil }
    ledgers = []
    for _ in 0..<worlds {
      guard let ledger = Ledger(&reader) else { return nil }
      ledgers.append(ledger)
    }
    guard reader.count() == shares else { return nil }
    self.shares = []
    for _ in 0..<shares {
      guard let each = reader.numbers(), let total = reader.numbers() else { return nil }
      self.shares.append(DrawShares(shares: each, total: total))
    }
    guard reader.isAtEnd else { return nil }
  }

  /// Fowler, Noll and Vo's hash, variant 1a of 64 bits: it sees what a cut or a garbled line does, not what malice would.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

/// Bytes of counts (seven bits a byte, lowest first) and of doubles (bit for bit).
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ count: Int) { bytes.append(sevenBits: UInt64(count)) }

  mutating func put(_ numbers: [Double]) {
    put(numbers.count)
    for number in numbers { bytes.append(littleEndian: number.bitPattern) }
  }

  mutating func put(_ block: [UInt8]) {
    put(block.count)
    bytes += block
  }
}

extension [UInt8] {
  /// Seven bits a byte, lowest first; the last byte is below 128.
  mutating func append(sevenBits value: UInt64) {
    var rest = value
    while rest > 127 {
      append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  mutating func append(littleEndian value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
  }
}

/// Reads what a `ByteWriter` wrote; `nil` from the first thing on that is not there.
struct ByteReader {
  private var rest: ArraySlice<UInt8>
  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }
  var isAtEnd: Bool { rest.isEmpty }

  mutating func count() -> Int? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 56, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return Int(exactly: value) }
    }
    return nil
  }

  mutating func block() -> [UInt8]? {
    guard let count = count(), count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func numbers() -> [Double]? {
    guard let count = count(), count <= rest.count / 8 else { return nil }
    return (0..<count).map { _ in
      var bits: UInt64 = 0
      for shift in stride(from: UInt64(0), to: 64, by: 8) { bits |= UInt64(rest.popFirst()!) << shift }
      return Double(bitPattern: bits)
    }
  }
}
