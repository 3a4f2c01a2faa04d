import Geometry

/// Reads `POLYGON` and `MULTIPOLYGON` of OGC well-known text in metres on the grid; `nil` when it is neither.
func multiPolygon(wellKnownText text: some StringProtocol) -> MultiPolygon? {
  var scanner = WellKnownTextScanner(bytes: Array(text.utf8))
  let name = scanner.word().uppercased()
  let polygons: [[[Point]]]?
  switch name {
  case "POLYGON": polygons = scanner.polygon().map { [$0] }
  case "MULTIPOLYGON": polygons = scanner.list { $0.polygon() }
  default: polygons = nil
  }
  guard let polygons, scanner.isAtEnd else { return nil }
  return MultiPolygon(polygons: polygons)
}

private struct WellKnownTextScanner {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return position == bytes.count
    }
  }

  mutating func polygon() -> [[Point]]? {
    list { $0.list { $0.point() } }
  }

  private mutating func point() -> Point? {
    guard let x = number(), let y = number() else { return nil }
    return Point(easting: x, northing: y)
  }

  /// Items in brackets, separated by commas, at least one.
  mutating func list<Item>(_ item: (inout WellKnownTextScanner) -> Item?) -> [Item]? {
    guard take("(") else { return nil }
    var items: [Item] = []
    repeat {
      guard let next = item(&self) else { return nil }
      items.append(next)
    } while take(",")
    return take(")") ? items : nil
  }

  mutating func word() -> String {
    String(decoding: run { $0 >= 65 && $0 <= 90 || $0 >= 97 && $0 <= 122 }, as: UTF8.self)
  }

  private mutating func number() -> Double? {
    decimalNumber(run { $0 >= 48 && $0 <= 57 || [43, 45, 46, 69, 101].contains($0) })
  }

  private mutating func run(while isPart: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    skipSpace()
    let start = position
    while position < bytes.count, isPart(bytes[position]) { position += 1 }
    return bytes[start..<position]
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count, [9, 10, 13, 32].contains(bytes[position]) { position += 1 }
  }
}
