import Foundation
import Geometry
import Inputs
import Planning

/// Makes node and link tables of OS Open Roads: its links near the study's areas, each vertex a node, so that homes are
/// taken to the real line of the road.
func readOpenRoads(_ source: URL, _ options: RoadsOptions, _ study: Study, _ log: ProblemLog) throws -> RoadsMade {
  let margin = options.marginKilometres * 1000
  guard let areas = Bounds(study.areas.compactMap(\.boundary.bounds).flatMap { [$0.low, $0.high] }),
    let box = Bounds([
      Point(easting: areas.low.easting - margin, northing: areas.low.northing - margin),
      Point(easting: areas.high.easting + margin, northing: areas.high.northing + margin),
    ])
  else {
    log.report(
      "areas", "no area has a boundary, so that it is not known which roads are near", "Import the areas first.")
    throw StudyProblems(log.problems)
  }
  guard let data = Geodata(source, log: log) else { throw StudyProblems(log.problems) }
  var layers = data.layers.filter { OpenRoadsColumns($0.columns) != nil }
  if let name = options.layer { layers = [data.layer(name)].compactMap { $0 } }
  if layers.isEmpty, log.isEmpty {
    log.report(
      data.file, "no layer of it holds road links with their start and end nodes",
      "Use OS Open Roads with its layer road_link, or an OpenStreetMap extract (.osm.pbf).")
  }
  var network = OpenRoadsNetwork(file: data.file, log: log)
  for layer in layers {
    guard let columns = OpenRoadsColumns(layer.columns) else {
      log.report(
        data.file, value: layer.name, "not a layer of road links with their start and end nodes",
        "Use the layer road_link.")
      continue
    }
    guard let transformation = data.transformation(of: layer, crs: options.crs) else { continue }
    data.read(layer, columns: columns.names, through: transformation, in: box) { feature in
      network.add(feature)
      return true
    }
    network.sayOnce(transformation.sentence)
  }
  if log.isEmpty, network.links.rowCount == 0 {
    log.report(
      data.file, "none of its roads lies within \(decimalText(options.marginKilometres)) km of the study's areas",
      "Use the national file, or the tiles that the authority lies in.")
  }
  try log.throwIfAny()
  return RoadsMade(
    files: [
      ImportedFile(name: "road_nodes.csv", table: network.nodes),
      ImportedFile(name: "road_links.csv", table: network.links),
    ],
    sources: [source], links: network.links.rowCount, kilometres: Int(network.metres / 1000),
    notes: [
      "Links of OS Open Roads within \(decimalText(options.marginKilometres)) km of the study's areas: \(network.linkCount), each "
        + "of one piece or more between its bends."
    ] + network.notes)
}

/// The columns of a layer of road links, in either of the spellings OS has published.
private struct OpenRoadsColumns {
  /// Start node, end node, function, class, form of way, length, identifier; the absent ones are empty text.
  let names: [String]

  init?(_ columns: [String]) {
    let keys = columns.map(NamedColumns.key)
    func find(_ names: String...) -> String? { names.compactMap(keys.firstIndex).first.map { columns[$0] } }
    guard let start = find("startnode"), let end = find("endnode") else { return nil }
    let (function, roadClass) = (find("roadfunction", "function"), find("roadclassification", "class"))
    guard function != nil || roadClass != nil else { return nil }
    names = [
      start, end, function ?? "", roadClass ?? "", find("formofway") ?? "", find("length") ?? "",
      find("id", "identifier") ?? "",
    ]
  }
}

/// Node and link tables while links are added.
private struct OpenRoadsNetwork {
  private(set) var nodes = TableText(["node_id", "easting_m", "northing_m"])
  private(set) var links = TableText(["from", "to", "length_m", "class", "one_way", "speed_kmh", "walk"])
  private(set) var linkCount = 0
  private(set) var metres = 0.0
  private let file: String
  private let log: ProblemLog
  /// Row and place of each junction, by OS's identifier.
  private var junctions: [String: (row: Int, point: Point)] = [:]
  private var said: [String] = []
  private var busways = 0
  private var cutEnds = 0
  private var shortened = 0

  init(file: String, log: ProblemLog) {
    self.file = file
    self.log = log
  }

  mutating func sayOnce(_ sentence: String) { if !said.contains(sentence) { said.append(sentence) } }

