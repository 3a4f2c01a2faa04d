import Foundation
import Geometry
import Inputs
import Planning
import TestSupport
import Testing

@testable import Importing
@testable import Inputs

@Suite("Points of postcodes and UPRNs")
struct HomePointsTests {
  private func points(
    _ lookup: HomePoints.Lookup, _ text: String, _ wanted: [String], file: String = "points.csv"
  ) throws -> (points: [Point?], problems: [Problem]) {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(file)")
    try Data(text.utf8).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    let keys = wanted.map { key in
      lookup == .postcodes
        ? HomePoints.packedPostcode(ArraySlice(key.utf8)) : HomePoints.packedNumber(ArraySlice(key.utf8))
    }
    let log = ProblemLog()
    let found = HomePoints(lookup, at: place, wanted: Set(keys.compactMap { $0 }), log: log).points
    return (keys.map { $0.flatMap { found[$0] } }, log.problems)
  }

  @Test("Code-Point Open without a header, ONSPD by its headers, a table of postcodes")
  func layouts() throws {
    let here = Point(easting: 349_000, northing: 312_000)
    let codePoint = "\"SY1 1AA\",10,349000,312000,\"E92000001\"\n\"SY1 1AB\",90,0,0,\"E92000001\"\n"
    let open = try points(.postcodes, codePoint, ["sy11aa", "SY1 1AB", "SY9 9ZZ"])
    #expect(open.points == [here, nil, nil])
    #expect(open.problems.isEmpty)
    let onspd =
      "pcd,pcd2,pcds,dointr,oseast1m,osnrth1m,lsoa21\n\"SY1 1AA\",\"SY1  1AA\",\"SY1 1AA\",198001,349000,312000,E01\n\"BT1 1AA\",\"BT1  1AA\",\"BT1 1AA\",198001,,,N00\n"
    #expect(try points(.postcodes, onspd, ["SY1 1AA", "BT1 1AA"]).points == [here, nil])
    #expect(
      try points(.postcodes, "\u{FEFF}Postcode,Easting,Northing\r\nSY1 1AA,349000,312000\r\n", ["SY11AA"]).points == [
        here
      ])
  }

  @Test("Open UPRN, and what is wrong with a file")
  func uprns() throws {
    let open = "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n10001,349000.5,312000.25,52.7,-2.7\n"
    #expect(
      try points(.uprns, open, ["10001", "10002"]).points == [Point(easting: 349_000.5, northing: 312_000.25), nil])
    #expect(try points(.uprns, "a,b\n1,2\n", ["1"]).problems.count == 1)
    #expect(try points(.uprns, "", ["1"]).problems.count == 1)
    let wrong = try points(
      .postcodes, "postcode,easting,northing\nSY1 1AA,x,312000\nnone,349000,312000\nSY1 1AB,349\n", ["SY1 1AA"])
    #expect(wrong.problems.map(\.row) == [2, 3, 4])
    #expect(wrong.problems.allSatisfy { $0.value == nil })
  }

  @Test(
    "Every postcode of a real list has the form of one and is found where the list has it",
    .enabled(if: SharedData.isPresent))
  func rutland() throws {
    let rows = try SharedData.rows("geography/postcodes_rutland.csv.gz").filter { $0.count > 3 }
    let file = try #require(SharedData.folder).appendingPathComponent("geography/postcodes_rutland.csv.gz")
    let keys = rows.compactMap { HomePoints.packedPostcode(ArraySlice($0[0].utf8)) }
    #expect(keys.count == rows.count)
    let log = ProblemLog()
    let found = HomePoints(.postcodes, at: file, wanted: Set(keys), log: log).points
    #expect(log.isEmpty)
    for (key, row) in zip(keys, rows) where row[2] != "" && row[2] != "0" {
      #expect(found[key] == Double(row[2]).flatMap { x in Double(row[3]).map { Point(easting: x, northing: $0) } })
    }
  }

  @Test(
    "What is no postcode",
    arguments: [
      "", "SY1", "SY11", "1SY 1AA", "SY1 AAA", "SYSY1 1AA", "SY1 11A", "SY123 1AA", "E_MMS", "K820299", "S 1 1A",
    ])
  func notPostcodes(_ text: String) {
    #expect(HomePoints.packedPostcode(ArraySlice(text.utf8)) == nil)
  }

  @Test("Rows longer than the buffer's end, and a file of many buffers, are read whole")
  func buffers() throws {
    let rows = (0..<300_000).map { "\($0 + 1),\(400_000 + $0 % 1000),\(200_000 + $0 / 1000)\n" }
    let text = "UPRN,X_COORDINATE,Y_COORDINATE\n" + rows.joined()
    #expect(text.utf8.count > 5_000_000)
    let wanted = ["1", "150000", "222222", "300000"]
    let found = try points(.uprns, text, wanted)
    #expect(found.problems.isEmpty)
    for (key, point) in zip(wanted, found.points) {
      let number = (Int(key) ?? 0) - 1
      #expect(point == Point(easting: Double(400_000 + number % 1000), northing: Double(200_000 + number / 1000)))
    }
  }

  @Test("Areas by bands and nearest residences by easting are those of the plain search")
  func areas() throws {
    var random = SystemSeed(state: 7)
    var study = try TinyStudy().load().study
    study.areas = (0..<12).map { index in
      let (x, y) = (random.next(20_000), random.next(20_000))
      let ring = (0..<(3 + index * 20)).map { corner in
        let angle = 2 * Double.pi * Double(corner) / Double(3 + index * 20)
        let reach = 2_000 + random.next(3_000)
        return Point(easting: x + reach * cosine(angle), northing: y + reach * sine(angle))
      }
      let hole = [
        Point(easting: x - 300, northing: y - 300), Point(easting: x + 300, northing: y - 300),
        Point(easting: x, northing: y + 300),
      ]
      return Area(
        id: "\(index)", name: "", phase: "all", ruralUrban: .unknown, boundary: MultiPolygon(polygons: [[ring, hole]]))
    }
    study.homes = (0..<150).map { index in
      Home(
        point: Point(easting: random.next(200).rounded() * 100, northing: random.next(200).rounded() * 100),
        area: index, kind: .postcode)
    }
    var locator = AreaLocator(study: study, bounds: study.areas.map(\.boundary.bounds))
    for _ in 0..<20_000 {
      let point = Point(easting: random.next(24_000) - 2_000, northing: random.next(24_000) - 2_000)
      let plain =
        study.areas.firstIndex { $0.boundary.contains(point) }
        ?? study.homes.min { $0.point.distance(to: point) < $1.point.distance(to: point) }?.area
      #expect(locator.area(of: point) == plain)
    }
  }
}

private struct SystemSeed {
  var state: UInt64
  /// 0 up to `limit`.
  mutating func next(_ limit: Double) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 33) / Double(1 << 31) * limit
  }
}
private func cosine(_ angle: Double) -> Double { Foundation.cos(angle) }
private func sine(_ angle: Double) -> Double { Foundation.sin(angle) }
