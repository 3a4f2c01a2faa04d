import Units

/// Extended rights of children from low-income families, Education Act 1996 Schedule 35B (F18, F19, F21).
///
/// The lower limit is a walking distance and strict; the upper limits are distances by road and inclusive. Low income
/// is free school meals or the £7,400 net-earnings test as it stood before free meals widened in September 2026.
public struct ExtendedRights: Sendable, Equatable {
  /// Ages 8 to 10: nearest suitable school beyond this.
  public let aged8To10: Millimetres
  /// Ages 11 to 15: one of the three nearest suitable schools, beyond the first and up to the second.
  public let aged11To15: ClosedRange<Millimetres>
  /// Ages 11 to 15: the nearest school preferred on grounds of religion or belief.
  public let belief: ClosedRange<Millimetres>

  public init(
    aged8To10: Millimetres = .miles(2), aged11To15: ClosedRange<Millimetres> = .miles(2)...(.miles(6)),
    belief: ClosedRange<Millimetres> = .miles(2)...(.miles(15))
  ) {
    self.aged8To10 = aged8To10
    self.aged11To15 = aged11To15
    self.belief = belief
  }

  /// Whether a child of a low-income family is eligible at these distances.
  @inlinable public func isEligible(age: Int, walk: Millimetres, road: Millimetres, naming: SchoolNaming) -> Bool {
    switch age {
    case 8...10: naming == .nearestSuitable && walk > aged8To10
    case 11...15:
      switch naming {
      case .nearestSuitable, .oneOfThreeNearest: walk > aged11To15.lowerBound && road <= aged11To15.upperBound
      case .nearestOnBelief: walk > belief.lowerBound && road <= belief.upperBound
      case .onCondition: false
      }
    default: false
    }
  }
}
