/// A holding as a search reads it: what it would cost to be elsewhere, in one cache line beside the others of its cell.
///
/// Costs are added costs: another choice's less the one now paid. A search reads every seat of the cells it passes, and
/// lists scattered by unit took five sixths of the time of a solve with 640,000 units.
struct Seat: Sendable {
  var holding: Int32
  var unit: Int32
  /// No choice off the list had an added cost plus price below this; `unbounded` if there is none.
  var bound: Int32
  /// Added cost of the overflow.
  var spill: Int32
  /// The cheapest choices, the present one among them; a sink of -1 ends the list.
  var choices: InlineArray<6, Shortlist.Choice>

  static let unbounded = Int32.max

  init(holding: Int32, unit: Int32, cost: Int32, overflowCost: Int32, list: Shortlist) {
    self.holding = holding
    self.unit = unit
    bound = Self.unbounded
    spill = 0
    choices = list.choices
    take(list, cost: cost, overflowCost: overflowCost)
  }

  /// Replaces what it would cost to be elsewhere.
  mutating func take(_ list: Shortlist, cost: Int32, overflowCost: Int32) {
    spill = overflowCost - cost
    choices = list.choices
    for place in 0..<Shortlist.width { choices[place].cost -= cost }
    // A bound that does not fit is lowered until it does, which makes a search read the row sooner.
    bound =
      list.bound == Shortlist.unbounded
      ? Self.unbounded : Int32(clamping: min(list.bound - Int(cost), Int(Self.unbounded) - 1))
  }

  /// The list as it would be for a unit that pays nothing.
  func list(cost: Int32) -> Shortlist {
    var list = Shortlist()
    list.choices = choices
    for place in 0..<Shortlist.width { list.choices[place].cost += cost }
    if bound != Self.unbounded { list.bound = Int(bound) + Int(cost) }
    return list
  }
}
