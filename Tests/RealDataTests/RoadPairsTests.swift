import Assumptions
import Foundation
import Geometry
import OSMReader
import Planning
import TestSupport
import Testing

@testable import Inputs
@testable import RoadNetwork
@testable import Travel

/// A thousand journeys on a real network, each the same to the millisecond and millimetre as igraph finds on the same
/// roads with the same rules on turns.
///
/// Porto takes about a minute: `PLACEPLAN_PORTO=1 swift test --filter RoadPairsTests`.
@Suite(
  "Journeys on real roads against igraph",
  .enabled(
    if: SharedData.isPresent && hasIgraph,
    "no ../shared/data beside the package, or no python3 with igraph: journeys not compared"))
struct RoadPairsTests {
  @Test func rutland() throws {
    var problems: [Problem] = []
    let roads = readRoads(osmFile: try Self.file("rutland-20220720"), displayName: "rutland", problems: &problems)
    try Self.compare(try #require(roads))
  }

  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["PLACEPLAN_PORTO"] != nil, "PLACEPLAN_PORTO not set: Porto not compared"))
  func porto() throws {
    var reading: UnsafePointer<osm_roads>?
    let path = try Self.file("porto").path
    #expect(osm_roads_read(path, &reading, nil) == osm_fine)
    let roads = try #require(reading)
    defer { osm_roads_free(roads) }
    // Any plane will do: Porto lies outside the British National Grid.
    let links = roadLinks(roads.pointee) { longitudes, latitudes in
      zip(longitudes, latitudes).map { Point(easting: ($0 + 8) * 83_800, northing: ($1 - 41) * 111_000) }
    }
    try Self.compare(links)
  }

  private static func file(_ name: String) throws -> URL {
    try #require(SharedData.folder).appendingPathComponent("roads/\(name).osm.pbf")
  }

  private static func compare(_ roads: RoadLinks) throws {
    let network = try RoadNetworks(roads, speeds(roads.classes)).driving
    let segments = network.segments
    var lines: [String] = []
    for segment in 0..<segments.count {
      let cost = segments.cost[segment]
      lines.append(
        "segment \(segments.from[segment]) \(segments.to[segment]) \(cost.milliseconds) \(cost.millimetres) "
          + "\(segments.direction[segment].rawValue)")
    }
    for rule in segments.turns where !rule.points(segments.from, segments.to).isEmpty {
      lines.append(
        "rule \(rule.point) \(rule.isOnlyWay ? 1 : 0) " + rule.segments.map(String.init).joined(separator: " "))
    }
    var state: UInt64 = 2026
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    // Half the places lie on roads of a turn rule, which a thousand journeys would seldom meet otherwise.
    let main = (0..<segments.count).filter { network.isMain[$0] }
    let ruled = segments.turns.flatMap(\.segments).filter { network.isMain[$0] }
    let places = (0..<200).map { index in
      let segment = index % 2 == 0 || ruled.isEmpty ? main[below(main.count)] : ruled[below(ruled.count)]
      return network.location(segment: segment, share: Double(below(1001)) / 1000)
    }
    for place in places {
      let offset = place.offset - network.chains.offset[place.segment]
      let before = network.chains.isReversed[place.segment] ? segments.cost[place.segment] - offset : offset
      lines.append("place \(place.segment) \(before.milliseconds) \(before.millimetres)")
    }
    let costs = network.costs(from: places, to: places, jobs: 2)
    for source in 0..<50 {
      for _ in 0..<20 {
        let (from, to) = (source * 4 + below(4), below(places.count))
        let cost = costs[from, to]
        lines.append(
          "pair \(from) \(to) \(cost.isReachable ? cost.milliseconds : -1) \(cost.isReachable ? cost.millimetres : -1)")
      }
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    let script = projectFolder().appendingPathComponent("Tests/RealDataTests/road_pairs.py").path
    let result = try python([script, file.path])
    print("Journeys, different, states, rules: \(result.output)")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("1000 0 "))
  }

  private static func speeds(_ classes: [String]) -> AssumptionSet {
    func figure(_ id: String, _ value: AssumptionValue) -> Assumption {
      Assumption(id: id, value: value, unit: "", date: "2026", status: .local, source: "test")
    }
    let usual = ["motorway": 100.0, "trunk": 80, "primary": 65, "secondary": 58, "tertiary": 50, "residential": 28]
    return AssumptionSet([
      figure("speed.drive_kmh", .table(classes.map { (key: $0, value: usual[$0] ?? 35) })),
      figure("speed.school_run_factor", .number(0.9)),
    ])
  }
}

private let hasIgraph = (try? python(["-c", "import igraph"]))?.status == 0
