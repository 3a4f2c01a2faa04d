import Geometry
import Planning

/// Homes by point, so that children of one household or one postcode share a home.
struct HomeIndex {
  private(set) var homes: [Home]
  private var places: [Point: Int] = [:]

  init(_ homes: [Home]) {
    self.homes = homes
    for (index, home) in homes.enumerated() where places[home.point] == nil { places[home.point] = index }
  }

  mutating func index(of point: Point, make: () -> Home) -> Int {
    if let index = places[point] { return index }
    homes.append(make())
    places[point] = homes.count - 1
    return homes.count - 1
  }
}

/// Finds the planning area of a point: the first whose boundary holds it, else that of the nearest residence.
struct AreaLocator {
  private let areas: [BandedArea]
  private let residences: NearestResidence
  /// Residences that say how deprived their LSOA is.
  private let rated: NearestResidence
  private let deciles: [Int]
  /// Points that no boundary held.
  private(set) var outside = 0

  init(study: Study, bounds: [Bounds?]) {
    areas = study.areas.enumerated().compactMap { index, area in
      guard bounds.indices.contains(index), let box = bounds[index] else { return nil }
      return BandedArea(area.boundary, box, index: index)
    }
    residences = NearestResidence(study.homes)
    let rated = study.homes.filter { $0.deprivationDecile != nil }
    self.rated = NearestResidence(rated)
    deciles = rated.compactMap(\.deprivationDecile)
  }

  mutating func area(of point: Point) -> Int {
    for area in areas where area.contains(point) { return area.index }
    outside += 1
    return residences.nearest(to: point)?.area ?? 0
  }

  /// The decile of the nearest residence that has one: exact boundaries of LSOAs are not part of a study.
  func deprivationDecile(of point: Point) -> Int? { rated.nearest(to: point).map { deciles[$0.index] } }
}

/// A boundary cut into bands of northing, each with the edges that reach into it, so that a point is tested against a few
/// edges and not against thousands. The answer is that of `MultiPolygon.contains`, edge for edge.
private struct BandedArea {
  private struct Edge {
    var vertex: Point
    var previous: Point
  }
  let index: Int
  private let bounds: Bounds
  private let scale: Double
  /// Where each band's edges begin in `edges`; one more than there are bands.
  private let starts: [Int]
  private let edges: [Edge]

  init(_ boundary: MultiPolygon, _ bounds: Bounds, index: Int) {
    self.index = index
    self.bounds = bounds
    var all: [Edge] = []
    for ring in boundary.polygons.joined() where ring.count > 2 {
      var previous = ring[ring.count - 1]
      for vertex in ring {
        all.append(Edge(vertex: vertex, previous: previous))
        previous = vertex
      }
    }
    let count = min(2048, max(1, all.count / 4))
    let scale = bounds.height > 0 ? Double(count) / bounds.height : 0
    self.scale = scale
    func band(_ northing: Double) -> Int { bandIndex(northing, bounds, scale, count) }
    var bands = [[Edge]](repeating: [], count: count)
    for edge in all {
      let ends = (band(edge.vertex.northing), band(edge.previous.northing))
      for band in min(ends.0, ends.1)...max(ends.0, ends.1) { bands[band].append(edge) }
    }
    starts = bands.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    edges = Array(bands.joined())
  }

  func contains(_ point: Point) -> Bool {
    guard bounds.contains(point) else { return false }
    let band = bandIndex(point.northing, bounds, scale, starts.count - 1)
    var inside = false
    for index in starts[band]..<starts[band + 1] {
      let (vertex, previous) = (edges[index].vertex, edges[index].previous)
      if (vertex.northing > point.northing) != (previous.northing > point.northing) {
        let share = (point.northing - vertex.northing) / (previous.northing - vertex.northing)
        if point.easting < vertex.easting + share * (previous.easting - vertex.easting) { inside.toggle() }
      }
    }
    return inside
  }
}

/// The band of a northing within the bounds: never lower for a greater one.
private func bandIndex(_ northing: Double, _ bounds: Bounds, _ scale: Double, _ count: Int) -> Int {
  min(count - 1, max(0, Int((northing - bounds.low.northing) * scale)))
}

/// The nearest of the residences, found among those of about the same easting; of equals the first.
private struct NearestResidence {
  private struct Place {
    var point: Point
    var index: Int
    var area: Int
  }
  private let places: [Place]

  init(_ homes: [Home]) {
    places = homes.enumerated().map { Place(point: $1.point, index: $0, area: $1.area) }
      .sorted { ($0.point.easting, $0.index) < ($1.point.easting, $1.index) }
  }

  func nearest(to point: Point) -> (index: Int, area: Int)? {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].point.easting < point.easting { low = middle + 1 } else { high = middle }
    }
    var best: (distance: Double, index: Int, area: Int)?
    var (left, right) = (low - 1, low)
    func isNear(_ index: Int) -> Bool {
      guard places.indices.contains(index) else { return false }
      // A metre of slack for rounding in the distance.
      return best.map { abs(places[index].point.easting - point.easting) <= $0.distance + 1 } ?? true
    }
    func take(_ place: Place) {
      let distance = place.point.distance(to: point)
      if best.map({ (distance, place.index) < ($0.distance, $0.index) }) ?? true {
        best = (distance, place.index, place.area)
      }
    }
    while isNear(left) || isNear(right) {
      if isNear(left) { take(places[left]) }
      if isNear(right) { take(places[right]) }
      left -= 1
      right += 1
    }
    return best.map { ($0.index, $0.area) }
  }
}
