/// Time and distance along one route, ordered by time and then by distance, in one 64-bit word.
///
/// Milliseconds are in the high half and millimetres in the low half, so that one integer comparison finds the fastest
/// route and, of equally fast ones, the shorter, and one integer addition extends a route. A network in which distance
/// alone counts has no milliseconds. A route may be up to 12 days and 4,294 km long.
@frozen public struct Cost: Hashable, Comparable, Sendable {
  @usableFromInline let packed: UInt64
  @inlinable init(packed: UInt64) { self.packed = packed }

  /// - Parameters:
  ///   - milliseconds: 0 to 2^30.
  ///   - millimetres: 0 to 2^32 - 1.
  @inlinable public init(milliseconds: Int, millimetres: Int) {
    packed = UInt64(milliseconds) << 32 | UInt64(UInt32(millimetres))
  }

  public static let zero = Cost(packed: 0)
  /// No route. Two of them may be added without overflow.
  public static let unreachable = Cost(packed: 1 << 62)

  @inlinable public var isReachable: Bool { packed < 1 << 62 }
  @inlinable public var milliseconds: Int { Int(packed >> 32) }
  @inlinable public var millimetres: Int { Int(packed & 0xFFFF_FFFF) }

  @inlinable public static func < (left: Cost, right: Cost) -> Bool { left.packed < right.packed }
  @inlinable static func + (left: Cost, right: Cost) -> Cost { Cost(packed: left.packed &+ right.packed) }
  /// The rest of a stretch after a part of it; `right` is no more than `left` in time and in distance.
  @inlinable static func - (left: Cost, right: Cost) -> Cost { Cost(packed: left.packed &- right.packed) }

  /// The first `share` (0 to 1) of a stretch, time and distance each rounded once.
  func first(_ share: Double) -> Cost {
    Cost(
      milliseconds: Int((Double(milliseconds) * share).rounded()),
      millimetres: Int((Double(millimetres) * share).rounded()))
  }
}
