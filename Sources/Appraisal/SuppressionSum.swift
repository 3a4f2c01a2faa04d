/// A sum that a reader can write down: `total` less all `parts` is zero. Numbers are those of cells.
struct SuppressionSum {
  var total: Int
  var parts: [Int]
  /// Counts of children throughout, so that small hidden sums can be guessed.
  var isCount: Bool

  /// One hidden cell is found by subtraction; several that hold little more than one child each are found by guessing.
  func isExposed(hidden: [Bool], means: [Double], threshold: Int) -> Bool {
    var cells = 0
    var children = 0.0
    var hasZero = false
    for part in parts where hidden[part] {
      cells += 1
      let count = means[part].isFinite ? means[part].rounded() : 0
      if count == 0 { hasZero = true }
      children += count
    }
    if hidden[total] { return cells == 0 }
    if cells < 2 { return cells == 1 }
    return isCount && !hasZero && children - Double(cells) < Double(threshold - 2)
  }
}

/// Hidden cells for which the sums, taken together, leave only one value: Gauss-Jordan elimination over the hidden cells.
func recoverableCells(of sums: [SuppressionSum], hidden: [Bool]) -> [Int] {
  let tied = sums.filter { sum in hidden[sum.total] || sum.parts.contains { hidden[$0] } }
  var unknowns: [Int] = []
  var column: [Int: Int] = [:]
  for cell in tied.flatMap({ $0.parts + [$0.total] }) where hidden[cell] && column[cell] == nil {
    column[cell] = unknowns.count
    unknowns.append(cell)
  }
  let width = unknowns.count
  var matrix = Array(repeating: 0.0, count: tied.count * width)
  for (row, sum) in tied.enumerated() {
    for part in sum.parts where hidden[part] { matrix[row * width + column[part]!] -= 1 }
    if hidden[sum.total] { matrix[row * width + column[sum.total]!] += 1 }
  }
  var found: [Int] = []
  for row in tied.indices {
    let start = row * width
    guard let pivot = (0..<width).first(where: { abs(matrix[start + $0]) > 1e-9 }) else { continue }
    let scale = matrix[start + pivot]
    for index in 0..<width { matrix[start + index] /= scale }
    for other in tied.indices where other != row {
      let factor = matrix[other * width + pivot]
      if abs(factor) < 1e-9 { continue }
      for index in 0..<width { matrix[other * width + index] -= factor * matrix[start + index] }
    }
  }
  for row in tied.indices {
    let terms = (0..<width).filter { abs(matrix[row * width + $0]) > 1e-9 }
    if terms.count == 1 { found.append(unknowns[terms[0]]) }
  }
  return found
}
