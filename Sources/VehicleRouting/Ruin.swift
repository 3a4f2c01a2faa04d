#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How much an iteration takes out. The published values (Christiaens and Vanden Berghe 2020, section 5).
enum RuinSize {
  /// Riders removed on average.
  static let averageRemoved = 10.0
  /// Longest string.
  static let longestString = 10.0
  /// Chance that a string keeps a few riders in its middle.
  static let splitChance = 0.5
  /// Chance that one more rider is kept there.
  static let widenChance = 0.01
  /// Chance that a whole run goes instead, where vehicles make several.
  static let wholeRunChance = 0.4
  /// Chance that all strings of an iteration are whole runs, where vehicles make one.
  static let allWholeChance = 0.1
}

extension Search {
  /// Takes strings of riders out of routes near a rider chosen at random, at most one string a vehicle.
  mutating func ruin() {
    guard !active.isEmpty else { return }
    let carried = model.count - out.count
    let average = Double(carried) / Double(active.count)
    let longest = min(RuinSize.longestString, average)
    let mostStrings = 4 * RuinSize.averageRemoved / (1 + longest) - 1
    let strings = Int(1 + random.uniform() * mostStrings)
    let centre = out.isEmpty || random.below(2) == 0 ? random.below(model.count) : Int(out[random.below(out.count)])
    // Where vehicles go on to other destinations, neighbours of any are worth a string.
    let near = model.isTimed && random.below(2) == 0 ? model.anyNeighbour : model.neighbour

    let areWhole = !model.isTimed && random.uniform() < RuinSize.allWholeChance
    var ruined = 0
    for nearby in 0..<model.neighbours where ruined < (areWhole ? min(strings, 3) : strings) {
      let rider = near[centre * model.neighbours + nearby]
      let slot = Int(slotOf[Int(rider)])
      guard slot >= 0, touchedAt[slot / model.runs] != iteration else { continue }
      let size = Int(routes.length[slot])
      if areWhole || model.isTimed && random.uniform() < RuinSize.wholeRunChance {
        removeString(around: rider, from: slot, length: size)
      } else {
        let length = Int(1 + random.uniform() * min(Double(size), longest))
        removeString(around: rider, from: slot, length: min(length, size))
      }
      ruined += 1
    }
  }

  private mutating func removeString(around rider: Int32, from slot: Int, length: Int) {
    let vehicle = slot / model.runs
    touch(vehicle)
    let base = slot * model.stride
    let size = Int(routes.length[slot])
    var kept = 0
    if length > 1, length < size, random.uniform() < RuinSize.splitChance {
      kept = 1
      while length + kept < size, random.uniform() < RuinSize.widenChance { kept += 1 }
    }
    var at = 0
    while routes.rider[base + at] != rider { at += 1 }
    let span = length + kept
    let earliest = max(0, at - span + 1)
    let latest = min(at, size - span)
    let start = earliest + random.below(latest - earliest + 1)
    let keptFrom = kept == 0 ? start + span : start + 1 + random.below(length - 1)

    var write = start
    for position in start..<size {
      let who = routes.rider[base + position]
      if position < start + span, position < keptFrom || position >= keptFrom + kept {
        takeOut(who)
      } else {
        routes.rider[base + write] = who
        write += 1
      }
    }
    routes.length[slot] = Int32(truncatingIfNeeded: write)
    routes.isChanged[slot] = true
    if !settle(vehicle) { empty(vehicle) }
  }

  /// Takes out all who are left in a vehicle.
  mutating func empty(_ vehicle: Int) {
    for slot in vehicle * model.runs..<vehicle * model.runs + Int(routes.runCount[vehicle]) {
      for position in 0..<Int(routes.length[slot]) { takeOut(routes.rider[slot * model.stride + position]) }
      routes.length[slot] = 0
    }
    _ = settle(vehicle)
  }
}
