import Foundation
import Planning
import TestSupport
import Testing

@testable import Inputs

/// Restriction relations of OpenStreetMap at a crossroads: ways 1 north, 2 east, 3 south and 4 west meet at node 9.
@Suite("Turn restrictions from OpenStreetMap")
struct OSMTurnTests {
  typealias Member = (role: String, kind: TinyPBF.Relation.Kind, id: Int64)

  static var crossroads: TinyPBF {
    var world = TinyPBF()
    world.nodes = [
      (1, -0.730, 52.671), (2, -0.729, 52.670), (3, -0.730, 52.669), (4, -0.731, 52.670), (9, -0.730, 52.670),
    ]
    world.ways = (1...4).map { (Int64($0), [9, Int64($0)], [("highway", "residential")]) }
    return world
  }

  static let southToEast: [Member] = [("from", .way, 3), ("via", .node, 9), ("to", .way, 2)]

  static func read(
    _ tags: [(String, String)], _ members: [Member], in world: TinyPBF = crossroads
  ) throws -> RoadLinks {
    var world = world
    world.relations = [.init([("type", "restriction")] + tags, members), .init([("type", "route")])]
    return try OSMReadingTests.read(world)
  }

  @Test("A forbidden turn and the only way on become rules on links")
  func kinds() throws {
    // Nodes in order of id: 9 is the last of five; the links of the ways are 0 to 3.
    let no = try Self.read([("restriction", "no_right_turn")], Self.southToEast)
    #expect(no.turns == [.init(links: [2, 1], node: 4, isOnlyWay: false)])
    #expect(no.notes.contains { $0.hasPrefix("Turn restrictions kept by cars: 1.") })
    let only = try Self.read([("restriction", "only_right_turn")], Self.southToEast)
    #expect(only.turns == [.init(links: [2, 1], node: 4, isOnlyWay: true)])
    let turn = try Self.read(
      [("restriction", "no_u_turn")], [("from", .way, 3), ("via", .node, 9), ("to", .way, 3)])
    #expect(turn.turns == [.init(links: [2, 2], node: 4, isOnlyWay: false)])
  }

  @Test("Restrictions on others than cars, and those cars are exempt from, are not rules of ours")
  func others() throws {
    for tags in [
      [("restriction:hgv", "no_right_turn")], [("restriction", "no_right_turn"), ("except", "psv; motorcar")],
      [("restriction", "no_right_turn"), ("except", "motor_vehicle")], [("restriction", "give_way")],
    ] {
      let links = try Self.read(tags, Self.southToEast)
      #expect(links.turns.isEmpty)
      #expect(links.notes.contains { $0.hasPrefix("Turn restrictions kept by cars: 0.") })
    }
    #expect(try Self.read([("restriction", "no_left_turn"), ("except", "psv")], Self.southToEast).turns.count == 1)
    #expect(try Self.read([("restriction:motorcar", "no_left_turn")], Self.southToEast).turns.count == 1)
  }

  @Test("A restriction at some hours only is counted and stated")
  func atTimes() throws {
    let links = try Self.read([("restriction:conditional", "no_right_turn @ (07:00-09:00)")], Self.southToEast)
    #expect(links.turns.isEmpty)
    #expect(links.notes.contains("1 turn restrictions that hold at some hours only are not kept."))
  }

  @Test("A ban over a way between, in either order of its nodes, is one rule on three links", arguments: [false, true])
  func overAWay(isReversed: Bool) throws {
    var world = Self.crossroads
    world.nodes += [(10, -0.729, 52.671), (11, -0.7295, 52.6712)]
    world.ways.append((5, isReversed ? [10, 11, 1] : [1, 11, 10], [("highway", "residential")]))
    world.ways.append((6, [10, 2], [("highway", "residential")]))
    let links = try Self.read(
      [("restriction", "no_u_turn")], [("from", .way, 1), ("via", .way, 5), ("to", .way, 6)], in: world)
    let node = try #require(links.turns.first?.node)
    #expect(links.turns == [.init(links: isReversed ? [0, 5, 4, 6] : [0, 4, 5, 6], node: node, isOnlyWay: false)])
    #expect(links.from[0] == node || links.to[0] == node)
  }

  @Test("No entry from several ways is a rule from each")
  func several() throws {
    let links = try Self.read(
      [("restriction", "no_entry")],
      [("from", .way, 3), ("from", .way, 4), ("via", .node, 9), ("to", .way, 2)])
    #expect(links.turns.map(\.links) == [[2, 1], [3, 1]])
  }

  @Test("A restriction that cannot be placed is counted and stated, and nothing is guessed")
  func unclear() throws {
    var oneWay = Self.crossroads
    oneWay.ways[1].tags.append(("oneway", "-1"))
    let cases: [(TinyPBF, [Member])] = [
      (Self.crossroads, [("from", .way, 3), ("via", .node, 9)]),
      (Self.crossroads, [("from", .way, 3), ("via", .node, 1), ("to", .way, 2)]),
      (Self.crossroads, [("from", .way, 3), ("via", .node, 77), ("to", .way, 2)]),
      (Self.crossroads, [("from", .way, 3), ("via", .way, 1), ("to", .way, 2)]),
      (Self.crossroads, [("from", .way, 3), ("to", .way, 2)]),
      (Self.crossroads, [("from", .way, 3), ("via", .node, 9), ("via", .way, 1), ("to", .way, 2)]),
      (oneWay, Self.southToEast),
    ]
    for (world, members) in cases {
      let links = try Self.read([("restriction", "no_right_turn")], members, in: world)
      #expect(links.turns.isEmpty)
      #expect(
        links.notes.contains("1 turn restrictions whose ways do not meet or may not be driven are not kept."))
    }
  }
}
