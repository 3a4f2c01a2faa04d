import Foundation

/// Writes tiny OpenStreetMap PBF files: nodes and tagged ways, uncompressed, as the format's description has them.
public struct TinyPBF {
  public var nodes: [(id: Int64, longitude: Double, latitude: Double)] = []
  public var ways: [(id: Int64, nodes: [Int64], tags: [(String, String)])] = []
  public var nodeTags: [Int64: [(String, String)]] = [:]
  public var relations: [Relation] = []

  public struct Relation {
    public enum Kind: UInt64, Sendable { case node, way, relation }
    public var tags: [(String, String)]
    public var members: [(role: String, kind: Kind, id: Int64)]

    public init(_ tags: [(String, String)], _ members: [(role: String, kind: Kind, id: Int64)] = []) {
      self.tags = tags
      self.members = members
    }
  }

  public init() {}

  public var bytes: [UInt8] {
    var header = Message()
    header.text(4, "OsmSchema-V0.6")
    header.text(4, "DenseNodes")
    return blob("OSMHeader", header) + blob("OSMData", block)
  }

  /// Calls `body` with a file of these bytes, or of those that `cut` makes of them.
  public func withFile<Result>(cut: ([UInt8]) -> [UInt8] = { $0 }, _ body: (URL) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).osm.pbf")
    try Data(cut(bytes)).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file)
  }

  private var block: Message {
    var strings = [""]
    func string(_ text: String) -> UInt64 {
      if let index = strings.firstIndex(of: text) { return UInt64(index) }
      strings.append(text)
      return UInt64(strings.count - 1)
    }
    var group = Message()
    for node in nodes {
      var message = Message()
      message.signed(1, node.id)
      if let tags = nodeTags[node.id] {
        message.packed(2, tags.map { string($0.0) })
        message.packed(3, tags.map { string($0.1) })
      }
      message.signed(8, Int64((node.latitude * 1e7).rounded()))
      message.signed(9, Int64((node.longitude * 1e7).rounded()))
      group.message(1, message)
    }
    for way in ways {
      var message = Message()
      message.number(1, UInt64(way.id))
      message.packed(2, way.tags.map { string($0.0) })
      message.packed(3, way.tags.map { string($0.1) })
      message.packed(8, deltas(way.nodes))
      group.message(3, message)
    }
    for (index, relation) in relations.enumerated() {
      var message = Message()
      message.number(1, UInt64(index + 1))
      message.packed(2, relation.tags.map { string($0.0) })
      message.packed(3, relation.tags.map { string($0.1) })
      message.packed(8, relation.members.map { string($0.role) })
      message.packed(9, deltas(relation.members.map(\.id)))
      message.packed(10, relation.members.map(\.kind.rawValue))
      group.message(4, message)
    }
    var table = Message()
    for text in strings { table.text(1, text) }
    var block = Message()
    block.message(1, table)
    block.message(2, group)
    return block
  }

  /// Differences from one id to the next, sign in the lowest bit.
  private func deltas(_ ids: [Int64]) -> [UInt64] {
    zip(ids, [0] + ids).map { $0 - $1 }.map { UInt64(bitPattern: $0 << 1 ^ $0 >> 63) }
  }

  private func blob(_ type: String, _ content: Message) -> [UInt8] {
    var blob = Message()
    blob.message(1, content)
    var header = Message()
    header.text(1, type)
    header.number(3, UInt64(blob.bytes.count))
    let size = UInt32(header.bytes.count)
    return [24, 16, 8, 0].map { UInt8(size >> $0 & 255) } + header.bytes + blob.bytes
  }
}

/// A protocol-buffer message under construction.
private struct Message {
  var bytes: [UInt8] = []

  mutating func number(_ field: UInt64, _ value: UInt64) {
    varint(field << 3)
    varint(value)
  }
  mutating func signed(_ field: UInt64, _ value: Int64) { number(field, UInt64(bitPattern: value << 1 ^ value >> 63)) }
  mutating func text(_ field: UInt64, _ text: String) { raw(field, Array(text.utf8)) }
  mutating func message(_ field: UInt64, _ message: Message) { raw(field, message.bytes) }
  mutating func packed(_ field: UInt64, _ values: [UInt64]) {
    var content = Message()
    for value in values { content.varint(value) }
    raw(field, content.bytes)
  }

  private mutating func raw(_ field: UInt64, _ content: [UInt8]) {
    varint(field << 3 | 2)
    varint(UInt64(content.count))
    bytes += content
  }
  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
