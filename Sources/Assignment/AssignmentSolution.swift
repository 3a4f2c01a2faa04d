/// Where the supply of every unit went, at what total cost, and at what prices that is the least.
@frozen public struct AssignmentSolution: Sendable, Equatable {
  /// Some of a unit's supply, and where it is.
  @frozen public struct Share: Sendable, Equatable {
    /// Index into the instance's entries; -1 in the overflow.
    public internal(set) var choice: Int32
    /// More than nothing.
    public internal(set) var amount: Int32
  }

  /// Units + 1 offsets into `shares`.
  public internal(set) var shareStart: [Int32] = [0]
  /// What each unit has where: one share for a unit of one, none for a unit of none, in row order, the overflow last.
  public internal(set) var shares: [Share] = []
  /// Least dual price per sink, not negative: what one more place there would take off the total.
  public internal(set) var price: [Int] = []
  /// Dual price per unit: the least of its choices' cost plus price, and its overflow cost.
  public internal(set) var unitCost: [Int] = []
  /// Total cost.
  public internal(set) var objective = 0

  public init() {}

  @inlinable public func sharesOf(_ unit: Int) -> ArraySlice<Share> {
    shares[Int(shareStart[unit])..<Int(shareStart[unit + 1])]
  }

  /// The amount of a unit in the overflow.
  @inlinable public func overflow(_ unit: Int, of instance: AssignmentInstance) -> Int {
    guard let last = sharesOf(unit).last, last.choice < 0 else { return 0 }
    return Int(last.amount)
  }

  /// The choice that holds a unit, as an index into the instance's entries; `nil` when it is in the overflow.
  ///
  /// For units with a supply of one; of a split unit it is the first.
  @inlinable public func choice(of unit: Int, in instance: AssignmentInstance) -> Int? {
    guard let first = sharesOf(unit).first, first.choice >= 0 else { return nil }
    return Int(first.choice)
  }
}
