import NeedProjection
import Units

/// One forecast set against what came: an authority, an origin, a horizon and a series.
public struct BacktestRow: Sendable, Equatable {
  public enum Series: Hashable, Sendable, Comparable {
    case total, inmss
    case ageBand(String)
    /// As rows files name it.
    public var name: String {
      switch self {
      case .total: "total"
      case .inmss: "inmss"
      case .ageBand(let band): "age_\(band)"
      }
    }
  }

  /// Shares of the quantiles a row carries.
  public static let levels = [0.025, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.975]
  /// Columns of a rows file, in order.
  public static let columns =
    "la_code,origin,horizon,year,series,actual,mean,p025,p05,p10,p25,p50,p75,p90,p95,p975,persistence,last_difference,"
    + "shrinkage"

  public var code: String
  public var origin: AcademicYear
  public var horizon: Int
  public var series: Series
  public var actual: Double
  /// Quantiles at `levels`; the one in the middle is also the forecast to score, and what a rows file calls mean: a
  /// log-Student's t has no mean, and the middle is what a mean error in percent asks for.
  public var quantiles: [Double]
  public var rules: NaiveRules

  public var forecast: Double { quantiles[4] }

  /// A line of a rows file.
  public var line: String {
    let cells = [actual, forecast] + quantiles + [rules.persistence, rules.lastDifference, rules.shrinkage]
    return "\(code),\(origin),\(horizon),\(origin.advanced(by: horizon)),\(series.name),"
      + cells.map(plain).joined(separator: ",")
  }
}

/// Six decimals at most, never an exponent.
private func plain(_ value: Double) -> String {
  guard abs(value) < 1e12 else { return String(value) }
  let millionths = Int((value * 1e6).rounded())
  let (whole, rest) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
  guard rest != 0 else { return String(whole) }
  let digits = String(1_000_000 + rest).dropFirst()
  return "\(whole).\(digits.prefix(through: digits.lastIndex { $0 != "0" } ?? digits.startIndex))"
}
