import Geometry
import Planning
import Testing

@testable import Inputs

@Suite("Roads from node and link tables")
struct LinkTableTests {
  static let nodes = """
    node_id,easting_m,northing_m
    a,485000,308000
    b,486000,308000
    c,486000,309000
    """
  static let links = """
    from,to,length_m,class,one_way,speed_kmh,walk
    a,b,1000,a_road,no,64,yes
    b,c,1250.5,B Road,yes,,no
    c,a,1500,path,no,,yes
    """

  func read(nodes: String = Self.nodes, links: String = Self.links) -> (roads: RoadLinks?, problems: [String]) {
    let log = ProblemLog()
    let roads = readRoads(
      nodes: CSVTable(file: "road_nodes.csv", bytes: Array(nodes.utf8), log: log),
      links: CSVTable(file: "road_links.csv", bytes: Array(links.utf8), log: log))
    return (roads, log.problems.map(\.description))
  }

  /// What a changed piece of the link table gives.
  func problems(links old: String, _ new: String) -> [String] {
    let parts = Self.links.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    let result = read(links: parts.joined(separator: new))
    #expect(result.roads == nil)
    return result.problems
  }

  @Test("Rows become links, in order, with lengths in millimetres")
  func rows() throws {
    let roads = try #require(read().roads)
    #expect(roads.nodes.count == 3)
    #expect(roads.from == [0, 1, 2])
    #expect(roads.to == [1, 2, 0])
    #expect(roads.lengthMillimetres == [1_000_000, 1_250_500, 1_500_000])
    #expect(roads.classes == ["a_road", "b_road", "path"])
    #expect(roads.speedKmh == [64, 0, 0])
    #expect(roads.access == [[.driveForward, .driveBackward, .walk], .driveForward, .walk])
    #expect(roads.notes.contains("Turn restrictions are not represented."))
  }

  @Test("yes, no, 1, 0, true and false are read; anything else is reported", arguments: ["yes", "1", "true"])
  func flags(yes: String) throws {
    let roads = try #require(read(links: Self.links.replacing("yes,,no", with: "\(yes),,0")).roads)
    #expect(roads.access[1] == .driveForward)
  }

  @Test("Each fault names its row, column, value and remedy")
  func faults() {
    #expect(
      problems(links: "a,b,1000", "a,z,1000") == [
        "road_links.csv, row 2, column to: \"z\" is not in road_nodes.csv. Correct the id, or add it to road_nodes.csv."
      ])
    #expect(
      problems(links: "1000", "far") == [
        "road_links.csv, row 2, column length_m: \"far\" is not a number. Write digits with a point for the fraction, such as 12.5."
      ])
    #expect(
      problems(links: "a,b,1000", "a,b,1") == [
        "road_links.csv, row 2, column length_m: \"1\" is shorter than the straight line between its nodes, 1000 m. Give the length in metres along the road."
      ])
    #expect(
      problems(links: "1000", "-4") == [
        "road_links.csv, row 2, column length_m: \"-4\" is not between 0 and 100000. Write a number from 0 to 100000."
      ])
    #expect(
      problems(links: "64", "900") == [
        "road_links.csv, row 2, column speed_kmh: \"900\" is not between 1 and 200. Write a number from 1 to 200."
      ])
    #expect(
      problems(links: "yes,,no", "maybe,,no") == [
        "road_links.csv, row 3, column one_way: \"maybe\" is not true or false. Write true or false."
      ])
  }

  @Test("All faults are found in one reading")
  func together() {
    let links = Self.links.replacing("a,b,1000", with: "a,z,none").replacing("1500", with: "1500000")
    #expect(read(links: links).problems.count == 3)
  }

  @Test("A missing column, an empty table and a node given twice are reported")
  func tables() {
    #expect(
      problems(links: "class", "klass")
        == ["road_links.csv, row 1, column class: the header has no such column. Add the column class."])
    let header = String(Self.links.prefix { $0 != "\n" }) + "\n"
    #expect(
      read(links: header).problems
        == ["road_links.csv, row 1: there are no rows below the header. Add the links, or export them again."])
    #expect(
      read(nodes: Self.nodes.replacing("b,486000", with: "a,486000")).problems.first
        == "road_nodes.csv, row 3, column node_id: \"a\" is already in row 2. Give each row an id of its own.")
  }

  @Test("A node in the sea is reported once, and the links that name it are not")
  func nodeAbroad() {
    let result = read(nodes: Self.nodes.replacing("486000,309000", with: "690000,50000"))
    #expect(result.problems.count == 1)
    #expect(
      result.problems[0].hasPrefix("road_nodes.csv, row 4, column easting_m: \"690000\" is outside Great Britain"))
  }
}
