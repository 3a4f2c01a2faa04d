import Foundation
import Planning

/// All that a fit to many authorities says about the growth of one, at the January up to which it was fitted.
///
/// The same value drives the backtest and the projection of a study, so that what is scored is what is used.
public struct GrowthCoefficients: Sendable, Equatable {
  public var january: Int
  var nation: Nation
  /// In the order of `GrowthFeature`; `nil` where no authority has the feature.
  var poolings: [FeaturePooling?]
  /// By the raw value of the pattern; that of the empty pattern has no coefficient and the scale of growth alone.
  var patterns: [Pattern]
  var errors: Errors

  struct Nation: Sendable, Equatable {
    /// Mean yearly log growth of all years seen.
    var level: Double
    /// What the national index adds to the first year's growth.
    var lead: Double
    /// Share of that which is left a year on.
    var damping: Double
  }
  struct Pattern: Sendable, Equatable {
    /// A coefficient for each of the pattern's features, in their order.
    var coefficients: [Double]
    /// Share of an authority's index that is left a year on.
    var damping: Double
    /// Squared scale of one-year errors.
    var variance: Double
  }
  struct Errors: Sendable, Equatable {
    /// How far a year's surprise passes into the next year's growth.
    var carryOver: Double
    /// Joiners and leavers a plan and year: squared scale of counting, over the plans held.
    var turnover: Double
    var nationalDeviation: Double
    var degrees: Double
  }

  /// Drift of the nation over some years, log.
  func drift(_ years: Int) -> Double {
    Double(years) * nation.level + nation.lead * Self.damped(nation.damping, years)
  }

  /// What an authority's own features add over some years, log.
  func index(_ record: GrowthRecord, years: Int) -> Double {
    let known = patterns[pattern(of: record).rawValue]
    let now = zip(pattern(of: record).features, known.coefficients).reduce(0.0) { sum, pair in
      guard let pooling = poolings[pair.0.rawValue], let rate = record.rates[pair.0.rawValue] else { return sum }
      return sum + pair.1 * pooling.distance(rate, stock: record.stock)
    }
    return Self.damped(known.damping, years) * now
  }

  /// Squared scale of log stock some years on, counting of events apart.
  func squaredScale(_ record: GrowthRecord, years: Int) -> Double { shared(record, years, years) }

  /// How errors of two horizons go together, in the same units: yearly surprises that grow as they pass on, and a
  /// national drift that may be wrong in one direction throughout.
  func shared(_ record: GrowthRecord, _ first: Int, _ second: Int) -> Double {
    let known = patterns[pattern(of: record).rawValue]
    func passed(_ years: Int) -> Double { 1 + errors.carryOver * Self.damped(known.damping, years) }
    let surprises = (0..<min(first, second)).reduce(0.0) { $0 + passed(first - 1 - $1) * passed(second - 1 - $1) }
    let national = errors.nationalDeviation * errors.nationalDeviation * Double(first * second)
    return known.variance * surprises + national
  }

  /// Degrees of freedom some years on: adding yearly surprises of Student's t brings their sum nearer to a normal.
  func degrees(_ years: Int) -> Int { 4 + years * Int((errors.degrees - 4).rounded()) }

  /// The stock some years on.
  public func forecast(_ record: GrowthRecord, years: Int) -> GrowthForecast {
    let counting = errors.turnover * Double(years) / max(record.stock, 1)
    return GrowthForecast(
      base: record.stock, growth: drift(years) + index(record, years: years),
      scale: (squaredScale(record, years: years) + counting).squareRoot(), degrees: degrees(years))
  }

  /// The features of a record that the fit knows.
  func pattern(of record: GrowthRecord) -> GrowthPattern {
    GrowthPattern(GrowthFeature.allCases.filter { record.rates[$0.rawValue] != nil && poolings[$0.rawValue] != nil })
  }

  /// 1 + damping + damping squared and so on, one term a year.
  static func damped(_ damping: Double, _ years: Int) -> Double {
    (0..<years).reduce(0) { $0 + pow(damping, Double($1)) }
  }
}

/// One authority at one January: the plans it holds and what is known of the year before.
public struct GrowthRecord: Sendable, Equatable {
  public var stock: Double
  /// Rates per plan held, in the order of `GrowthFeature`; `nil` where not known.
  public var rates: [Double?]

  public init(stock: Double, accepted: Double? = nil, newPlans: Double? = nil, growth: Double? = nil) {
    self.stock = stock
    rates = [accepted, newPlans, growth]
  }

  /// `nil` where the stock is not known.
  public init?(_ panel: AuthorityPanel, area: Int, january: Int) {
    guard let stock = panel.plans(area, january) else { return nil }
    self.stock = stock
    rates = GrowthFeature.allCases.map { panel.rate($0, area, january) }
  }
}

/// A count some years on: log-Student's t about `base` x exp(`growth`).
public struct GrowthForecast: Sendable, Equatable {
  /// The count at the origin, `offset` added.
  public var base: Double
  public var growth: Double
  public var scale: Double
  public var degrees: Int
  public var offset = 0.0

  /// The middle of the distribution, which is also the forecast to score: the mean is within a thousandth of it.
  public var median: Double { quantile(0.5) }
  public func quantile(_ share: Double) -> Double {
    // The bound is met only by returns that make no sense, and keeps what follows finite.
    max(0, base * exp(min(100, growth + scale * StudentT.quantile(share, degrees: degrees))) - offset)
  }
}
