import Assumptions
import Backtesting
import Foundation
import Importing
import Inputs
import NeedProjection
import Planning
import TestSupport
import Testing
import Units

/// Forecasts from DfE's files as published, where they are at hand.
@Suite(.enabled(if: SharedData.isPresent, "the published files are not beside the package"))
struct PublishedBacktestTests {
  private static let release = Result { try SEN2Release(folder: SharedData.folder!.appendingPathComponent("sen2")) }
  private static let tests = Result {
    Backtest.all(try release.get().panel, horizons: 1...3, priors: MadePanel.priors)
  }

  /// Authorities with plans in every January from 2019 to 2024, 147 of them.
  private func whole(_ horizon: Int, _ series: BacktestRow.Series) throws -> [BacktestRow] {
    let panel = try Self.release.get().panel
    let codes = Set(
      panel.codes.indices.filter { area in (2019...2024).allSatisfy { panel.plans(area, $0) != nil } }
        .map { panel.codes[$0] })
    #expect(codes.count == 147)
    // January 2025 is published for four authorities only.
    return try Self.tests.get().filter { $0.horizon == horizon && $0.origin.january + horizon <= 2024 }
      .flatMap(\.rows).filter { $0.series == series && codes.contains($0.code) }
  }

  @Test(arguments: [(1, 441, 0.90), (2, 294, 0.87), (3, 147, 0.94)])
  func plansAreForecastBetterThanByTheShrinkageRule(horizon: Int, count: Int, ratio: Double) throws {
    let score = try #require(ForecastScore(whole(horizon, .total)))
    #expect(score.n == count)
    #expect(score.ratio < ratio)
    #expect(abs(score.bias) < (horizon == 1 ? 1.5 : 3))
    #expect((76...84).contains(score.coverage["80"] ?? 0) && (86...94).contains(score.coverage["90"] ?? 0))
  }

  @Test(arguments: 1...3) func placementsInIndependentSchoolsAreForecastBetterThanByAnyRule(horizon: Int) throws {
    let score = try #require(ForecastScore(whole(horizon, .inmss)))
    let rules = score.rules
    #expect(score.mape < min(rules.persistence.mape, rules.lastDifference.mape, rules.shrinkage.mape))
  }

  @Test func theShrinkageRuleIsTheOneThatIsKnown() throws {
    // Of the same rows, computed apart from this program.
    let known = [3.793, 5.955, 7.496]
    for (horizon, mape) in zip(1...3, known) {
      let score = try #require(ForecastScore(whole(horizon, .total)))
      #expect(abs(score.rules.shrinkage.mape - mape) < 0.0006)
    }
  }

  /// Quantiles 2.5, 10, 50 and 95 and the shrinkage rule, computed apart from this program in another language.
  private static let reference: [(code: String, origin: String, horizon: Int, series: String, values: [Double])] = [
    ("940", "2021/22", 1, "total", [2768.158432353, 2878.876415006, 3035.189876525, 3262.401487311, 3122.823493082]),
    ("893", "2022/23", 1, "total", [2001.399990843, 2084.957467194, 2203.159260439, 2375.436522607, 2048.51978757]),
    ("201", "2022/23", 1, "inmss", [0.250210665, 0.808976597, 2.27242731, 7.224232392, 1.935370228]),
    ("857", "2022/23", 1, "inmss", [6.906239983, 9.248486977, 13.619912479, 22.915544626, 12.637221259]),
    ("331", "2023/24", 1, "total", [3186.6182438, 3322.144492622, 3514.031191005, 3794.038264515, 3388.21090236]),
    ("857", "2021/22", 2, "total", [277.704882022, 297.718211063, 328.857968731, 376.112420499, 341.619385368]),
    ("201", "2020/21", 3, "total", [17.178822475, 20.451065404, 26.517477023, 37.548519391, 29.253375417]),
    ("825", "2020/21", 3, "total", [5228.405263133, 5630.406938708, 6287.377013744, 7288.652454093, 6585.409254851]),
    ("825", "2020/21", 3, "inmss", [107.891391656, 136.601977534, 194.073055364, 310.429841273, 205.867993171]),
  ]

  @Test func forecastsAreThoseOfTheReference() throws {
    let rows = try Self.tests.get().flatMap(\.rows)
    for known in Self.reference {
      let row = try #require(
        rows.first {
          $0.code == known.code && "\($0.origin)" == known.origin && $0.horizon == known.horizon
            && $0.series.name == known.series
        })
      let made = [0, 2, 4, 7].map { row.quantiles[$0] } + [row.rules.shrinkage]
      for (value, expected) in zip(made, known.values) { #expect(abs(value / expected - 1) < 1e-6, "\(known)") }
    }
    #expect(rows.count { $0.series == .total || $0.series == .inmss } == 1821)
  }
}
