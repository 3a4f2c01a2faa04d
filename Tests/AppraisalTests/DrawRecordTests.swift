import Testing

@testable import Appraisal

/// What a draw leaves is the same again from its bytes, and from nothing else.
@Suite struct DrawRecordTests {
  private let record: DrawRecord = {
    var writer = ByteWriter()
    writer.put(2)
    writer.put(0)
    writer.put(3)
    writer.put([7, 0, 200, 1] as [UInt8])
    let bytes = writer.bytes
    var reader = ByteReader(bytes[...])
    return DrawRecord(
      ledgers: [Ledger(), Ledger(&reader)!],
      shares: [DrawShares(shares: [0.1, -0.0, .infinity], total: [1 / 3]), DrawShares(shares: [], total: [])])
  }()

  @Test func itComesBackAsItWas() {
    let back = DrawRecord(record.bytes, worlds: 2, shares: 2)
    #expect(back == record)
    #expect(back?.shares[0].shares[1].sign == .minus)
  }

  @Test func everyByteCounts() {
    let bytes = record.bytes
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1
      #expect(DrawRecord(changed, worlds: 2, shares: 2) == nil, "byte \(place)")
      #expect(DrawRecord(Array(bytes[..<place]), worlds: 2, shares: 2) == nil, "cut at \(place)")
    }
    #expect(DrawRecord(bytes + [0], worlds: 2, shares: 2) == nil)
  }

  @Test func anotherShapeIsRefused() {
    #expect(DrawRecord(record.bytes, worlds: 3, shares: 2) == nil)
    #expect(DrawRecord(record.bytes, worlds: 2, shares: 0) == nil)
  }
}
