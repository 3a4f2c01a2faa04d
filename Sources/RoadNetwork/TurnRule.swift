/// A rule on how to go on after a segment: a sequence of segments that may not be travelled, or the only one that may.
///
/// It may run over several points, as the ban of a U-turn over a link between two carriageways does. A rule that no
/// route can break, because its segments do not meet or may not be travelled that way, has no effect.
public struct TurnRule: Sendable, Hashable {
  /// Two or more, in the order of travel.
  public var segments: [Int]
  /// The point where the first segment ends.
  public var point: Int
  /// Whoever has come by the first segment must go on by all the others; else, may not.
  public var isOnlyWay: Bool

  public init(segments: [Int], point: Int, isOnlyWay: Bool) {
    self.segments = segments
    self.point = point
    self.isOnlyWay = isOnlyWay
  }

  /// The points that the rule passes, one fewer than its segments; empty where they do not meet.
  func points(_ from: [Int32], _ to: [Int32]) -> [Int] {
    guard segments.count > 1, segments.allSatisfy(from.indices.contains),
      from[segments[0]] == point || to[segments[0]] == point
    else { return [] }
    var points = [point]
    for segment in segments.dropFirst() {
      let last = points[points.count - 1]
      guard from[segment] == last || to[segment] == last else { return [] }
      points.append(Int(from[segment] == last ? to[segment] : from[segment]))
    }
    return points.dropLast()
  }
}
