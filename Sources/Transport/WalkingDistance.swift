import Units

/// The statutory walking distance of Education Act 1996 s444(5): 2 miles under 8, 3 miles from 8.
///
/// Measured along the nearest available route a child, accompanied as necessary, can walk in reasonable safety;
/// "beyond" is strict. Source: F17 (IPSEA); limits in `Models/assumptions/transport.yaml`.
public struct WalkingDistance: Sendable, Equatable {
  public let underEight: Millimetres
  public let fromEight: Millimetres

  public init(underEight: Millimetres = .miles(2), fromEight: Millimetres = .miles(3)) {
    self.underEight = underEight
    self.fromEight = fromEight
  }

  /// The limit at an age in whole years.
  @inlinable public func limit(age: Int) -> Millimetres { age < 8 ? underEight : fromEight }

  /// Whether a walk is beyond the limit: exactly at it is not.
  @inlinable public func isBeyond(_ walk: Millimetres, age: Int) -> Bool { walk > limit(age: age) }
}
