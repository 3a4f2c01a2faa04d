/// Seeded damage to a binary file, the same on every machine: bits, bytes, stretches taken out, repeated or filled, ends
/// cut off.
///
/// - Parameter seed: one damage each; consecutive seeds give every kind in turn.
public func damaged(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
  guard !bytes.isEmpty else { return bytes }
  var state = seed
  /// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).
  func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((word ^ (word >> 31)) % UInt64(limit))
  }
  var bytes = bytes
  let at = below(bytes.count)
  let stretch = at..<min(bytes.count, at + 1 + below(60))
  switch seed % 8 {
  case 0: bytes[at] ^= 1 << UInt8(below(8))
  case 1: bytes[at] = UInt8(below(256))
  case 2: bytes.removeSubrange(stretch)
  case 3: bytes.insert(contentsOf: bytes[stretch], at: at)
  case 4: bytes.removeSubrange(at...)
  case 5: for index in stretch { bytes[index] = 0 }
  case 6: for index in stretch { bytes[index] = 0xFF }
  default: for _ in 0..<(2 + below(20)) { bytes[below(bytes.count)] ^= 1 << UInt8(below(8)) }
  }
  return bytes
}
