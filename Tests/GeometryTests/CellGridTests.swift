import Testing

@testable import Geometry

@Suite("Outlines of grid squares")
struct CellGridTests {
  /// Rows from the north: `#` inside.
  static func draw(_ rows: String...) -> (grid: CellGrid, isInside: [Bool]) {
    let box = Bounds([
      Point(easting: 1000, northing: 2000),
      Point(easting: 1000 + 100 * Double(rows[0].count), northing: 2000 + 100 * Double(rows.count)),
    ])!
    return (CellGrid(covering: box, cell: 100, limit: 1000), rows.reversed().flatMap { $0.map { $0 == "#" } })
  }

  @Test("A block is one ring of its four corners, anticlockwise from the south-west")
  func block() {
    let (grid, isInside) = Self.draw("...", "##.", "##.")
    let area = grid.area(isInside)
    #expect(
      area.polygons == [
        [
          [
            Point(easting: 1000, northing: 2000), Point(easting: 1200, northing: 2000),
            Point(easting: 1200, northing: 2200), Point(easting: 1000, northing: 2200),
          ]
        ]
      ])
  }

  @Test("Squares that touch at a corner only are polygons of their own")
  func diagonal() {
    let (grid, isInside) = Self.draw("#.", ".#")
    #expect(grid.area(isInside).polygons.map(\.count) == [1, 1])
  }

  @Test("A ring of squares has one hole, and two holes that touch at a corner stay two")
  func holes() {
    let (grid, ring) = Self.draw("###", "#.#", "###")
    #expect(grid.area(ring).polygons.map { $0.map(\.count) } == [[4, 4]])
    let (wide, two) = Self.draw("####", "##.#", "#.##", "####")
    #expect(wide.area(two).polygons.map { $0.map(\.count) } == [[4, 4, 4]])
  }

  @Test("A bay that is closed by a corner is a hole")
  func bay() {
    let (grid, isInside) = Self.draw("##.", "#.#", "###")
    let polygons = grid.area(isInside).polygons
    #expect(polygons.count == 1 && polygons[0].count == 2)
    #expect(polygons[0][1].count == 4)
  }

  @Test("Random squares: centres inside are in the area, others are not, no ring touches itself", arguments: 0..<40)
  func random(world: UInt64) {
    var state = world &* 0x9E37_79B9_7F4A_7C15 &+ 1
    let grid = CellGrid(
      covering: Bounds([Point(easting: 0, northing: 0), Point(easting: 1200, northing: 900)])!, cell: 100, limit: 500)
    let isInside = (0..<grid.count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state % 5 < 3
    }
    let area = grid.area(isInside)
    for square in 0..<grid.count { #expect(area.contains(grid.centre(square)) == isInside[square]) }
    #expect(area.area == Double(isInside.count { $0 }) * 10_000)
    for ring in area.polygons.joined() { #expect(Set(ring).count == ring.count) }
  }

  @Test("Squares double until there are few enough, and lie on whole multiples of their side")
  func sizes() {
    let box = Bounds([Point(easting: 130, northing: 70), Point(easting: 10_010, northing: 5000)])!
    let grid = CellGrid(covering: box, cell: 100, limit: 100)
    #expect(grid.cell == 800)
    #expect(grid.low == Point(easting: 0, northing: 0))
    #expect((grid.columns, grid.rows) == (13, 7))
  }
}
