import Foundation
import Planning
import Units

/// What the fit found: rates by NC year, levels against England, area factors, and how each was come by.
public struct FitSummary: Sendable {
  /// One NC year at the base January, at the authority's level.
  public struct YearGroupRate: Sendable {
    public var ncYear: Int
    /// New plans a thousand children.
    public var newPlansPerThousand: Double
    /// Chance that a plan ceases in the year, moves out apart.
    public var ceasing: Double
  }
  /// One flow's level against England's rates for the same children.
  public struct Level: Sendable {
    public var flow: String
    /// Ratio at the base January, after pooling.
    public var ratio: Double
    /// Standard deviation of its log.
    public var deviation: Double
    /// Ratio at the horizon, after it has gone back towards England.
    public var ratioAtHorizon: Double
    /// Years of evidence.
    public var years: Int
  }
  /// One area's standing in the new-plan rate.
  public struct AreaFactor: Sendable {
    public var area: Int
    public var observed: Double
    public var expected: Double
    public var factor: Double
  }

  public var rates: [YearGroupRate]
  public var levels: [Level]
  public var areas: [AreaFactor]
  /// The factor of an area without evidence: that of its group, the authority.
  public var groupFactor: Double
  /// England's yearly log growth of new plans, its standard error, and the years in which it halves.
  public var nationalGrowth: Double
  public var nationalGrowthError: Double
  public var nationalHalfLife: Double
  /// Sentences for the report.
  public var notes: [String]

  init(
    study: Study, rates national: NationalRates, trend: NationalTrend, levels fitted: NeedProjection.Levels,
    areas factors: AreaFactors, evidence: Evidence, pupils: PupilForecast, hasResidences: [Bool], scenario: Scenario
  ) {
    let baseLevel = exp(fitted.newPlans.mean[0] + trend.path(from: study.baseYear.january - 1, years: 1)[0])
    rates = YearGroups.numbers.map { ncYear in
      let slot = YearGroups.slot(ncYear)
      return YearGroupRate(
        ncYear: ncYear, newPlansPerThousand: national.newPlans[slot] * baseLevel * 1000,
        ceasing: min(1, national.ceasing[slot] * exp(fitted.ceasing.mean[0])))
    }
    func level(_ flow: String, _ path: LevelPath, _ years: Int) -> Level {
      Level(
        flow: flow, ratio: exp(path.mean[0]), deviation: path.deviation(0),
        ratioAtHorizon: exp(path.mean[path.mean.count - 1]), years: years)
    }
    levels = [
      level("new plans", fitted.newPlans, evidence.newPlans.count),
      level("ceasing", fitted.ceasing, evidence.ceasing.count),
      level("moves out", fitted.movingOut, evidence.movingOut.count),
      level("moves in", fitted.movingIn, evidence.movingIn.count),
    ]
    let central = factors.central
    areas = study.areas.indices.map {
      AreaFactor(
        area: $0, observed: factors.fit.observed[$0], expected: factors.fit.expected[$0], factor: central[$0])
    }
    groupFactor = factors.group
    nationalGrowth = trend.growth
    nationalGrowthError = trend.growthError
    nationalHalfLife = trend.halfLife
    notes = []
    describe(study: study, trend: trend, factors: factors, evidence: evidence)
    notes += evidence.notes + pupils.notes
    let homeless = study.areas.indices.filter { !hasResidences[$0] }
    if !homeless.isEmpty {
      notes.append(
        "No residence lies in \(homeless.map { study.areas[$0].name }.joined(separator: ", ")): "
          + "no entrants are simulated there."
      )
    }
    if scenario.isOn { notes.append("A demand scenario is switched on: new plans are not on their expected course.") }
  }

  private mutating func describe(study: Study, trend: NationalTrend, factors: AreaFactors, evidence: Evidence) {
    func percent(_ x: Double) -> String { String(format: "%.1f%%", x * 100) }
    if let last = evidence.lastNewPlans {
      notes.append(
        String(
          format: "New plans in the year to January %d: %.0f against %.0f at England's rates; pooled level %.2f.",
          study.baseYear.january + last.year, last.observed, last.expected, levels[0].ratio))
    }
    notes.append(
      "England's new plans grew \(percent(exp(trend.growth) - 1)) a year from \(trend.firstYear) to "
        + "\(trend.lastYear); the growth is taken to halve every \(String(format: "%.0f", trend.halfLife)) years, "
        + "which \(trend.levels.count) yearly figures cannot confirm.")
    guard factors.fit.prior.isFinite else {
      notes.append("Areas differ no more than chance would have them: one rate serves all.")
      return
    }
    notes.append(
      "Area factors rest on \(factors.usesNewPlans ? "new plans" : "the opening stock") by area, shrunk as if each "
        + "area had \(String(format: "%.0f", factors.fit.prior)) more plans at the authority's rate.")
  }
}
