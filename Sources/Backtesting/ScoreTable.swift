import Foundation

/// Scores as lines of a table for people: every origin, and all origins of a horizon together.
public struct ScoreTable: Sendable {
  public let lines: [String]

  public init(_ tests: [Backtest]) {
    var lines = [
      "series    years origin     n |   MAPE  median    p90    bias | persist  last d  shrink  ratio | "
        + "50%  80%  90%  95%  | score90"
    ]
    var series: [BacktestRow.Series] = [.total, .inmss]
    series += Set(tests.flatMap { $0.rows.map(\.series) }).subtracting(series).sorted { $0.name < $1.name }
    for one in series {
      for horizon in Set(tests.map(\.horizon)).sorted() {
        let ofHorizon = tests.filter { $0.horizon == horizon }
        for test in ofHorizon {
          let rows = test.rows.filter { $0.series == one }
          if let score = ForecastScore(rows) { lines.append(Self.line(one, horizon, test.origin.description, score)) }
        }
        if ofHorizon.count > 1, let score = ForecastScore(ofHorizon.flatMap { $0.rows.filter { $0.series == one } }) {
          lines.append(Self.line(one, horizon, "all", score))
        }
      }
    }
    self.lines = lines
  }

  private static func line(_ series: BacktestRow.Series, _ years: Int, _ origin: String, _ score: ForecastScore)
    -> String
  {
    func column(_ value: Double, _ width: Int, _ decimals: Int = 2) -> String {
      let text = String(format: "%.\(decimals)f", value)
      return String(repeating: " ", count: max(0, width - text.count)) + text
    }
    func left(_ text: String, _ width: Int) -> String { text.padding(toLength: width, withPad: " ", startingAt: 0) }
    let rules = score.rules
    let errors = column(score.mape, 6) + column(score.medianAPE, 8) + column(score.p90APE, 7) + column(score.bias, 8)
    let naive =
      column(rules.persistence.mape, 7) + column(rules.lastDifference.mape, 8) + column(rules.shrinkage.mape, 8)
      + column(score.ratio, 7, 3)
    let coverage = ["50", "80", "90", "95"].map { column(score.coverage[$0] ?? 0, 4, 1) }.joined(separator: " ")
    return
      "\(left(series.name, 10))\(left(String(years), 6))\(left(origin, 8))\(column(Double(score.n), 4, 0)) | "
      + "\(errors) | \(naive) | \(coverage) | \(column(score.intervalScore, 7, 1))"
  }
}
