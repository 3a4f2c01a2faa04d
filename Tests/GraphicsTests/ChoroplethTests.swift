import Geometry
import TestSupport
import Testing

@testable import Graphics

/// Squares of 10 km side by side from west to east.
private func square(_ column: Int, _ row: Int = 0) -> MultiPolygon {
  let x = 300_000 + 10_000 * Double(column)
  let y = 300_000 + 10_000 * Double(row)
  return MultiPolygon(polygons: [
    [
      [
        Point(easting: x, northing: y), Point(easting: x + 10_000, northing: y),
        Point(easting: x + 10_000, northing: y + 10_000), Point(easting: x, northing: y + 10_000),
      ]
    ]
  ])
}

private func map(_ values: [Double?], pins: [Point] = [], places: [Point] = []) -> Choropleth {
  Choropleth(
    id: "m", title: "Map", description: "Areas.",
    regions: values.enumerated().map { index, value in
      .init(
        name: "Area \(index)", label: value.map { "\(Int($0))" } ?? "c", value: value,
        boundary: square(index % 4, index / 4))
    }, places: places.map { .init(symbol: .triangle, point: $0) },
    pins: pins.enumerated().map { .init(label: "\($0.offset + 1)", point: $0.element) }, format: { "\(Int($0))" })
}

@Suite struct ChoroplethTests {
  private let values: [Double?] = [4, 12, nil, 40, 7, 9, 22, 31]

  @Test func `a map of eight areas is as on file`() {
    let pins = [Point(easting: 312_000, northing: 305_000), Point(easting: 312_300, northing: 305_000)]
    #expect(
      snapshotFault(map(values, pins: pins, places: [Point(easting: 325_000, northing: 311_000)]).svg(), "map.svg")
        == nil)
  }

  @Test func `pins at one site are drawn apart, and no label covers another`() {
    let site = Point(easting: 315_000, northing: 305_000)
    let svg = map(values, pins: Array(repeating: site, count: 15)).svg()
    let texts = PictureText.all(in: svg, size: 13)
    #expect(texts.filter { Int($0.words) != nil }.count >= 15)
    #expect(PictureText.overlaps(texts) == [])
    #expect(PictureText.outside(texts, width: 720) == [])
  }

  @Test func `a suppressed area is hatched and marked c, in the map and its legend`() {
    let svg = map(values).svg()
    #expect(svg.contains("fill=\"url(#m-hatch)\""))
    #expect(svg.contains(">c</text>"))
    #expect(map(values).legend().source.contains("suppressed (c)"))
  }

  @Test func `the greatest figure has the darkest shade`() {
    let shades = Shading(values.compactMap { $0 })
    #expect(shades.index(40) == 3)
    #expect(shades.index(4) == 0)
  }

  @Test func `places beyond the areas are counted, not drawn`() {
    let far = Point(easting: 500_000, northing: 300_000)
    #expect(map(values, places: [far]).placesOffMap == 1)
  }

  @Test func `north is up`() {
    let view = Bounds([Point(easting: 0, northing: 0), Point(easting: 10, northing: 10)])!
    let projection = MapProjection(view: view, width: 100)
    #expect(projection.position(Point(easting: 0, northing: 10)) == (0, 0))
    #expect(projection.position(Point(easting: 10, northing: 0)) == (100, 100))
  }

  @Test func `without boundaries there is no map`() {
    var empty = map([1])
    empty.regions[0].boundary = MultiPolygon(polygons: [])
    #expect(empty.svg() == "")
  }
}

@Suite struct LabelLayoutTests {
  @Test func `a long name breaks into two lines of about equal length`() {
    #expect(LabelLayout.halves(of: "Craven Arms and Cleobury Mortimer") == ["Craven Arms and", "Cleobury Mortimer"])
    #expect(LabelLayout.halves(of: "Ludlow") == ["Ludlow"])
  }

  @Test func `a name that no line fits is left out, its figure is not`() {
    var layout = LabelLayout(width: 200, height: 200)
    let square = [[(x: 50.0, y: 50.0), (x: 100, y: 50), (x: 100, y: 100), (x: 50, y: 100)]]
    let label = layout.placeLabel("7", name: "Llanfairpwllgwyngyll and district", in: square)
    #expect(label?.nameLines == [])
  }
}

@Suite struct IsochroneMapTests {
  private func map(bands: Int) -> IsochroneMap {
    IsochroneMap(
      id: "i", title: "Reach", description: "Bands.", outlines: [square(0), square(1)],
      bands: (0..<bands).map { .init(label: "within \(15 * ($0 + 1)) minutes", area: square($0)) },
      site: Point(easting: 305_000, northing: 305_000), label: "7")
  }

  @Test func `the farthest band is drawn first, so that nearer ones lie on it, and the site last`() throws {
    let svg = map(bands: 3).svg()
    let order = [Palette.sequence[0], Palette.sequence[1], Palette.sequence[2], ">7<"].map {
      svg.firstRange(of: $0)!.lowerBound
    }
    #expect(order == order.sorted())
    #expect(map(bands: 3).legend().source.contains("within 45 minutes"))
  }

  @Test func `nowhere reached is no map`() { #expect(map(bands: 0).svg().isEmpty) }
}

@Suite struct SymbolMapTests {
  private func map(_ values: [Double], at points: [Point]) -> SymbolMap {
    SymbolMap(
      id: "s", title: "Vehicles", description: "Circles.", outlines: [square(0)],
      places: zip(values, points).map { .init(label: "\(Int($0))", value: $0, point: $1) })
  }
  private let middle = Point(easting: 305_000, northing: 305_000)

  @Test func `each place is a circle with its figure, the larger the more`() {
    let svg = map([40, 10], at: [middle, Point(easting: 301_000, northing: 301_000)]).svg()
    #expect(svg.contains(">40<") && svg.contains(">10<"))
    #expect(svg.contains("a34 34") && svg.contains("a17 17"))
  }

  @Test func `circles of one place stand apart, the moved one with a line to it`() {
    #expect(map([40, 30], at: [middle, middle]).svg().components(separatedBy: "<line").count == 2)
  }

  @Test func `what lies beyond the areas is counted and not drawn`() {
    let far = map([40], at: [Point(easting: 900_000, northing: 305_000)])
    #expect(far.placesOffMap == 1 && !far.svg().contains(">40<"))
  }
}
