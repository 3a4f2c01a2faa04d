/// Segments joined end to end where nothing branches off and no turn rule holds, from junction to junction.
///
/// A chain is what searches see as one edge: nine in ten nodes of a road file only give a road its shape. Each segment
/// remembers how far along its chain it begins, so that a point on it has a cost to both junctions.
struct Chains: Sendable {
  /// Junction of each point, -1 where the point is inside a chain or unused.
  private(set) var junction: [Int32]
  private(set) var junctionCount = 0
  // Per chain.
  private(set) var start: [Int32] = []
  private(set) var end: [Int32] = []
  private(set) var cost: [Cost] = []
  private(set) var direction: [Segments.Direction] = []
  // Per segment.
  private(set) var chain: [Int32]
  /// Cost from the chain's start to the end of the segment that is met first.
  private(set) var offset: [Cost]
  /// Whether the segment points against its chain.
  private(set) var isReversed: [Bool]

  var count: Int { start.count }

  init(_ segments: Segments) {
    junction = Array(repeating: -1, count: segments.points.count)
    chain = Array(repeating: -1, count: segments.count)
    offset = Array(repeating: .zero, count: segments.count)
    isReversed = Array(repeating: false, count: segments.count)
    let incidence = Incidence(segments)
    let ruled = Set(segments.turns.flatMap { $0.points(segments.from, segments.to) })
    for point in segments.points.indices
    where incidence.degree(point) > 0 && (!incidence.passesThrough(point, segments) || ruled.contains(point)) {
      junction[point] = Int32(junctionCount)
      junctionCount += 1
    }
    for point in segments.points.indices where junction[point] >= 0 {
      for segment in incidence.segments(point) where chain[Int(segment)] < 0 {
        follow(from: point, along: Int(segment), segments, incidence)
      }
    }
    // What is left are rings without a junction: one of their points becomes one.
    for segment in 0..<segments.count where chain[segment] < 0 {
      let point = Int(segments.from[segment])
      junction[point] = Int32(junctionCount)
      junctionCount += 1
      follow(from: point, along: segment, segments, incidence)
    }
  }

  private mutating func follow(from point: Int, along first: Int, _ segments: Segments, _ incidence: Incidence) {
    let index = Int32(count)
    var point = point
    var segment = first
    var total = Cost.zero
    start.append(junction[point])
    let points = Int(segments.from[first]) == point
    direction.append(points ? segments.direction[first] : segments.direction[first].reversed)
    while true {
      let reversed = Int(segments.from[segment]) != point
      chain[segment] = index
      offset[segment] = total
      isReversed[segment] = reversed
      total = total + segments.cost[segment]
      point = Int(reversed ? segments.from[segment] : segments.to[segment])
      if junction[point] >= 0 { break }
      segment = incidence.other(point, than: segment)
    }
    end.append(junction[point])
    cost.append(total)
  }
}

/// The segments that touch each point.
private struct Incidence {
  private var first: [Int32]
  private var items: [Int32]

  init(_ segments: Segments) {
    var count = Array(repeating: Int32(0), count: segments.points.count + 1)
    for segment in 0..<segments.count {
      count[Int(segments.from[segment]) + 1] += 1
      count[Int(segments.to[segment]) + 1] += 1
    }
    for point in segments.points.indices { count[point + 1] += count[point] }
    first = count
    items = Array(repeating: 0, count: segments.count * 2)
    for segment in 0..<segments.count {
      for point in [Int(segments.from[segment]), Int(segments.to[segment])] {
        items[Int(count[point])] = Int32(segment)
        count[point] += 1
      }
    }
  }

  func degree(_ point: Int) -> Int { Int(first[point + 1] - first[point]) }
  func segments(_ point: Int) -> ArraySlice<Int32> { items[Int(first[point])..<Int(first[point + 1])] }

  func other(_ point: Int, than segment: Int) -> Int {
    let low = Int(first[point])
    return Int(Int(items[low]) == segment ? items[low + 1] : items[low])
  }

  /// Whether exactly two segments meet here and one may pass from either onto the other in the same directions.
  func passesThrough(_ point: Int, _ segments: Segments) -> Bool {
    guard degree(point) == 2 else { return false }
    let low = Int(first[point])
    let a = Int(items[low])
    let b = Int(items[low + 1])
    guard a != b else { return false }
    let towards = Int(segments.to[a]) == point ? segments.direction[a] : segments.direction[a].reversed
    let away = Int(segments.from[b]) == point ? segments.direction[b] : segments.direction[b].reversed
    return towards == away
  }
}
