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
}

extension Search {
  /// Takes strings of riders out of routes near a rider chosen at random, at most one string a route.
  mutating func ruin() {
    guard !active.isEmpty else { return }
    let carried = model.count - out.count
    let average = Double(carried) / Double(active.count)
    let longest = min(RuinSize.longestString, average)
    let mostStrings = 4 * RuinSize.averageRemoved / (1 + longest) - 1
    let strings = Int(1 + random.uniform() * mostStrings)
    let centre = random.below(model.count)

    var ruined = 0
    for nearby in 0..<model.neighbours where ruined < strings {
      let rider = model.neighbour[centre * model.neighbours + nearby]
      let slot = Int(slotOf[Int(rider)])
      guard slot >= 0, touchedAt[slot] != iteration else { continue }
      let size = Int(routes.length[slot])
      let length = Int(1 + random.uniform() * min(Double(size), longest))
      removeString(around: rider, from: slot, length: min(length, size))
      ruined += 1
    }
  }

  private mutating func removeString(around rider: Int32, from slot: Int, length: Int) {
    touch(slot)
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
      if position < start + span, !(keptFrom..<keptFrom + kept).contains(position) {
        slotOf[Int(who)] = -1
        out.append(who)
        cost += Model.leftBehind
      } else {
        routes.rider[base + write] = who
        write += 1
      }
    }
    routes.length[slot] = Int32(write)
    if !settle(slot) { empty(slot) }
  }

  /// Takes out all who are left in a slot.
  private mutating func empty(_ slot: Int) {
    for position in 0..<Int(routes.length[slot]) {
      let who = routes.rider[slot * model.stride + position]
      slotOf[Int(who)] = -1
      out.append(who)
      cost += Model.leftBehind
    }
    routes.length[slot] = 0
    _ = settle(slot)
  }
}
