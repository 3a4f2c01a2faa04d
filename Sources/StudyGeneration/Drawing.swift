import Randomness

/// The seed of every generated study: its files are a function of the facts and this number.
let generationSeed: UInt64 = 893_2025

/// A stream for one subject. Only whole numbers and `uniform()` are drawn from it, so that files are the same on every
/// platform.
func randomNamed(_ stream: StaticString, _ parts: Int...) -> NamedRandom {
  var subject = subjectKey(0)
  for part in parts { subject = subjectKey(Int(truncatingIfNeeded: subject), part) }
  return NamedRandom(seed: generationSeed, stream: RandomStream(stream), draw: 0, subject: subject)
}

extension NamedRandom {
  /// A whole number from 0 to one less than `count`, which is at least 1.
  mutating func below(_ count: Int) -> Int { min(count - 1, Int(uniform() * Double(count))) }
  /// A whole number in a closed range.
  mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }
  /// True in `share` of a thousand.
  mutating func permille(_ share: Int) -> Bool { below(1000) < share }
  /// An index drawn in proportion to whole-number weights; `nil` when all are zero.
  mutating func pick(_ weights: [Int]) -> Int? {
    let total = weights.reduce(0, +)
    guard total > 0 else { return nil }
    var remaining = below(total)
    for (index, weight) in weights.enumerated() {
      remaining -= weight
      if remaining < 0 { return index }
    }
    return nil
  }
}

/// Shares `total` among weights in whole numbers: the largest remainders get what is left, earlier ones first.
public func apportion(_ total: Int, by weights: [Int]) -> [Int] {
  let sum = weights.reduce(0, +)
  guard sum > 0 else { return weights.map { _ in 0 } }
  var shares = weights.map { total * $0 / sum }
  let remainders = weights.enumerated().map { (index: $0.offset, rest: total * $0.element % sum) }
  let order = remainders.sorted { ($0.rest, $1.index) > ($1.rest, $0.index) }
  for entry in order.prefix(total - shares.reduce(0, +)) { shares[entry.index] += 1 }
  return shares
}

/// A Fisher-Yates shuffle.
func shuffled<Element>(_ elements: [Element], _ random: inout NamedRandom) -> [Element] {
  var elements = elements
  for index in elements.indices.dropFirst().reversed() { elements.swapAt(index, random.below(index + 1)) }
  return elements
}
