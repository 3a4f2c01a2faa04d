import Foundation
import Planning

/// Writes isochrones and catchments to a GeoPackage of their own, in EPSG:27700. Holds no home.
public func writeTravelAreas(_ areas: [TravelArea], study: Study, to url: URL) throws(ExportError) {
  let file = try VectorFile(path: url.path, file: url.lastPathComponent)
  try file.addStyles(addTravelAreas(areas, study: study, to: file))
  try file.finish()
}

/// Adds the layers `isochrones` and `catchments`, each only where it has a row.
///
/// - Returns: the styles of those added.
func addTravelAreas(
  _ areas: [TravelArea], study: Study, to file: VectorFile
) throws(ExportError) -> [LayerStyle] {
  let isochrones = areas.compactMap { area in
    if case .within(let minutes) = area.extent { (area, Attribute.whole(minutes)) } else { nil }
  }
  let within = try addLayer(
    "isochrones", isochrones, column: AttributeField("minutes", .whole),
    description: "From where a setting is reached within so many minutes' drive in the morning.", study: study, to: file
  )
  let catchments = areas.compactMap { area in
    if case .nearest(let kind) = area.extent { (area, Attribute.text(kind.rawValue)) } else { nil }
  }
  let nearest = try addLayer(
    "catchments", catchments, column: AttributeField("nearest_of", .text),
    description: "Where a setting is the nearest existing one of its kind by driving time.", study: study, to: file)
  return [within, nearest].compactMap { $0 }
}

private func addLayer(
  _ name: String, _ areas: [(area: TravelArea, value: Attribute)], column: AttributeField, description: String,
  study: Study, to file: VectorFile
) throws(ExportError) -> LayerStyle? {
  guard !areas.isEmpty else { return nil }
  let fields = [AttributeField("setting_id", .text), AttributeField("name", .text), column]
  try file.addLayer(name, .multiPolygon, description: description, fields: fields) { (add) throws(ExportError) in
    for (area, value) in areas {
      let setting = study.settings[area.setting]
      try add(.area(area.area), [.text(setting.id), .text(setting.name), value])
    }
  }
  let values: [String] = areas.map(\.value).reduce(into: []) { all, value in
    let text =
      switch value {
      case .whole(let number): String(number)
      case .text(let text): text
      default: ""
      }
    if !all.contains(text) { all.append(text) }
  }
  return .travelAreas(
    name, column: column.name, values: values.sorted { ($0.count, $0) < ($1.count, $1) }, description: description)
}
