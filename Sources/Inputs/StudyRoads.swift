import Planning

extension StudyReader {
  /// The study's roads: an OpenStreetMap extract, or tables of nodes and links; `nil` where it has neither.
  mutating func readRoads() -> RoadLinks? {
    let extract = files.name("roads", default: "roads.osm.pbf")
    let hasTables = ["road_nodes", "road_links"].contains { files.exists(files.name($0, default: "\($0).csv")) }
    let roads: RoadLinks?
    if files.exists(extract) || files.isNamed("roads") {
      guard let bytes = files.read(extract) else { return nil }
      roads = readExtract(extract, bytes: bytes.count)
    } else if hasTables || files.isNamed("road_nodes") || files.isNamed("road_links") {
      let nodes = files.table("road_nodes")
      let links = files.table("road_links")
      guard let nodes, let links else { return nil }
      roads = Inputs.readRoads(nodes: nodes, links: links)
    } else {
      notes.append("No road file: every distance is the straight line times the circuity assumption, and flagged.")
      return nil
    }
    notes += roads?.notes ?? []
    return roads
  }
  /// Reads an extract whose fingerprint is the last input's, or finds it as an earlier run has read it.
  private mutating func readExtract(_ name: String, bytes: Int) -> RoadLinks? {
    let cache = RoadCache.standard
    let sha256 = files.inputs[files.inputs.count - 1].sha256
    let key = bytes < RoadCache.leastBytes ? nil : RoadCache.key(sha256: sha256, displayName: name)
    if let kept = key.flatMap(cache.roads) { return kept }
    var problems: [Problem] = []
    let roads = Inputs.readRoads(osmFile: files.url(name), displayName: name, problems: &problems)
    for problem in problems { log.report(problem) }
    if let roads, let key, problems.isEmpty { cache.keep(roads, key) }
    return roads
  }
}
