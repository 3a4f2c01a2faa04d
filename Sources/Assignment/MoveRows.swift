/// The cheapest single move from a cell to each sink that its holdings' short lists name, and to the overflow.
///
/// This is the graph the solver searches: as many nodes as sinks and the overflow, however many units there are. A row is
/// made when a search first asks for it and again after its cell has won or lost a holding.
struct MoveRows: Sendable {
  struct Move: Sendable {
    var target: Int32
    /// Added cost, prices not counted.
    var added: Int32
    /// Who moves.
    var holding: Int32
  }

  private(set) var rows: [[Move]] = []
  /// No move that the row lacks has an added cost plus target's price below this.
  private(set) var bound: [Int] = []
  private var isBuilt: [Bool] = []
  private var place: [Int32] = []
  private var scratch: [Move] = []

  mutating func reset(sinks: Int) {
    let cells = 2 * sinks + 1
    while rows.count < cells { rows.append([]) }
    bound.refill(cells, with: 0)
    isBuilt.refill(cells, with: false)
    place.refill(sinks + 1, with: -1)
  }

  @inline(__always)
  mutating func forget(_ cell: Int) { isBuilt[cell] = false }

  mutating func forgetAll() { isBuilt.refill(isBuilt.count, with: false) }

  /// Makes a cell's row if it is not up to date. Of equally cheap moves the one of the lowest unit is kept.
  mutating func prepare(
    _ cell: Int, _ holdings: Holdings, _ lists: Shortlists, _ instance: AssignmentInstance, stride: Int
  ) {
    guard !isBuilt[cell] else { return }
    isBuilt[cell] = true
    scratch.removeAll(keepingCapacity: true)
    var least = Shortlists.unbounded
    let overflow = Int32(instance.sinks)
    var index = holdings.firstAt[cell]
    while index >= 0 {
      let holding = holdings.all[Int(index)]
      let unit = Int(holding.unit)
      least = min(least, lists.bound[unit] - Int(holding.cost))
      let start = unit * Shortlists.width
      for place in start..<start + Shortlists.width {
        let choice = lists.choices[place]
        guard choice.sink >= 0 else { break }
        if choice.sink != holding.cell {
          offer(choice.sink, choice.cost - holding.cost, index, unit, holdings)
        }
      }
      if holding.cell < overflow {
        offer(overflow, instance.overflowCost[unit * stride] - holding.cost, index, unit, holdings)
      }
      index = holding.next
    }
    bound[cell] = least
    for move in scratch { place[Int(move.target)] = -1 }
    swap(&rows[cell], &scratch)
  }

  @inline(__always)
  private mutating func offer(_ target: Int32, _ added: Int32, _ index: Int32, _ unit: Int, _ holdings: Holdings) {
    let known = Int(place[Int(target)])
    guard known >= 0 else {
      place[Int(target)] = Int32(scratch.count)
      scratch.append(Move(target: target, added: added, holding: index))
      return
    }
    let present = scratch[known]
    if added < present.added
      || (added == present.added && unit < Int(holdings.all[Int(present.holding)].unit))
    {
      scratch[known].added = added
      scratch[known].holding = index
    }
  }
}
