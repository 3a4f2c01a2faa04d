import Planning

/// One year's cells over all worlds, which of them are hidden, and the sums that tie them together.
///
/// A cell is hidden in every world of the year or in none. Authority totals are never hidden. A cell that a world has
/// no row for is zero there, and can be hidden like any other.
struct SuppressionTable {
  private struct CellKey: Hashable {
    var metric: Int
    var slice: Int
  }
  /// A sum that a reader can write down: `total` less all `parts` is zero.
  private struct Line {
    var total: Int
    var parts: [Int]
    /// Counts of children throughout, so that small hidden sums can be guessed.
    var isCount: Bool
  }

  private var metrics: [Metric] = []
  private var slices: [Slice] = []
  private var sliceNumber: [Slice: Int] = [:]
  private var cellNumber: [CellKey: Int] = [:]
  /// Per cell.
  private var metricOf: [Metric] = []
  private var sliceOf: [Int] = []
  private var hidden: [Bool] = []
  /// Per world, per cell; NaN where a world has no such row.
  private var means: [[Double]] = []
  private var lines: [Line] = []
  /// Per cell, the cells that hide it when they are hidden.
  private var basis: [[Int]] = []

  /// - Parameter rows: one year's rows, per world.
  init(_ rows: [[MetricRow]]) {
    means = Array(repeating: [], count: rows.count)
    for (world, values) in rows.enumerated() {
      for row in values {
        let cell = number(row.metric, row.slice)
        while means[world].count <= cell { means[world].append(.nan) }
        means[world][cell] = row.value.mean
      }
    }
    addZeroCells()
    for world in means.indices {
      means[world] += Array(repeating: .nan, count: hidden.count - means[world].count)
    }
    lines = linesOverSlices() + linesOverMetrics()
    basis = hidden.indices.map { cell in
      let slice = slices[sliceOf[cell]]
      return slice.kind == .all ? [] : AdditiveRelation.basis(of: metricOf[cell]).compactMap { find($0, slice) }
    }
  }

  func isHidden(_ metric: Metric, _ slice: Slice) -> Bool { find(metric, slice).map { hidden[$0] } ?? false }

  /// Every hidden cell, in the order the results name them.
  var hiddenCells: [(metric: Metric, slice: Slice)] {
    hidden.indices.filter { hidden[$0] }.map { (metricOf[$0], slices[sliceOf[$0]]) }
  }

  /// Hides a cell; an authority total or a cell that no world has stays as it is.
  mutating func hide(_ metric: Metric, _ slice: Slice) {
    guard slice.kind != .all, let cell = find(metric, slice) else { return }
    hidden[cell] = true
  }

  /// Hides further cells until no hidden one can be found by subtraction.
  mutating func protect(threshold: Int) {
    guard hidden.contains(true) else { return }
    while true {
      while hideDependents() || hideOnExposedLines(threshold: threshold) {}
      guard let exposed = firstRecoverable() else { return }
      let candidates = lines.filter { $0.parts.contains(exposed) || $0.total == exposed }
      guard candidates.contains(where: { hideOneMore(on: $0) }) else { return }
    }
  }

  // MARK: cells

  private func find(_ metric: Metric, _ slice: Slice) -> Int? {
    sliceNumber[slice].flatMap { cellNumber[CellKey(metric: metric.position, slice: $0)] }
  }

  private mutating func number(_ metric: Metric, _ slice: Slice) -> Int {
    let sliceIndex: Int
    if let known = sliceNumber[slice] {
      sliceIndex = known
    } else {
      sliceIndex = slices.count
      sliceNumber[slice] = sliceIndex
      slices.append(slice)
    }
    let key = CellKey(metric: metric.position, slice: sliceIndex)
    if let known = cellNumber[key] { return known }
    cellNumber[key] = hidden.count
    metricOf.append(metric)
    sliceOf.append(sliceIndex)
    hidden.append(false)
    return hidden.count - 1
  }

  /// Gives every additive metric a cell in each slice of a kind in which it has any.
  private mutating func addZeroCells() {
    var reported: Set<CellKey> = []
    for cell in hidden.indices where AdditiveRelation.isAdditive(metricOf[cell]) {
      reported.insert(CellKey(metric: metricOf[cell].position, slice: slices[sliceOf[cell]].kind.position))
    }
    for metric in Metric.allCases {
      for slice in slices where slice.kind != .all {
        if reported.contains(CellKey(metric: metric.position, slice: slice.kind.position)) {
          _ = number(metric, slice)
        }
      }
    }
  }

  // MARK: sums

