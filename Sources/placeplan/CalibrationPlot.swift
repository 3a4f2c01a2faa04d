import Backtesting
import Foundation
import Graphics

/// How often the intervals of a backtest held what came, as a picture of its own.
func calibrationPlot(_ tests: [Backtest]) -> CalibrationChart {
  let levels = ["50", "80", "90", "95"]
  var rows: [CalibrationChart.Row] = []
  for (series, name) in [(BacktestRow.Series.total, "plans"), (.inmss, "INMSS")] {
    for horizon in Set(tests.map(\.horizon)).sorted() {
      let ofHorizon = tests.filter { $0.horizon == horizon }.flatMap(\.rows).filter { $0.series == series }
      guard let score = ForecastScore(ofHorizon) else { continue }
      rows.append(
        CalibrationChart.Row(
          label: "\(name), \(horizon) \(horizon == 1 ? "year" : "years")",
          held: levels.map { score.coverage[$0] ?? 0 }))
    }
  }
  let said = rows.map { row in
    "\(row.label): " + row.held.map { String(format: "%.1f", $0) }.joined(separator: ", ")
  }
  return CalibrationChart(
    id: "calibration", title: "How often intervals held what came",
    description: "Percent of actuals within the 50, 80, 90 and 95% intervals. INMSS: placements in independent and "
      + "non-maintained special schools. " + said.joined(separator: ". ") + ".",
    levels: levels.compactMap { Double($0) }, rows: rows)
}
