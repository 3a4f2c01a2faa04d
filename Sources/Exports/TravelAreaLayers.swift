import Foundation
import Planning

/// Writes isochrones and catchments to a GeoPackage of their own, in EPSG:27700. Holds no home.
public func writeTravelAreas(_ areas: [TravelArea], study: Study, to url: URL) throws(ExportError) {
  let file = try VectorFile(path: url.path, file: url.lastPathComponent)
  try addTravelAreas(areas, study: study, to: file)
  try file.finish()
}

/// Adds the layers `isochrones` and `catchments`, each only where it has a row.
func addTravelAreas(_ areas: [TravelArea], study: Study, to file: VectorFile) throws(ExportError) {
  let isochrones = areas.compactMap { area in
    if case .within(let minutes) = area.extent { (area, Attribute.whole(minutes)) } else { nil }
  }
  try addLayer(
    "isochrones", isochrones, column: AttributeField("minutes", .whole),
    description: "From where a setting is reached within so many minutes' drive in the morning.", study: study, to: file
  )
  let catchments = areas.compactMap { area in
    if case .nearest(let kind) = area.extent { (area, Attribute.text(kind.rawValue)) } else { nil }
  }
  try addLayer(
    "catchments", catchments, column: AttributeField("nearest_of", .text),
    description: "Where a setting is the nearest existing one of its kind by driving time.", study: study, to: file)
}

private func addLayer(
  _ name: String, _ areas: [(area: TravelArea, value: Attribute)], column: AttributeField, description: String,
  study: Study, to file: VectorFile
) throws(ExportError) {
  guard !areas.isEmpty else { return }
  let fields = [AttributeField("setting_id", .text), AttributeField("name", .text), column]
  try file.addLayer(name, .multiPolygon, description: description, fields: fields) { (add) throws(ExportError) in
    for (area, value) in areas {
      let setting = study.settings[area.setting]
      try add(.area(area.area), [.text(setting.id), .text(setting.name), value])
    }
  }
}
