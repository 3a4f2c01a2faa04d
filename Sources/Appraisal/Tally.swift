import Planning
import Transport

/// Scratch for counting one draw of one world, a year at a time.
struct Tally {
  var sums: SliceSums
  /// Day journeys for order statistics: all, then by phase, then by rural or urban.
  var metres: [[Int32]]
  var seconds: [[Int32]]
  /// Children per provision, for occupancy and empty places.
  var occupants: [Int32]
  /// Why each child first came to where it is; carried from year to year.
  private(set) var cause: [PlacementReason] = []
  /// Provision, metres and seconds: the journey of a child that stays where it was is not looked up again.
  private var last: [(provision: Int32, metres: Int32, seconds: Int32)] = []

  init(layout: CellLayout, study: Study) {
    sums = SliceSums(slices: layout.slices.count)
    let pools = 1 + Phase.allCases.count + RuralUrban.allCases.count
    metres = Array(repeating: [], count: pools)
    seconds = metres
    occupants = Array(repeating: 0, count: study.provisions.count)
  }

  /// Forgets the draw before.
  mutating func begin(children: Int) {
    cause = Array(repeating: .absent, count: children)
    last = Array(repeating: (-1, 0, 0), count: children)
  }

  /// Brings `cause` up to a year.
  mutating func follow(_ placements: Placements, year: Int) {
    for child in 0..<placements.children {
      let reason = placements.reason[year * placements.children + child]
      if reason != .stayed { cause[child] = reason }
    }
  }

  mutating func clear() {
    for index in occupants.indices { occupants[index] = 0 }
    for pool in metres.indices {
      metres[pool].removeAll(keepingCapacity: true)
      seconds[pool].removeAll(keepingCapacity: true)
    }
  }

  @inline(__always)
  mutating func journey(_ child: Int, _ provision: Int, cell: @autoclosure () -> Int, _ travel: TravelTimes) -> (
    metres: Int32, seconds: Int32
  ) {
    if last[child].provision != Int32(provision) {
      let cell = cell()
      last[child] = (Int32(provision), travel.driveMetres[cell], travel.driveSeconds[cell])
    }
    return (last[child].metres, last[child].seconds)
  }

  @inline(__always)
  mutating func note(_ journey: (metres: Int32, seconds: Int32), in pool: Int) {
    metres[pool].append(journey.metres)
    seconds[pool].append(journey.seconds)
  }
}

/// What doing nothing gave in one draw, kept for the worlds that are compared with it.
struct BaselineDraw: Sendable {
  var cohort: Cohort
  var draws: TravelDraws
  var placements: Placements
  /// Per year: the sums that a world starts from, to change only what differs.
  var sums: [SliceSums] = []
  /// Years x children, as placements: eligibility, transport cost in pence, and the cause of each placement.
  var isEligible: [Bool] = []
  var cost: [Int32] = []
  var cause: [PlacementReason] = []
  /// The draw's metric values and the children behind them, years x cells.
  var values: [Double] = []
  var bases: [Int32] = []

  /// Keeps a year that was just counted.
  mutating func keep(_ journeys: Journeys, _ tally: Tally) {
    sums.append(tally.sums)
    isEligible += journeys.isEligible
    cost += journeys.cost.map { Int32($0) }
    cause += tally.cause
  }
}
