import Foundation
import Geometry
import Inputs
import Planning

/// Areas of a layer as a study needs them, with what was guessed and left out.
struct AreasReading {
  private(set) var areas: [Area] = []
  private(set) var notes: [String] = []
  /// The rural-urban classification named in place of a column.
  private(set) var ruralUrbanFile: URL?
  private let file: String
  private let columns: AreasColumns
  private let features: [GeodataFeature]
  private let options: AreasOptions
  private let log: ProblemLog

  init(file: String, columns: [String], features: [GeodataFeature], options: AreasOptions, log: ProblemLog) {
    self.file = file
    self.columns = AreasColumns(columns)
    self.features = features
    self.options = options
    self.log = log
  }

  mutating func read(study: Study) {
    let own = ownFeatures(study)
    let id = columns.id(options.id, in: own)
    let name = columns.name(options.name, besides: id)
    for (given, found, what) in [(options.id, id, "--id"), (options.name, name, "--name")]
    where given != nil && found == nil {
      log.report(file, value: given, "not a column of it", "Give \(what) one of \(columns.list).")
    }
    guard let id else {
      if options.id == nil {
        log.report(file, "no column looks like the areas' ids", "Add --id with one of \(columns.list).")
      }
      return
    }
    let phase = phases()
    let ruralUrban = ruralUrbanColumn()
    guard log.isEmpty else { return }
    sayColumns(id, name, own)
    var rows: [String: Int] = [:]
    var repaired: [String] = []
    for feature in own {
      let place = "feature \(feature.number)"
      guard let code = feature.values[id].map(RegisterText.oneLine) else {
        log.report(file, column: columns.names[id], "\(place) has no id", "Give each area an id, or take it out.")
        continue
      }
      if let first = rows[code] {
        log.report(
          file, column: columns.names[id], value: code, "the id of feature \(first) and of \(place)",
          "Make one area of the two (in QGIS: Dissolve), or name another column with --id.")
        continue
      }
      rows[code] = feature.number
      let title = name.flatMap { feature.values[$0] }.map(RegisterText.oneLine) ?? code
      guard let boundary = boundary(feature, place, title) else { continue }
      checkPosition(feature, boundary, title, place)
      if case .area(_, true) = feature.shape { repaired.append(title) }
      areas.append(
        Area(
          id: code, name: title, phase: phase(feature), ruralUrban: ruralUrban(feature), boundary: boundary))
    }
    let holed = areas.filter { $0.boundary.polygons.contains { $0.count > 1 } }
    if !repaired.isEmpty {
      notes.append(
        "The boundary of \(RegisterText.few(repaired, limit: 5)) crossed itself in places and was put right.")
    }
    if !holed.isEmpty { notes.append("Holes are kept in \(RegisterText.few(holed.map(\.name), limit: 5)).") }
    let unknown = areas.count { $0.ruralUrban == .unknown }
    if unknown > 0, ruralUrbanFile == nil {
      notes.append(
        "Areas neither rural nor urban: \(unknown). Give a column or a classification of LSOAs with --rural-urban.")
    }
  }

  /// Takes rural or urban from a classification of LSOAs: what most of an area's LSOAs are, by their centroids.
  mutating func classify(by place: URL, centroids: URL?) {
    guard let centroids else {
      return log.report(
        place.lastPathComponent, "a classification of LSOAs needs to know where they are",
        "Add --centroids with the population-weighted centroids of LSOAs.")
    }
    guard let classes = readRuralUrban(place, log: log), let points = LSOACentroids(centroids, log: log) else { return }
    let index = AreaIndex(areas)
    var votes = areas.map { _ in (rural: 0, urban: 0) }
    for (code, kind) in classes {
      guard let point = points[code] else { continue }
      for area in index.areas(at: point) {
        if kind == .rural { votes[area].rural += 1 } else { votes[area].urban += 1 }
      }
    }
    for area in areas.indices where votes[area].rural != votes[area].urban {
      areas[area].ruralUrban = votes[area].rural > votes[area].urban ? .rural : .urban
    }
    notes.append(
      "Rural or urban: what most LSOAs of an area are, by their population-weighted centroids (\(place.lastPathComponent))."
    )
    let unknown = areas.filter { $0.ruralUrban == .unknown }.map(\.name)
    if !unknown.isEmpty {
      notes.append(
        "Areas without an LSOA's centroid, or with as many rural ones as urban, stay unknown: \(unknown.count) "
          + "(\(RegisterText.few(unknown, limit: 5))).")
    }
  }

