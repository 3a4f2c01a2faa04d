import Foundation
import Planning
import TestSupport
import Testing

@testable import Inputs

@Suite("Roads from OpenStreetMap")
struct OSMReadingTests {
  /// Three nodes near Oakham from west to east, about 68 m and 135 m apart, and one way along them.
  static func world(_ tags: [(String, String)]) -> TinyPBF {
    var world = TinyPBF()
    world.nodes = [(1, -0.730, 52.67), (2, -0.729, 52.67), (3, -0.727, 52.67)]
    world.ways = [(10, [1, 2, 3], tags)]
    // A street that is always there, so that there is something to drive on.
    world.nodes += [(4, -0.730, 52.68), (5, -0.729, 52.68)]
    world.ways.append((11, [4, 5], [("highway", "residential")]))
    return world
  }

  static func read(_ world: TinyPBF) throws -> RoadLinks {
    var problems: [Problem] = []
    let links = try world.withFile { readRoads(osmFile: $0, displayName: "roads.osm.pbf", problems: &problems) }
    #expect(problems.isEmpty)
    return try #require(links)
  }

  /// What may be done along the first way's first link; `nil` when the way is left out.
  static func access(_ tags: [(String, String)]) throws -> RoadLinks.Access? {
    let links = try read(world(tags))
    return links.count == 3 ? links.access[0] : nil
  }

  @Test("Every piece of a way is a link with its length on the ground, its class and its limit")
  func links() throws {
    let links = try Self.read(Self.world([("highway", "primary"), ("maxspeed", "30 mph"), ("name", "High Street")]))
    #expect(links.count == 3)
    #expect(links.nodes.count == 5)
    #expect(links.classes == ["primary", "residential"])
    #expect(links.roadClass == [0, 0, 1])
    #expect(links.speedKmh == [48, 48, 0])
    #expect(abs(links.lengthMillimetres[0] - 67_600) < 200)
    #expect(abs(links.lengthMillimetres[1] - 135_200) < 400)
    #expect(abs(links.nodes[0].easting - 485_980) < 50)
    #expect(abs(links.nodes[0].northing - 308_800) < 200)
  }

  @Test(
    "Cars and walkers go where class and tags let them",
    arguments: [
      ("highway=residential", "both walk"),
      ("highway=residential oneway=yes", "forward walk"),
      ("highway=residential oneway=-1", "backward walk"),
      ("highway=tertiary junction=roundabout", "forward walk"),
      ("highway=tertiary junction=roundabout oneway=no", "both walk"),
      ("highway=motorway", "forward"),
      ("highway=motorway_link", "both"),
      ("highway=trunk", "both"),
      ("highway=trunk sidewalk=both", "both walk"),
      ("highway=trunk sidewalk=no", "both"),
      ("highway=trunk foot=no sidewalk=left", "both"),
      ("highway=service access=private", "nothing"),
      ("highway=service access=private foot=yes", "walk"),
      ("highway=service access=no motor_vehicle=yes", "both"),
      ("highway=service access=destination", "both walk"),
      ("highway=unclassified motor_vehicle=private", "walk"),
      ("highway=unclassified vehicle=no", "walk"),
      ("highway=unclassified foot=private", "both"),
      ("highway=service area=yes", "walk"),
      ("highway=footway", "walk"),
      ("highway=path", "walk"),
      ("highway=bridleway", "walk"),
      ("highway=cycleway", "walk"),
      ("highway=cycleway foot=no", "nothing"),
      ("highway=track", "walk"),
      ("highway=steps", "nothing"),
      ("highway=steps foot=yes", "nothing"),
      ("highway=steps ramp=yes", "walk"),
      ("highway=steps ramp:stroller=yes access=private", "nothing"),
      ("highway=residential oneway=reversible", "walk"),
      ("highway=residential oneway=yes oneway:motorcar=no", "both walk"),
      ("highway=primary motorroad=yes", "both"),
      ("highway=primary foot=use_sidepath", "both"),
      ("highway=track access=private designation=public_bridleway", "walk"),
      ("highway=path access=no designation=public_footpath foot=no", "nothing"),
      ("highway=service access=private motor_vehicle=destination", "both"),
      ("highway=residential motorcar=no motor_vehicle=yes", "walk"),
      ("highway=construction", "nothing"),
      ("highway=proposed", "nothing"),
      ("railway=rail", "nothing"),
    ])
  func tags(text: String, expected: String) throws {
    let tags = text.split(separator: " ").map { tag in
      let parts = tag.split(separator: "=")
      return (String(parts[0]), String(parts[1]))
    }
    var names: [String] = []
    if let access = try Self.access(tags) {
      let isForward = access.contains(.driveForward)
      let isBackward = access.contains(.driveBackward)
      if isForward || isBackward { names.append(isForward && isBackward ? "both" : isForward ? "forward" : "backward") }
      if access.contains(.walk) { names.append("walk") }
    }
    #expect((names.isEmpty ? "nothing" : names.joined(separator: " ")) == expected)
  }

  @Test(
    "Limits are read in miles or kilometres an hour, and the national ones by name",
    arguments: [
      ("30 mph", 48), ("20mph", 32), ("50", 50), ("GB:nsl_single", 97), ("GB:nsl_dual", 113), ("GB:motorway", 113),
      ("none", 0), ("signals", 0), ("", 0), ("-5", 0), ("1e9", 0), ("nan", 0),
    ] as [(String, UInt8)])
  func limits(text: String, kmh: UInt8) throws {
    let links = try Self.read(Self.world([("highway", "residential"), ("maxspeed", text)]))
    #expect(links.speedKmh[0] == kmh)
  }

