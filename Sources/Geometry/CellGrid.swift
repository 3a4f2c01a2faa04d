/// A grid of squares that covers a box, row by row from the south-west corner.
public struct CellGrid: Sendable {
  public let low: Point
  /// Side of a square, in metres.
  public let cell: Double
  public let columns: Int
  public let rows: Int

  /// Squares on lines of whole multiples of their side, so that neighbouring grids fit.
  ///
  /// - Parameters:
  ///   - cell: the least side in metres; it is doubled until there are no more than `limit` squares.
  public init(covering box: Bounds, cell: Double, limit: Int) {
    var side = cell
    while true {
      let west = (box.low.easting / side).rounded(.down)
      let south = (box.low.northing / side).rounded(.down)
      let columns = max(1, (box.high.easting / side).rounded(.up) - west)
      let rows = max(1, (box.high.northing / side).rounded(.up) - south)
      if columns * rows <= Double(limit) {
        low = Point(easting: west * side, northing: south * side)
        self.cell = side
        self.columns = Int(columns)
        self.rows = Int(rows)
        return
      }
      side *= 2
    }
  }

  public var count: Int { columns * rows }

  /// The middle of a square.
  public func centre(_ index: Int) -> Point { corner(Double(index % columns) + 0.5, Double(index / columns) + 0.5) }

  private func corner(_ column: Double, _ row: Double) -> Point {
    Point(easting: low.easting + column * cell, northing: low.northing + row * cell)
  }

  /// The outline of some squares: a polygon for each set of them joined by their sides, with its holes.
  ///
  /// - Parameter isInside: one entry a square.
  public func area(_ isInside: [Bool]) -> MultiPolygon {
    var part = Array(repeating: Int32(-1), count: count)
    var polygons: [[[Point]]] = []
    for start in 0..<count where isInside[start] && part[start] < 0 {
      let number = Int32(polygons.count)
      var members: [Int] = []
      var open = [start]
      part[start] = number
      while let square = open.popLast() {
        members.append(square)
        for next in neighbours(square) where next >= 0 && isInside[next] && part[next] < 0 {
          part[next] = number
          open.append(next)
        }
      }
      let rings = CellOutline(members.sorted(), of: self) { $0 >= 0 && part[$0] == number }.rings
      polygons.append(rings.map { $0.map { corner(Double($0.column), Double($0.row)) } })
    }
    return MultiPolygon(polygons: polygons)
  }

  /// The squares below, right, above and left; -1 where the grid ends.
  func neighbours(_ index: Int) -> [Int] {
    let column = index % columns
    let row = index / columns
    return [
      row > 0 ? index - columns : -1, column + 1 < columns ? index + 1 : -1, row + 1 < rows ? index + columns : -1,
      column > 0 ? index - 1 : -1,
    ]
  }
}

/// The rings round squares that are joined by their sides: the outside anticlockwise, then the holes clockwise.
private struct CellOutline {
  struct Corner: Hashable {
    var column: Int
    var row: Int
  }
  private(set) var rings: [[Corner]] = []
  /// Sides from corner to corner with the squares on their left, by the corner where they begin: two at most.
  private var sides: [Corner: [Corner]] = [:]

  init(_ squares: [Int], of grid: CellGrid, _ isInside: (Int) -> Bool) {
    var starts: [Corner] = []
    for square in squares {
      let column = square % grid.columns
      let row = square / grid.columns
      let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map { Corner(column: column + $0.0, row: row + $0.1) }
      for (side, next) in grid.neighbours(square).enumerated() where !isInside(next) {
        sides[corners[side], default: []].append(corners[(side + 1) % 4])
        starts.append(corners[side])
      }
    }
    // Squares come from the south-west, so that the first ring is the outside.
    for start in starts { while sides[start] != nil { follow(from: start) } }
  }

  /// Follows sides until they come back; a ring that touches itself at a corner is cut in two there.
  private mutating func follow(from start: Corner) {
    var ring = [start]
    var place: [Corner: Int] = [start: 0]
    var closed: [[Corner]] = []
    while !ring.isEmpty {
      let from = ring[ring.count - 1]
      let next = take(from, after: ring.count > 1 ? ring[ring.count - 2] : nil)
      if let first = place[next] {
        closed.append(Array(ring[first...]))
        for corner in ring[(first + 1)...] { place[corner] = nil }
        ring.removeSubrange((first + 1)...)
        if first == 0 { break }
      } else {
        place[next] = ring.count
        ring.append(next)
      }
    }
    // What was cut off came first; the whole ring is the last.
    rings += closed.reversed().map(withoutStraightCorners)
  }

  /// The next corner; of two, the one to the left, which keeps to the same square.
  private mutating func take(_ from: Corner, after previous: Corner?) -> Corner {
    var ways = sides[from] ?? []
    var chosen = 0
    if ways.count > 1, let previous {
      let (x, y) = (from.column - previous.column, from.row - previous.row)
      chosen = ways.firstIndex { x * ($0.row - from.row) - y * ($0.column - from.column) > 0 } ?? 0
    }
    let next = ways.remove(at: chosen)
    sides[from] = ways.isEmpty ? nil : ways
    return next
  }

  private func withoutStraightCorners(_ ring: [Corner]) -> [Corner] {
    ring.indices.compactMap { index in
      let before = ring[(index + ring.count - 1) % ring.count]
      let after = ring[(index + 1) % ring.count]
      let isStraight = before.column == after.column || before.row == after.row
      return isStraight ? nil : ring[index]
    }
  }
}
