import Geometry

/// The signed area of a ring in square metres, positive anticlockwise.
func signedArea(_ ring: [Point]) -> Double {
  guard var previous = ring.last else { return 0 }
  var twice = 0.0
  for vertex in ring {
    twice += cross(previous, vertex)
    previous = vertex
  }
  return twice / 2
}

private func cross(_ a: Point, _ b: Point) -> Double { a.easting * b.northing - b.easting * a.northing }

/// Positive when `c` lies left of the line from `a` to `b`.
func turn(_ a: Point, _ b: Point, _ c: Point) -> Double {
  (b.easting - a.easting) * (c.northing - a.northing) - (b.northing - a.northing) * (c.easting - a.easting)
}

/// Triangles of a simple anticlockwise ring, by ear clipping: quadratic, for outlines of a hundred vertices.
func triangles(_ ring: [Point]) -> [[Point]] {
  var rest = ring
  var triangles: [[Point]] = []
  while rest.count > 3 {
    let count = rest.count
    guard
      let ear = rest.indices.first(where: { index in
        let corner = [rest[(index + count - 1) % count], rest[index], rest[(index + 1) % count]]
        guard turn(corner[0], corner[1], corner[2]) > 0 else { return false }
        return !rest.contains { !corner.contains($0) && isInside($0, corner) }
      })
    else { break }
    triangles.append([rest[(ear + count - 1) % count], rest[ear], rest[(ear + 1) % count]])
    rest.remove(at: ear)
  }
  triangles.append(rest)
  return triangles
}

private func isInside(_ point: Point, _ corner: [Point]) -> Bool {
  turn(corner[0], corner[1], point) >= 0 && turn(corner[1], corner[2], point) >= 0
    && turn(corner[2], corner[0], point) >= 0
}
