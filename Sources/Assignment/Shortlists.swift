/// The few choices of every unit that are cheapest at the prices of the day, so that a search need not read its row.
///
/// What is left off is bounded: no other choice's cost plus price was below `bound`, and prices only rise. A search that
/// gets as far as the bound reads the row and makes the list anew.
struct Shortlists: Sendable {
  struct Choice: Sendable {
    /// -1 where the row has fewer choices than the list has places.
    var sink: Int32
    var cost: Int32
  }

  /// Places in a list. Five or eight are about as good: fewer cost less to make and are outrun sooner.
  static let width = 6
  /// Beyond every cost plus price.
  static let unbounded = Int.max / 4

  private(set) var choices: [Choice] = []
  private(set) var bound: [Int] = []

  mutating func reset(units: Int) {
    choices.refill(units * Self.width, with: Choice(sink: -1, cost: 0))
    bound.refill(units, with: Self.unbounded)
  }

  mutating func addUnits(upTo units: Int) {
    choices.append(
      contentsOf: repeatElement(Choice(sink: -1, cost: 0), count: units * Self.width - choices.count))
    bound.append(contentsOf: repeatElement(Self.unbounded, count: units - bound.count))
  }

  /// The cheapest choices of the row now read, in order.
  struct Best: Sendable {
    // One more than the list has places: what comes next is its bound.
    private(set) var key = InlineArray<7, Int>(repeating: 0)
    private(set) var entry = InlineArray<7, Int>(repeating: 0)
    private(set) var count = 0
    private(set) var worst = Shortlists.unbounded

    /// Offers a choice whose key is below `worst`; equal ones keep the order of the row.
    @inline(__always)
    mutating func insert(_ new: Int, _ choice: Int) {
      var place = count <= Shortlists.width ? count : Shortlists.width
      if count <= Shortlists.width { count += 1 }
      while place > 0, key[place - 1] > new {
        key[place] = key[place - 1]
        entry[place] = entry[place - 1]
        place -= 1
      }
      key[place] = new
      entry[place] = choice
      if count > Shortlists.width { worst = key[Shortlists.width] }
    }
  }

  /// Reads a unit's row at the given prices and lists its cheapest. Returns the cheapest, the first of equals, or -1.
  mutating func read(_ slot: Int, _ row: Range<Int>, _ instance: AssignmentInstance, _ price: [Int]) -> Int {
    var best = Best()
    for entry in row {
      let key = Int(instance.cost[entry]) + price[Int(instance.sink[entry])]
      if key < best.worst { best.insert(key, entry) }
    }
    keep(slot, best, instance)
    return best.count > 0 ? best.entry[0] : -1
  }

  /// Replaces a unit's list.
  mutating func keep(_ slot: Int, _ best: Best, _ instance: AssignmentInstance) {
    let start = slot * Self.width
    for place in 0..<Self.width {
      choices[start + place] =
        place < best.count
        ? Choice(sink: instance.sink[best.entry[place]], cost: instance.cost[best.entry[place]])
        : Choice(sink: -1, cost: 0)
    }
    bound[slot] = best.count > Self.width ? best.key[Self.width] : Self.unbounded
  }
}
