import Planning
import Simulation

/// Summaries over draws, taken last: of values, and of paired changes, never a difference of summaries.
struct Summariser: Sendable {
  let layout: CellLayout
  let years: Int

  /// Rows of a world against doing nothing (`nil` for doing nothing itself), in file order: year, then cell.
  ///
  /// A cell that is zero in every draw of both worlds is left out below authority level; absent means none.
  func rows(_ draws: [DrawFigures], against nothing: [BaselineDraw]?, cells range: Range<Int>) -> [MetricRow] {
    var rows: [MetricRow] = []
    var values: [Double] = []
    var changes: [Double] = []
    for flat in range {
      let year = flat / layout.cells.count
      let cell = layout.cells[flat % layout.cells.count]
      if cell.metric.isWholeHorizon, year != years - 1 { continue }
      values.removeAll(keepingCapacity: true)
      changes.removeAll(keepingCapacity: true)
      var base = 0
      var gains = 0
      var isZero = true
      for (index, draw) in draws.enumerated() {
        let value = draw.values[flat]
        base += Int(draw.bases[flat])
        if !value.isNaN {
          values.append(value)
          if value != 0 { isZero = false }
        }
        guard let nothing else { continue }
        let other = cell.metric.isWholeHorizon ? 0 : nothing[index].values[flat]
        if !other.isNaN, other != 0 { isZero = false }
        guard !value.isNaN, !other.isNaN else { continue }
        let change = value - other
        changes.append(change)
        switch cell.metric.direction {
        case .lowerIsBetter: if change < 0 { gains += 1 }
        case .higherIsBetter: if change > 0 { gains += 1 }
        case .none: break
        }
      }
      if values.isEmpty || (isZero && cell.slice.kind != .all) { continue }
      let value = summary(&values)
      let change: Change? =
        nothing == nil || changes.isEmpty
        ? nil
        : {
          let summary = summary(&changes)
          return Change(
            mean: summary.mean, p05: summary.p05, p50: summary.p50, p95: summary.p95,
            pGain: cell.metric.direction == .none ? nil : Double(gains) / Double(changes.count))
        }()
      rows.append(
        MetricRow(
          year: year, metric: cell.metric, slice: cell.slice, value: value, change: change,
          base: Double(base) / Double(draws.count)))
    }
    return rows
  }

  private func summary(_ values: inout [Double]) -> Summary {
    let mean = values.reduce(0, +) / Double(values.count)
    values.sort()
    return Summary(
      mean: mean, p05: Quantile.sorted(values, 0.05)!, p50: Quantile.sorted(values, 0.5)!,
      p95: Quantile.sorted(values, 0.95)!)
  }
}
