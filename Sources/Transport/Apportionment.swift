/// Splits a whole number of pence by weight so that the parts add to it exactly.
///
/// Each part is the difference of two rounded running totals: within a penny of its exact share, in one pass, with
/// nothing to sort or store, which a largest-remainder rule would need.
struct Apportionment {
  private let total: Int
  private let weight: Int
  private var weightSoFar = 0
  private var given = 0

  /// - Parameter weight: the sum of all the weights to come; not 0 unless `total` is.
  init(total: Int, weight: Int) {
    self.total = total
    self.weight = max(1, weight)
  }

  /// The part of the next weight.
  @inline(__always) mutating func next(_ part: Int) -> Int {
    weightSoFar += part
    let due = total * weightSoFar / weight
    defer { given = due }
    return due - given
  }
}
