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

  /// The quantile of whole numbers in any order, rearranging them: selection, linear in their number.
  static func select(_ values: inout [Int32], _ q: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let position = q * Double(values.count - 1)
    let low = Int(position)
    let first = nth(&values, low)
    guard Double(low) < position, low + 1 < values.count else { return Double(first) }
    var next = Int32.max
    for index in (low + 1)..<values.count where values[index] < next { next = values[index] }
    return Double(first) + (position - Double(low)) * Double(next - first)
  }

  /// Hoare's selection with a median-of-three pivot: afterwards everything past `n` is at least the value at `n`.
  private static func nth(_ values: inout [Int32], _ n: Int) -> Int32 {
    var low = 0
    var high = values.count - 1
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < values[low] { values.swapAt(middle, low) }
      if values[high] < values[low] { values.swapAt(high, low) }
      if values[high] < values[middle] { values.swapAt(high, middle) }
      let pivot = values[middle]
      var i = low
      var j = high
      while i <= j {
        while values[i] < pivot { i += 1 }
        while values[j] > pivot { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if n <= j { high = j } else if n >= i { low = i } else { break }
    }
    return values[n]
  }
}
