/// Who is where: amounts of units in sinks, listed both by cell (their seats) and by unit.
///
/// A sink is one cell. The overflow, which holds many, is as many cells again: a unit there stands in the one of its
/// cheapest sink, so that a change concerns few. As a node of the graph of sinks the overflow is one, the last.
/// One unit of supply one has one holding; a split unit has several. Storage grows with the units, not with their choices.
struct Holdings: Sendable {
  struct Holding: Sendable {
    var unit: Int32
    /// A sink, or sinks + the sink that would be cheapest for a unit in the overflow.
    var cell: Int32
    /// Index among the instance's choices; -1 in the overflow.
    var choice: Int32
    var cost: Int32
    /// 0 when the holding is vacant.
    var amount: Int32
    /// Index among the seats of its cell.
    var seat: Int32 = -1
    /// The next holding of the same unit.
    var sibling: Int32 = -1
  }

  private(set) var all: [Holding] = []
  /// Per cell, its holdings in no particular order.
  private(set) var seats: [[Seat]] = []
  private(set) var firstOf: [Int32] = []
  private(set) var load: [Int] = []
  private var overflow = 0
  private var vacant: [Int32] = []
  /// Vacated since the last `reuse`, and not to be filled until then: a chain may still name them.
  private var vacated: [Int32] = []

  @inline(__always) func node(of cell: Int) -> Int { min(cell, overflow) }
  @inline(__always) func node(of holding: Holding) -> Int { node(of: Int(holding.cell)) }

  mutating func reset(sinks: Int, units: Int) {
    overflow = sinks
    all.removeAll(keepingCapacity: true)
    all.reserveCapacity(units)
    while seats.count < 2 * sinks + 1 { seats.append([]) }
    for cell in seats.indices { seats[cell].removeAll(keepingCapacity: true) }
    firstOf.refill(units, with: -1)
    load.refill(sinks + 1, with: 0)
    vacant.removeAll(keepingCapacity: true)
    vacated.removeAll(keepingCapacity: true)
  }

  mutating func addUnits(upTo units: Int) {
    firstOf.append(contentsOf: repeatElement(-1, count: units - firstOf.count))
  }

  /// The holding of a unit at a node, or -1.
  func find(_ unit: Int, at node: Int) -> Int {
    var index = firstOf[unit]
    while index >= 0, self.node(of: all[Int(index)]) != node { index = all[Int(index)].sibling }
    return Int(index)
  }

  mutating func add(_ amount: Int32, to index: Int) {
    all[index].amount += amount
    load[node(of: all[index])] += Int(amount)
  }

  mutating func insert(_ new: Holding, overflowCost: Int32, list: Shortlist) {
    var holding = new
    let cell = Int(holding.cell)
    holding.sibling = firstOf[Int(holding.unit)]
    holding.seat = Int32(seats[cell].count)
    let index: Int32
    if let free = vacant.popLast() {
      index = free
      all[Int(free)] = holding
    } else {
      index = Int32(all.count)
      all.append(holding)
    }
    seats[cell].append(
      Seat(holding: index, unit: holding.unit, cost: holding.cost, overflowCost: overflowCost, list: list))
    firstOf[Int(holding.unit)] = index
    load[node(of: cell)] += Int(holding.amount)
  }

  /// The choices listed for a holding.
  func list(of index: Int) -> Shortlist {
    let holding = all[index]
    return seats[Int(holding.cell)][Int(holding.seat)].list(cost: holding.cost)
  }

  /// Replaces the list at a seat of a cell.
  @inline(__always)
  mutating func renew(_ seat: Int, of cell: Int, overflowCost: Int32, list: Shortlist) {
    let cost = all[Int(seats[cell][seat].holding)].cost
    seats[cell][seat].take(list, cost: cost, overflowCost: overflowCost)
  }

  /// Takes an amount away, and the holding itself when nothing is left; true then.
  mutating func take(_ amount: Int32, from index: Int) -> Bool {
    all[index].amount -= amount
    load[node(of: all[index])] -= Int(amount)
    guard all[index].amount == 0 else { return false }
    let gone = all[index]
    let last = seats[Int(gone.cell)].removeLast()
    if last.holding != Int32(index) {
      seats[Int(gone.cell)][Int(gone.seat)] = last
      all[Int(last.holding)].seat = gone.seat
    }
    let unit = Int(gone.unit)
    if firstOf[unit] == Int32(index) {
      firstOf[unit] = gone.sibling
    } else {
      var before = Int(firstOf[unit])
      while all[before].sibling != Int32(index) { before = Int(all[before].sibling) }
      all[before].sibling = gone.sibling
    }
    vacated.append(Int32(index))
    return true
  }

  /// Lets vacated holdings be used again.
  mutating func reuse() {
    vacant.append(contentsOf: vacated)
    vacated.removeAll(keepingCapacity: true)
  }
}

extension Array {
  /// Makes the array `count` long and the same throughout, reusing its storage.
  mutating func refill(_ count: Int, with value: Element) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(value, count: count))
  }
}
