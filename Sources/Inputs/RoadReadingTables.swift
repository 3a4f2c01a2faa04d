import Foundation
import Geometry
import Planning

/// Roads from a table of nodes and a table of links; `nil` when anything in them is at fault.
///
/// A link is driven unless its class is a path by name; `one_way` runs from `from` to `to`. `speed_kmh` may be empty
/// where the class's speed is meant.
public func readRoads(
  nodesFile: URL, linksFile: URL, nodesName: String = "road_nodes.csv", linksName: String = "road_links.csv",
  problems: inout [Problem]
) -> RoadLinks? {
  let log = ProblemLog()
  defer { problems += log.problems }
  func table(_ url: URL, _ name: String) -> CSVTable? {
    guard let data = try? Data(contentsOf: url) else {
      log.report(
        name, "the file is missing or cannot be read", "Put it in the study folder and check that you may read it.",
        isMissing: true)
      return nil
    }
    return CSVTable(file: name, bytes: [UInt8](data), log: log)
  }
  let nodes = table(nodesFile, nodesName)
  let links = table(linksFile, linksName)
  guard let nodes, let links else { return nil }
  return readRoads(nodes: nodes, links: links)
}

/// Roads from the two tables once split into cells; what is wrong goes to the tables' log.
func readRoads(nodes: CSVTable, links: CSVTable) -> RoadLinks? {
  func problemCount() -> Int { nodes.log.problems.count + links.log.problems.count }
  let before = problemCount()
  var roads = RoadLinks()
  let ids = readNodes(nodes, into: &roads)
  // Without a node to name, every link would be reported for the same fault.
  if !roads.nodes.isEmpty { readLinks(links, nodes: ids, in: nodes.file, into: &roads) }
  guard problemCount() == before, !roads.nodes.isEmpty else { return nil }
  let metres = roads.lengthMillimetres.reduce(0) { $0 + Int($1) } / 1000
  roads.notes = [
    "Roads and paths: \(nodes.file) and \(links.file), \(roads.count) links, \(metres / 1000) km.",
    "Walking routes use the links marked walk; whether a route is safe is not known, so walking distances are indicative.",
    "Turn restrictions are not represented.",
  ]
  return roads
}

private func readNodes(_ table: CSVTable, into roads: inout RoadLinks) -> IDIndex {
  var ids = IDIndex()
  let id = table.column("node_id")
  if table.rowCount == 0, table.log.isEmpty {
    table.log.report(table.file, row: 1, "there are no rows below the header", "Add the nodes, or export them again.")
  }
  // Nodes may lie anywhere in Great Britain: a road file reaches beyond the study.
  let points = PointColumns(table, expected: nil)
  for row in 0..<table.rowCount {
    let isNew = table.newID(row, id, in: &ids, index: roads.nodes.count) != nil
    let point = points.point(table, row, margin: 0)
    // A node at fault keeps its place, so that links naming it are not reported as well.
    if isNew { roads.nodes.append(point ?? Point(easting: .nan, northing: .nan)) }
  }
  return ids
}

private func readLinks(_ table: CSVTable, nodes: IDIndex, in nodesFile: String, into roads: inout RoadLinks) {
  let from = table.column("from")
  let to = table.column("to")
  let length = table.column("length_m")
  let roadClass = table.column("class")
  let oneWay = table.column("one_way")
  let speed = table.column("speed_kmh")
  let walk = table.column("walk")
  if table.rowCount == 0, table.log.isEmpty {
    table.log.report(table.file, row: 1, "there are no rows below the header", "Add the links, or export them again.")
  }
  var classes: [String: UInt8] = [:]
  for row in 0..<table.rowCount {
    let start = table.index(row, from, of: nodes, in: nodesFile)
    let end = table.index(row, to, of: nodes, in: nodesFile)
    let metres = table.number(row, length, in: 0...100_000, required: true)
    let name = table.text(row, roadClass, required: true)
    let isOneWay = table.flag(row, oneWay, required: true)
    let kmh = table.number(row, speed, in: 1...200)
    let isWalked = table.flag(row, walk, required: true)
    guard let start, let end, let metres, let name, let isOneWay, let isWalked, let length, let roadClass else {
      continue
    }
    let straight = roads.nodes[start].distance(to: roads.nodes[end])
    if straight > metres * 1.02 + 5 {
      table.report(
        row, length, "shorter than the straight line between its nodes, \(Int(straight.rounded())) m",
        "Give the length in metres along the road.")
      continue
    }
    let key = className(name)
    if classes[key] == nil {
      guard classes.count <= Int(UInt8.max) else {
        table.report(row, roadClass, "one class too many", "Use at most 256 classes of road.")
        return
      }
      classes[key] = UInt8(classes.count)
      roads.classes.append(key)
    }
    var access: RoadLinks.Access = isWalked ? .walk : []
    if !pathClasses.contains(key) { access.formUnion(isOneWay ? .driveForward : [.driveForward, .driveBackward]) }
    roads.from.append(Int32(start))
    roads.to.append(Int32(end))
    roads.lengthMillimetres.append(Int32((metres * 1000).rounded()))
    roads.roadClass.append(classes[key] ?? 0)
    roads.speedKmh.append(UInt8((kmh ?? 0).rounded()))
    roads.access.append(access)
  }
}

/// `A Road` and `a-road` are `a_road`, as the speed table writes classes.
private func className(_ text: String) -> String {
  String(text.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
}

/// Classes that no car drives on, whatever else the row says.
private let pathClasses: Set<String> = [
  "bridleway", "byway", "cycleway", "footpath", "footway", "path", "pedestrian", "steps", "track",
]
