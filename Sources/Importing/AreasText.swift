import Geometry
import Planning

/// `areas.geojson`: RFC 7946, longitude and latitude on WGS84 with nine decimals (0.1 mm), outside rings anticlockwise.
///
/// - Throws: `TransformationError` when libproj has no usable operation.
func areasText(_ areas: [Area]) throws(TransformationError) -> String {
  let transformation = try GridTransformation()
  var text = "{\"type\":\"FeatureCollection\",\"features\":["
  for (index, area) in areas.enumerated() {
    text += index == 0 ? "\n" : ",\n"
    text += "{\"type\":\"Feature\",\"properties\":{\"area_id\":\(jsonText(area.id)),\"name\":\(jsonText(area.name)),"
    text += "\"phase\":\(jsonText(area.phase)),\"rural_urban\":\(jsonText(area.ruralUrban.rawValue))},"
    text += "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":["
    for (number, rings) in area.boundary.polygons.enumerated() {
      text += number == 0 ? "\n[" : ",\n["
      for (position, ring) in rings.enumerated() {
        if position > 0 { text += ",\n" }
        try appendRing(closed(ring, anticlockwise: position == 0), transformation, to: &text)
      }
      text += "]"
    }
    text += "\n]}}"
  }
  return text + "\n]}\n"
}

private func appendRing(
  _ ring: [Point], _ transformation: GridTransformation, to text: inout String
) throws(TransformationError) {
  let (longitudes, latitudes) = try transformation.coordinates(ring)
  text += "["
  for index in longitudes.indices {
    if index > 0 { text += "," }
    text += "[\(nineDecimals(longitudes[index])),\(nineDecimals(latitudes[index]))]"
  }
  text += "]"
}

/// The ring with its first point again at the end, running the way asked for.
private func closed(_ ring: [Point], anticlockwise: Bool) -> [Point] {
  var ring = ring
  if let first = ring.first, ring.last != first { ring.append(first) }
  var twice = 0.0
  for (start, end) in zip(ring, ring.dropFirst()) {
    twice += (start.easting - ring[0].easting) * (end.northing - ring[0].northing)
    twice -= (end.easting - ring[0].easting) * (start.northing - ring[0].northing)
  }
  return (twice > 0) == anticlockwise ? ring : ring.reversed()
}

/// Written from a whole number of billionths, so that no exponent appears.
private func nineDecimals(_ degrees: Double) -> String {
  let billionths = Int((degrees * 1e9).rounded())
  let fraction = String(abs(billionths) % 1_000_000_000)
  let zeros = String(repeating: "0", count: 9 - fraction.count)
  return "\(billionths < 0 ? "-" : "")\(abs(billionths) / 1_000_000_000).\(zeros)\(fraction)"
}

private func jsonText(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case _ where scalar.value < 0x20:
      let code = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
