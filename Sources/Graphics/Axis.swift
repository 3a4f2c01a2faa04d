/// A linear axis with round tick values.
public struct Axis: Sendable, Equatable {
  public let low: Double
  public let high: Double
  public let ticks: [Double]

  /// Round values in steps of 1, 2 or 5 times a power of ten around the data, about `count` of them.
  ///
  /// Starts at zero unless the data sit wholly in the upper half of such an axis, where it would flatten every
  /// difference; a chart that does not start at zero must say so.
  public init(holding values: [Double], count: Int = 5, wholeNumbers: Bool = false) {
    let finite = values.filter(\.isFinite)
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    if low >= 0, low <= high * 0.5 { low = 0 }
    if high <= 0, high >= low * 0.5 { high = 0 }
    if high - low <= 1e-12 * max(abs(high), abs(low)) { (low, high) = low == 0 ? (0, 1) : (min(0, low), max(0, high)) }
    let step = Axis.step((high - low) / Double(count), wholeNumbers: wholeNumbers)
    let first = (low / step + 1e-9).rounded(.down)
    let last = (high / step - 1e-9).rounded(.up)
    ticks = (0...Int(last - first)).map { (first + Double($0)) * step }
    self.low = first * step
    self.high = last * step
  }

  public var startsAtZero: Bool { low <= 0 }

  /// The smallest of 1, 2, 5 times a power of ten that is not below `rough`.
  private static func step(_ rough: Double, wholeNumbers: Bool) -> Double {
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough { power /= 10 }
    let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= rough * (1 - 1e-9) } ?? 10 * power
    return wholeNumbers ? max(1, step) : step
  }

  func position(_ value: Double, from start: Double, to end: Double) -> Double {
    start + (value - low) / (high - low) * (end - start)
  }
}

/// Moves labels along one direction so that none is nearer to the next than `gap`, each as near to its wish as the
/// others allow (least squares), and all in the range if there is room.
///
/// Returns positions in the order of the wishes; labels keep their order.
func spread(_ wishes: [Double], gap: Double, in range: ClosedRange<Double>) -> [Double] {
  let order = wishes.indices.sorted { wishes[$0] == wishes[$1] ? $0 < $1 : wishes[$0] < wishes[$1] }
  // Pool adjacent violators: labels that would touch move as one block, about the mean of their wishes.
  var blocks: [(sum: Double, count: Int)] = []
  for (rank, index) in order.enumerated() {
    blocks.append((wishes[index] - Double(rank) * gap, 1))
    while blocks.count > 1 {
      let last = blocks[blocks.count - 1]
      let before = blocks[blocks.count - 2]
      if before.sum / Double(before.count) < last.sum / Double(last.count) { break }
      blocks.removeLast(2)
      blocks.append((before.sum + last.sum, before.count + last.count))
    }
  }
  var placed = blocks.flatMap { block in Array(repeating: block.sum / Double(block.count), count: block.count) }
  for rank in placed.indices {
    placed[rank] = max(placed[rank] + Double(rank) * gap, range.lowerBound + Double(rank) * gap)
  }
  for rank in placed.indices.reversed() {
    placed[rank] = min(placed[rank], range.upperBound - Double(placed.count - 1 - rank) * gap)
  }
  var result = wishes
  for (rank, index) in order.enumerated() { result[index] = placed[rank] }
  return result
}
