/// An area on the grid: polygons with holes, rings as closed or open vertex lists (closing vertex optional).
public struct MultiPolygon: Hashable, Codable, Sendable {
  /// Polygons; in each, the first ring is the outside and the others are holes.
  public var polygons: [[[Point]]]
  public init(polygons: [[[Point]]]) { self.polygons = polygons }

  /// Whether the point is inside, by the even-odd rule over all rings. Points on an edge fall on either side.
  public func contains(_ point: Point) -> Bool {
    var inside = false
    for ring in polygons.joined() where ring.count > 2 {
      var previous = ring[ring.count - 1]
      for vertex in ring {
        if (vertex.northing > point.northing) != (previous.northing > point.northing) {
          let share = (point.northing - vertex.northing) / (previous.northing - vertex.northing)
          if point.easting < vertex.easting + share * (previous.easting - vertex.easting) { inside.toggle() }
        }
        previous = vertex
      }
    }
    return inside
  }

  /// Area in square metres, holes taken off.
  public var area: Double {
    polygons.reduce(0) { sum, rings in
      sum + rings.enumerated().reduce(0) { $0 + ($1.offset == 0 ? 1 : -1) * abs(signedArea($1.element)) }
    }
  }

  /// Centre of gravity of the outside rings; `nil` when the area is zero.
  public var centroid: Point? {
    var x = 0.0
    var y = 0.0
    var total = 0.0
    for rings in polygons {
      guard let ring = rings.first, var previous = ring.last else { continue }
      for vertex in ring {
        let cross = previous.easting * vertex.northing - vertex.easting * previous.northing
        x += (previous.easting + vertex.easting) * cross
        y += (previous.northing + vertex.northing) * cross
        total += cross
        previous = vertex
      }
    }
    return total == 0 ? nil : Point(easting: x / (3 * total), northing: y / (3 * total))
  }

  /// The smallest box that holds every vertex; `nil` when there is none.
  public var bounds: Bounds? { Bounds(polygons.joined().joined()) }
}

private func signedArea(_ ring: [Point]) -> Double {
  guard var previous = ring.last else { return 0 }
  var twice = 0.0
  for vertex in ring {
    twice += previous.easting * vertex.northing - vertex.easting * previous.northing
    previous = vertex
  }
  return twice / 2
}

/// A box on the grid.
@frozen public struct Bounds: Hashable, Sendable {
  public var low: Point
  public var high: Point

  public init?(_ points: some Sequence<Point>) {
    var low = Point(easting: .infinity, northing: .infinity)
    var high = Point(easting: -.infinity, northing: -.infinity)
    for point in points {
      low = Point(easting: min(low.easting, point.easting), northing: min(low.northing, point.northing))
      high = Point(easting: max(high.easting, point.easting), northing: max(high.northing, point.northing))
    }
    guard low.easting <= high.easting else { return nil }
    self.low = low
    self.high = high
  }
  public func contains(_ point: Point) -> Bool {
    (low.easting...high.easting).contains(point.easting) && (low.northing...high.northing).contains(point.northing)
  }
  public var width: Double { high.easting - low.easting }
  public var height: Double { high.northing - low.northing }
}
