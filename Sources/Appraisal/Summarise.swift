import Planning
import Simulation

/// Figures of one world and year in every draw: draws x cells, with the children behind each cell summed.
struct YearMatrix: Sendable {
  /// Draw-major.
  private(set) var values: [Double]
  /// Per cell, over all draws.
  private(set) var bases: [Int]
  let cells: Int
  let draws: Int

  /// - Parameters:
  ///   - nothing: doing nothing's rows of the year, one a draw; the world's differences are added to copies of them.
  ///   - ledgers: the world's; `nil` for doing nothing itself.
  init(_ rules: TallyRules, year: Int, nothing: [YearRow], ledgers: [Ledger]?) {
    cells = rules.layout.cells.count
    draws = nothing.count
    values = []
    values.reserveCapacity(cells * draws)
    bases = Array(repeating: 0, count: cells)
    let threshold = rules.study.disclosureThreshold
    for (draw, row) in nothing.enumerated() {
      var row = row
      ledgers?[draw].apply(year: year, to: &row.sums, &row.extras)
      row.sums.withUnsafeBufferPointer { sums in
        row.extras.withUnsafeBufferPointer { extras in
          for (cell, formula) in rules.formulas.enumerated() {
            let (value, base) = formula.value(sums.baseAddress!, extras.baseAddress!, threshold: threshold)
            values.append(value)
            bases[cell] += base
          }
        }
      }
    }
  }

  /// A cell's figures, draw after draw.
  func column(_ cell: Int, into column: inout [Double]) {
    column.removeAll(keepingCapacity: true)
    var place = cell
    for _ in 0..<draws {
      column.append(values[place])
      place += cells
    }
  }
}

/// A year's record as one row of sums and one of what stands beside them.
struct YearRow: Sendable {
  var sums: [Int]
  var extras: [Double]

  init(_ layout: CellLayout) {
    sums = Array(repeating: 0, count: layout.slices.count * SliceSums.stride)
    extras = Array(repeating: 0, count: layout.extras.count)
  }
}

/// Summaries over draws, taken last: of values, and of paired changes, never a difference of summaries.
struct Summariser: Sendable {
  let rules: TallyRules
  let years: Int

  /// Rows of a year of a world against doing nothing (`nil` for doing nothing itself), in file order.
  ///
  /// A cell that is zero in every draw of both worlds is left out below authority level; absent means none.
  func rows(_ year: Int, _ draws: YearMatrix, against nothing: YearMatrix?) -> [MetricRow] {
    var rows: [MetricRow] = []
    var column = SummaryColumn()
    var other: [Double] = []
    for (index, cell) in rules.layout.cells.enumerated() {
      if cell.metric.isWholeHorizon, year != years - 1 { continue }
      column.begin()
      draws.column(index, into: &column.all)
      nothing?.column(index, into: &other)
      column.compare(with: nothing == nil ? nil : other, isWholeHorizon: cell.metric.isWholeHorizon)
      if column.values.isEmpty || (column.isZero && cell.slice.kind != .all) { continue }
      let gains = column.gains(cell.metric.direction)
      let value = column.summary(\.values)
      let change: Change? =
        nothing == nil || column.changes.isEmpty
        ? nil
        : {
          let count = Double(column.changes.count)
          let summary = column.summary(\.changes)
          return Change(
            mean: summary.mean, p05: summary.p05, p50: summary.p50, p95: summary.p95,
            pGain: cell.metric.direction == .none ? nil : Double(gains) / count)
        }()
      rows.append(
        MetricRow(
          year: year, metric: cell.metric, slice: cell.slice, value: value, change: change,
          base: Double(draws.bases[index]) / Double(draws.draws)))
    }
    return rows
  }
}

/// One cell's figures over draws, and their changes.
private struct SummaryColumn {
  /// By draw, as computed.
  var all: [Double] = []
  /// Those that somebody is behind.
  var values: [Double] = []
  var changes: [Double] = []
  private(set) var isZero = true

  mutating func begin() {
    values.removeAll(keepingCapacity: true)
    changes.removeAll(keepingCapacity: true)
    isZero = true
  }

  mutating func compare(with nothing: [Double]?, isWholeHorizon: Bool) {
    for (draw, value) in all.enumerated() {
      if !value.isNaN {
        values.append(value)
        if value != 0 { isZero = false }
      }
      guard let nothing else { continue }
      let other = isWholeHorizon ? 0 : nothing[draw]
      if !other.isNaN, other != 0 { isZero = false }
      if !value.isNaN, !other.isNaN { changes.append(value - other) }
    }
  }

  func gains(_ direction: Metric.Direction) -> Int {
    switch direction {
    case .lowerIsBetter: changes.count { $0 < 0 }
    case .higherIsBetter: changes.count { $0 > 0 }
    case .none: 0
    }
  }

  mutating func summary(_ column: WritableKeyPath<SummaryColumn, [Double]>) -> Summary {
    let count = Double(self[keyPath: column].count)
    let mean = self[keyPath: column].reduce(0, +) / count
    let (p05, p50, p95) = Quantile.threeOf(&self[keyPath: column])
    return Summary(mean: mean, p05: p05, p50: p50, p95: p95)
  }
}
