import Geometry

/// A place on a network: somewhere along a segment.
public struct Location: Hashable, Sendable {
  public let segment: Int
  /// The chain of segments it lies on, and the cost from that chain's start.
  let chain: Int32
  let offset: Cost
  /// Metres in a straight line from the point that was asked for.
  public let distance: Double
}

/// Roads that can be searched: fastest (then shortest) routes between places on them.
///
/// Made once and never changed; safe to share. Routes may turn round at junctions and keep the rules on turns.
public struct Network: Sendable {
  public let segments: Segments
  let chains: Chains
  let turns: TurnStates
  let hierarchy: Hierarchy
  /// Segments that can be left for the largest strongly connected component and come to from it.
  public let isMain: [Bool]
  public let statistics: NetworkStatistics
  private let index: SegmentIndex
  private let anySegment: [Bool]
  /// Segments joined to the largest strongly connected component in some direction at least.
  private let touches: [Bool]

  public init(_ segments: Segments) {
    self.segments = segments
    let chains = Chains(segments)
    self.chains = chains
    let turns = TurnStates(segments, chains)
    self.turns = turns
    let graph = turns.graph(chains)
    hierarchy = Hierarchy(graph)
    let strong = Components.strong(graph)
    let largest = strong.longest(chains, turns)
    let isReached = strong.reached(from: largest, graph)
    let reaches = strong.reaches(largest, graph)
    let isMainChain = (0..<chains.count).map { chain in
      let lanes = chains.lanes(chain)
      return lanes.contains { reaches[Int(turns.head($0))] }
        && lanes.contains { turns.tails($0).contains { isReached[Int($0)] } }
    }
    isMain = chains.chain.map { isMainChain[Int($0)] }
    let weak = Components.weak(Graph(chains))
    let main = strong.of.firstIndex(of: largest).map { weak.of[turns.junction($0)] }
    touches = chains.chain.map { weak.of[Int(chains.start[Int($0)])] == main }
    index = SegmentIndex(segments)
    anySegment = Array(repeating: true, count: segments.count)
    statistics = NetworkStatistics(
      segments, chains, isMain: isMain, touches: touches, islands: max(0, weak.count - 1),
      mainJunctions: Set(strong.of.indices.lazy.filter { strong.of[$0] == largest }.map(turns.junction)).count)
  }

  /// The place of the largest strongly connected component nearest to a point; `nil` when none is within `limit` metres.
  public func nearest(to point: Point, within limit: Double) -> Location? {
    location(of: point, within: limit, allowed: isMain)
  }

  /// The place on any segment nearest to a point, whether or not routes lead there.
  public func nearestOfAny(to point: Point, within limit: Double) -> Location? {
    location(of: point, within: limit, allowed: anySegment)
  }

  /// Whether a place is joined to the largest component in some direction at least, as a clipped one-way road is.
  public func touchesMain(_ location: Location) -> Bool { touches[location.segment] }

  private func location(of point: Point, within limit: Double, allowed: [Bool]) -> Location? {
    guard let found = index.nearest(to: point, within: limit, segments, allowed: allowed) else { return nil }
    return location(segment: found.segment, share: found.share, distance: found.distance)
  }

  /// The place a share (0 to 1) of the way along a segment.
  func location(segment: Int, share: Double, distance: Double = 0) -> Location {
    let whole = segments.cost[segment]
    let part = whole.first(share)
    return Location(
      segment: segment, chain: chains.chain[segment],
      offset: chains.offset[segment] + (chains.isReversed[segment] ? whole - part : part), distance: distance)
  }

  /// Where one may go from a place: the ends of its chain.
  func departures(_ location: Location) -> [Seed] {
    chains.lanes(Int(location.chain)).map { Seed(node: turns.head($0), cost: rest(of: $0, from: location)) }
  }

  /// From where one may come to a place.
  func arrivals(_ location: Location) -> [Seed] {
    chains.lanes(Int(location.chain)).flatMap { lane in
      turns.tails(lane).map { Seed(node: $0, cost: rest(of: lane ^ 1, from: location)) }
    }
  }

  /// What is left of a lane's chain from a place to the lane's end.
  private func rest(of lane: TurnStates.Lane, from location: Location) -> Cost {
    lane & 1 == 0 ? chains.cost[lane >> 1] - location.offset : location.offset
  }

  /// The cost of going along one chain from a place to another; `unreachable` when they lie on different chains or the
  /// way is against the direction.
  @inline(__always) func direct(_ source: Location, _ target: Location) -> Cost {
    guard source.chain == target.chain else { return .unreachable }
    if source.offset == target.offset { return .zero }
    let direction = chains.direction[Int(source.chain)]
    // Time and distance both grow along a chain, so that either order is the other's.
    if source.offset < target.offset {
      return direction.contains(.forward) ? target.offset - source.offset : .unreachable
    }
    return direction.contains(.backward) ? source.offset - target.offset : .unreachable
  }
}

/// How large a network is and how well connected.
public struct NetworkStatistics: Sendable, Equatable {
  /// Points that segments use.
  public let points: Int
  public let segments: Int
  /// Points where roads meet, end or change direction.
  public let junctions: Int
  public let chains: Int
  /// Metres, each segment once.
  public let metres: Double
  public let mainJunctions: Int
  public let mainMetres: Double
  /// Parts that no road joins to the largest one, and their metres.
  public let islands: Int
  public let islandMetres: Double
  /// Metres of road that joins the largest part in one direction only: a trap to go into or to come out of.
  public let oneWayMetres: Double

  /// Share of junctions in the largest strongly connected component; 0 for an empty network.
  public var mainShareOfJunctions: Double { junctions == 0 ? 0 : Double(mainJunctions) / Double(junctions) }
  /// Share of length in the largest strongly connected component; 0 for an empty network.
  public var mainShareOfLength: Double { metres == 0 ? 0 : mainMetres / metres }

  init(
    _ segments: Segments, _ chains: Chains, isMain: [Bool], touches: [Bool], islands: Int, mainJunctions: Int
  ) {
    var used = Array(repeating: false, count: segments.points.count)
    var (main, trap, island) = (0, 0, 0)
    for segment in 0..<segments.count {
      used[Int(segments.from[segment])] = true
      used[Int(segments.to[segment])] = true
      let length = segments.cost[segment].millimetres
      if isMain[segment] { main += length } else if touches[segment] { trap += length } else { island += length }
    }
    points = used.count { $0 }
    self.segments = segments.count
    junctions = chains.junctionCount
    self.chains = chains.count
    metres = Double(main + trap + island) / 1000
    self.mainJunctions = mainJunctions
    mainMetres = Double(main) / 1000
    self.islands = islands
    islandMetres = Double(island) / 1000
    oneWayMetres = Double(trap) / 1000
  }
}
