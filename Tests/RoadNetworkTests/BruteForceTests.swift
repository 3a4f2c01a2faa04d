import Geometry
import Randomness
import Testing

@testable import RoadNetwork

/// Random small networks against plain answers: relaxation over every segment until nothing changes.
@Suite("Routes against brute force")
struct BruteForceTests {
  /// 5 to 40 points in a square kilometre, joined at random; some one-way, some slow, some of equal cost.
  static func randomSegments(_ world: Int) -> Segments {
    var random = NamedRandom(seed: 20, stream: RandomStream("test.roads"), draw: world)
    let count = 5 + Int(random.uniform() * 36)
    var segments = Segments(
      points: (0..<count).map { _ in at((random.uniform() * 1000).rounded(), (random.uniform() * 1000).rounded()) })
    for _ in 0..<Int(Double(count) * (0.8 + random.uniform())) {
      let from = Int(random.uniform() * Double(count))
      let to = Int(random.uniform() * Double(count))
      // Round figures make ties in time likely.
      let cost = Cost(
        milliseconds: 1000 * (1 + Int(random.uniform() * 6)), millimetres: 1000 * (1 + Int(random.uniform() * 9)))
      let direction: Segments.Direction = random.chance(0.3) ? .forward : random.chance(0.1) ? .backward : .both
      segments.append(from: from, to: to, cost: cost, direction: direction)
    }
    return segments
  }

  /// Best costs between all points by Bellman and Ford's relaxation, with distance breaking ties of time.
  static func plain(_ segments: Segments) -> [[Cost]] {
    segments.points.indices.map { root in
      var best = Array(repeating: Cost.unreachable, count: segments.points.count)
      best[root] = .zero
      for _ in segments.points.indices {
        for segment in 0..<segments.count {
          let a = Int(segments.from[segment])
          let b = Int(segments.to[segment])
          let cost = segments.cost[segment]
          if segments.direction[segment].contains(.forward), best[a].isReachable {
            best[b] = min(best[b], best[a] + cost)
          }
          if segments.direction[segment].contains(.backward), best[b].isReachable {
            best[a] = min(best[a], best[b] + cost)
          }
        }
      }
      return best
    }
  }

  /// The network with `places` cut into its segments, and the index of each place's new point.
  static func cut(_ segments: Segments, _ places: [(segment: Int, share: Double)]) -> (Segments, [Int]) {
    var points = segments.points
    var added: [Int] = []
    for (index, place) in places.enumerated() {
      // Two names for one place share its point.
      if let same = places[..<index].firstIndex(where: { $0 == place }) {
        added.append(added[same])
        continue
      }
      let a = segments.points[Int(segments.from[place.segment])]
      let b = segments.points[Int(segments.to[place.segment])]
      added.append(points.count)
      points.append(
        at(a.easting + place.share * (b.easting - a.easting), a.northing + place.share * (b.northing - a.northing)))
    }
    var result = Segments(points: points)
    for segment in 0..<segments.count {
      var from = Int(segments.from[segment])
      var spent = Cost.zero
      let here = places.indices.filter { places[$0].segment == segment }.sorted { places[$0].share < places[$1].share }
      for place in here {
        let upTo = segments.cost[segment].first(places[place].share)
        result.append(from: from, to: added[place], cost: upTo - spent, direction: segments.direction[segment])
        from = added[place]
        spent = upTo
      }
      result.append(
        from: from, to: Int(segments.to[segment]), cost: segments.cost[segment] - spent,
        direction: segments.direction[segment])
    }
    return (result, added)
  }

  @Test("Costs between places along segments equal relaxation over a network cut at those places", arguments: 0..<150)
  func matrix(world: Int) {
    let segments = Self.randomSegments(world)
    guard segments.count > 0 else { return }
    var random = NamedRandom(seed: 21, stream: RandomStream("test.places"), draw: world)
    let places = (0..<6).map { _ in
      (segment: Int(random.uniform() * Double(segments.count)), share: (random.uniform() * 8).rounded() / 8)
    }
    let network = Network(segments)
    let locations = places.map { network.location(segment: $0.segment, share: $0.share) }
    let (cut, added) = Self.cut(segments, places)
    let expected = Self.plain(cut)
    let few = Array(locations.prefix(2))
    let backward = network.costs(from: locations, to: few, jobs: 1)
    let forward = network.costs(from: few, to: locations, jobs: 2)
    let among = network.costs(from: locations, to: locations, jobs: 1)
    for a in locations.indices {
      for b in locations.indices {
        #expect(among[a, b] == expected[added[a]][added[b]])
        if b < 2 { #expect(backward[a, b] == expected[added[a]][added[b]]) }
        if a < 2 { #expect(forward[a, b] == expected[added[a]][added[b]]) }
      }
    }
  }

  @Test("The main component is the longest set of roads whose points all reach one another", arguments: 0..<60)
  func components(world: Int) {
    let segments = Self.randomSegments(world)
    let reach = Self.plain(segments)
    var longest = 0
    for root in segments.points.indices {
      var length = 0
      for segment in 0..<segments.count {
        let ends = [Int(segments.from[segment]), Int(segments.to[segment])]
        if ends.allSatisfy({ reach[root][$0].isReachable && reach[$0][root].isReachable }) {
          length += segments.cost[segment].millimetres
        }
      }
      longest = max(longest, length)
    }
    #expect(Network(segments).statistics.mainMetres == Double(longest) / 1000)
  }

  @Test("The nearest segment is the one a look at every segment finds", arguments: 0..<60)
  func nearest(world: Int) {
    let segments = Self.randomSegments(world)
    let network = Network(segments)
    var random = NamedRandom(seed: 22, stream: RandomStream("test.snap"), draw: world)
    for _ in 0..<20 {
      let point = at(random.uniform() * 1600 - 300, random.uniform() * 1600 - 300)
      var least = Double.infinity
      for segment in 0..<segments.count {
        let a = segments.points[Int(segments.from[segment])]
        let b = segments.points[Int(segments.to[segment])]
        // A fine walk along the segment stands in for the perpendicular.
        for step in 0...2000 {
          let share = Double(step) / 2000
          let there = at(
            a.easting + share * (b.easting - a.easting), a.northing + share * (b.northing - a.northing))
          least = min(least, point.distance(to: there))
        }
      }
      let found = network.nearestOfAny(to: point, within: 200)
      if least < 199.5 { #expect(abs(found!.distance - least) < 0.5) }
      if least > 200.5 { #expect(found == nil) }
    }
  }

  @Test("The number of threads changes nothing")
  func jobs() {
    let segments = Self.randomSegments(7)
    let network = Network(segments)
    let places = (0..<segments.count).map { network.location(segment: $0, share: 0.5) }
    #expect(
      network.costs(from: places, to: places, jobs: 1).costs == network.costs(from: places, to: places, jobs: 5).costs)
  }
}
