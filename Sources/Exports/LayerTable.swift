import Geometry

/// A layer or table as the text of a CSV file (FORMATS: UTF-8, comma, header row, RFC 4180, LF).
///
/// Points stand in `easting_m` and `northing_m`, areas in `geometry` as well-known text, both EPSG:27700 metres to the
/// millimetre. No cell can run as a formula in a spreadsheet: text that might begins with an apostrophe (`defused`).
struct LayerTable {
  private(set) var text = ByteText()
  private let shape: VectorFile.Shape

  init(_ layer: RunGeoPackage.Layer) {
    shape = layer.shape
    let geometry =
      switch layer.shape {
      case .none: [String]()
      case .point: ["easting_m", "northing_m"]
      case .multiPolygon: ["geometry"]
      }
    for (index, name) in (layer.fields.map(\.name) + geometry).enumerated() {
      if index > 0 { text.append(",") }
      text.append(field(defused(name)))
    }
    text.append("\n")
  }

  mutating func append(_ place: VectorFile.Place, _ attributes: [Attribute]) {
    for (index, attribute) in attributes.enumerated() {
      if index > 0 { text.append(",") }
      switch attribute {
      case .text(let value): text.append(field(defused(value)))
      case .real(let value): if value.isFinite { text.append(value) }
      case .whole(let value): text.append(String(value))
      case .none: break
      }
    }
    append(place, isFirst: attributes.isEmpty)
    text.append("\n")
  }

  private mutating func append(_ place: VectorFile.Place, isFirst: Bool) {
    if shape == .none { return }
    if !isFirst { text.append(",") }
    switch place {
    case .point(let point): appendPoint(point, separator: ",", to: &text)
    case .area(let area):
      let brackets = ("(", ")")
      text.append("\"MULTIPOLYGON ")
      text.append(area.polygons, in: brackets) { text, rings in
        text.append(rings, in: brackets) { text, ring in
          text.append(ring, in: brackets) { text, point in appendPoint(point, separator: " ", to: &text) }
        }
      }
      text.append("\"")
    case .nowhere: if shape == .point { text.append(",") }
    }
  }
}

private func appendPoint(_ point: Point, separator: String, to text: inout ByteText) {
  text.append(point.easting, decimals: 3)
  text.append(separator)
  text.append(point.northing, decimals: 3)
}
