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
  mutating func prepare(_ cell: Int, _ holdings: Holdings) {
    guard !isBuilt[cell] else { return }
    isBuilt[cell] = true
    scratch.removeAll(keepingCapacity: true)
    var least = Seat.unbounded
    let overflow = Int32(place.count - 1)
    let seats = holdings.seats[cell]
    for index in seats.indices {
      least = min(least, seats[index].bound)
      for rank in 0..<Shortlist.width {
        let choice = seats[index].choices[rank]
        guard choice.sink >= 0 else { break }
        if choice.sink != cell { offer(choice.sink, choice.cost, seats[index], holdings) }
      }
      if cell < overflow { offer(overflow, seats[index].spill, seats[index], holdings) }
    }
    bound[cell] = least == Seat.unbounded ? Shortlist.unbounded : Int(least)
    for move in scratch { place[Int(move.target)] = -1 }
    swap(&rows[cell], &scratch)
  }

  @inline(__always)
  private mutating func offer(_ target: Int32, _ added: Int32, _ seat: Seat, _ holdings: Holdings) {
    let known = Int(place[Int(target)])
    guard known >= 0 else {
      place[Int(target)] = Int32(scratch.count)
      scratch.append(Move(target: target, added: added, holding: seat.holding))
      return
    }
    let present = scratch[known]
    if added < present.added
      || (added == present.added && seat.unit < holdings.all[Int(present.holding)].unit)
    {
      scratch[known].added = added
      scratch[known].holding = seat.holding
    }
  }
}
