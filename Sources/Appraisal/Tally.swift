import Planning
import Transport

/// One year of one world and draw, counted.
struct Tally: Sendable {
  var record: YearRecord
  /// Children per provision, for occupancy and empty places.
  var occupants: [Int32]
  /// Why each child first came to where it is; carried from year to year.
  private(set) var cause: [PlacementReason] = []
  /// Per child: 1 where anything that bears on its contribution may differ from doing nothing.
  private(set) var differs: [UInt8] = []
  /// Journeys counted in this year: all of them when doing nothing, those a world adds otherwise.
  var journeys = PooledJourneys()
  /// Journeys of doing nothing that a world does not have.
  var gone = PooledJourneys()

  init(layout: CellLayout, study: Study) {
    record = YearRecord(layout)
    occupants = Array(repeating: 0, count: study.provisions.count)
  }

  /// Provision, and its journey, -1 metres where there is none: a child that stays where it was is not looked up again.
  private var last: [(provision: Int32, metres: Int32, seconds: Int32)] = []

  /// Forgets the draw before.
  mutating func begin(children: Int) {
    cause.removeAll(keepingCapacity: true)
    cause.append(contentsOf: repeatElement(.absent, count: children))
    last.removeAll(keepingCapacity: true)
    last.append(contentsOf: repeatElement((provision: -1, metres: -1, seconds: 0), count: children))
  }

  /// The journey of a child at a provision, found by `find` when it was not there the year before.
  @inline(__always)
  mutating func lastJourney(
    _ child: Int, at provision: Int, find: () -> (metres: Int32, seconds: Int32)?
  ) -> (metres: Int32, seconds: Int32)? {
    if last[child].provision != Int32(provision) {
      let found = find()
      last[child] = (Int32(provision), found?.metres ?? -1, found?.seconds ?? 0)
    }
    return last[child].metres < 0 ? nil : (last[child].metres, last[child].seconds)
  }

  /// Goes on from where doing nothing was at the end of a year.
  mutating func begin(after year: KeptYear) {
    if cause.count == year.cause.count {
      cause.replaceSubrange(cause.indices, with: year.cause)
    } else {
      cause = year.cause
    }
  }

  /// Brings `cause` up to a year.
  mutating func follow(_ placements: Placements, year: Int) {
    let row = year * placements.children
    placements.reason.withUnsafeBufferPointer { reasons in
      for child in cause.indices where reasons[row + child] != .stayed { cause[child] = reasons[row + child] }
    }
  }

  /// Marks who differs from doing nothing: column by column, because nearly nobody does.
  mutating func mark(
    _ placements: Placements, _ journeys: Journeys, touched: [Int32], year: Int, beside nothing: KeptYear,
    of other: Placements
  ) {
    let children = placements.children
    let row = year * children
    let cause = cause
    differs.removeAll(keepingCapacity: true)
    differs.append(contentsOf: repeatElement(0, count: children))
    differs.withUnsafeMutableBufferPointer { differs in
      func compare<Value: Equatable>(_ one: [Value], _ another: [Value], from start: Int) {
        one.withUnsafeBufferPointer { one in
          another.withUnsafeBufferPointer { another in
            for child in 0..<children { differs[child] |= one[start + child] == another[start + child] ? 0 : 1 }
          }
        }
      }
      compare(placements.provision, other.provision, from: row)
      if year > 0 { compare(placements.provision, other.provision, from: row - children) }
      compare(placements.reason, other.reason, from: row)
      compare(cause, nothing.cause, from: 0)
      for child in touched.lazy.map(Int.init) where journeys.cost[child] != nothing.journeys.cost[child] {
        differs[child] = 1
      }
    }
  }

  mutating func clear() {
    record.sums.clear()
    // A net present value is a world's alone: what the world before left must not stand in doing nothing's.
    for index in record.extras.indices { record.extras[index] = 0 }
    for index in occupants.indices { occupants[index] = 0 }
    journeys.clear()
    gone.clear()
  }

  /// Starts a year from doing nothing's.
  mutating func copy(_ year: KeptYear) {
    record.copy(year.record)
    occupants.replaceSubrange(occupants.indices, with: year.occupants)
    journeys.clear()
    gone.clear()
  }
}

/// A year of doing nothing in one draw, kept for the worlds that are compared with it.
struct KeptYear: Sendable {
  var record: YearRecord
  var occupants: [Int32] = []
  var cause: [PlacementReason] = []
  var journeys: Journeys
  var pools = JourneyPools()

  init(layout: CellLayout, settings: Int) {
    record = YearRecord(layout)
    journeys = Journeys(children: 0, settings: settings, isRouted: false)
  }

  /// Keeps a year that was just counted.
  mutating func keep(_ tally: Tally, largest: (seconds: Int32, metres: Int32)) {
    record.copy(tally.record)
    occupants = tally.occupants
    if cause.count == tally.cause.count {
      cause.replaceSubrange(cause.indices, with: tally.cause)
    } else {
      cause = tally.cause
    }
    for pool in pools.metres.indices {
      pools.metres[pool].fill(tally.journeys.metres[pool], largest: largest.metres)
      pools.seconds[pool].fill(tally.journeys.seconds[pool], largest: largest.seconds)
    }
  }
}