  /// Each additive metric over the slices of one kind, where they do add up to the authority's figure.
  private func linesOverSlices() -> [Line] {
    var result: [Line] = []
    for metric in Metric.allCases where AdditiveRelation.isAdditive(metric) {
      guard let total = find(metric, .all) else { continue }
      for kind in SliceKind.allCases where kind != .all {
        let parts = slices.indices.compactMap { index in
          slices[index].kind == kind ? cellNumber[CellKey(metric: metric.position, slice: index)] : nil
        }
        if !parts.isEmpty, addsUp(parts, to: total) {
          result.append(Line(total: total, parts: parts, isCount: metric.unit == .children))
        }
      }
    }
    return result
  }

  private func linesOverMetrics() -> [Line] {
    var result: [Line] = []
    for slice in slices where slice.kind != .all {
      for sum in AdditiveRelation.sums {
        guard let total = find(sum.total, slice) else { continue }
        let parts = sum.parts.compactMap { find($0, slice) }
        if !parts.isEmpty {
          result.append(Line(total: total, parts: parts, isCount: sum.total.unit == .children))
        }
      }
    }
    return result
  }

  private func addsUp(_ parts: [Int], to total: Int) -> Bool {
    means.contains { values in
      let sum = parts.reduce(0.0) { $0 + (values[$1].isFinite ? values[$1] : 0) }
      return abs(sum - values[total]) <= 0.5 + 1e-6 * abs(values[total])
    }
  }

  // MARK: rules

  /// Hides what a hidden cell of the same slice is the numerator, denominator or cause of.
  private mutating func hideDependents() -> Bool {
    var changed = false
    for cell in hidden.indices where !hidden[cell] && basis[cell].contains(where: { hidden[$0] }) {
      hidden[cell] = true
      changed = true
    }
    return changed
  }

  private mutating func hideOnExposedLines(threshold: Int) -> Bool {
    var changed = false
    for line in lines where isExposed(line, threshold: threshold) {
      if hideOneMore(on: line) { changed = true }
    }
    return changed
  }

  /// One hidden cell is found by subtraction; several that hold little more than one child each are found by guessing.
  private func isExposed(_ line: Line, threshold: Int) -> Bool {
    let terms = line.parts.filter { hidden[$0] }
    let count = terms.count + (hidden[line.total] ? 1 : 0)
    if count == 0 { return false }
    if count == 1 { return true }
    guard line.isCount, !hidden[line.total] else { return false }
    return means.contains { values in
      let counts = terms.map { values[$0].isFinite ? values[$0].rounded() : 0 }
      if counts.contains(0) { return false }
      return counts.reduce(0, +) - Double(counts.count) < Double(threshold - 2)
    }
  }

  /// Hides the next smallest cell of a sum: a rate first, then the smallest that is not zero, at last a zero.
  private mutating func hideOneMore(on line: Line) -> Bool {
    let shown = ([line.total] + line.parts).filter { !hidden[$0] && slices[sliceOf[$0]].kind != .all }
    let best = shown.min { left, right in
      let leftRank = rank(left, in: line)
      let rightRank = rank(right, in: line)
      return leftRank == rightRank ? left < right : leftRank < rightRank
    }
    guard let best else { return false }
    hidden[best] = true
    return true
  }

  private func rank(_ cell: Int, in line: Line) -> (Int, Double) {
    if metricOf[cell].unit == .share { return (0, 0) }
    let size = means.reduce(0.0) { max($0, $1[cell].isFinite ? abs($1[cell]) : 0) }
    if size.rounded() == 0 { return (3, 0) }
    return (cell == line.total ? 2 : 1, size)
  }

  // MARK: several sums at once

  /// A hidden cell that the sums together leave only one value for, by Gauss-Jordan elimination over the hidden cells.
  private func firstRecoverable() -> Int? {
    var equations = lines.compactMap { line -> [Int: Double]? in
      var row: [Int: Double] = [:]
      for part in line.parts where hidden[part] { row[part, default: 0] -= 1 }
      if hidden[line.total] { row[line.total, default: 0] += 1 }
      return row.isEmpty ? nil : row
    }
    for pivotRow in equations.indices {
      guard let pivot = equations[pivotRow].keys.min() else { continue }
      let scale = equations[pivotRow][pivot]!
      let pivotTerms = equations[pivotRow].mapValues { $0 / scale }
      equations[pivotRow] = pivotTerms
      for other in equations.indices where other != pivotRow {
        guard let factor = equations[other][pivot] else { continue }
        for (cell, value) in pivotTerms {
          let left = equations[other][cell, default: 0] - factor * value
          equations[other][cell] = abs(left) < 1e-9 ? nil : left
        }
        equations[other][pivot] = nil
      }
    }
    return equations.compactMap { $0.count == 1 ? $0.keys.first : nil }.min()
  }
}