  @Test("Bollards stop cars and locked gates everybody; gates, cattle grids and what tags open stop nobody")
  func barriers() throws {
    func stopped(_ tags: [(String, String)]) throws -> (cars: Bool, walkers: Bool) {
      var world = Self.world([("highway", "residential")])
      world.nodeTags[2] = tags
      let links = try Self.read(world)
      return (links.barriersToCars == [1], links.barriersOnFoot == [1])
    }
    #expect(try stopped([("barrier", "bollard")]) == (true, false))
    #expect(try stopped([("barrier", "bollard"), ("motor_vehicle", "yes")]) == (false, false))
    #expect(try stopped([("barrier", "gate")]) == (false, false))
    #expect(try stopped([("barrier", "gate"), ("access", "private")]) == (true, true))
    #expect(try stopped([("barrier", "gate"), ("access", "no"), ("foot", "yes")]) == (true, false))
    #expect(try stopped([("barrier", "stile")]) == (true, false))
    #expect(try stopped([("barrier", "cattle_grid")]) == (false, false))
    #expect(try stopped([("highway", "crossing")]) == (false, false))
  }

  @Test("Tolls, ferries and steps are counted and stated, each only where there are any")
  func statements() throws {
    var world = Self.world([("highway", "primary"), ("toll", "yes")])
    #expect(try !Self.read(world).notes.contains { $0.contains("ferries") })
    world.ways.append((12, [3, 5], [("route", "ferry"), ("motor_vehicle", "yes")]))
    world.ways.append((13, [1, 5], [("highway", "steps")]))
    world.ways.append((14, [1, 5], [("highway", "footway"), ("toll", "yes")]))
    let links = try Self.read(world)
    #expect(links.count == 4)
    #expect(links.notes.contains("1 ways charge a toll; they are driven, and the charge is in no cost."))
    #expect(links.notes.contains("1 ferries are not used: how often they sail is not known."))
    #expect(links.notes.contains { $0.contains("not steps without a ramp (1 ways)") })
  }

  @Test("Nodes that lie farther apart than any road's are damage")
  func farApart() throws {
    var world = Self.world([("highway", "residential")])
    world.nodes[2] = (3, -3.5, 55.9)
    #expect(try problem(world).contains("two neighbouring nodes of a road lie"))
  }

  @Test("Ways that meet share a node, and nodes of other things are left out")
  func sharedNodes() throws {
    var world = Self.world([("highway", "residential")])
    world.ways.append((12, [2, 4], [("highway", "footway")]))
    world.ways.append((13, [1, 3], [("building", "yes")]))
    world.nodes.append((9, -0.7, 52.6))
    let links = try Self.read(world)
    #expect(links.nodes.count == 5)
    #expect(links.count == 4)
    #expect(links.from[3] == links.to[0])
  }

  @Test("A road that leaves the extract ends at its last known node, and the notes say so")
  func missingNode() throws {
    var world = Self.world([("highway", "residential")])
    world.ways[0].nodes = [1, 77, 2, 3]
    let links = try Self.read(world)
    #expect(links.count == 2)
    #expect(links.notes.contains("1 road nodes lie outside the extract; roads end there."))
  }

  /// The one problem that reading a file gives.
  func problem(_ world: TinyPBF, cut: ([UInt8]) -> [UInt8] = { $0 }) throws -> String {
    var problems: [Problem] = []
    let links = try world.withFile(cut: cut) {
      readRoads(osmFile: $0, displayName: "roads.osm.pbf", problems: &problems)
    }
    #expect(links == nil)
    #expect(problems.count == 1)
    return problems.first?.description ?? ""
  }

  @Test(
    "A file cut short anywhere behind its first bytes is called truncated or damaged",
    arguments: [16, 40, 60, 90, 120, -1])
  func truncated(length: Int) throws {
    let message = try problem(Self.world([("highway", "residential")])) {
      Array(length < 0 ? $0.dropLast() : $0.prefix(length))
    }
    #expect(
      message
        == "roads.osm.pbf: the road file is truncated or damaged. Download it again, or copy it again from where it came."
    )
  }

  @Test("A file with a damaged block is called so", arguments: [70, 90, 120])
  func damaged(position: Int) throws {
    let message = try problem(Self.world([("highway", "residential")])) { bytes in
      var bytes = bytes
      for index in position..<position + 20 { bytes[index] = 0xFF }
      return bytes
    }
    #expect(message.contains("truncated or damaged"))
  }

  @Test("Text is not a PBF file, and nothing is an empty one")
  func notPBF() throws {
    let text = try problem(TinyPBF()) { _ in Array("<osm version=\"0.6\"></osm>".utf8) }
    #expect(
      text == "roads.osm.pbf: not an OpenStreetMap PBF file. Download it again, or copy it again from where it came.")
    let empty = try problem(TinyPBF()) { _ in [] }
    #expect(empty == "roads.osm.pbf: the road file is empty. Download it again, or copy it again from where it came.")
  }

  @Test("A missing file is a missing input")
  func missing() {
    var problems: [Problem] = []
    let file = URL(fileURLWithPath: "/nowhere/roads.osm.pbf")
    #expect(readRoads(osmFile: file, displayName: "roads.osm.pbf", problems: &problems) == nil)
    #expect(problems.map(\.isMissing) == [true])
  }

  @Test("A file of footpaths alone has no road")
  func onlyPaths() throws {
    var world = Self.world([("highway", "footway")])
    world.ways.removeLast()
    #expect(
      try problem(world)
        == "roads.osm.pbf: the file has no road that cars may use. Use an OpenStreetMap extract that holds the whole road network of the area."
    )
  }

  @Test("Roads of another country are refused")
  func abroad() throws {
    var world = Self.world([("highway", "residential")])
    for index in world.nodes.indices { world.nodes[index].longitude += 110 }
    #expect(try problem(world).contains("cannot be put on the British National Grid"))
  }
}
