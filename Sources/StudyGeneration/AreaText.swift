import Geometry

/// `areas.geojson`: RFC 7946, WGS84 longitude and latitude with six decimals (0.1 m), outside rings anticlockwise.
///
/// - Throws: `TransformationError` when libproj has no usable operation.
func areaText(_ county: County) throws -> String {
  let transformation = try GridTransformation()
  var features: [String] = []
  for (area, boundary) in zip(county.areas, areaBoundaries(county)) {
    let polygons = try boundary.polygons.map { rings in
      "[" + (try rings.map { try ringText($0, transformation) }.joined(separator: ",\n")) + "]"
    }
    features.append(
      """
      {"type":"Feature","properties":{"area_id":"\(area.id)","name":"\(area.name)","phase":"\(area.phase)",\
      "rural_urban":"\(area.ruralUrban)"},"geometry":{"type":"MultiPolygon","coordinates":[
      \(polygons.joined(separator: ",\n"))
      ]}}
      """)
  }
  return "{\"type\":\"FeatureCollection\",\"features\":[\n" + features.joined(separator: ",\n") + "\n]}\n"
}

private func ringText(_ ring: [Point], _ transformation: GridTransformation) throws -> String {
  let (longitudes, latitudes) = try transformation.degrees(ring + ring.prefix(1))
  return "[" + zip(longitudes, latitudes).map { "[\(decimal($0)),\(decimal($1))]" }.joined(separator: ",") + "]"
}

/// Six decimals, written from a whole number of millionths.
private func decimal(_ degrees: Double) -> String {
  let millionths = Int((degrees * 1_000_000).rounded())
  let magnitude = abs(millionths)
  let fraction = String(magnitude % 1_000_000)
  let zeros = String(repeating: "0", count: 6 - fraction.count)
  return "\(millionths < 0 ? "-" : "")\(magnitude / 1_000_000).\(zeros)\(fraction)"
}
