/// What a random number is for. Each stream is independent of every other.
@frozen public struct RandomStream: Hashable, Sendable {
  @usableFromInline let code: UInt32

  /// A stream named by text, such as `"need.entrants"`. The name, never the order of use, decides the numbers.
  public init(_ name: StaticString) {
    var hash: UInt32 = 2_166_136_261
    name.withUTF8Buffer { for byte in $0 { hash = (hash ^ UInt32(byte)) &* 16_777_619 } }
    code = hash
  }
}

/// Random numbers with a name: seed, stream, draw, year and subject (a child's key, or a cell).
///
/// Adding a subject changes nobody else's numbers; two options that ask for the same name get the same number.
/// A value type: each holder has its own position in its own sequence.
@frozen public struct NamedRandom: RandomNumberGenerator, Sendable {
  @usableFromInline var counter: SIMD4<UInt32>
  @usableFromInline let key: SIMD2<UInt32>
  @usableFromInline var spare: UInt64 = 0
  @usableFromInline var hasSpare = false

  /// - Parameters:
  ///   - draw: the Monte Carlo draw, -1 for the central draw; any 16-bit signed value and beyond up to 2^23.
  ///   - year: index of the year, 0 to 255.
  ///   - subject: who or what it is for, up to 64 bits.
  @inlinable public init(seed: UInt64, stream: RandomStream, draw: Int, year: Int = 0, subject: UInt64 = 0) {
    key = SIMD2(
      UInt32(truncatingIfNeeded: seed) ^ stream.code,
      UInt32(truncatingIfNeeded: seed >> 32) &+ stream.code &* 0x85EB_CA6B)
    counter = SIMD4(
      0, UInt32(truncatingIfNeeded: draw) << 8 ^ UInt32(truncatingIfNeeded: year & 0xFF),
      UInt32(truncatingIfNeeded: subject), UInt32(truncatingIfNeeded: subject >> 32))
  }

  @inlinable public mutating func next() -> UInt64 {
    if hasSpare {
      hasSpare = false
      return spare
    }
    let block = Philox.block(counter, key: key)
    counter[0] &+= 1
    spare = UInt64(block[3]) << 32 | UInt64(block[2])
    hasSpare = true
    return UInt64(block[1]) << 32 | UInt64(block[0])
  }

  /// Uniform in the open interval (0, 1), 53 bits.
  @inlinable public mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }
}

/// A stable 64-bit key for a subject that text names, such as a child's id (FNV-1a).
public func subjectKey(_ text: some StringProtocol) -> UInt64 {
  text.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
}

/// Mixes whole numbers into one subject key (SplitMix64 finaliser), for cells such as area x NC year x need.
@inlinable public func subjectKey(_ parts: Int...) -> UInt64 {
  var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
  for part in parts {
    hash = (hash ^ UInt64(bitPattern: Int64(part))) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 30)) &* 0x94D0_49BB_1331_11EB
    hash ^= hash >> 31
  }
  return hash
}
