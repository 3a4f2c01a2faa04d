import Assumptions
import Foundation
import Geometry
import Planning
import RoadNetwork
import TestSupport
import Testing

@testable import Inputs
@testable import Travel

@Suite("Damaged OpenStreetMap files")
struct OSMCorruptionTests {
  /// A town of 6 x 6 crossings with one-way streets, paths, bollards, a ferry and turn restrictions.
  static var town: TinyPBF {
    var town = TinyPBF()
    func id(_ column: Int, _ row: Int) -> Int64 { Int64(1 + row * 6 + column) }
    for row in 0..<6 {
      for column in 0..<6 {
        town.nodes.append((id(column, row), -0.73 + 0.001 * Double(column), 52.67 + 0.001 * Double(row)))
      }
    }
    let classes = ["residential", "primary", "footway", "service", "unclassified", "bridleway"]
    for line in 0..<6 {
      var tags = [("highway", classes[line]), ("maxspeed", "30 mph"), ("name", "Street \(line)")]
      if line == 1 { tags.append(("oneway", "yes")) }
      town.ways.append((Int64(100 + line), (0..<6).map { id($0, line) }, tags))
      for row in 0..<5 {
        town.ways.append((Int64(200 + line * 10 + row), [id(line, row), id(line, row + 1)], [("highway", "tertiary")]))
      }
    }
    town.ways.append((300, [id(0, 0), id(5, 5)], [("route", "ferry")]))
    town.nodeTags[id(2, 2)] = [("barrier", "bollard")]
    for row in 1..<5 {
      town.relations.append(
        .init(
          [("type", "restriction"), ("restriction", row % 2 == 0 ? "no_u_turn" : "only_straight_on")],
          [("from", .way, Int64(229 + row)), ("via", .node, id(3, row)), ("to", .way, Int64(230 + row))]))
    }
    town.relations.append(
      .init(
        [("type", "restriction"), ("restriction", "no_u_turn")],
        [("from", .way, 210), ("via", .way, 211), ("to", .way, 212)]))
    return town
  }

  @Test("Damaged files are refused in one problem or read as networks that hold together")
  func damaged() throws {
    let town = Self.town
    var refused = 0
    var read = 0
    for damage in corruptions(of: town.bytes, as: .binary, count: 500, seed: 52) {
      var problems: [Problem] = []
      let roads = try town.withFile(cut: { _ in damage.bytes }) {
        readRoads(osmFile: $0, displayName: "roads.osm.pbf", problems: &problems)
      }
      guard let roads else {
        #expect(problems.count == 1, "\(damage.name)")
        refused += 1
        continue
      }
      read += 1
      #expect(problems.isEmpty, "\(damage.name)")
      check(roads, damage.name)
    }
    print("Damaged OpenStreetMap files: \(refused) refused, \(read) read.")
    #expect(refused > read / 2)
  }

  private func check(_ roads: RoadLinks, _ name: String) {
    #expect(roads.nodes.allSatisfy { $0.easting.isFinite && $0.northing.isFinite }, "\(name)")
    let columns = [
      roads.to.count, roads.lengthMillimetres.count, roads.roadClass.count, roads.speedKmh.count, roads.access.count,
    ]
    #expect(columns.allSatisfy { $0 == roads.count }, "\(name)")
    for link in 0..<roads.count {
      let isWhole =
        roads.nodes.indices.contains(Int(roads.from[link])) && roads.nodes.indices.contains(Int(roads.to[link]))
        && roads.classes.indices.contains(Int(roads.roadClass[link]))
        && (0...100_000_000).contains(roads.lengthMillimetres[link]) && !roads.access[link].isEmpty
      #expect(isWhole, "\(name), link \(link)")
    }
    for turn in roads.turns {
      #expect(turn.links.count > 1 && turn.links.allSatisfy { (0..<roads.count).contains(Int($0)) }, "\(name)")
    }
    // Classes whose names were damaged have no speed, which is an error of its own.
    guard let networks = try? RoadNetworks(roads, Self.speeds) else { return }
    let network = networks.driving
    let places = [0, network.segments.count / 2, network.segments.count - 1]
      .compactMap { network.nearest(to: network.segments.points[Int(network.segments.from[$0])], within: 1000) }
    let costs = network.costs(from: places, to: places, jobs: 1)
    #expect(costs.costs.allSatisfy { $0.isReachable }, "\(name)")
  }

  private static let speeds: AssumptionSet = {
    var set = assumptions()
    let classes = ["residential", "primary", "tertiary", "service", "unclassified"]
    set.insert(
      .init(
        id: "speed.drive_kmh", value: .table(classes.map { ($0, 36) }), unit: "km/h", date: "2026", status: .local,
        source: "test"))
    return set
  }()
}
