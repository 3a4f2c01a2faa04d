import Geometry

/// A layer as the text of a GeoJSON file (RFC 7946): WGS84, longitude first, seven decimals (a centimetre), outside
/// rings anticlockwise and holes clockwise, no `crs` member. One feature a line; its `id` is that of the layer's first
/// column.
struct GeoJSONText {
  private(set) var text = ByteText()
  private let names: [String]
  private let grid: GridTransformation
  private var isEmpty = true

  init(_ layer: RunGeoPackage.Layer, grid: GridTransformation) {
    names = layer.fields.map(\.name)
    self.grid = grid
    text.append("{\"type\": \"FeatureCollection\", \"features\": [")
  }

  /// - Throws: `TransformationError` where a point is not on the national grid.
  mutating func append(_ place: VectorFile.Place, _ attributes: [Attribute]) throws {
    text.append(isEmpty ? "\n" : ",\n")
    isEmpty = false
    text.append("{\"type\": \"Feature\", ")
    if let name = names.first, name.hasSuffix("_id"), case .text(let id)? = attributes.first {
      text.append("\"id\": \(JSON.string(id).line), ")
    }
    text.append("\"geometry\": ")
    try append(place)
    let properties = zip(names, attributes).map { (key: $0, value: JSON($1)) }
    text.append(", \"properties\": \(JSON.object(properties).line)}")
  }

  mutating func finish() { text.append("\n]}\n") }

  private mutating func append(_ place: VectorFile.Place) throws {
    switch place {
    case .nowhere: text.append("null")
    case .point(let point):
      let position = try positions([point])[0]
      text.append("{\"type\": \"Point\", \"coordinates\": ")
      appendPosition(position, to: &text)
      text.append("}")
    case .area(let area):
      let polygons = try area.polygons.map { rings in
        try rings.enumerated().map { try wound(positions($0.element), isOutside: $0.offset == 0) }
      }
      let brackets = ("[", "]")
      text.append("{\"type\": \"MultiPolygon\", \"coordinates\": ")
      text.append(polygons, in: brackets) { text, rings in
        text.append(rings, in: brackets) { text, ring in
          text.append(ring, in: brackets) { text, position in appendPosition(position, to: &text) }
        }
      }
      text.append("}")
    }
  }

  private func positions(_ points: [Point]) throws -> [Position] {
    let degrees = try grid.degrees(points)
    return zip(degrees.longitudes, degrees.latitudes).map { Position(longitude: $0, latitude: $1) }
  }
}

/// A place on WGS84 in degrees.
private struct Position {
  var longitude: Double
  var latitude: Double
}

private func appendPosition(_ position: Position, to text: inout ByteText) {
  text.append("[")
  text.append(position.longitude, decimals: 7)
  text.append(", ")
  text.append(position.latitude, decimals: 7)
  text.append("]")
}

/// A ring in the direction of RFC 7946, section 3.1.6: what it bounds lies to the left.
private func wound(_ ring: [Position], isOutside: Bool) -> [Position] {
  guard let start = ring.first, var previous = ring.last else { return ring }
  // Twice the area to the left, measured from a vertex so that no digits are lost far from the meridian.
  var area = 0.0
  for position in ring {
    area +=
      (previous.longitude - start.longitude) * (position.latitude - start.latitude)
      - (position.longitude - start.longitude) * (previous.latitude - start.latitude)
    previous = position
  }
  return (area >= 0) == isOutside ? ring : ring.reversed()
}

extension JSON {
  fileprivate init(_ attribute: Attribute) {
    switch attribute {
    case .text(let value): self = .string(value)
    case .real(let value): self = .number(value)
    case .whole(let value): self = .number(Double(value))
    case .none: self = .null
    }
  }

  /// On one line without its end.
  fileprivate var line: Substring { text(depth: 0).dropLast() }
}