  /// The features of the study's authority, where a column names authorities.
  private mutating func ownFeatures(_ study: Study) -> [GeodataFeature] {
    guard let column = columns.authority(of: study, in: features) else { return features }
    let own = features.filter { columns.isAuthority(study, $0.values[column]) }
    if own.count < features.count {
      notes.append(
        "Areas of other authorities left out by column \(columns.names[column]): \(features.count - own.count).")
    }
    return own
  }

  private mutating func sayColumns(_ id: Int, _ name: Int?, _ own: [GeodataFeature]) {
    if let name {
      notes.append("Areas carry the ids of column \(columns.names[id]) and the names of \(columns.names[name]).")
    } else {
      notes.append("Areas carry the ids of column \(columns.names[id]) as their names too.")
    }
    if let kind = columns.standIn(id, own) { notes.append("\(kind) stand in for planning areas.") }
  }

  private func boundary(_ feature: GeodataFeature, _ place: String, _ title: String) -> MultiPolygon? {
    switch feature.shape {
    case .area(let boundary, _) where boundary.area > 0:
      return boundary
    case .unusable(let fault, let remedy):
      log.report(file, "\(place) (\(title)) has \(fault)", remedy)
    case .none, .area:
      log.report(file, "\(place) (\(title)) has no boundary", "Export it again with its boundary, or take it out.")
    default:
      log.report(file, "\(place) (\(title)) is no polygon", "Choose the layer of boundaries with --layer.")
    }
    return nil
  }

  /// Compares a boundary with the point that ONS files give beside it.
  private func checkPosition(_ feature: GeodataFeature, _ boundary: MultiPolygon, _ title: String, _ place: String) {
    func number(_ key: String) -> Double? { columns[key].flatMap { feature.values[$0] }.flatMap(Double.init) }
    guard let easting = number("bnge"), let northing = number("bngn"), let bounds = boundary.bounds else { return }
    let (dx, dy) = (
      max(bounds.low.easting - easting, easting - bounds.high.easting),
      max(bounds.low.northing - northing, northing - bounds.high.northing)
    )
    if max(dx, dy) > 1000 {
      log.report(
        file, "\(place) (\(title)) does not lie around its own BNG_E, BNG_N (\(easting), \(northing))",
        "Download it again, or name the coordinate reference system of its coordinates with --crs.")
    }
  }

  /// How to tell the phase of a feature.
  private func phases() -> (GeodataFeature) -> String {
    let given = options.phase ?? "phase"
    if let column = columns[given] {
      return { [log, file] feature in
        guard let text = feature.values[column] else { return "all" }
        if let code = phaseCode(text) { return code }
        log.report(
          file, column: given, value: text, "not a phase (feature \(feature.number))", "Use \(orList(phaseCodes)).")
        return "all"
      }
    }
    let code = options.phase.map(phaseCode) ?? "all"
    if code == nil {
      log.report(
        file, value: given, "neither a column of it nor a phase", "Give --phase \(orList(phaseCodes)), or a column.")
    }
    return { _ in code ?? "all" }
  }

  /// How to tell whether a feature is rural or urban.
  private mutating func ruralUrbanColumn() -> (GeodataFeature) -> RuralUrban {
    let given = options.ruralUrban ?? "rural_urban"
    if let column = columns[given] {
      return { [log, file] feature in
        guard let text = feature.values[column] else { return .unknown }
        if let kind = ruralUrban(text) { return kind }
        log.report(
          file, column: given, value: text, "neither rural nor urban (feature \(feature.number))",
          "Use rural, urban or unknown, or a class of the rural-urban classification.")
        return .unknown
      }
    }
    if let path = options.ruralUrban {
      let place = URL(fileURLWithPath: path)
      if FileManager.default.fileExists(atPath: place.path) {
        ruralUrbanFile = place
      } else {
        log.report(
          file, value: path, "neither a column of it nor a file",
          "Give --rural-urban one of \(columns.list), or a file.",
          isMissing: true)
      }
    }
    return { _ in .unknown }
  }
}

private let phaseCodes = ["all"] + Phase.allCases.map(\.code)

/// The phase that a cell means.
private func phaseCode(_ text: String) -> String? {
  switch NamedColumns.key(text) {
  case "all", "both", "allthrough", "allphases", "primaryandsecondary": "all"
  case "earlyyears", "nursery", "ey": Phase.earlyYears.code
  case "primary", "p", "pri", "prim": Phase.primary.code
  case "secondary", "s", "sec": Phase.secondary.code
  case "post16", "sixthform", "16plus", "1619": Phase.post16.code
  default: nil
  }
}
