/// Which choices hold anything, listed by sink; the overflow is the last "sink".
///
/// A holding is a choice of the instance with a positive flow, or `choices + unit` for what a unit has in the overflow.
struct Holdings: Sendable {
  private(set) var first: [Int32] = []
  private(set) var next: [Int32] = []
  private var previous: [Int32] = []

  mutating func reset(lists: Int, holdings: Int) {
    first.refill(lists, with: -1)
    next.refill(holdings, with: -1)
    previous.refill(holdings, with: -1)
  }

  mutating func insert(_ holding: Int, into list: Int) {
    let head = first[list]
    next[holding] = head
    previous[holding] = -1
    if head >= 0 { previous[Int(head)] = Int32(holding) }
    first[list] = Int32(holding)
  }

  mutating func remove(_ holding: Int, from list: Int) {
    let before = previous[holding]
    let after = next[holding]
    if before >= 0 { next[Int(before)] = after } else { first[list] = after }
    if after >= 0 { previous[Int(after)] = before }
  }
}

extension Array {
  /// Makes the array `count` long and the same throughout, reusing its storage.
  mutating func refill(_ count: Int, with value: Element) {
    removeAll(keepingCapacity: true)
    append(contentsOf: repeatElement(value, count: count))
  }
}
