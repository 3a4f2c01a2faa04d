import NeedProjection
import Planning
import Units

/// Forecasts made as they could have been made at an origin, set against the years that followed.
public struct Backtest: Sendable {
  public let origin: AcademicYear
  public let horizon: Int
  /// By series, then authority in the panel's order.
  public let rows: [BacktestRow]

  /// Fits to the panel cut at the origin's January. Later years are read for nothing but `actual`: the fit and the
  /// rules are handed a panel that does not hold them.
  public init(_ panel: AuthorityPanel, origin: AcademicYear, horizon: Int, priors: GrowthPriors) {
    self.origin = origin
    self.horizon = horizon
    let past = panel.until(january: origin.january)
    let fit = GrowthFit(past, january: origin.january, priors: priors)
    var rows: [BacktestRow] = []
    func add(_ series: BacktestRow.Series, _ column: SurveySeries, _ forecast: (Int) -> GrowthForecast?) {
      for area in panel.codes.indices {
        guard let forecast = forecast(area),
          let actual = panel[column, area, origin.january + horizon], actual > 0,
          let rules = NaiveRules(past, column, area: area, january: origin.january, years: horizon)
        else { continue }
        rows.append(
          BacktestRow(
            code: panel.codes[area], origin: origin, horizon: horizon, series: series, actual: actual,
            quantiles: BacktestRow.levels.map(forecast.quantile), rules: rules))
      }
    }
    add(.total, .stock) { fit.forecast($0, years: horizon) }
    add(.inmss, .inmss) { fit.inmssForecast($0, years: horizon) }
    for band in SurveySeries.ageBands {
      add(.ageBand(band.name), band.series) { fit.ageForecast(band.series, $0, years: horizon) }
    }
    self.rows = rows
  }

  init(origin: AcademicYear, horizon: Int, rows: [BacktestRow]) {
    self.origin = origin
    self.horizon = horizon
    self.rows = rows
  }

  /// Origins and horizons that a panel allows: two earlier Januaries to fit to, and a later one to be scored on.
  public static func all(_ panel: AuthorityPanel, horizons: ClosedRange<Int>, priors: GrowthPriors) -> [Backtest] {
    let seen = panel.years.filter { year in panel.codes.indices.contains { panel.plans($0, year) != nil } }
    return horizons.flatMap { horizon in
      seen.dropFirst(2).compactMap { january -> Backtest? in
        guard seen.contains(january + horizon) else { return nil }
        let test = Backtest(
          panel, origin: AcademicYear(start: january - 1), horizon: horizon, priors: priors)
        return test.rows.isEmpty ? nil : test
      }
    }
  }
}
