import Geometry
import StudyGeneration
import Testing

@Suite struct RoadTableTests {
  let study: GeneratedStudy
  init() throws { study = try StudyFolder.shropshire.generated }

  @Test(arguments: StudyFolder.all)
  func `every node can be driven to from every other`(folder: StudyFolder) throws {
    let study = try folder.generated
    let links = study.roads.links.filter { $0.roadClass != "path" }.map { ($0.from, $0.to) }
    #expect(reached(from: 0, links, nodes: study.roads.nodes.count) == study.roads.nodes.count)
  }

  @Test func `every node on the walking network can be walked to from every other`() {
    let links = study.roads.links.filter(\.isWalkable).map { ($0.from, $0.to) }
    let nodes = Set(links.flatMap { [$0.0, $0.1] })
    #expect(nodes.count > study.roads.nodes.count * 99 / 100)
    #expect(reached(from: links[0].0, links, nodes: study.roads.nodes.count) == nodes.count)
  }

  @Test func `the network has 4,000 to 8,000 nodes, footpaths among its links`() {
    #expect((4_000...8_000).contains(study.roads.nodes.count))
    #expect(study.roads.links.filter { $0.roadClass == "path" }.count > 300)
  }

  @Test func `every setting within 5 km of a road stands within 250 m of a node, and two lie beyond`() throws {
    let settings = try StudyFolder.shropshire.table("settings.csv")
    var beyond = 0
    for row in 0..<settings.count {
      let point = Point(
        easting: Double(try settings.integer(row, "easting_m")),
        northing: Double(try settings.integer(row, "northing_m")))
      let nearest = study.roads.nodes.map { $0.distance(to: point) }.min()!
      if nearest > 5_000 { beyond += 1 } else { #expect(nearest <= 250) }
    }
    #expect(beyond == 2)
  }

  @Test func `no link is shorter than the straight line`() {
    for link in study.roads.links {
      let straight = study.roads.nodes[link.from].distance(to: study.roads.nodes[link.to])
      #expect(Double(link.lengthMetres) >= straight)
    }
  }

  @Test func `main roads are 1.05 to 1.35 times the straight line`() {
    for link in study.county.links {
      let ends = [link.from, link.to].map { study.county.settlements[$0].centre }
      let ratio = Double(link.lengthMetres) / ends[0].distance(to: ends[1])
      #expect(ratio > 1.05 && ratio < 1.35)
    }
  }

  @Test func `a main road keeps its length however many bends it has`() {
    let wanted = study.county.links.reduce(0) { $0 + $1.lengthMetres }
    let laid = study.roads.links.filter { $0.use == .main }.reduce(0) {
      $0 + $1.lengthMetres
    }
    #expect(abs(laid - wanted) <= study.county.links.count)
  }

  /// How many nodes two-way links reach.
  private func reached(from start: Int, _ links: [(Int, Int)], nodes: Int) -> Int {
    var next = Array(repeating: [Int](), count: nodes)
    for (from, to) in links {
      next[from].append(to)
      next[to].append(from)
    }
    var isReached = Array(repeating: false, count: nodes)
    isReached[start] = true
    var open = [start]
    while let node = open.popLast() {
      for other in next[node] where !isReached[other] {
        isReached[other] = true
        open.append(other)
      }
    }
    return isReached.filter { $0 }.count
  }
}
