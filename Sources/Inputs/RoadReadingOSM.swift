import Foundation
import Geometry
import OSMReader
import Planning

/// Roads and paths of an OpenStreetMap PBF file, on the National Grid; `nil` and a problem when it cannot be used.
///
/// Every piece between two nodes of a way is a link, so that homes are taken to the real line of the road. Lengths are
/// measured on the grid, whose scale is within 0.05% of the ground's.
///
/// - Parameter displayName: The name that problems and notes use, relative to the study folder.
public func readRoads(osmFile: URL, displayName: String, problems: inout [Problem]) -> RoadLinks? {
  var roads: UnsafePointer<osm_roads>?
  let status = osmFile.withUnsafeFileSystemRepresentation { osm_roads_read($0, &roads, nil) }
  guard status == osm_fine, let roads else {
    problems.append(problem(status, osmFile, displayName))
    return nil
  }
  defer { osm_roads_free(roads) }
  do {
    let transformation = try GridTransformation()
    var links = try roadLinks(roads.pointee) { try transformation.points(longitudes: $0, latitudes: $1) }
    links.notes = notes(roads.pointee, displayName, transformation)
    if let long = links.lengthMillimetres.max(), long > longestLink {
      problems.append(
        Problem(
          file: displayName, fault: "two neighbouring nodes of a road lie \(long / 1_000_000) km apart",
          remedy: "Download it again, or copy it again from where it came."))
      return nil
    }
    if links.access.contains(where: { !$0.isDisjoint(with: [.driveForward, .driveBackward]) }) { return links }
    problems.append(
      Problem(
        file: displayName, fault: "the file has no road that cars may use",
        remedy: "Use an OpenStreetMap extract that holds the whole road network of the area."))
  } catch {
    problems.append(
      Problem(
        file: displayName, fault: "its roads cannot be put on the British National Grid (\(error))",
        remedy: "Use an OpenStreetMap extract of Great Britain."))
  }
  return nil
}

private func problem(_ status: osm_status, _ file: URL, _ name: String) -> Problem {
  let again = "Download it again, or copy it again from where it came."
  switch status {
  case osm_unreadable:
    return Problem(
      file: name, fault: "the file is missing or cannot be read",
      remedy: "Put it in the study folder and check that you may read it.", isMissing: true)
  case osm_damaged:
    return Problem(file: name, fault: "the road file is truncated or damaged", remedy: again)
  case osm_not_pbf:
    let isEmpty = (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) == 0
    return Problem(
      file: name, fault: isEmpty ? "the road file is empty" : "not an OpenStreetMap PBF file", remedy: again)
  default:
    return Problem(
      file: name, fault: "the road file could not be read for want of memory or threads",
      remedy: "Use a smaller extract, or a larger machine.")
  }
}

/// Millimetres that no straight piece of a real road comes near; what is longer is damage.
private let longestLink: Int32 = 100_000_000

/// The arrays of a reading on a plane that `project` takes degrees to; no notes.
func roadLinks(
  _ roads: osm_roads, project: (_ longitudes: [Double], _ latitudes: [Double]) throws -> [Point]
) rethrows -> RoadLinks {
  let nodeCount = Int(roads.node_count)
  var links = RoadLinks()
  links.nodes = try project(
    Array(UnsafeBufferPointer(start: roads.longitude, count: nodeCount)),
    Array(UnsafeBufferPointer(start: roads.latitude, count: nodeCount)))
  let count = Int(roads.link_count)
  links.from = Array(UnsafeBufferPointer(start: roads.from, count: count))
  links.to = Array(UnsafeBufferPointer(start: roads.to, count: count))
  links.roadClass = Array(UnsafeBufferPointer(start: roads.road_class, count: count))
  links.speedKmh = Array(UnsafeBufferPointer(start: roads.speed_kmh, count: count))
  links.access = UnsafeBufferPointer(start: roads.access, count: count).map { RoadLinks.Access(rawValue: $0) }
  for index in 0..<Int(roads.class_count) {
    if let text = roads.class_names[index] { links.classes.append(String(cString: text)) }
  }
  links.lengthMillimetres.reserveCapacity(count)
  for link in 0..<count {
    let metres = links.nodes[Int(links.from[link])].distance(to: links.nodes[Int(links.to[link])])
    links.lengthMillimetres.append(Int32(min((metres * 1000).rounded(), Double(Int32.max))))
  }
  for node in 0..<nodeCount {
    let stopped = Int(roads.barrier[node])
    if stopped & osm_stops_cars != 0 { links.barriersToCars.append(Int32(node)) }
    if stopped & osm_stops_walkers != 0 { links.barriersOnFoot.append(Int32(node)) }
  }
  for turn in 0..<Int(roads.turn_count) {
    let path = Int(roads.turn_first[turn])..<Int(roads.turn_first[turn + 1])
    links.turns.append(
      RoadLinks.TurnRule(
        links: path.map { roads.turn_links[$0] }, node: roads.turn_node[turn],
        isOnlyWay: roads.turn_is_only[turn] == 1))
  }
  return links
}

private func notes(_ roads: osm_roads, _ name: String, _ transformation: GridTransformation) -> [String] {
  var notes = [
    "Roads and paths: \(name) (OpenStreetMap), \(roads.ways_used) ways in \(roads.link_count) links.",
    transformation.sentence,
    "\(roads.ways_closed_to_cars) ways whose tags close them to cars (private, no, bus, agricultural) are not driven.",
    "Walking routes use roads and paths open on foot, not steps without a ramp (\(roads.ways_of_steps) ways), motorways, or "
      + "trunk roads without a footway; whether a route is safe is not known, so walking distances are indicative.",
    "Turn restrictions kept by cars: \(roads.restrictions_used). Turning round is taken as allowed at junctions without one.",
  ]
  func say(_ count: Int64, _ text: String) { if count > 0 { notes.append("\(count) \(text)") } }
  say(roads.restrictions_at_times, "turn restrictions that hold at some hours only are not kept.")
  say(roads.restrictions_unclear, "turn restrictions whose ways do not meet or may not be driven are not kept.")
  say(roads.ways_tolled, "ways charge a toll; they are driven, and the charge is in no cost.")
  say(roads.ferries, "ferries are not used: how often they sail is not known.")
  if roads.missing_nodes > 0 {
    notes.append("\(roads.missing_nodes) road nodes lie outside the extract; roads end there.")
  }
  return notes
}
