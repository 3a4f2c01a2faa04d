/// Costs to several places side by side, one in each lane of 64 bytes.
///
/// Lanes hold whole numbers that start from the smallest normal floating-point number's bit pattern. Positive
/// floating-point numbers are in the order of their bits, so that the least of two lanes is one floating-point minimum:
/// the baseline instruction set of x86-64 (SSE2, the one this is built for) has no minimum of 32- or 64-bit integers,
/// and comparing and masking them instead took a seventh longer in all. Sums are of integers, thus exact. Twice the
/// lanes are slower by far: minima of `SIMD32` are not compiled to instructions.
protocol Lanes: Sendable {
  associatedtype Word: FixedWidthInteger & Sendable
  /// What a cell of the result holds; `count` of them are as large as the lanes.
  associatedtype Cell: Sendable
  static var count: Int { get }
  /// No route so far. A word may be added without leaving the finite numbers.
  static var unreachable: Self { get }
  /// The lane of one place, at no cost; the others are unreachable.
  static func start(_ lane: Int) -> Self
  static func word(_ cost: Cost) -> Word
  /// Takes in each lane a route over another node where it is better.
  mutating func improve(over other: Self, _ cost: Word)
  /// The lanes as cells of the result.
  var cells: Self { get }
}

/// Sixteen times in milliseconds.
struct TimeLanes: Lanes {
  typealias Cell = UInt32
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

  @inline(__always) static func word(_ cost: Cost) -> UInt32 { UInt32(cost.milliseconds) }

  @inline(__always) mutating func improve(over other: TimeLanes, _ cost: UInt32) {
    let offer = unsafeBitCast(other.bits &+ SIMD16(repeating: cost), to: SIMD16<Float>.self)
    var best = unsafeBitCast(bits, to: SIMD16<Float>.self)
    best.replace(with: offer, where: offer .< best)
    bits = unsafeBitCast(best, to: SIMD16<UInt32>.self)
  }

  @inline(__always) var cells: TimeLanes {
    // All ones where the limit's bit is set. A masked replacement here compiles to a loop over lanes and costs more.
    let isUnreachable = SIMD16(repeating: 0) &- (bits &>> SIMD16(repeating: 30))
    return TimeLanes(bits: (bits &- SIMD16(repeating: Self.zero)) | isUnreachable)
  }
}

/// Eight costs of time and distance.
struct CostLanes: Lanes {
  typealias Cell = Cost
  private static let zero = Double.leastNormalMagnitude.bitPattern
  private var bits: SIMD8<UInt64>

  static let count = 8
  static let unreachable = CostLanes(bits: SIMD8(repeating: Cost.unreachable.packed))

  static func start(_ lane: Int) -> CostLanes {
    var lanes = unreachable
    lanes.bits[lane] = zero
    return lanes
  }

  @inline(__always) static func word(_ cost: Cost) -> UInt64 { cost.packed }

  @inline(__always) mutating func improve(over other: CostLanes, _ cost: UInt64) {
    let offer = unsafeBitCast(other.bits &+ SIMD8(repeating: cost), to: SIMD8<Double>.self)
    var best = unsafeBitCast(bits, to: SIMD8<Double>.self)
    best.replace(with: offer, where: offer .< best)
    bits = unsafeBitCast(best, to: SIMD8<UInt64>.self)
  }

  @inline(__always) var cells: CostLanes {
    // All ones where the bit of `Cost.unreachable` is not set.
    let isReachable = (bits &>> SIMD8(repeating: 62)) &- SIMD8(repeating: 1)
    return CostLanes(bits: bits &- (isReachable & SIMD8(repeating: Self.zero)))
  }
}
