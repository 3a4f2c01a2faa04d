import Planning

extension StudyReader {
  /// The study's roads: an OpenStreetMap extract, or tables of nodes and links; `nil` where it has neither.
  mutating func readRoads() -> RoadLinks? {
    let extract = files.name("roads", default: "roads.osm.pbf")
    let hasTables = ["road_nodes", "road_links"].contains { files.exists(files.name($0, default: "\($0).csv")) }
    let roads: RoadLinks?
    if files.exists(extract) || files.isNamed("roads") {
      guard files.read(extract) != nil else { return nil }
      var problems: [Problem] = []
      roads = Inputs.readRoads(osmFile: files.url(extract), displayName: extract, problems: &problems)
      for problem in problems { log.report(problem) }
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
}
