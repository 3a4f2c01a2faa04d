/// Journeys of one pool in a year, ready for order statistics of the pool with a few taken out and a few put in.
///
/// Values stand grouped by their upper bits. An order statistic is then a count along the groups and a look into one of
/// them: a world that moves fifty children of four thousand never sorts the others.
struct OrderPool: Sendable {
  private static let groups = 1024
  private var values: [Int32] = []
  private var start: [Int32] = []
  private var shift = 0
  private var change: [Int32] = []
  private var isSorted: [Bool] = []

  var count: Int { values.count }

  private func group(_ value: Int32) -> Int { min(max(Int(value >> Int32(shift)), 0), Self.groups - 1) }

  /// Groups new values, in any order.
  ///
  /// - Parameter largest: about the largest value to be expected; a few above it cost time only.
  mutating func fill(_ raw: [Int32], largest: Int32) {
    shift = max(0, Int32.bitWidth - max(largest, 1).leadingZeroBitCount - 10)
    start.removeAll(keepingCapacity: true)
    start.append(contentsOf: repeatElement(0, count: Self.groups + 1))
    for value in raw { start[group(value) + 1] += 1 }
    for index in 0..<Self.groups { start[index + 1] += start[index] }
    change.removeAll(keepingCapacity: true)
    change.append(contentsOf: start.dropLast())
    if values.count != raw.count {
      values.removeAll(keepingCapacity: true)
      values.append(contentsOf: repeatElement(0, count: raw.count))
    }
    for value in raw {
      let group = group(value)
      values[Int(change[group])] = value
      change[group] += 1
    }
    for index in change.indices { change[index] = 0 }
    isSorted.removeAll(keepingCapacity: true)
    isSorted.append(contentsOf: repeatElement(false, count: Self.groups))
  }

  /// Quantiles of the pool without `removed`, which are in it, and with `added`; not-a-number of none.
  mutating func quantiles(
    _ q: [Double], removed: [Int32], added: [Int32], _ body: (_ index: Int, _ value: Double) -> Void
  ) {
    let count = values.count - removed.count + added.count
    for value in removed { change[group(value)] -= 1 }
    for value in added { change[group(value)] += 1 }
    for (index, q) in q.enumerated() {
      guard count > 0 else {
        body(index, .nan)
        continue
      }
      let position = q * Double(count - 1)
      let rank = Int(position)
      let (value, next) = select(rank, removed, added)
      body(
        index,
        Double(rank) < position
          ? Double(value) + (position - Double(rank)) * (Double(next) - Double(value)) : Double(value))
    }
    for value in removed { change[group(value)] += 1 }
    for value in added { change[group(value)] -= 1 }
  }

  /// The value of a rank from 0, and the one after it (the same where it is the last).
  private mutating func select(_ rank: Int, _ removed: [Int32], _ added: [Int32]) -> (Int32, Int32) {
    var before = 0
    var group = 0
    while case let size = size(group), before + size <= rank {
      before += size
      group += 1
    }
    let held = members(group, removed, added)
    let place = held.startIndex + rank - before
    let value = held[place]
    if place + 1 < held.endIndex { return (value, held[place + 1]) }
    group += 1
    while group < Self.groups, size(group) == 0 { group += 1 }
    return (value, group < Self.groups ? members(group, removed, added).first! : value)
  }

  private func size(_ group: Int) -> Int { Int(start[group + 1] - start[group] + change[group]) }

  /// A group's values in ascending order. A group is sorted when it is first looked into, and stays so for the next world.
  private mutating func members(_ group: Int, _ removed: [Int32], _ added: [Int32]) -> ArraySlice<Int32> {
    let range = Int(start[group])..<Int(start[group + 1])
    if !isSorted[group] {
      values[range].sort()
      isSorted[group] = true
    }
    let going = removed.filter { self.group($0) == group }.sorted()
    let coming = added.filter { self.group($0) == group }.sorted()
    if going.isEmpty, coming.isEmpty { return values[range] }
    var held: [Int32] = []
    held.reserveCapacity(range.count + coming.count)
    var (gone, come) = (0, 0)
    for value in values[range] {
      if gone < going.count, going[gone] == value {
        gone += 1
        continue
      }
      while come < coming.count, coming[come] <= value {
        held.append(coming[come])
        come += 1
      }
      held.append(value)
    }
    return held[...] + coming[come...]
  }
}

/// The pools of a year: one-way metres and seconds, everyone's, then by phase, then by rural or urban.
struct JourneyPools: Sendable {
  var metres = Array(repeating: OrderPool(), count: ExtraLayout.pools)
  var seconds = Array(repeating: OrderPool(), count: ExtraLayout.pools)
}

/// Journeys by pool, as they are met.
struct PooledJourneys: Sendable {
  var metres: [[Int32]] = Array(repeating: [], count: ExtraLayout.pools)
  var seconds: [[Int32]] = Array(repeating: [], count: ExtraLayout.pools)

  mutating func clear() {
    for pool in metres.indices {
      metres[pool].removeAll(keepingCapacity: true)
      seconds[pool].removeAll(keepingCapacity: true)
    }
  }

  @inline(__always)
  mutating func note(_ journey: (metres: Int32, seconds: Int32), in pool: Int) {
    metres[pool].append(journey.metres)
    seconds[pool].append(journey.seconds)
  }
}
