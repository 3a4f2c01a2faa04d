import Planning

/// The sums of every slice of a year, in whole numbers; every figure that `metrics.csv` breaks down is one of these or a
/// quotient of two, so slices add to totals exactly.
///
/// A slice is two vectors, so that adding a child to it is two vector sums and not twenty.
struct SliceSums: Sendable {
  /// Lanes of the counts.
  enum Count: Int {
    case children, outOfArea, outNoLocal, outPreference, outNotRecorded, unmetBase, day, excessive, within30, eligible,
      newlyEligible, longer, shorter, local, stableOf, stable
  }
  /// Lanes of the amounts.
  enum Amount: Int, CaseIterable {
    case metres, seconds, transportCost, placementCost, independentCost
    /// Independent and non-maintained special placements: a count, for want of a seventeenth lane.
    case independents
  }

  /// Slices a child is added to.
  private static let lanes = 6
  private static let kinds = ProvisionKind.allCases.count
  private static let needs = Need.allCases.count

  private var counts: [SIMD16<Int32>]
  private var amounts: [SIMD8<Int>]
  /// Slices x kinds, and slices x needs.
  private var byKind: [Int32]
  private var byNeed: [Int32]

  init(slices: Int) {
    counts = Array(repeating: .zero, count: slices)
    amounts = Array(repeating: .zero, count: slices)
    byKind = Array(repeating: 0, count: slices * Self.kinds)
    byNeed = Array(repeating: 0, count: slices * Self.needs)
  }

  subscript(slice: Int, count: Count) -> Int { Int(counts[slice][count.rawValue]) }
  subscript(slice: Int, amount: Amount) -> Int { amounts[slice][amount.rawValue] }

  mutating func clear() {
    for index in counts.indices {
      counts[index] = .zero
      amounts[index] = .zero
    }
    for index in byKind.indices { byKind[index] = 0 }
    for index in byNeed.indices { byNeed[index] = 0 }
  }

  /// Takes over all of another's, keeping its own storage.
  mutating func copy(_ other: SliceSums) {
    counts.replaceSubrange(counts.indices, with: other.counts)
    amounts.replaceSubrange(amounts.indices, with: other.amounts)
    byKind.replaceSubrange(byKind.indices, with: other.byKind)
    byNeed.replaceSubrange(byNeed.indices, with: other.byNeed)
  }

  /// What one child adds to every slice it is in.
  struct Contribution {
    var count = SIMD16<Int32>.zero
    var amount = SIMD8<Int>.zero
    var kind: ProvisionKind
    var need: Need
    /// Slice indices: area, phase, need, kind, setting (-1 where it has none) and fifth of deprivation (-1 where the study
    /// knows none). All and rural or urban are sums of areas.
    var slices: SIMD8<Int32>

    @inline(__always) mutating func set(_ lane: Count) { count[lane.rawValue] = 1 }
    @inline(__always) mutating func set(_ lane: Amount, _ value: Int) { amount[lane.rawValue] = value }
  }

  /// Adds a child, or with `times: -1` takes it away again.
  @inline(__always)
  mutating func add(_ child: Contribution, times: Int32 = 1) {
    for lane in 0..<Self.lanes {
      let slice = Int(child.slices[lane])
      guard slice >= 0 else { continue }
      counts[slice] &+= child.count &* times
      amounts[slice] &+= child.amount &* Int(times)
      byKind[slice * Self.kinds + Int(child.kind.rawValue)] += times
      byNeed[slice * Self.needs + Int(child.need.rawValue)] += times
    }
  }

  /// Adds pence to the transport cost of a child that is counted already.
  @inline(__always)
  mutating func addTransportCost(_ pence: Int, slices: SIMD8<Int32>) {
    for lane in 0..<Self.lanes {
      let slice = Int(slices[lane])
      guard slice >= 0 else { continue }
      amounts[slice][Amount.transportCost.rawValue] += pence
    }
  }
}

extension SliceSums {
  /// Sets a slice to the sum of others.
  mutating func set(_ slice: Int, toSumOf others: some Sequence<Int>) {
    counts[slice] = .zero
    amounts[slice] = .zero
    for kind in 0..<Self.kinds { byKind[slice * Self.kinds + kind] = 0 }
    for need in 0..<Self.needs { byNeed[slice * Self.needs + need] = 0 }
    for other in others {
      counts[slice] &+= counts[other]
      amounts[slice] &+= amounts[other]
      for kind in 0..<Self.kinds { byKind[slice * Self.kinds + kind] += byKind[other * Self.kinds + kind] }
      for need in 0..<Self.needs { byNeed[slice * Self.needs + need] += byNeed[other * Self.needs + need] }
    }
  }
}

/// The sums as one row of whole numbers, slice after slice: what is kept of a draw and what figures are made from.
extension SliceSums {
  static let stride = 16 + Amount.allCases.count + kinds + needs
  static func slot(_ slice: Int, _ lane: Count) -> Int { slice * stride + lane.rawValue }
  static func slot(_ slice: Int, _ lane: Amount) -> Int { slice * stride + 16 + lane.rawValue }
  static func slot(_ slice: Int, _ kind: ProvisionKind) -> Int {
    slice * stride + 16 + Amount.allCases.count + Int(kind.rawValue)
  }
  static func slot(_ slice: Int, _ need: Need) -> Int {
    slice * stride + 16 + Amount.allCases.count + kinds + Int(need.rawValue)
  }

  /// Hands over every slot that differs from another's, in order, with the difference.
  func differences(from other: SliceSums, _ body: (_ slot: Int, _ difference: Int) -> Void) {
    for slice in counts.indices {
      let row = slice * Self.stride
      if counts[slice] != other.counts[slice] {
        let change = counts[slice] &- other.counts[slice]
        for lane in 0..<16 where change[lane] != 0 { body(row + lane, Int(change[lane])) }
      }
      if amounts[slice] != other.amounts[slice] {
        let change = amounts[slice] &- other.amounts[slice]
        for lane in 0..<Amount.allCases.count where change[lane] != 0 { body(row + 16 + lane, change[lane]) }
      }
      let kinds = row + 16 + Amount.allCases.count
      for kind in 0..<Self.kinds {
        let change = byKind[slice * Self.kinds + kind] - other.byKind[slice * Self.kinds + kind]
        if change != 0 { body(kinds + kind, Int(change)) }
      }
      for need in 0..<Self.needs {
        let change = byNeed[slice * Self.needs + need] - other.byNeed[slice * Self.needs + need]
        if change != 0 { body(kinds + Self.kinds + need, Int(change)) }
      }
    }
  }
}
