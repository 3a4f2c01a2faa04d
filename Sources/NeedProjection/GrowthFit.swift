import Foundation
import Planning

/// Fits the growth of all authorities of a panel together: one regression for each pattern of known features, with
/// priors that stand in where authorities or years are few. No authority has a constant of its own.
///
/// Growth of the coming year, measured from the median authority, is regressed on distances of requests accepted, new
/// plans and growth, each pooled; what is left is the yearly surprise. Cost: about 50 ms for England over six years.
public struct GrowthFit: Sendable {
  /// The last January read.
  public let january: Int
  public let coefficients: GrowthCoefficients
  public let inmss: InmssGrowth
  private let panel: AuthorityPanel
  private let ageShare: Double

  /// - Parameter panel: cut to `january` here, so that nothing later can be read.
  public init(_ whole: AuthorityPanel, january: Int, priors: GrowthPriors) {
    self.january = january
    ageShare = priors.ageShare
    panel = whole.until(january: january)
    let features = GrowthFeatures(panel: panel, priors: priors)
    var regressions: [GrowthRegression] = []
    for pattern in GrowthPattern.all { regressions.append(GrowthRegression(features, pattern)) }
    func regression(_ pattern: GrowthPattern) -> GrowthRegression { regressions[pattern.rawValue - 1] }
    let turnover = Self.turnover(features, january)
    let alone = GrowthScale(features, regression(.growth), january: january, turnover: turnover)
    var patterns = [
      GrowthCoefficients.Pattern(
        coefficients: [], damping: regression(.growth).damping, variance: alone.square)
    ]
    for pattern in GrowthPattern.all {
      let fitted = regression(pattern)
      let scale = GrowthScale(features, fitted, january: january, turnover: turnover)
      patterns.append(
        .init(coefficients: fitted.coefficients, damping: fitted.damping, variance: scale.square))
    }
    coefficients = GrowthCoefficients(
      january: january, nation: Self.nation(features, january) { regression($0) },
      poolings: GrowthFeature.allCases.map { features.years.contains(january) ? features.pooling($0, january) : nil },
      patterns: patterns,
      errors: .init(
        carryOver: regression(.growth).coefficients[0], turnover: turnover,
        nationalDeviation: priors.nationalDeviation, degrees: priors.degrees))
    inmss = InmssGrowth(panel, january: january, movement: features.movement.compactMap { $0 }, priors: priors)
  }

  /// The stock of an authority some years after the January; `nil` where it is not known then.
  public func forecast(_ area: Int, years: Int) -> GrowthForecast? {
    GrowthRecord(panel, area: area, january: january).map { coefficients.forecast($0, years: years) }
  }

  /// Placements in independent and non-maintained special schools.
  public func inmssForecast(_ area: Int, years: Int) -> GrowthForecast? {
    guard let record = GrowthRecord(panel, area: area, january: january),
      let held = panel[.inmss, area, january], held > 0
    else { return nil }
    return inmss.forecast(held, index: coefficients.index(record, years: years), years: years)
  }

  /// Plans of an age band: it keeps its share of the total, with the noise of shares and of its own size.
  ///
  /// Two Januaries of ages are published, the second for few authorities, so no trend in shares can be fitted.
  public func ageForecast(_ band: SurveySeries, _ area: Int, years: Int) -> GrowthForecast? {
    guard let record = GrowthRecord(panel, area: area, january: january),
      let held = panel[band, area, january], held > 0
    else { return nil }
    var forecast = coefficients.forecast(record, years: years)
    let ownSquare = ageShare * ageShare + coefficients.errors.turnover / held
    let square = coefficients.squaredScale(record, years: years) + ownSquare * Double(years)
    forecast.base = held
    forecast.scale = square.squareRoot()
    return forecast
  }

  /// Joiners and leavers a plan: twice the new plans less the growth, as England has them.
  private static func turnover(_ features: GrowthFeatures, _ january: Int) -> Double {
    let priors = features.priors
    guard features.years.contains(january), let new = features.nation(.newPlans, january),
      let growth = features.movement[january - features.years.lowerBound]
    else { return priors.turnover }
    return max(2 * new - growth, priors.leastTurnover)
  }

  /// The mean of all years' growth, and what the index of England says beyond it: half of what it would move an
  /// authority by.
  private static func nation(
    _ features: GrowthFeatures, _ january: Int, regression: (GrowthPattern) -> GrowthRegression
  ) -> GrowthCoefficients.Nation {
    let seen = features.movement.compactMap { $0 }
    let priors = features.priors
    guard !seen.isEmpty, features.years.contains(january) else {
      return .init(level: priors.growth, lead: 0, damping: 0)
    }
    let level = seen.reduce(0, +) / Double(seen.count)
    let known = [GrowthFeature.accepted, .newPlans].filter { features.nation($0, january) != nil }
    guard !known.isEmpty else { return .init(level: level, lead: 0, damping: 0) }
    let fitted = regression(GrowthPattern(known + [.growth]))
    func index(_ year: Int) -> Double? {
      var sum = 0.0
      for (feature, coefficient) in zip(known, fitted.coefficients) {
        guard let rate = features.nation(feature, year) else { return nil }
        sum += coefficient * rate
      }
      return sum
    }
    let past = features.years.filter {
      $0 < january && features.movement[$0 + 1 - features.years.lowerBound] != nil
    }.compactMap(index)
    guard !past.isEmpty, let now = index(january) else { return .init(level: level, lead: 0, damping: 0) }
    let usual = past.reduce(0, +) / Double(past.count)
    return .init(level: level, lead: priors.nationalWeight * (now - usual), damping: fitted.damping)
  }
}
