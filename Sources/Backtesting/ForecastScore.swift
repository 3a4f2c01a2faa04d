/// How far forecasts were off, in percent of what came, and how often their intervals held it.
public struct ForecastScore: Sendable, Equatable, Codable {
  /// Errors of one way of forecasting.
  public struct Rule: Sendable, Equatable, Codable {
    /// Mean, median and 90th percentile of |forecast - actual| / actual.
    public var mape: Double
    public var medianAPE: Double
    public var p90APE: Double
    /// Mean of (forecast - actual) / actual: above 0 where forecasts were too high.
    public var bias: Double
    private enum CodingKeys: String, CodingKey {
      case mape, bias
      case medianAPE = "median_ape"
      case p90APE = "p90_ape"
    }

    /// Of at least one row.
    init(_ rows: [BacktestRow], _ forecast: (BacktestRow) -> Double) {
      let errors = rows.map { (forecast($0) - $0.actual) / $0.actual * 100 }
      let sizes = errors.map(abs).sorted()
      func quantile(_ share: Double) -> Double {
        let position = share * Double(sizes.count - 1)
        let low = Int(position)
        let high = min(low + 1, sizes.count - 1)
        return sizes[low] + (position - Double(low)) * (sizes[high] - sizes[low])
      }
      mape = sizes.reduce(0, +) / Double(sizes.count)
      medianAPE = quantile(0.5)
      p90APE = quantile(0.9)
      bias = errors.reduce(0, +) / Double(errors.count)
    }
  }
  public struct Rules: Sendable, Equatable, Codable {
    public var persistence: Rule
    public var lastDifference: Rule
    public var shrinkage: Rule
    private enum CodingKeys: String, CodingKey {
      case persistence, shrinkage
      case lastDifference = "last_difference"
    }
  }
  public var n: Int
  /// Mean, median and 90th percentile of |forecast - actual| / actual.
  public var mape: Double
  public var medianAPE: Double
  public var p90APE: Double
  /// Mean of (forecast - actual) / actual: above 0 where forecasts were too high.
  public var bias: Double
  /// Percent of actuals within the central 50, 80, 90 and 95% intervals, ends included.
  public var coverage: [String: Double]
  /// Mean interval score of the 90% interval: its width, and twenty times what an actual lies outside it, in percent of
  /// the actual (Gneiting and Raftery 2007).
  public var intervalScore: Double
  public var rules: Rules

  private enum CodingKeys: String, CodingKey {
    case n, mape, bias, coverage, rules
    case medianAPE = "median_ape"
    case p90APE = "p90_ape"
    case intervalScore = "interval_score"
  }

  /// `nil` for no rows.
  public init?(_ rows: [BacktestRow]) {
    guard !rows.isEmpty else { return nil }
    let count = Double(rows.count)
    func covered(_ low: Int) -> Double {
      let high = BacktestRow.levels.count - 1 - low
      return 100 * Double(rows.count { $0.quantiles[low] <= $0.actual && $0.actual <= $0.quantiles[high] }) / count
    }
    n = rows.count
    let own = Rule(rows, \.forecast)
    (mape, medianAPE, p90APE, bias) = (own.mape, own.medianAPE, own.p90APE, own.bias)
    coverage = ["50": covered(3), "80": covered(2), "90": covered(1), "95": covered(0)]
    intervalScore =
      rows.reduce(0) { sum, row in
        let (low, high) = (row.quantiles[1], row.quantiles[7])
        let outside = max(low - row.actual, 0) + max(row.actual - high, 0)
        return sum + (high - low + 20 * outside) / row.actual * 100
      } / count
    rules = Rules(
      persistence: Rule(rows, \.rules.persistence), lastDifference: Rule(rows, \.rules.lastDifference),
      shrinkage: Rule(rows, \.rules.shrinkage))
  }

  /// Error relative to the shrinkage rule's on the same rows.
  public var ratio: Double { mape / rules.shrinkage.mape }
}

/// What `placeplan backtest --json` prints.
public struct BacktestSummary: Sendable, Codable {
  public var origin: String
  public var horizon: Int
  public var total: ForecastScore?
  public var inmss: ForecastScore?
  public var ageBand: [String: ForecastScore]

  private enum CodingKeys: String, CodingKey {
    case origin, horizon, total, inmss
    case ageBand = "age_band"
  }

  public init(_ test: Backtest) {
    func score(_ series: BacktestRow.Series) -> ForecastScore? {
      ForecastScore(test.rows.filter { $0.series == series })?.rounded
    }
    origin = test.origin.description
    horizon = test.horizon
    total = score(.total)
    inmss = score(.inmss)
    ageBand = Dictionary(
      test.rows.compactMap { if case .ageBand(let band) = $0.series { band } else { nil } }.map { ($0, $0) }
    ) { $1 }.compactMapValues { score(.ageBand($0)) }
  }
}

extension ForecastScore {
  /// Every figure to four decimals, as it is printed.
  var rounded: ForecastScore {
    func round(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }
    var score = self
    for field in [\Self.mape, \.medianAPE, \.p90APE, \.bias, \.intervalScore] {
      score[keyPath: field] = round(self[keyPath: field])
    }
    for rule in [\Rules.persistence, \.lastDifference, \.shrinkage] {
      for field in [\Rule.mape, \.medianAPE, \.p90APE, \.bias] {
        score.rules[keyPath: rule][keyPath: field] = round(rules[keyPath: rule][keyPath: field])
      }
    }
    score.coverage = coverage.mapValues(round)
    return score
  }
}
