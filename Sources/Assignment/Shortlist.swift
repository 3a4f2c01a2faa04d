/// The few choices of a unit that are cheapest at the prices of the day, so that a search need not read its row.
///
/// What is left off is bounded: no other choice's cost plus price was below `bound`, and prices only rise. A search that
/// gets as far as the bound reads the row and makes the list anew.
struct Shortlist: Sendable {
  struct Choice: Sendable {
    /// -1 where the row has fewer choices than the list has places.
    var sink: Int32
    var cost: Int32
  }

  /// Places in a list. Five or eight are about as good: fewer cost less to make and are outrun sooner.
  static let width = 6
  /// Beyond every cost plus price.
  static let unbounded = 1 << 42

  var choices = InlineArray<6, Choice>(repeating: Choice(sink: -1, cost: 0))
  var bound = Self.unbounded

  init() {}

  /// The cheapest choices of a row just read.
  init(_ best: Best, _ instance: AssignmentInstance) {
    for rank in 0..<Self.width {
      let entry = best.entry(rank)
      guard entry >= 0 else { return }
      choices[rank] = Choice(sink: instance.sink[entry], cost: instance.cost[entry])
    }
    bound = best.worst
  }

  /// The cheapest choices of a row, in order, as they are found.
  ///
  /// Each is one number, the key above the place in the row, so that a choice is put in its place without a branch: most
  /// of the time that a row took went to wrong guesses about where.
  struct Best: Sendable {
    private static let placeBits = 20
    private static let nothing = Shortlist.unbounded << placeBits
    private let start: Int
    // One more than the list has places: what comes next is its bound.
    private var ranked = InlineArray<7, Int>(repeating: Self.nothing)

    /// - Parameter start: where the row begins.
    init(from start: Int) { self.start = start }

    /// Reads a row at the given prices.
    init(_ row: Range<Int>, _ instance: AssignmentInstance, _ price: [Int]) {
      self.init(from: row.lowerBound)
      let (sinks, costs, prices) = (instance.sink.span, instance.cost.span, price.span)
      for entry in row { offer(Int(costs[entry]) + prices[Int(sinks[entry])], entry) }
    }

    /// The key of what comes after the list.
    var worst: Int { ranked[Shortlist.width] >> Self.placeBits }

    /// The choice at a rank, the first of equals; -1 if there are no more.
    func entry(_ rank: Int) -> Int {
      ranked[rank] == Self.nothing ? -1 : start + ranked[rank] & (1 << Self.placeBits - 1)
    }

    @inline(__always)
    mutating func offer(_ key: Int, _ entry: Int) {
      let new = key << Self.placeBits | (entry - start)
      guard new < ranked[Shortlist.width] else { return }
      for rank in stride(from: Shortlist.width, to: 0, by: -1) {
        ranked[rank] = min(ranked[rank], max(ranked[rank - 1], new))
      }
      ranked[0] = min(ranked[0], new)
    }
  }
}
