/// SHA-256 of bytes in lower-case hexadecimal, after FIPS 180-4.
public func fingerprint(_ bytes: [UInt8]) -> String {
  var message = bytes
  message.append(0x80)
  message.append(contentsOf: repeatElement(0, count: (119 - bytes.count % 64) % 64))
  let bits = UInt64(bytes.count) * 8
  message.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })
  var state = fractions(of: 8) { $0.squareRoot() }
  for start in stride(from: 0, to: message.count, by: 64) { compress(message[start..<(start + 64)], into: &state) }
  return state.map { word in
    let text = String(word, radix: 16)
    return String(repeating: "0", count: 8 - text.count) + text
  }.joined()
}

private func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
  var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { index in
    block[index..<(index + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
  }
  for index in 16..<64 {
    let first = turned(words[index - 15], 7) ^ turned(words[index - 15], 18) ^ words[index - 15] >> 3
    let second = turned(words[index - 2], 17) ^ turned(words[index - 2], 19) ^ words[index - 2] >> 10
    words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
  }
  var v = state
  for index in 0..<64 {
    let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
    let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
    let upper = turned(v[4], 6) ^ turned(v[4], 11) ^ turned(v[4], 25)
    let lower = turned(v[0], 2) ^ turned(v[0], 13) ^ turned(v[0], 22)
    let first = v[7] &+ upper &+ choice &+ roundConstants[index] &+ words[index]
    let second = lower &+ majority
    v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
  }
  for index in state.indices { state[index] = state[index] &+ v[index] }
}

private func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }

/// The first 32 bits of the fractions of a root of the first primes.
private func fractions(of count: Int, _ root: (Double) -> Double) -> [UInt32] {
  primes.prefix(count).map { prime in
    let value = root(Double(prime))
    return UInt32((value - value.rounded(.down)) * 0x1p32)
  }
}

private let primes = (2..<312).filter { number in !(2..<number).contains { number % $0 == 0 } }

/// The first 32 bits of the fractions of the cube roots of the first 64 primes, found by whole-number search so that no
/// library's rounding enters: the largest `word` with ((whole + word / 2^32) cubed) not above the prime.
private let roundConstants: [UInt32] = primes.prefix(64).map { prime in
  var low: UInt64 = 0
  var high: UInt64 = 8 << 32
  while high - low > 1 {
    let middle = (low + high) / 2
    let square = middle.multipliedFullWidth(by: middle)
    // middle^3 against prime x 2^96, by the upper halves of 128-bit products.
    let cube = cubeExceeds(square.high, square.low, middle, prime)
    if cube { high = middle } else { low = middle }
  }
  return UInt32(truncatingIfNeeded: low)
}

private func cubeExceeds(_ high: UInt64, _ low: UInt64, _ factor: UInt64, _ prime: Int) -> Bool {
  let lower = low.multipliedFullWidth(by: factor)
  let upper = high.multipliedFullWidth(by: factor)
  let (middle, carry) = upper.low.addingReportingOverflow(lower.high)
  let top = upper.high + (carry ? 1 : 0)
  // The cube is top, middle, lower.low in 64-bit words; prime x 2^96 is 0, prime << 32, 0.
  let limit = UInt64(prime) << 32
  return top > 0 || middle > limit || (middle == limit && lower.low > 0)
}
