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

  /// The same with one run changed, or one more.
  mutating func lasting(_ vehicle: Int, _ changed: ChangedRun) -> Int32 {
    let first = vehicle * model.runs
    let count = Int(routes.runCount[vehicle]) + (changed.isNew ? 1 : 0)
    func slot(_ run: Int) -> Int { first + run - (changed.isNew && run > changed.run ? 1 : 0) }
    func ends(_ run: Int) -> Int { run == changed.run ? changed.destination : Int(routes.destination[slot(run)]) }
    func lasts(_ run: Int) -> Int32 { run == changed.run ? changed.lasts : routes.onBoard[slot(run) * model.stride] }
    func way(to run: Int) -> Int32 {
      if run == changed.run { return changed.inward }
      if changed.isNew, run == changed.run + 1 { return changed.onward }
      return routes.leg[slot(run) * (model.stride + 1)][0]
    }
    var end = model.earliest[ends(0)]
    for run in 1..<max(1, count) {
      let soonest = end &+ model.dwell[ends(run - 1)] &+ way(to: run) &+ lasts(run)
      end = max(model.earliest[ends(run)], soonest)
    }
    var start = end &- lasts(count - 1)
    for run in (0..<count - 1).reversed() {
      start = min(start &- way(to: run + 1) &- model.dwell[ends(run)], model.latest[ends(run)]) &- lasts(run)
    }
    return end &- start
  }
}

/// A run of a vehicle as it would be after an insertion.
struct ChangedRun {
  /// Its place among the vehicle's runs.
  var run: Int
  var isNew: Bool
  var destination: Int
  /// Seconds from its first boarding to its arrival; the empty ways to it, and from a new one to the next run.
  var lasts: Int32
  var inward: Int32
  var onward: Int32
}
