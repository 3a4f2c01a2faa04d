/// Quantiles by linear interpolation between order statistics (Hyndman and Fan's type 7, as R and NumPy default to).
enum Quantile {
  /// The quantile of values already in ascending order; `nil` of none.
  static func sorted(_ values: [Double], _ q: Double) -> Double? {
    guard let last = values.last else { return nil }
    let position = q * Double(values.count - 1)
    let low = Int(position)
    guard low + 1 < values.count else { return last }
    return values[low] + (position - Double(low)) * (values[low + 1] - values[low])
  }

  /// The quantile of whole numbers of 0 or more, in any order; `nil` of none.
  ///
  /// Counts values by their upper bits, then sorts the one bucket that holds the order statistic: two passes without a
  /// branch to mispredict. Selection by comparison was tried and was slower over the whole demonstration.
  static func select(_ values: [Int32], _ q: Double) -> Double? {
    guard let largest = values.max() else { return nil }
    let position = q * Double(values.count - 1)
    let rank = Int(position)
    let shift = max(0, Int32.bitWidth - largest.leadingZeroBitCount - bucketBits)
    let (bucket, before) = withUnsafeTemporaryAllocation(of: Int32.self, capacity: 1 << bucketBits) { counts in
      counts.initialize(repeating: 0)
      for value in values { counts[Int(value >> shift)] += 1 }
      var before = 0
      var bucket = 0
      while before + Int(counts[bucket]) <= rank {
        before += Int(counts[bucket])
        bucket += 1
      }
      return (Int32(bucket), before)
    }
    let held = values.filter { $0 >> shift == bucket }.sorted()
    let value = Double(held[rank - before])
    guard Double(rank) < position else { return value }
    let next: Int32
    if rank - before + 1 < held.count {
      next = held[rank - before + 1]
    } else {
      next = values.reduce(Int32.max) { $1 >> shift > bucket ? min($0, $1) : $0 }
    }
    return value + (position - Double(rank)) * (Double(next) - value)
  }

  private static let bucketBits = 10
}
