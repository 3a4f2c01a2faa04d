import Assignment
import Planning
import Units

/// Mixed-age bases that keep a spread of year groups: how many of each they hold, and each year group's own sink.
///
/// A year group may take at most its share of a base's places when children compete (`placement.base_year_group_share`).
/// The sinks of a base's year groups together have more room than the base: units that fill the rest of it, at no cost, keep
/// the least-cost allocation exact. Nothing is done where the share is 1.
struct YearGroups: Sendable {
  private static let years = NCYear.all.count
  /// Provisions x NC years: children there before the competition, and the sink of the year group, -1 if none.
  private var children: [Int32] = []
  private var sinks: [Int32] = []
  /// By provision: a unit that fills what its sinks have too much, -1 if none.
  private var filler: [Int32] = []

  mutating func reset(_ table: ProvisionTable) {
    guard table.keepsSpread else { return }
    children.refill(table.count * Self.years, 0)
    sinks.refill(table.count * Self.years, -1)
    filler.refill(table.count, -1)
  }

  private func cell(_ provision: Int, _ ncYear: Int) -> Int {
    provision * Self.years + min(max(ncYear, NCYear.all.lowerBound), NCYear.all.upperBound) - NCYear.all.lowerBound
  }

  mutating func note(_ provision: Int, ncYear: Int, _ table: ProvisionTable) {
    guard table.keepsSpread else { return }
    children[cell(provision, ncYear)] += 1
  }

  /// The year group's sink in a base, opened if the group has room there; -1 if it has none.
  mutating func open(
    _ provision: Int, ncYear: Int, _ table: ProvisionTable, places: Int32, free: Int32,
    _ instance: inout AssignmentInstance,
    _ provisionOfSink: inout [Int32]
  ) -> Int32 {
    let cell = cell(provision, ncYear)
    if sinks[cell] >= 0 { return sinks[cell] }
    let most = Int32((table.yearGroupShare[provision] * Double(places)).rounded(.up))
    let room = min(free, most - children[cell])
    guard room > 0 else { return -1 }
    sinks[cell] = Int32(instance.addSink(capacity: Int(room)))
    provisionOfSink.append(Int32(provision))
    return sinks[cell]
  }

  func sink(_ provision: Int, ncYear: Int) -> Int32 { sinks[cell(provision, ncYear)] }

  /// Adds the units that fill each base's sinks down to its free places.
  mutating func fill(_ table: ProvisionTable, free: [Int32], _ instance: inout AssignmentInstance) {
    for provision in 0..<table.count where table.isSpread(provision) {
      let own = (0..<Self.years).map { sinks[provision * Self.years + $0] }.filter { $0 >= 0 }
      let room = own.reduce(0) { $0 + Int(instance.capacity[Int($1)]) }
      for _ in 0..<max(0, room - Int(free[provision])) {
        filler[provision] = Int32(instance.addUnit(overflowCost: Int(AssignmentInstance.costLimit) - 1))
        for sink in own { instance.addChoice(sink: Int(sink), cost: 0) }
      }
    }
  }

  /// What one more place at a base would save: the price of the cheapest room in it; 0 where no filler presses on it.
  func worth(_ provision: Int, _ solution: AssignmentSolution) -> Int {
    filler[provision] < 0 ? 0 : solution.unitCost[Int(filler[provision])]
  }
}

extension ProvisionTable {
  func isSpread(_ provision: Int) -> Bool { yearGroupShare[provision] < 1 }
}
