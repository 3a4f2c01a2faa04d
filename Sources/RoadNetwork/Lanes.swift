import WideLanes

/// Costs to several places side by side, one in each lane of 64 bytes.
///
/// Lanes hold whole numbers that start from the smallest normal floating-point number's bit pattern. Positive
/// floating-point numbers are in the order of their bits, so that the least of two lanes is one floating-point minimum:
/// the baseline instruction set of x86-64 (SSE2, the one Swift compiles for here) has no minimum of 32- or 64-bit
/// integers, and comparing and masking them instead took a seventh longer in all. Sums are of integers, thus exact.
///
/// The two loops that see every node, or write every cell, are `WideLanes`, which uses AVX2 where the processor has it.
protocol Lanes: Sendable {
  associatedtype Arc: LaneArc
  /// What a cell of the result holds; `count` of them are as large as the lanes.
  associatedtype Cell: Sendable
  static var count: Int { get }
  /// No route so far. A cost may be added without leaving the finite numbers.
  static var unreachable: Self { get }
  /// The lane of one place, at no cost; the others are unreachable.
  static func start(_ lane: Int) -> Self
  static func arc(to head: Int32, _ cost: Cost) -> Arc
  /// Takes in each lane a route over another node where it is better.
  mutating func improve(over other: Self, _ cost: Arc.Word)

  /// The labels of all pinned nodes, highest first.
  static func descend(from tops: Tops<Self>, _ pinned: Restriction<Self>, into labels: UnsafeMutablePointer<Self>)
  /// The first `count` lanes of each pinned place as cells, so far apart from place to place and from lane to lane.
  static func store(
    _ labels: UnsafeMutablePointer<Self>, _ pinned: Restriction<Self>, _ count: Int,
    to cells: UnsafeMutablePointer<Cell>, _ placeStride: Int, _ laneStride: Int)
}

/// An arc to a node by number, with the word that its cost is in each lane.
protocol LaneArc: Sendable {
  associatedtype Word: FixedWidthInteger & Sendable
  var head: Int32 { get }
  var cost: Word { get }
}

extension TimeArc: LaneArc {}
extension CostArc: LaneArc {}

/// Nodes where a route may turn from climbing to descending, by their pinned number, highest first.
struct Tops<L: Lanes> {
  var nodes: [Int32] = []
  var labels: [L] = []
}

/// Sixteen times in milliseconds.
struct TimeLanes: Lanes {
  private static let zero = Float.leastNormalMagnitude.bitPattern
  private static let limit: UInt32 = 1 << 30
  private var bits: SIMD16<UInt32>

  static let count = 16
  static let unreachable = TimeLanes(bits: SIMD16(repeating: limit))

  static func start(_ lane: Int) -> TimeLanes {
    var lanes = unreachable
    lanes.bits[lane] = zero
    return lanes
  }

  @inline(__always) static func arc(to head: Int32, _ cost: Cost) -> TimeArc {
    TimeArc(head: head, cost: UInt32(cost.milliseconds))
  }

  @inline(__always) mutating func improve(over other: TimeLanes, _ cost: UInt32) {
    let offer = unsafeBitCast(other.bits &+ SIMD16(repeating: cost), to: SIMD16<Float>.self)
    var best = unsafeBitCast(bits, to: SIMD16<Float>.self)
    best.replace(with: offer, where: offer .< best)
    bits = unsafeBitCast(best, to: SIMD16<UInt32>.self)
  }

  static func descend(from tops: Tops<Self>, _ pinned: Restriction<Self>, into labels: UnsafeMutablePointer<Self>) {
    var start = unreachable
    descend_times(
      labels, pinned.ranks.count, pinned.firstArc, pinned.arcs, tops.nodes, tops.labels, tops.nodes.count, &start)
  }

  static func store(
    _ labels: UnsafeMutablePointer<Self>, _ pinned: Restriction<Self>, _ count: Int,
    to cells: UnsafeMutablePointer<UInt32>, _ placeStride: Int, _ laneStride: Int
  ) {
    var start = unreachable
    store_times(
      labels, pinned.placeCount, pinned.firstSeed, pinned.seeds, &start, cells, count, placeStride, laneStride)
  }
}

/// Eight costs of time and distance.
struct CostLanes: Lanes {
  private static let zero = Double.leastNormalMagnitude.bitPattern
  private var bits: SIMD8<UInt64>

  static let count = 8
  static let unreachable = CostLanes(bits: SIMD8(repeating: Cost.unreachable.packed))

  static func start(_ lane: Int) -> CostLanes {
    var lanes = unreachable
    lanes.bits[lane] = zero
    return lanes
  }

  @inline(__always) static func arc(to head: Int32, _ cost: Cost) -> CostArc { CostArc(head: head, cost: cost.packed) }

  @inline(__always) mutating func improve(over other: CostLanes, _ cost: UInt64) {
    let offer = unsafeBitCast(other.bits &+ SIMD8(repeating: cost), to: SIMD8<Double>.self)
    var best = unsafeBitCast(bits, to: SIMD8<Double>.self)
    best.replace(with: offer, where: offer .< best)
    bits = unsafeBitCast(best, to: SIMD8<UInt64>.self)
  }

  static func descend(from tops: Tops<Self>, _ pinned: Restriction<Self>, into labels: UnsafeMutablePointer<Self>) {
    var start = unreachable
    descend_costs(
      labels, pinned.ranks.count, pinned.firstArc, pinned.arcs, tops.nodes, tops.labels, tops.nodes.count, &start)
  }

  static func store(
    _ labels: UnsafeMutablePointer<Self>, _ pinned: Restriction<Self>, _ count: Int,
    to cells: UnsafeMutablePointer<Cost>, _ placeStride: Int, _ laneStride: Int
  ) {
    var start = unreachable
    // A cost is one 64-bit word and nothing else.
    cells.withMemoryRebound(to: UInt64.self, capacity: 1) {
      store_costs(
        labels, pinned.placeCount, pinned.firstSeed, pinned.seeds, &start, $0, count, placeStride, laneStride)
    }
  }
}