  mutating func add(_ feature: GeodataFeature) {
    let values = feature.values
    let place = "road link \(values[6] ?? "number \(feature.number)")"
    if values[4].map(NamedColumns.key) == "guidedbusway" {
      busways += 1
      return
    }
    guard let start = values[0], let end = values[1] else {
      return log.report(file, "\(place) has no start or end node", "Download OS Open Roads again.")
    }
    guard let roadClass = speedClass(function: values[2], classification: values[3]) else {
      let value = values[2] ?? values[3]
      return log.report(
        file, value: value, "no class of road that has a speed (\(place))", "Download OS Open Roads again.")
    }
    guard let line = line(feature, place), checkLength(line, values[5], place) else { return }
    linkCount += 1
    var from = junction(start, line[0])
    for index in line.indices.dropFirst() {
      let to = index == line.count - 1 ? junction(end, line[index]) : addNode(line[index])
      let length = line[index - 1].distance(to: line[index])
      metres += length
      let isWalked = roadClass != "motorway"
      links.add(["n\(from)", "n\(to)", decimalText(length), roadClass, "false", "", isWalked ? "true" : "false"])
      from = to
    }
  }

  var notes: [String] {
    var notes = [
      "OS Open Roads has no speeds, one-way streets or turn restrictions: links are driven both ways, dual carriageways on "
        + "either side too, at the speeds of their class.",
      "It has no footpaths, so walking distances along it are only indicative.",
    ]
    func say(_ text: String, _ count: Int) { if count > 0 { notes.append("\(text): \(count).") } }
    say("Guided busways, left out", busways)
    say(
      "Ends of links away from the node they name, as in a file that was cut out of another; roads end there", cutEnds)
    say("Links shorter than OS says, as in a file that was cut out of another; they were measured", shortened)
    return notes + said
  }

  /// The vertices of a link without repetitions; `nil` and a problem when it has no line of its own.
  private func line(_ feature: GeodataFeature, _ place: String) -> [Point]? {
    switch feature.shape {
    case .lines(let parts) where parts.count == 1:
      var line: [Point] = []
      for point in parts[0] where line.last.map({ $0.distance(to: point) >= 0.001 }) ?? true {
        if let fault = pointFault(point, expected: nil) {
          log.report(file, "\(place) has a vertex \(fault.clause)", fault.remedy)
          return nil
        }
        line.append(point)
      }
      if line.count > 1 { return line }
      log.report(file, "\(place) has no length", "Download OS Open Roads again.")
    case .unusable(let fault, let remedy):
      log.report(file, "\(place) has \(fault)", remedy)
    case .lines:
      log.report(
        file, "\(place) is in several pieces", "Make them links of their own (in QGIS: Multipart to singleparts).")
    default:
      log.report(file, "\(place) is no line", "Download OS Open Roads again.")
    }
    return nil
  }

  /// Compares the line with the length that OS gives in metres: a line cut short is counted, a longer one is damage.
  private mutating func checkLength(_ line: [Point], _ stated: String?, _ place: String) -> Bool {
    guard let text = stated else { return true }
    guard let stated = Double(text), (0...1_000_000).contains(stated) else {
      log.report(
        file, column: "length", value: text, "not a length in metres (\(place))", "Download OS Open Roads again.")
      return false
    }
    let length = zip(line, line.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
    if length > stated * 1.1 + 10 {
      log.report(
        file, "\(place) is \(Int(length)) m long on the map and \(decimalText(stated)) m by its length column",
        "Download OS Open Roads again.")
      return false
    }
    if length < stated * 0.9 - 10 { shortened += 1 }
    return true
  }

  /// The row of a junction; a place of its own when the link ends elsewhere than the junction lies.
  private mutating func junction(_ id: String, _ point: Point) -> Int {
    guard let known = junctions[id] else {
      let row = addNode(point)
      junctions[id] = (row, point)
      return row
    }
    if known.point.distance(to: point) <= 1 { return known.row }
    cutEnds += 1
    return addNode(point)
  }

  private mutating func addNode(_ point: Point) -> Int {
    let row = nodes.rowCount
    nodes.add(["n\(row)", decimalText(point.easting), decimalText(point.northing)])
    return row
  }
}

/// The class by which the speed table knows a road: OS's function of it or, in files without one, its classification.
private func speedClass(function: String?, classification: String?) -> String? {
  if let function {
    let name = String(function.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
    if functions.contains(name) { return name }
  }
  return classification.flatMap { classes[NamedColumns.key($0)] }
}

private let functions: Set<String> = [
  "motorway", "a_road", "b_road", "minor_road", "local_road", "local_access_road", "restricted_local_access_road",
  "secondary_access_road",
]

private let classes = [
  "motorway": "motorway", "aroad": "a_road", "broad": "b_road", "classifiedunnumbered": "minor_road",
  "unclassified": "local_road", "notclassified": "local_access_road", "unknown": "local_access_road",
]
