import Geometry
import Planning
import Testing

@testable import Travel

@Suite("Isochrones and catchments")
struct TravelAreasTests {
  /// A straight road of 60 km with a school at each end and one in the middle, 10 m a second.
  static func areas(_ change: (inout Study) -> Void = { _ in }) throws -> [TravelArea] {
    var roads = Roads((0...60).map { at(Double($0) * 1000, 0) })
    for link in 0..<60 { roads.link(link, link + 1) }
    var study = study(homes: [at(0, -1000), at(60_000, 1000)], settings: [at(0, 0), at(30_000, 0), at(60_000, 0)])
    study.provisions[1].kind = .specialistBase
    change(&study)
    var figures = assumptions()
    figures.insert(
      .init(
        id: "map.isochrone_minutes", value: .numbers([10, 30]), unit: "", date: "2026", status: .local, source: "test"))
    figures.insert(
      .init(id: "map.area_cell_m", value: .number(500), unit: "", date: "2026", status: .local, source: "test"))
    return try Travel(roads: roads.links, study: study, assumptions: figures, jobs: 1).areas(study, figures, jobs: 2)
  }

  static func area(_ areas: [TravelArea], _ setting: Int, _ extent: TravelArea.Extent) throws -> MultiPolygon {
    try #require(areas.first { $0.setting == setting && $0.extent == extent }).area
  }

  @Test("Ten minutes at 10 m a second are 6 km either way along the road, one row of squares wide")
  func isochrone() throws {
    let areas = try Self.areas()
    let middle = try Self.area(areas, 1, .within(minutes: 10))
    let box = try #require(middle.bounds)
    #expect((box.low.easting, box.high.easting) == (24_000, 36_000))
    #expect((box.low.northing, box.high.northing) == (0, 500))
    #expect(middle.polygons.count == 1 && middle.polygons[0].count == 1)
    let wide = try Self.area(areas, 1, .within(minutes: 30))
    #expect(wide.area == 3 * middle.area)
  }

  @Test("Two schools of a kind share the road at the middle; a base is compared with bases only")
  func catchment() throws {
    let areas = try Self.areas()
    let west = try Self.area(areas, 0, .nearest(of: .stateSpecial))
    let east = try Self.area(areas, 2, .nearest(of: .stateSpecial))
    #expect(west.bounds?.high.easting == 30_000)
    #expect(east.bounds?.low.easting == 30_000)
    #expect(west.area == east.area)
    #expect(try Self.area(areas, 1, .nearest(of: .base)).area == west.area + east.area)
  }

  @Test("A proposed school has isochrones and takes no part of the catchments of today")
  func proposed() throws {
    let areas = try Self.areas { study in
      study.provisions[2].proposal = 0
      study.settings[2].isProposed = true
    }
    #expect(areas.contains { $0.setting == 2 && $0.extent == .within(minutes: 10) })
    #expect(!areas.contains { $0.setting == 2 && $0.extent == .nearest(of: .stateSpecial) })
    #expect(try Self.area(areas, 0, .nearest(of: .stateSpecial)).bounds?.high.easting == 60_000)
  }

  @Test("Neither a mainstream school nor a study without roads has areas")
  func none() throws {
    let areas = try Self.areas { study in for index in 0..<3 { study.provisions[index].kind = .mainstream } }
    #expect(areas.isEmpty)
    let study = study(homes: [at(0, 0)], settings: [at(0, 10)])
    var figures = assumptions()
    figures.insert(
      .init(id: "map.area_cell_m", value: .number(500), unit: "", date: "2026", status: .local, source: "test"))
    figures.insert(
      .init(id: "map.isochrone_minutes", value: .numbers([10]), unit: "", date: "2026", status: .local, source: "test"))
    #expect(
      try Travel(roads: nil, study: study, assumptions: figures, jobs: 1).areas(study, figures, jobs: 1).isEmpty)
  }
}
