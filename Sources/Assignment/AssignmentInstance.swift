/// Units to be placed in sinks: sparse choices with integer costs, and an overflow that takes whatever is left.
///
/// Rows are compressed: the choices of unit `i` are entries `rowStart[i]..<rowStart[i + 1]` of `sink` and `cost`, at most
/// one for a sink. Sinks are few and units many; the solver searches among sinks, never among units.
@frozen public struct AssignmentInstance: Sendable {
  /// Units + 1 offsets into `sink` and `cost`.
  public private(set) var rowStart: [Int32] = [0]
  public private(set) var sink: [Int32] = []
  public private(set) var cost: [Int32] = []
  /// Cost of one of the unit's supply left in the overflow, per unit.
  public private(set) var overflowCost: [Int32] = []
  /// How many are to be placed, per unit; not negative.
  public private(set) var supply: [Int32] = []
  /// Room, per sink; not negative.
  public private(set) var capacity: [Int32] = []

  public init(capacities: [Int32] = []) { capacity = capacities }

  @inlinable public var units: Int { supply.count }
  @inlinable public var sinks: Int { capacity.count }
  @inlinable public var choices: Int { sink.count }
  @inlinable public func row(_ unit: Int) -> Range<Int> { Int(rowStart[unit])..<Int(rowStart[unit + 1]) }

  /// The largest cost, either way, that keeps every sum within range.
  public static let costLimit: Int32 = 1 << 29

  /// Empties the instance and keeps its storage.
  public mutating func removeAll() {
    rowStart.removeAll(keepingCapacity: true)
    rowStart.append(0)
    sink.removeAll(keepingCapacity: true)
    cost.removeAll(keepingCapacity: true)
    overflowCost.removeAll(keepingCapacity: true)
    supply.removeAll(keepingCapacity: true)
    capacity.removeAll(keepingCapacity: true)
  }

  /// Adds a sink and returns its index.
  @discardableResult public mutating func addSink(capacity room: Int) -> Int {
    precondition(room >= 0, "a sink cannot have negative room")
    capacity.append(Int32(room))
    return capacity.count - 1
  }

  /// Adds a unit without choices; `addChoice` then gives it some. Returns its index.
  @discardableResult public mutating func addUnit(overflowCost: Int, supply: Int = 1) -> Int {
    precondition(supply >= 0 && abs(overflowCost) < Int(Self.costLimit), "a unit's supply or cost is out of range")
    self.overflowCost.append(Int32(overflowCost))
    self.supply.append(Int32(supply))
    rowStart.append(Int32(sink.count))
    return self.supply.count - 1
  }

  /// Adds a choice to the unit added last.
  public mutating func addChoice(sink choice: Int, cost price: Int) {
    precondition(abs(price) < Int(Self.costLimit), "a cost is out of range")
    sink.append(Int32(choice))
    cost.append(Int32(price))
    rowStart[rowStart.count - 1] += 1
  }

  public mutating func setCapacity(_ room: Int, of sink: Int) {
    precondition(room >= 0, "a sink cannot have negative room")
    capacity[sink] = Int32(room)
  }

  public mutating func setSupply(_ amount: Int, of unit: Int) {
    precondition(amount >= 0, "a unit's supply is out of range")
    supply[unit] = Int32(amount)
  }

  public mutating func setOverflowCost(_ price: Int, of unit: Int) {
    precondition(abs(price) < Int(Self.costLimit), "a cost is out of range")
    overflowCost[unit] = Int32(price)
  }

  /// - Parameter choice: an index into `sink` and `cost`.
  public mutating func setCost(_ price: Int, of choice: Int) {
    precondition(abs(price) < Int(Self.costLimit), "a cost is out of range")
    cost[choice] = Int32(price)
  }

  /// Takes an instance that is compressed already. Traps if the arrays do not fit each other.
  public init(
    rowStart: [Int32], sink: [Int32], cost: [Int32], overflowCost: [Int32], supply: [Int32], capacity: [Int32]
  ) {
    precondition(
      rowStart.count == supply.count + 1 && overflowCost.count == supply.count && sink.count == cost.count
        && rowStart.last == Int32(sink.count), "the arrays of an assignment do not fit each other")
    self.rowStart = rowStart
    self.sink = sink
    self.cost = cost
    self.overflowCost = overflowCost
    self.supply = supply
    self.capacity = capacity
  }
}
