import Foundation
import Geometry
import Planning

/// Planning areas, from GeoJSON or from a table with an optional `geometry` column of well-known text.
extension StudyReader {
  mutating func readAreas() {
    let standard = files.exists("areas.geojson") || !files.exists("areas.csv") ? "areas.geojson" : "areas.csv"
    let file = files.name("areas", default: standard)
    guard let bytes = files.read(file) else { return }
    if file.hasSuffix(".csv") { readAreaTable(file, bytes) } else { readAreaCollection(file, bytes) }
    areaBounds = study.areas.map(\.boundary.bounds)
    bounds = Bounds(areaBounds.compactMap { $0 }.flatMap { [$0.low, $0.high] })
    if let empty = study.areas.first(where: { $0.boundary.polygons.isEmpty }) {
      notes.append(
        "\(file): at least one area has no boundary (\(empty.id)); homes take the area of the nearest residence.")
    }
  }

  private mutating func readAreaTable(_ file: String, _ bytes: [UInt8]) {
    let table = CSVTable(file: file, bytes: bytes, log: log)
    let id = table.column("area_id")
    let name = table.column("name")
    let phase = table.column("phase")
    let ruralUrban = table.column("rural_urban")
    let geometry = table.optionalColumn("geometry")
    areas.isKnown = id != nil && table.isWhole
    if table.rowCount == 0, log.isEmpty {
      log.report(file, row: 1, "there are no rows below the header", "Add a row for each planning area.")
    }
    for row in 0..<table.rowCount {
      let areaID = table.newID(row, id, in: &areas, index: study.areas.count)
      var boundary = MultiPolygon(polygons: [])
      if let geometry, let text = table.text(row, geometry) {
        if let read = multiPolygon(wellKnownText: text) {
          boundary = read
        } else {
          table.report(
            row, geometry, value: "\(text.prefix(24))...", "not a polygon in well-known text",
            "Write POLYGON or MULTIPOLYGON in metres of EPSG:27700.")
        }
      }
      let read = Area(
        id: areaID ?? "", name: table.text(row, name, required: true) ?? "", phase: table.text(row, phase) ?? "all",
        ruralUrban: table.choice(row, ruralUrban, RuralUrban.self, what: "rural or urban", required: false) ?? .unknown,
        boundary: boundary)
      if let phase { checkPhase(read.phase) { table.report(row, phase, $0, $1) } }
      if areaID != nil { study.areas.append(read) }
    }
  }

  private mutating func readAreaCollection(_ file: String, _ bytes: [UInt8]) {
    guard let collection = decode(file, bytes) else { return }
    if collection.features.isEmpty {
      log.report(file, "there are no areas in it", "Export the planning areas again.")
    }
    let isGrid = collection.crs?.properties?["name"]?.text?.contains("27700") ?? false
    var transformation: GridTransformation?
    if !isGrid {
      do {
        let made = try GridTransformation()
        notes.append("\(file): \(made.sentence)")
        transformation = made
      } catch {
        return log.report(file, "\(error)", "Give the areas in EPSG:27700, or install proj-data.")
      }
    }
    areas.isKnown = true
    for (position, feature) in collection.features.enumerated() {
      let place = "feature \(position + 1)"
      let properties = feature.properties ?? [:]
      guard let id = properties["area_id"]?.text, let name = properties["name"]?.text else {
        let key = properties["area_id"]?.text == nil ? "area_id" : "name"
        log.report(file, "\(place) has no \(key)", "Add the property \(key) to each area.")
        continue
      }
      if areas.row(id) != nil {
        log.report(file, value: id, "the area_id of more than one feature", "Give each area an id of its own.")
        continue
      }
      let phase = properties["phase"]?.text ?? "all"
      checkPhase(phase) { log.report(file, value: phase, "\($0) (\(place))", $1) }
      let ruralText = properties["rural_urban"]?.text ?? "unknown"
      let ruralUrban = RuralUrban(rawValue: ruralText)
      if ruralUrban == nil {
        log.report(file, value: ruralText, "not rural or urban (\(place))", "Use rural, urban or unknown.")
      }
      guard let boundary = boundary(feature.geometry, transformation, file, place) else {
        areas.refuse(id)
        continue
      }
      _ = areas.insert(id, index: study.areas.count, row: position + 1)
      study.areas.append(
        Area(id: id, name: name, phase: phase, ruralUrban: ruralUrban ?? .unknown, boundary: boundary))
    }
  }

  private func decode(_ file: String, _ bytes: [UInt8]) -> GeoJSONCollection? {
    if String(validating: bytes, as: UTF8.self) == nil {
      log.report(file, "the text is not UTF-8", "Save the file as UTF-8.")
      return nil
    }
    do {
      return try JSONDecoder().decode(GeoJSONCollection.self, from: Data(bytes))
    } catch {
      log.report(
        file, "not a GeoJSON collection of polygons", "Export the areas as GeoJSON, each with its polygon.")
      return nil
    }
  }

  private func boundary(
    _ geometry: GeoJSONCollection.Geometry?, _ transformation: GridTransformation?, _ file: String, _ place: String
  ) -> MultiPolygon? {
    guard let geometry, !geometry.polygons.isEmpty else {
      log.report(file, "\(place) has no polygon", "Give each area a Polygon or MultiPolygon.")
      return nil
    }
    guard geometry.polygons.allSatisfy({ $0.allSatisfy { $0.count >= 4 && $0.allSatisfy { $0.count >= 2 } } }) else {
      log.report(file, "\(place) has a ring of fewer than four positions", "Export the areas again.")
      return nil
    }
    do {
      return MultiPolygon(
        polygons: try geometry.polygons.map { rings in
          try rings.map { ring in
            guard let transformation else { return ring.map { Point(easting: $0[0], northing: $0[1]) } }
            return try transformation.points(longitudes: ring.map { $0[0] }, latitudes: ring.map { $0[1] })
          }
        })
    } catch {
      log.report(
        file, "\(error) (\(place))", "Give longitude and latitude (EPSG:4326), or name EPSG:27700 in the crs member.")
      return nil
    }
  }

  private func checkPhase(_ phase: String, _ report: (String, String) -> Void) {
    let codes = ["all"] + Phase.allCases.map(\.code)
    if !codes.contains(phase) { report("not a phase", "Use \(orList(codes)).") }
  }
}
