import Foundation
import NeedProjection
import Planning
import Testing
import Units

@testable import Backtesting

@Suite struct ForecastScoreTests {
  /// A row with quantiles 10, 20, ... 90 about a forecast of 50.
  private func row(actual: Double) throws -> BacktestRow {
    var panel = AuthorityPanel(codes: ["1"], years: 2020...2021)
    panel[.stock, 0, 2020] = 40
    panel[.stock, 0, 2021] = 60
    let rules = try #require(NaiveRules(panel, .stock, area: 0, january: 2021, years: 1))
    return BacktestRow(
      code: "1", origin: AcademicYear(start: 2020), horizon: 1, series: .total, actual: actual,
      quantiles: (1...9).map { Double($0) * 10 }, rules: rules)
  }

  @Test func errorsAreInPercentOfWhatCame() throws {
    let score = try #require(ForecastScore([row(actual: 40), row(actual: 100)]))
    // Forecasts of 50: 25% too high and 50% too low.
    #expect(score.n == 2)
    #expect(abs(score.mape - 37.5) < 1e-12 && abs(score.bias + 12.5) < 1e-12)
    #expect(abs(score.medianAPE - 37.5) < 1e-12 && abs(score.p90APE - 47.5) < 1e-12)
    #expect(abs(score.rules.persistence.mape - 45) < 1e-12)
    // The count of 60 stays: 50% too high and 40% too low.
    #expect(abs(score.rules.persistence.bias - 5) < 1e-12 && abs(score.rules.persistence.p90APE - 49) < 1e-12)
    // Last difference gives 80: 100% and 20%.
    #expect(abs(score.rules.lastDifference.mape - 60) < 1e-12)
  }

  @Test func anIntervalCountsItsEndsAndPaysForWhatLiesOutside() throws {
    let inside = try #require(ForecastScore([row(actual: 40)]))
    #expect(inside.coverage == ["50": 100, "80": 100, "90": 100, "95": 100])
    // From 20 to 80: 60 of 40.
    #expect(abs(inside.intervalScore - 150) < 1e-12)
    let outside = try #require(ForecastScore([row(actual: 90)]))
    #expect(outside.coverage == ["50": 0, "80": 0, "90": 0, "95": 100])
    #expect(abs(outside.intervalScore - (60 + 20 * 10) / 90 * 100) < 1e-9)
  }

  @Test func shrinkageIsTheRuleOfTheFormats() throws {
    var panel = AuthorityPanel(codes: ["1"], years: 2019...2021)
    for (year, own, england) in [(2019, 100.0, 1000.0), (2020, 110, 1100), (2021, 121, 1320)] {
      panel[.stock, 0, year] = own
      panel[.stock, panel.england, year] = england
    }
    let rules = try #require(NaiveRules(panel, .stock, area: 0, january: 2021, years: 2))
    #expect(abs(rules.shrinkage - 121 * exp(2 * (0.35 * log(1.1) + 0.65 * log(1.2)))) < 1e-9)
    #expect(rules.persistence == 121 && rules.lastDifference == 143)
  }

  @Test func theSummaryIsOneObjectWithTheFieldsOfTheFormats() throws {
    let test = Backtest(MadePanel.panel(), origin: AcademicYear(start: 2020), horizon: 1, priors: MadePanel.priors)
    let data = try JSONEncoder().encode(BacktestSummary(test))
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(Set(object.keys) == ["origin", "horizon", "total", "inmss", "age_band"])
    let total = try #require(object["total"] as? [String: Any])
    #expect(
      Set(total.keys) == ["n", "mape", "median_ape", "p90_ape", "bias", "coverage", "interval_score", "rules"])
    #expect(Set((object["age_band"] as? [String: Any] ?? [:]).keys) == ["0-4", "5-10", "11-15", "16-25"])
    let rules = try #require(total["rules"] as? [String: [String: Double]])
    #expect(Set(rules.keys) == ["persistence", "last_difference", "shrinkage"])
    #expect(rules.values.allSatisfy { Set($0.keys) == ["mape", "median_ape", "p90_ape", "bias"] })
  }
}
