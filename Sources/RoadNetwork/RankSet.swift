/// A set of ranks, each with its position among them in ascending order.
struct RankSet: Sendable {
  private var words: [UInt64]
  /// Members before each word; known after `number()`.
  private var before: [Int32] = []
  private(set) var count = 0

  init(upTo limit: Int) { words = Array(repeating: 0, count: (limit + 63) >> 6) }

  mutating func insert(_ rank: Int32) { words[Int(rank) >> 6] |= 1 << (UInt64(rank) & 63) }

  @inline(__always) func contains(_ rank: Int32) -> Bool { words[Int(rank) >> 6] >> (UInt64(rank) & 63) & 1 == 1 }

  /// Calls with the members in ascending order; the call may insert higher ones.
  mutating func forEachAscending(_ body: (_ rank: Int, _ set: inout RankSet) -> Void) {
    for word in words.indices {
      var done: UInt64 = 0
      while words[word] & ~done != 0 {
        let bit = (words[word] & ~done).trailingZeroBitCount
        done |= (2 << UInt64(bit)) &- 1
        body(word << 6 + bit, &self)
      }
    }
  }

  /// Fixes the positions of members.
  mutating func number() {
    before.reserveCapacity(words.count)
    for word in words {
      before.append(Int32(count))
      count += word.nonzeroBitCount
    }
  }

  @inline(__always) func position(of rank: Int32) -> Int32 {
    let word = Int(rank) >> 6
    return before[word] + Int32((words[word] & ((1 << (UInt64(rank) & 63)) - 1)).nonzeroBitCount)
  }
}
