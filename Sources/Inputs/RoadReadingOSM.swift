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
    let links = try roadLinks(roads.pointee, displayName)
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

private func roadLinks(_ roads: osm_roads, _ name: String) throws -> RoadLinks {
  let nodeCount = Int(roads.node_count)
  let transformation = try GridTransformation()
  var links = RoadLinks()
  links.nodes = try transformation.points(
    longitudes: Array(UnsafeBufferPointer(start: roads.longitude, count: nodeCount)),
    latitudes: Array(UnsafeBufferPointer(start: roads.latitude, count: nodeCount)))
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
    links.lengthMillimetres.append(Int32((metres * 1000).rounded()))
  }
  links.notes = notes(roads, name, transformation)
  return links
}

private func notes(_ roads: osm_roads, _ name: String, _ transformation: GridTransformation) -> [String] {
  var notes = [
    "Roads and paths: \(name) (OpenStreetMap), \(roads.ways_used) ways in \(roads.link_count) links.",
    transformation.sentence,
    "\(roads.ways_closed_to_cars) ways whose tags close them to cars (private, no, bus, agricultural) are not driven.",
    "Walking routes use roads and paths open on foot, not steps, motorways, or trunk roads without a footway; "
      + "whether a route is safe is not known, so walking distances are indicative.",
  ]
  if roads.turn_restrictions > 0 {
    notes.append("\(roads.turn_restrictions) turn restrictions in the file are not represented.")
  }
  if roads.missing_nodes > 0 {
    notes.append("\(roads.missing_nodes) road nodes lie outside the extract; roads end there.")
  }
  return notes
}
