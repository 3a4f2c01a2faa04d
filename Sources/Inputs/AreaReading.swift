import Foundation
import Geometry
import Planning

/// Planning areas: GeoJSON, any other vector file that GDAL reads, or a table with an optional `geometry` column of
/// well-known text. All carry the columns that FORMATS names.
extension StudyReader {
  mutating func readAreas() {
    let standard = files.exists("areas.geojson") || !files.exists("areas.csv") ? "areas.geojson" : "areas.csv"
    let file = files.name("areas", default: standard)
    guard let bytes = files.read(file) else { return }
    if file.hasSuffix(".csv") {
      readAreaTable(file, bytes)
    } else if file.hasSuffix(".geojson") || file.hasSuffix(".json") {
      readAreaCollection(file, bytes)
    } else {
      readAreaLayer(file)
    }
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
      guard let area = newArea(file, place, { properties[$0]?.text }) else { continue }
      enter(area, boundary(feature.geometry, transformation, file, place), position + 1)
    }
  }

  /// Areas of a GeoPackage, Shapefile, MapInfo or FlatGeobuf file with one layer, in any coordinate reference system.
  private mutating func readAreaLayer(_ file: String) {
    let before = log.problems.count
    guard let data = Geodata(files.url(file), log: log), let layer = data.layer(nil),
      let transformation = data.transformation(of: layer)
    else { return }
    for other in files.companions(of: file) { _ = files.read(other) }
    notes.append("\(file): \(transformation.sentence)")
    areas.isKnown = true
    let columns = ["area_id", "name", "phase", "rural_urban"]
    // A Shapefile keeps ten characters of a name.
    let found = columns.map { name in
      layer.columns.first { $0 == name } ?? layer.columns.first { $0.utf8.count == 10 && name.hasPrefix($0) } ?? name
    }
    data.read(layer, columns: found, through: transformation) { feature in
      let place = "feature \(feature.number)"
      let value = { (name: String) in columns.firstIndex(of: name).flatMap { feature.values[$0] } }
      guard let area = newArea(file, place, value) else { return true }
      switch feature.shape {
      case .area(let boundary, _):
        enter(area, boundary, feature.number)
      case .unusable(let fault, let remedy):
        log.report(file, "\(fault) (\(place))", remedy)
        enter(area, nil, feature.number)
      default:
        log.report(file, "\(place) has no polygon", "Give each area a Polygon or MultiPolygon.")
        enter(area, nil, feature.number)
      }
      return true
    }
    if study.areas.isEmpty, log.problems.count == before {
      log.report(file, "there are no areas in it", "Export the planning areas again.")
    }
  }

  /// The area of a feature, its boundary still to come; `nil` and a problem when it has no id of its own or no name.
  private func newArea(_ file: String, _ place: String, _ value: (String) -> String?) -> Area? {
    guard let id = value("area_id"), let name = value("name") else {
      let key = value("area_id") == nil ? "area_id" : "name"
      log.report(file, "\(place) has no \(key)", "Add the property \(key) to each area.")
      return nil
    }
    if areas.row(id) != nil {
      log.report(file, value: id, "the area_id of more than one feature", "Give each area an id of its own.")
      return nil
    }
    let phase = value("phase") ?? "all"
    checkPhase(phase) { log.report(file, value: phase, "\($0) (\(place))", $1) }
    let ruralText = value("rural_urban") ?? "unknown"
    let ruralUrban = RuralUrban(rawValue: ruralText)
    if ruralUrban == nil {
      log.report(file, value: ruralText, "not rural or urban (\(place))", "Use rural, urban or unknown.")
    }
    return Area(
      id: id, name: name, phase: phase, ruralUrban: ruralUrban ?? .unknown, boundary: MultiPolygon(polygons: []))
  }

  /// Enters an area; without a boundary, which was reported, what names it is passed over.
  private mutating func enter(_ area: Area, _ boundary: MultiPolygon?, _ number: Int) {
    guard let boundary else { return areas.refuse(area.id) }
    _ = areas.insert(area.id, index: study.areas.count, row: number)
    study.areas.append(
      Area(id: area.id, name: area.name, phase: area.phase, ruralUrban: area.ruralUrban, boundary: boundary))
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

extension StudyFiles {
  /// The other files that a Shapefile or MapInfo table consists of: those of the same name with another ending.
  fileprivate func companions(of file: String) -> [String] {
    let endings = ["dbf", "shx", "prj", "cpg", "dat", "id", "map", "mid"]
    let stem = url(file).deletingPathExtension()
    let folder = (file as NSString).deletingLastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: stem.deletingLastPathComponent().path)) ?? []
    return names.sorted().filter { name in
      let other = URL(fileURLWithPath: name)
      return other.deletingPathExtension().lastPathComponent == stem.lastPathComponent
        && endings.contains(other.pathExtension.lowercased())
    }.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
  }
}
