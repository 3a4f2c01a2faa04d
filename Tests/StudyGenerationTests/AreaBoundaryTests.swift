import Geometry
import StudyGeneration
import Testing

@Suite struct AreaBoundaryTests {
  /// A 10 km square with a village in the west and two in the east.
  private var square: County {
    var county = County()
    county.areas = [
      PlanningArea(id: "west", name: "West", phase: "all", ruralUrban: "rural"),
      PlanningArea(id: "east", name: "East", phase: "all", ruralUrban: "rural"),
    ]
    county.settlements = [(2_000.0, 5_000.0, 0), (8_000, 2_000, 1), (8_000, 8_000, 1)].map { easting, northing, area in
      Settlement(
        id: "\(easting)", name: "", area: area, centre: Point(easting: easting, northing: northing),
        population: [1, 1, 1, 1])
    }
    county.outline = [(0.0, 0.0), (10_000, 0), (10_000, 10_000), (0, 10_000)].map { Point(easting: $0, northing: $1) }
    return county
  }

  @Test func `villages of one area are dissolved into one ring`() {
    let boundaries = areaBoundaries(square)
    #expect(boundaries.map(\.polygons.count) == [1, 1])
    #expect(boundaries[0].area + boundaries[1].area == 100_000_000)
    #expect(boundaries[0].contains(Point(easting: 1_000, northing: 5_000)))
    #expect(boundaries[1].contains(Point(easting: 9_000, northing: 5_000)))
  }

  @Test func `a notch in the outline stays outside every area`() {
    var county = square
    county.outline.insert(Point(easting: 5_000, northing: 4_000), at: 1)
    let boundaries = areaBoundaries(county)
    #expect(!boundaries.contains { $0.contains(Point(easting: 5_000, northing: 1_000)) })
    #expect(abs(boundaries[0].area + boundaries[1].area - 80_000_000) < 20_000)
  }

  @Test(arguments: StudyFolder.all)
  func `areas add to their outline`(folder: StudyFolder) throws {
    let county = try folder.generated.county
    let total = areaBoundaries(county).reduce(0) { $0 + $1.area }
    #expect(abs(total / MultiPolygon(polygons: [[county.outline]]).area - 1) < 0.000_1)
  }

  @Test func `the areas of the county cover its outline once`() throws {
    let county = try StudyFolder.shropshire.generated.county
    let boundaries = areaBoundaries(county)
    let outline = MultiPolygon(polygons: [[county.outline]])
    // Shropshire without Telford and Wrekin is 3,197 sq km.
    #expect(abs(outline.area / 3_197e6 - 1) < 0.03)
    for easting in stride(from: 316_050.0, to: 384_000, by: 1_000) {
      for northing in stride(from: 267_050.0, to: 345_000, by: 1_000) {
        let point = Point(easting: easting, northing: northing)
        let owners = boundaries.indices.filter { boundaries[$0].contains(point) }
        let nearest = county.settlements[county.nearestSettlement(to: point)].area
        #expect(owners == (outline.contains(point) ? [nearest!] : []))
      }
    }
  }

  @Test(arguments: StudyFolder.all)
  func `every home lies in the area its row names`(folder: StudyFolder) throws {
    let study = try folder.generated
    let boundaries = areaBoundaries(study.county)
    for home in study.homes {
      let area = try #require(study.county.settlements[home.settlement].area)
      #expect(boundaries[area].contains(home.point))
    }
  }

  @Test(arguments: StudyFolder.all)
  func `every child's home lies inside the outline`(folder: StudyFolder) throws {
    let caseload = try folder.table("caseload.csv")
    let outline = MultiPolygon(polygons: [[try folder.generated.county.outline]])
    for row in 0..<caseload.count {
      let easting = Double(try caseload.integer(row, "easting_m"))
      let northing = Double(try caseload.integer(row, "northing_m"))
      #expect(outline.contains(Point(easting: easting, northing: northing)))
    }
  }
}
