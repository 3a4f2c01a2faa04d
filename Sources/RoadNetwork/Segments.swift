import Geometry

/// Straight pieces of road between points, as a network is made from: one entry an index in every array.
public struct Segments: Sendable {
  /// Which ways along a segment one may go.
  public struct Direction: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// From `from` to `to`.
    public static let forward = Direction(rawValue: 1)
    public static let backward = Direction(rawValue: 2)
    public static let both: Direction = [.forward, .backward]

    var reversed: Direction {
      Direction(rawValue: (rawValue & 1) << 1 | rawValue >> 1)
    }
  }

  /// Metres on a plane.
  public let points: [Point]
  public private(set) var from: [Int32] = []
  public private(set) var to: [Int32] = []
  /// The same in both directions. May be longer than the straight line between the ends.
  public private(set) var cost: [Cost] = []
  public private(set) var direction: [Direction] = []
  public private(set) var turns: [TurnRule] = []

  public init(points: [Point]) { self.points = points }

  public mutating func reserveCapacity(_ count: Int) {
    from.reserveCapacity(count)
    to.reserveCapacity(count)
    cost.reserveCapacity(count)
    direction.reserveCapacity(count)
  }

  /// Adds a segment; one that may be travelled in neither direction is left out.
  public mutating func append(from: Int, to: Int, cost: Cost, direction: Direction) {
    precondition(points.indices.contains(from) && points.indices.contains(to), "an end that is not a point")
    guard !direction.isEmpty else { return }
    self.from.append(Int32(from))
    self.to.append(Int32(to))
    self.cost.append(cost)
    self.direction.append(direction)
  }

  /// Adds a rule on how to go on from a segment to others.
  public mutating func append(_ rule: TurnRule) { turns.append(rule) }

  public var count: Int { from.count }
}
