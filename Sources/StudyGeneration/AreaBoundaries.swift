import Geometry

/// Boundaries of the planning areas, in area order: the cells nearest to each settlement inside the outline, dissolved.
///
/// The outline is cut into triangles and each triangle into convex cells, so that pieces meet vertex to vertex. On whole
/// metres, an edge between two pieces of one area runs once each way and cancels; what stays is the boundary.
public func areaBoundaries(_ county: County) -> [MultiPolygon] {
  var edges = county.areas.map { _ in [Edge]() }
  for triangle in triangles(county.outline) {
    for (index, settlement) in county.settlements.enumerated() {
      guard let area = settlement.area else { continue }
      let piece = onWholeMetres(cell(of: index, within: triangle, county))
      guard piece.count > 2 else { continue }
      for (start, end) in zip(piece, piece.dropFirst() + piece.prefix(1)) { edges[area].append(Edge(start, end)) }
    }
  }
  return edges.map { polygons(rings(outer($0))) }
}

private struct Edge: Hashable {
  var start: Point
  var end: Point
  init(_ start: Point, _ end: Point) {
    self.start = start
    self.end = end
  }
  var reversed: Edge { Edge(end, start) }
}

/// The part of a convex ring that is nearer to one settlement of the county than to any other.
private func cell(of index: Int, within ring: [Point], _ county: County) -> [Point] {
  let centre = county.settlements[index].centre
  var ring = ring
  for (other, settlement) in county.settlements.enumerated() where other != index && settlement.area != nil {
    ring = clipped(ring, nearer: centre, than: settlement.centre)
    if ring.isEmpty { break }
  }
  return ring
}

/// Sutherland and Hodgman's clipping of a convex ring by the bisector of two points.
private func clipped(_ ring: [Point], nearer near: Point, than far: Point) -> [Point] {
  let x = far.easting - near.easting
  let y = far.northing - near.northing
  let middle = (near.easting + far.easting) / 2 * x + (near.northing + far.northing) / 2 * y
  let sides = ring.map { middle - ($0.easting * x + $0.northing * y) }
  var kept: [Point] = []
  for index in ring.indices {
    let next = (index + 1) % ring.count
    if sides[index] >= 0 { kept.append(ring[index]) }
    if (sides[index] > 0 && sides[next] < 0) || (sides[index] < 0 && sides[next] > 0) {
      let share = sides[index] / (sides[index] - sides[next])
      kept.append(
        Point(
          easting: ring[index].easting + share * (ring[next].easting - ring[index].easting),
          northing: ring[index].northing + share * (ring[next].northing - ring[index].northing)))
    }
  }
  return kept
}

/// On whole metres, repeated vertices dropped.
private func onWholeMetres(_ ring: [Point]) -> [Point] {
  var result: [Point] = []
  for point in ring {
    let whole = Point(easting: point.easting.rounded(), northing: point.northing.rounded())
    if whole != result.last { result.append(whole) }
  }
  if result.count > 1, result.first == result.last { result.removeLast() }
  return result
}

/// Edges that do not run both ways.
private func outer(_ edges: [Edge]) -> [Edge] {
  let all = Set(edges)
  return edges.filter { !all.contains($0.reversed) }
}

/// Closed rings of directed edges, begun in the order of the edges.
private func rings(_ edges: [Edge]) -> [[Point]] {
  var following: [Point: [Point]] = [:]
  for edge in edges { following[edge.start, default: []].append(edge.end) }
  var rings: [[Point]] = []
  for edge in edges {
    var ring: [Point] = []
    var point = edge.start
    while let next = following[point]?.popLast() {
      ring.append(point)
      point = next
      if point == edge.start { break }
    }
    if ring.count > 2 { rings.append(ring) }
  }
  return rings
}

/// Outside rings run anticlockwise; a clockwise ring is a hole of the polygon that contains it.
private func polygons(_ rings: [[Point]]) -> MultiPolygon {
  var polygons = rings.filter { signedArea($0) > 0 }.map { [$0] }
  for hole in rings where signedArea(hole) < 0 {
    let owner = polygons.firstIndex { MultiPolygon(polygons: [[$0[0]]]).contains(hole[0]) }
    if let owner { polygons[owner].append(hole) }
  }
  return MultiPolygon(polygons: polygons)
}
