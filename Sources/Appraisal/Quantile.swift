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

  /// The 5th, 50th and 95th percentile of one or more numbers, none not-a-number, which are left in another order.
  ///
  /// A study has some hundred thousand columns of a thousand draws. Most hold whole numbers from a narrow range, which are
  /// counted; of the others only the ranks asked for are brought to their places (Hoare's selection). Sorting each took
  /// longer than the simulation.
  static func threeOf(_ values: inout [Double]) -> (Double, Double, Double) {
    if let counted = counted(values) { return counted }
    let count = values.count
    func between(_ q: Double, _ range: Range<Int>) -> Double {
      let position = q * Double(count - 1)
      let low = Int(position)
      select(low, in: range, of: &values)
      guard low + 1 < count else { return values[low] }
      var next = values[low + 1]
      for index in low + 1..<range.upperBound { next = min(next, values[index]) }
      return values[low] + (position - Double(low)) * (next - values[low])
    }
    let middle = between(0.5, 0..<count)
    let half = Int(0.5 * Double(count - 1))
    // What is below the median stays to its left, what is above to its right.
    let low = between(0.05, 0..<half + 1)
    let high = between(0.95, min(half + 1, count - 1)..<count)
    return (low, middle, high)
  }

  /// The widest range that is counted.
  private static let widest = 4096.0

  private static func counted(_ values: [Double]) -> (Double, Double, Double)? {
    var least = values[0]
    var most = values[0]
    for value in values {
      guard value == value.rounded(.towardZero) else { return nil }
      least = min(least, value)
      most = max(most, value)
    }
    guard most - least < widest, abs(least) < 0x1p52 else { return nil }
    let width = Int(most - least) + 1
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: width) { counts in
      counts.initialize(repeating: 0)
      for value in values { counts[Int(value - least)] += 1 }
      var at = 0
      var upTo = Int(counts[0])
      func value(_ rank: Int) -> Double {
        while upTo <= rank {
          at += 1
          upTo += Int(counts[at])
        }
        return least + Double(at)
      }
      func quantile(_ q: Double) -> Double {
        let position = q * Double(values.count - 1)
        let low = Int(position)
        let first = value(low)
        guard low + 1 < values.count else { return first }
        // A look ahead must not move what the next quantile begins from.
        let (keptAt, keptUpTo) = (at, upTo)
        defer { (at, upTo) = (keptAt, keptUpTo) }
        return first + (position - Double(low)) * (value(low + 1) - first)
      }
      return (quantile(0.05), quantile(0.5), quantile(0.95))
    }
  }

  /// Brings the value of a rank to its place within a range whose values belong there.
  private static func select(_ rank: Int, in range: Range<Int>, of values: inout [Double]) {
    var low = range.lowerBound
    var high = range.upperBound - 1
    while low < high {
      let pivot = values[(low + high) / 2]
      var left = low
      var right = high
      while left <= right {
        while values[left] < pivot { left += 1 }
        while values[right] > pivot { right -= 1 }
        guard left <= right else { break }
        values.swapAt(left, right)
        left += 1
        right -= 1
      }
      if rank <= right {
        high = right
      } else if rank >= left {
        low = left
      } else {
        return
      }
    }
  }
}
