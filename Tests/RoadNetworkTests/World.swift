import Geometry

@testable import RoadNetwork

/// A tiny world drawn by hand: places named by letter, in metres east and north, and roads between them.
///
/// A road is as long as its straight line unless told otherwise, and a metre takes 100 ms (36 km/h).
struct World {
  private var names: [Character] = []
  private(set) var points: [Point] = []
  private var roads: [(from: Int, to: Int, metres: Double, direction: Segments.Direction)] = []

  mutating func place(_ name: Character, east: Double, north: Double) {
    names.append(name)
    points.append(Point(easting: east, northing: north))
  }

  /// `"AB"`: a two-way road between A and B; `"ABC"`: and on to C.
  mutating func road(_ path: String, metres: Double? = nil, oneWay: Bool = false) {
    let stops = path.map { names.firstIndex(of: $0)! }
    for (a, b) in zip(stops, stops.dropFirst()) {
      roads.append((a, b, metres ?? points[a].distance(to: points[b]), oneWay ? .forward : .both))
    }
  }

  private var rules: [TurnRule] = []

  /// `"SXE"`: whoever comes from S to X may not go on to E, or only there.
  mutating func rule(_ path: String, isOnlyWay: Bool) {
    let stops = path.map { names.firstIndex(of: $0)! }
    let segments = zip(stops, stops.dropFirst()).map { a, b in
      roads.firstIndex { [$0.from, $0.to] == [a, b] || [$0.from, $0.to] == [b, a] }!
    }
    rules.append(TurnRule(segments: segments, point: stops[1], isOnlyWay: isOnlyWay))
  }

  var network: Network { Network(segments) }

  var segments: Segments {
    var segments = Segments(points: points)
    for road in roads {
      let millimetres = Int((road.metres * 1000).rounded())
      segments.append(
        from: road.from, to: road.to, cost: Cost(milliseconds: millimetres / 10, millimetres: millimetres),
        direction: road.direction)
    }
    for rule in rules { segments.append(rule) }
    return segments
  }

  func point(_ name: Character) -> Point { points[names.firstIndex(of: name)!] }
}

extension Network {
  /// Metres of the best route between two points, each taken to the nearest road; `nil` when there is none.
  func metres(_ source: Point, _ target: Point) -> Double? {
    guard let a = nearest(to: source, within: 1000), let b = nearest(to: target, within: 1000) else { return nil }
    let cost = costs(from: [a], to: [b], jobs: 1)[0, 0]
    return cost.isReachable ? Double(cost.millimetres) / 1000 : nil
  }
}

func at(_ east: Double, _ north: Double) -> Point { Point(easting: east, northing: north) }
