/// Routes met on the way, one for each set of riders, the cheapest: what a plan may be put together from.
struct RoutePool {
  /// Routes kept at most; later ones are passed over.
  static let most = 1 << 15

  private(set) var costs: [Int] = []
  /// Riders of route `r`: `riders[starts[r]..<starts[r + 1]]`, the first of each run as its complement.
  private(set) var starts: [Int32] = [0]
  private(set) var riders: [Int32] = []
  /// Random numbers of riders, combined by exclusive or into the name of a set (Zobrist 1970).
  private let names: Flat<UInt64>
  /// Open addressing: index of a route and one, 0 for none.
  private let table: Flat<Int32>
  private var keys: [UInt64] = []
  private let arena = Arena()

  var count: Int { costs.count }

  init(riders count: Int, seed: UInt64) {
    var random = SearchRandom(seed: seed)
    names = arena.row((0..<count).map { _ in random.next() })
    table = arena.row(4 * RoutePool.most, of: 0)
  }

  /// Adds the routes of the vehicles that the last iteration changed.
  mutating func addTouched(_ search: borrowing Search) {
    for vehicle in search.touched where search.routes.runCount[Int(vehicle)] > 0 { add(Int(vehicle), search) }
  }

  private mutating func add(_ vehicle: Int, _ search: borrowing Search) {
    let table = search.routes
    let slots = vehicle * table.runs..<vehicle * table.runs + Int(table.runCount[vehicle])
    var key: UInt64 = 0
    for slot in slots {
      for position in slot * table.stride..<slot * table.stride + Int(table.length[slot]) {
        key ^= names[Int(table.rider[position])]
      }
    }
    var cell = Int(truncatingIfNeeded: key >> 20) & (self.table.count - 1)
    while self.table[cell] != 0 {
      let route = Int(self.table[cell]) - 1
      if keys[route] == key {
        // The same riders in a better order: as many of them, unless their runs differ, which is passed over.
        guard table.cost[vehicle] < costs[route] else { return }
        write(slots, table, at: Int(starts[route]))
        costs[route] = table.cost[vehicle]
        return
      }
      cell = (cell + 1) & (self.table.count - 1)
    }
    guard count < RoutePool.most else { return }
    keys.append(key)
    costs.append(table.cost[vehicle])
    self.table[cell] = Int32(costs.count)
    write(slots, table, at: riders.count)
    starts.append(Int32(riders.count))
  }

  private mutating func write(_ slots: Range<Int>, _ table: borrowing RouteTable, at start: Int) {
    var at = start
    for slot in slots {
      for position in 0..<Int(table.length[slot]) {
        let rider = table.rider[slot * table.stride + position]
        let value = position == 0 ? ~rider : rider
        if at < riders.count { riders[at] = value } else { riders.append(value) }
        at += 1
      }
    }
  }

  /// A route's riders by run.
  func runs(_ route: Int) -> [[Int32]] {
    var runs: [[Int32]] = []
    for value in riders[Int(starts[route])..<Int(starts[route + 1])] {
      if value < 0 { runs.append([~value]) } else { runs[runs.count - 1].append(value) }
    }
    return runs
  }
}
