import Foundation
import Inputs
import Yams

/// A file of a study with its names taken out: an id, or `-`, stands where one did.
///
/// - Throws: `StudyProblems` for a kind of file that names cannot be taken out of.
func withoutNames(_ bytes: Data, file: String) throws -> Data {
  if file.hasPrefix("Models/assumptions/") { return bytes }
  switch (file as NSString).pathExtension.lowercased() {
  case "csv": return try csvWithoutNames(bytes, file: file)
  case "yaml", "yml": return try yamlWithoutNames(bytes)
  case "geojson", "json": return try geoJSONWithoutNames(bytes)
  // Roads are public and say nothing of children.
  case "pbf", "osm": return bytes
  default:
    throw StudyProblems(
      file, fault: "may hold names that a bundle cannot take out",
      remedy: "Write what it holds as the CSV, GeoJSON and YAML files of FORMATS, and pack the study again.")
  }
}

/// Each row's first cell, its id, stands in the column `name`.
private func csvWithoutNames(_ bytes: Data, file: String) throws -> Data {
  let log = ProblemLog()
  let table = CSVTable(file: file, bytes: [UInt8](bytes), log: log)
  try log.throwIfAny()
  guard let name = table.optionalColumn("name"), name.index > 0 else { return bytes }
  let columns = table.columns.compactMap { table.optionalColumn($0) }
  var text = table.columns.map(cell).joined(separator: ",") + "\n"
  for row in 0..<table.rowCount {
    text +=
      columns.map { column in
        cell(table.text(row, column.index == name.index ? columns[0] : column) ?? "")
      }.joined(separator: ",") + "\n"
  }
  return Data(text.utf8)
}

/// As RFC 4180 writes it.
private func cell(_ text: String) -> String {
  text.contains { ",\"\n\r".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
}

/// Keys whose text names a place, a person's agreement or a plan, and no figure rests on.
private let namingKeys: Set = ["name", "la_name", "engagement", "funding"]

private func yamlWithoutNames(_ bytes: Data) throws -> Data {
  func strip(_ node: Node) -> Node {
    switch node {
    case .mapping(var mapping):
      for (key, value) in mapping {
        mapping[key] = namingKeys.contains(key.string ?? "") ? Node("-") : strip(value)
      }
      return .mapping(mapping)
    case .sequence(var sequence):
      for index in sequence.indices { sequence[index] = strip(sequence[index]) }
      return .sequence(sequence)
    default: return node
    }
  }
  guard let root = try compose(yaml: String(decoding: bytes, as: UTF8.self)) else { return bytes }
  return Data(try serialize(node: strip(root)).utf8)
}

private func geoJSONWithoutNames(_ bytes: Data) throws -> Data {
  guard var root = try JSONSerialization.jsonObject(with: bytes) as? [String: Any],
    let features = root["features"] as? [[String: Any]]
  else { return bytes }
  root["features"] = features.map { feature -> [String: Any] in
    var feature = feature
    if var properties = feature["properties"] as? [String: Any], properties["name"] != nil {
      properties["name"] = properties["area_id"] ?? "-"
      feature["properties"] = properties
    }
    return feature
  }
  return try JSONSerialization.data(withJSONObject: root, options: [.sortedKeys, .withoutEscapingSlashes])
}
