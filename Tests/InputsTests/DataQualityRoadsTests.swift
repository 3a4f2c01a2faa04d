import Geometry
import Planning
import TestSupport
import Testing

@testable import Inputs

/// What the road file reaches, by made-up journeys.
@Suite struct DataQualityRoadsTests {
  /// Journeys that are straight lines where `isStraight` says so.
  private func times(_ study: Study, _ isStraight: (_ home: Int, _ setting: Int) -> Bool) -> TravelTimes {
    let cells = study.homes.indices.flatMap { home in study.settings.indices.map { isStraight(home, $0) } }
    return TravelTimes(
      homes: study.homes.count, settings: study.settings.count, driveSeconds: cells.map { _ in 60 },
      driveMetres: cells.map { _ in 1000 }, walkMillimetres: cells.map { _ in 1_000_000 }, isStraightLine: cells,
      provenance: [])
  }

  @Test func everySettingOnTheNetworkIsLeftAlone() throws {
    let check = try checked { _ in
    } times: {
      self.times($0) { _, _ in false }
    }
    let roads = check.quality.roads
    #expect(roads.isComputed)
    #expect(roads.beyond.isEmpty)
    #expect(roads.farFromRoad.isEmpty)
    #expect(roads.dailyJourneys == 7)
    #expect(roads.straightJourneys == .children(0))
    #expect(roads.straightShare == 0)
    #expect(check.sentences("roads").isEmpty)
  }

  /// The independent school over the border (two children) lies beyond the roads, and so does the first home.
  @Test func settingsAndHomesBeyondAreNamed() throws {
    let check = try checked {
      $0.replace("study.yaml", "disclosure_threshold: 5", with: "disclosure_threshold: 0")
      $0.replace("settings.csv", "479000,200000", with: "479000,203000")
    } times: {
      self.times($0) { home, setting in home == 0 || setting == 2 }
    }
    let roads = check.quality.roads
    #expect(roads.beyond.map(\.setting) == ["s3"])
    #expect(roads.beyond.map(\.isInArea) == [false])
    #expect(roads.beyond.map(\.metresFromRoad) == [3000])
    #expect(roads.homesBeyond == 1)
    // 8 homes and 4 settings: 4 cells of the home and 7 more of the setting.
    #expect(roads.straightShare == 0.34375)
    // c1 lives at the first home; c6 and c7 go to the school.
    #expect(roads.straightJourneys == .children(3))
    #expect(
      check.sentences("roads") == [
        "3 of 7 daily journeys of the caseload (42.9%) are straight lines times the circuity assumption.",
        "1 of 8 homes lies beyond the road network.",
        "1 setting outside the area lies beyond the road network: journeys there are straight lines, flagged.",
      ])
  }

  @Test func aSettingInsideTheAreaShouldBeReached() throws {
    let check = try checked { _ in
    } times: {
      self.times($0) { _, setting in setting == 1 }
    }
    #expect(
      check.sentences("roads") == [
        "1 setting inside the area lies beyond the road network: Eastfield Special School.",
        "A few of 7 daily journeys of the caseload are straight lines times the circuity assumption.",
      ])
  }

  @Test func aSettingFarFromEveryRoadIsNamed() throws {
    func far(_ northing: Int) throws -> [String] {
      try checked {
        $0.replace("settings.csv", "455000,200000", with: "455000,\(northing)")
      } times: {
        self.times($0) { _, _ in false }
      }.quality.roads.farFromRoad.map(\.setting)
    }
    #expect(try far(200_250) == [])
    #expect(try far(200_251) == ["s2"])
  }

  @Test func withoutARoadFileNothingIsListed() throws {
    let check = try checked {
      $0["road_nodes.csv"] = nil
      $0["road_links.csv"] = nil
    } times: {
      self.times($0) { _, _ in true }
    }
    #expect(!check.quality.roads.hasRoadFile)
    #expect(check.quality.roads.beyond.isEmpty)
    #expect(check.quality.roads.straightShare == 1)
    #expect(
      check.sentences("roads") == [
        "No road file is given: every journey is a straight line times the circuity assumption."
      ])
  }

  /// Against stepping along every link a metre at a time.
  @Test func distancesFromRoadsAgreeWithSteppingAlongThem() {
    var roads = RoadLinks()
    for (easting, northing) in [(0, 0), (300, 400), (900, 100), (300, 400)] {
      roads.nodes.append(Point(easting: Double(easting), northing: Double(northing)))
    }
    // Two that are driven, a path, and a link of no length.
    let links: [(from: Int, to: Int, access: RoadLinks.Access)] = [
      (0, 1, .driveForward), (1, 2, [.driveBackward, .walk]), (2, 0, .walk), (1, 3, .driveForward),
    ]
    for (from, to, access) in links {
      roads.from.append(Int32(from))
      roads.to.append(Int32(to))
      roads.access.append(access)
    }
    var points: [Point] = []
    for number in 0..<40 {
      points.append(Point(easting: Double(number * 37 % 1000), northing: Double(number * 91 % 700 - 100)))
    }
    for (point, distance) in zip(points, metresFromRoad(points, roads: roads)) {
      var best = Double.infinity
      for link in [0, 1] {
        let from = roads.nodes[Int(roads.from[link])]
        let to = roads.nodes[Int(roads.to[link])]
        for step in 0...1000 {
          let part = Double(step) / 1000
          let easting = from.easting + part * (to.easting - from.easting)
          let northing = from.northing + part * (to.northing - from.northing)
          let place = Point(easting: easting, northing: northing)
          best = min(best, point.distance(to: place))
        }
      }
      #expect(abs(distance - best) < 0.5)
    }
    #expect(Set(metresFromRoad(points, roads: RoadLinks())) == [Double.infinity])
  }
}
