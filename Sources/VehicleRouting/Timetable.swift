// The clock of a vehicle that serves one destination after another.
extension Search {
  /// Works out when a vehicle's runs arrive at the earliest and may at the latest; false if one comes too late.
  ///
  /// It may start its first run as early as it likes, and waits, empty, before a run that would arrive too early.
  mutating func keepTime(_ vehicle: Int) -> Bool {
    let first = vehicle * model.runs
    let last = first + Int(routes.runCount[vehicle]) - 1
    var ready = Int32.min / 2
    for slot in first...last {
      let ends = Int(routes.destination[slot])
      let soonest = ready &+ duration(slot)
      routes.slack[slot] = soonest
      let arrival = max(model.earliest[ends], soonest)
      guard arrival <= model.latest[ends] else { return false }
      routes.arrival[slot] = arrival
      ready = arrival &+ model.dwell[ends] &+ wayToNext(slot, last)
    }
    var latest = Int32.max / 2
    for slot in (first...last).reversed() {
      let ends = Int(routes.destination[slot])
      if slot < last { latest = latest &- duration(slot + 1) &- model.dwell[ends] &- wayToNext(slot, last) }
      latest = min(latest, model.latest[ends])
      routes.latest[slot] = latest
      routes.slack[slot] = slot == first ? Int32.max / 2 : latest &- routes.slack[slot]
    }
    return true
  }

  /// Seconds from the first boarding of a run to its arrival.
  @inline(__always) private func duration(_ slot: Int) -> Int32 { routes.onBoard[slot * model.stride] }

  @inline(__always) private func wayToNext(_ slot: Int, _ last: Int) -> Int32 {
    slot < last ? routes.leg[(slot + 1) * (model.stride + 1)][0] : 0
  }

  /// Seconds from a vehicle's first boarding to its last arrival, when it starts as late as that arrival allows.
  mutating func lasting(_ vehicle: Int) -> Int32 {
    let first = vehicle * model.runs
    let last = first + Int(routes.runCount[vehicle]) - 1
    guard model.hasRouteLimits, last > first else { return model.hasRouteLimits ? duration(first) : 0 }
    let end = routes.arrival[last]
    var start = end &- duration(last)
    for slot in (first..<last).reversed() {
      let ends = Int(routes.destination[slot])
      start = min(start &- wayToNext(slot, last) &- model.dwell[ends], model.latest[ends]) &- duration(slot)
    }
    return end &- start
  }
}
