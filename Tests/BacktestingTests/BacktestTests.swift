import Backtesting
import NeedProjection
import Planning
import Testing
import Units

@Suite struct BacktestTests {
  private let origin = AcademicYear(start: 2021)

  private func lines(_ panel: AuthorityPanel, horizon: Int = 2) -> [String] {
    Backtest(panel, origin: origin, horizon: horizon, priors: MadePanel.priors).rows.map(\.line)
  }

  /// A row without what came: code to series, then mean to shrinkage.
  private func forecasts(_ lines: [String]) -> [String] {
    lines.map { line in
      let cells = line.split(separator: ",")
      return (cells[0...4] + cells[6...]).joined(separator: ",")
    }
  }

  @Test func nothingAfterTheOriginMovesAForecastByAByte() {
    let panel = MadePanel.panel()
    var spoiled = panel
    for series in SurveySeries.allCases {
      for area in 0...panel.england {
        for year in panel.years where year > (series.isStock ? 2022 : 2021) {
          spoiled[series, area, year] = Double((area + 1) * year % 977 + 1)
        }
      }
    }
    let (clean, other) = (lines(panel), lines(spoiled))
    #expect(clean != other)
    #expect(forecasts(clean) == forecasts(other))
    #expect(clean.count == 40 * 6)
  }

  @Test func aRowHasTheColumnsOfTheHeaderInItsOrder() {
    let rows = Backtest(MadePanel.panel(), origin: origin, horizon: 1, priors: MadePanel.priors).rows
    #expect(BacktestRow.columns.split(separator: ",").count == 19)
    let cells = rows[0].line.split(separator: ",")
    #expect(cells.count == 19)
    #expect(
      cells[0] == "200" && cells[1] == "2021/22" && cells[2] == "1" && cells[3] == "2022/23" && cells[4] == "total")
    let quantiles = cells[7...15].compactMap { Double($0) }
    #expect(quantiles.count == 9 && quantiles == quantiles.sorted())
    #expect(cells[6] == cells[11])
  }

  @Test func requestsMakeForecastsBetterWhereTheyDriveGrowth() throws {
    let panel = MadePanel.panel()
    var without = panel
    for area in 0...panel.england { for year in panel.years { without[.requests, area, year] = nil } }
    for area in 0...panel.england { for year in panel.years { without[.newPlans, area, year] = nil } }
    func mape(_ panel: AuthorityPanel) throws -> Double {
      let rows = Backtest(panel, origin: origin, horizon: 1, priors: MadePanel.priors).rows
      return try #require(ForecastScore(rows.filter { $0.series == .total })).mape
    }
    #expect(try mape(panel) < 0.8 * mape(without))
  }

  @Test func fewAuthoritiesNoEnglandAndGapsStillForecast() throws {
    for count in [1, 2, 4, 10] {
      var panel = MadePanel.panel(count, hasEngland: false)
      for year in panel.years { panel[.stock, 0, year] = year == 2021 ? nil : panel[.stock, 0, year] }
      let rows = Backtest(panel, origin: origin, horizon: 3, priors: MadePanel.priors).rows
      #expect(rows.count { $0.series == .total } == count)
      #expect(rows.allSatisfy { $0.quantiles.allSatisfy { $0.isFinite && $0 >= 0 } })
      let score = try #require(ForecastScore(rows))
      #expect(score.mape < 40)
    }
  }

  @Test func returnsThatMakeNoSenseEndInNumbers() {
    var panel = MadePanel.panel(10)
    for year in panel.years {
      panel[.stock, 3, year] = year.isMultiple(of: 2) ? 1 : 10_000_000
      panel[.requests, 4, year] = 10_000_000
      panel[.stock, 5, year] = 0
    }
    let rows = Backtest.all(panel, horizons: 1...3, priors: MadePanel.priors).flatMap(\.rows)
    #expect(rows.allSatisfy { $0.quantiles.allSatisfy(\.isFinite) })
    #expect(!rows.contains { $0.code == "205" && $0.series == .total })
  }

  @Test func everyOriginFromTheThirdJanuaryIsScored() {
    let tests = Backtest.all(MadePanel.panel(), horizons: 1...3, priors: MadePanel.priors)
    let origins = tests.map { "\($0.origin)+\($0.horizon)" }
    #expect(
      origins == [
        "2020/21+1", "2021/22+1", "2022/23+1", "2023/24+1", "2020/21+2", "2021/22+2", "2022/23+2", "2020/21+3",
        "2021/22+3",
      ])
  }
}
