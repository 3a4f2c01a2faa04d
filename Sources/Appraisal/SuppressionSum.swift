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
///
/// Rows are kept sparse: in a country the hidden cells are thousands and nearly all of them stand in few sums.
func recoverableCells(of sums: [SuppressionSum], hidden: [Bool]) -> [Int] {
  let tied = sums.filter { sum in hidden[sum.total] || sum.parts.contains { hidden[$0] } }
  var unknowns: [Int] = []
  var column: [Int: Int] = [:]
  for cell in tied.flatMap({ $0.parts + [$0.total] }) where hidden[cell] && column[cell] == nil {
    column[cell] = unknowns.count
    unknowns.append(cell)
  }
  var rows = tied.map { sum in
    var row = SparseRow()
    for part in sum.parts where hidden[part] { row.add(-1, at: column[part]!) }
    if hidden[sum.total] { row.add(1, at: column[sum.total]!) }
    return row
  }
  // By column, the rows that may hold it.
  var holders = Array(repeating: Set<Int>(), count: unknowns.count)
  for (row, terms) in rows.enumerated() { for term in terms.values.keys { holders[term].insert(row) } }
  for row in rows.indices {
    guard let pivot = rows[row].values.keys.min() else { continue }
    rows[row].divide(by: rows[row].values[pivot]!)
    let own = rows[row]
    for other in holders[pivot] where other != row {
      guard let factor = rows[other].values[pivot] else { continue }
      for (term, value) in own.values {
        rows[other].add(-factor * value, at: term)
        holders[term].insert(other)
      }
    }
    holders[pivot] = [row]
  }
  return rows.compactMap { $0.values.count == 1 ? $0.values.first.map { unknowns[$0.key] } : nil }
}

/// A row of a matrix by column; what is next to zero is zero.
private struct SparseRow {
  private(set) var values: [Int: Double] = [:]

  mutating func add(_ value: Double, at column: Int) {
    let sum = (values[column] ?? 0) + value
    values[column] = abs(sum) > 1e-9 ? sum : nil
  }

  mutating func divide(by pivot: Double) { values = values.mapValues { $0 / pivot } }
}
