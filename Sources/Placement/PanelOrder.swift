import Assignment
import Planning
import Randomness

/// The places left over, given to one child after another: `PlacementPolicy.panelOrder`.
///
/// Each takes the cheapest place still free, penalties and journey counted, and nobody gives one up for a child for whom
/// it would be worth more. What that costs above the least is reported every September, whichever policy is used.
extension PlacementStage {
  /// Decides the year's allocation in panel order into `space.panelChoice` and returns its cost.
  func decideInOrder(_ cohort: Cohort, _ space: inout Workspace) -> Int {
    let instance = space.instance
    space.panel.removeAll(keepingCapacity: true)
    for entry in space.fallback where entry.unit >= 0 {
      let competitor = space.competitors[Int(entry.competitor)]
      let name = subjectKey(Int(truncatingIfNeeded: cohort.key[Int(competitor.child)]))
      space.panel.append(.init(turn: Self.rank(competitor.reason) << 60 | name >> 4, unit: entry.unit))
    }
    space.panel.sort { ($0.turn, $0.unit) < ($1.turn, $1.unit) }
    space.room.removeAll(keepingCapacity: true)
    space.room.append(contentsOf: instance.capacity)
    space.left.removeAll(keepingCapacity: true)
    for provision in 0..<table.count { space.left.append(table.isSpread(provision) ? space.free[provision] : .max) }
    space.panelChoice.refill(instance.units, -1)
    var total = 0
    for turn in space.panel {
      let unit = Int(turn.unit)
      var cost = instance.overflowCost[unit]
      var best: Int32 = -1
      for choice in instance.row(unit)
      where space.room[Int(instance.sink[choice])] > 0
        && space.left[Int(space.provisionOfSink[Int(instance.sink[choice])])] > 0
      {
        if instance.cost[choice] < cost || (best < 0 && instance.cost[choice] == cost) {
          cost = instance.cost[choice]
          best = Int32(choice)
        }
      }
      if best >= 0 {
        let sink = Int(instance.sink[Int(best)])
        space.room[sink] -= 1
        space.left[Int(space.provisionOfSink[sink])] -= 1
      }
      space.panelChoice[unit] = best
      total += Int(cost)
    }
    return total
  }

  /// Phase transfers have a date in law (15 February); then those who have lost a place; then new plans.
  private static func rank(_ reason: PlacementReason) -> UInt64 {
    switch reason {
    case .phaseTransfer: 0
    case .placeClosed, .breakdown, .outOfRange: 1
    default: 2
    }
  }
}
