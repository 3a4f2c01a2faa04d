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
  enum Amount: Int { case metres, seconds, transportCost, placementCost, independentCost }

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
  func count(_ slice: Int, _ kind: ProvisionKind) -> Int { Int(byKind[slice * Self.kinds + Int(kind.rawValue)]) }
  func count(_ slice: Int, _ need: Need) -> Int { Int(byNeed[slice * Self.needs + Int(need.rawValue)]) }

  mutating func clear() {
    for index in counts.indices {
      counts[index] = .zero
      amounts[index] = .zero
    }
    for index in byKind.indices { byKind[index] = 0 }
    for index in byNeed.indices { byNeed[index] = 0 }
  }

  /// What one child adds to every slice it is in.
  struct Contribution {
    var count = SIMD16<Int32>.zero
    var amount = SIMD8<Int>.zero
    var kind: ProvisionKind
    var need: Need
    /// Slice indices: all, area, phase, need, kind, rural or urban, setting and fifth of deprivation (-1 where it has none).
    var slices: SIMD8<Int32>

    @inline(__always) mutating func set(_ lane: Count) { count[lane.rawValue] = 1 }
    @inline(__always) mutating func set(_ lane: Amount, _ value: Int) { amount[lane.rawValue] = value }
  }

  /// Adds a child, or with `times: -1` takes it away again.
  @inline(__always)
  mutating func add(_ child: Contribution, times: Int32 = 1) {
    for lane in 0..<8 {
      let slice = Int(child.slices[lane])
      guard slice >= 0 else { continue }
      counts[slice] &+= child.count &* times
      amounts[slice] &+= child.amount &* Int(times)
      byKind[slice * Self.kinds + Int(child.kind.rawValue)] += times
      byNeed[slice * Self.needs + Int(child.need.rawValue)] += times
    }
  }
}
