/// Where the supply of every unit went, at what total cost, and at what prices that is the least.
@frozen public struct AssignmentSolution: Sendable, Equatable {
  /// Amount per choice of the instance, in its order, then the amount per unit in the overflow.
  public internal(set) var flow: [Int32] = []
  /// Least dual price per sink, not negative: what one more place there would take off the total.
  public internal(set) var price: [Int] = []
  /// Dual price per unit: the least of its choices' cost plus price, and its overflow cost.
  public internal(set) var unitCost: [Int] = []
  /// Total cost.
  public internal(set) var objective = 0

  public init() {}

  /// The amount of a unit in the overflow.
  @inlinable public func overflow(_ unit: Int, of instance: AssignmentInstance) -> Int {
    Int(flow[instance.choices + unit])
  }

  /// The choice that holds a unit, as an index into the instance's entries; `nil` when it is in the overflow.
  ///
  /// For units with a supply of one; of a split unit it is the first.
  @inlinable public func choice(of unit: Int, in instance: AssignmentInstance) -> Int? {
    instance.row(unit).first { flow[$0] > 0 }
  }
}
