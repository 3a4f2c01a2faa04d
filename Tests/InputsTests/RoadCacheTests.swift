import Foundation
import Geometry
import Planning
import TestSupport
import Testing

@testable import Inputs

@Suite("Roads kept between runs")
struct RoadCacheTests {
  static var roads: RoadLinks {
    var roads = RoadLinks()
    roads.nodes = [
      Point(easting: 1.25, northing: 2), Point(easting: 3, northing: -0.1), Point(easting: 5, northing: 6e5),
    ]
    roads.from = [0, 1]
    roads.to = [1, 2]
    roads.lengthMillimetres = [2_000_000_000, 7]
    roads.roadClass = [1, 0]
    roads.speedKmh = [48, 0]
    roads.access = [[.driveForward, .walk], .walk]
    roads.classes = ["primary", "footway"]
    roads.barriersToCars = [2]
    roads.turns = [
      .init(links: [0, 1, 0], node: 1, isOnlyWay: true), .init(links: [1, 0], node: 1, isOnlyWay: false),
    ]
    roads.notes = ["One.", "Two, with £ and é."]
    return roads
  }

  static func withCache(_ body: (RoadCache) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(RoadCache(folder: folder))
  }

  @Test("What is kept comes back as it was, under its own key only")
  func kept() throws {
    try Self.withCache { cache in
      #expect(cache.roads("a") == nil)
      cache.keep(Self.roads, "a")
      let back = try #require(cache.roads("a"))
      #expect(String(describing: back) == String(describing: Self.roads))
      #expect(cache.roads("b") == nil)
    }
  }

  @Test("A damaged file is as if it were not there")
  func damaged() throws {
    try Self.withCache { cache in
      cache.keep(Self.roads, "a")
      let file = cache.folder.appendingPathComponent("a.roads")
      let bytes = [UInt8](try Data(contentsOf: file))
      for damage in corruptions(of: bytes, as: .binary, count: 200, seed: 51) {
        try Data(damage.bytes).write(to: file)
        #expect((cache.roads("a") == nil) == (damage.bytes != bytes), "\(damage.name)")
      }
    }
  }

  @Test("Where nothing can be written nothing happens")
  func unwritable() throws {
    let cache = RoadCache(folder: URL(fileURLWithPath: "/dev/null/placeplan"))
    cache.keep(Self.roads, "a")
    #expect(cache.roads("a") == nil)
  }

  @Test("The newest eight are kept")
  func oldest() throws {
    try Self.withCache { cache in
      for index in 0..<10 { cache.keep(Self.roads, "k\(index)") }
      let files = try FileManager.default.contentsOfDirectory(atPath: cache.folder.path)
      #expect(files.count == 8)
    }
  }

  @Test("The key changes with the file and with its name, and is the same for the same")
  func keys() throws {
    let key = try #require(RoadCache.key(sha256: "1", displayName: "roads.osm.pbf"))
    #expect(key == RoadCache.key(sha256: "1", displayName: "roads.osm.pbf"))
    #expect(key != RoadCache.key(sha256: "2", displayName: "roads.osm.pbf"))
    #expect(key != RoadCache.key(sha256: "1", displayName: "other.osm.pbf"))
  }
}
