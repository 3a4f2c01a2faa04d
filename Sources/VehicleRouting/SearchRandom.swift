import Randomness

/// The search's own random numbers: SplitMix64 (Steele, Lea and Flood 2014), seeded from a named stream.
///
/// The search draws a hundred numbers an iteration, all private to one route search, so a short cheap sequence serves.
struct SearchRandom {
  private var state: UInt64

  init(seed: UInt64) {
    var named = NamedRandom(seed: seed, stream: RandomStream("routing.search"), draw: 0)
    state = named.next()
  }

  @inline(__always) mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in [0, bound), by multiply and shift (Lemire 2019); its bias below 2^-32 does not matter to a search.
  @inline(__always) mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
  }

  /// Uniform in the open interval (0, 1).
  @inline(__always) mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }
}
