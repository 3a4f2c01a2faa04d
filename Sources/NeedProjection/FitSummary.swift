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
  /// New plans over England's rates for the same children that the central course asks for, by year index from 1.
  public var newPlanRatios: [Double] = []
  /// Expected log growth of all plans since the base January, by year index.
  public var growth: [Double]
  /// The January up to which the national coefficients were fitted.
  public var fitted: Int
  public var areas: [AreaFactor]
  /// The factor of an area without evidence: that of its group, the authority.
  public var groupFactor: Double
  /// Sentences for the report.
  public var notes: [String]

  init(
    study: Study, rates national: NationalRates, course: StockCourse, levels fitted: NeedProjection.Levels,
    areas factors: AreaFactors, evidence: Evidence, pupils: PupilForecast, hasResidences: [Bool], scenario: Scenario
  ) {
    rates = YearGroups.numbers.map { ncYear in
      let slot = YearGroups.slot(ncYear)
      return YearGroupRate(
        ncYear: ncYear, newPlansPerThousand: national.newPlans[slot] * 1000,
        ceasing: min(1, national.ceasing[slot] * exp(fitted.ceasing.mean[0])))
    }
    func level(_ flow: String, _ path: LevelPath, _ years: Int) -> Level {
      Level(
        flow: flow, ratio: exp(path.mean[0]), deviation: path.deviation(0),
        ratioAtHorizon: exp(path.mean[path.mean.count - 1]), years: years)
    }
    levels = [
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
    growth = course.mean
    self.fitted = course.coefficients.january
    notes = [Self.sentence(course, study: study)]
    notes.append(Self.sentence(factors))
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

  /// Adds what the central course makes of new plans.
  mutating func describe(
    central multipliers: [Double], course: StockCourse, trend: FadingTrend, study: Study
  ) {
    newPlanRatios = Array(multipliers.dropFirst())
    if multipliers.count > 1 {
      for index in rates.indices { rates[index].newPlansPerThousand *= multipliers[1] }
      notes.insert(
        String(
          format:
            "New plans that take the plans there are %.2f times England's rates of %d for the same children in the "
            + "first year and %.2f times at the horizon.", multipliers[1], NationalRates.referenceYear,
          multipliers[multipliers.count - 1]), at: 1)
    }
    if study.caseload.isEmpty {
      notes.append("The caseload is empty, so there is nothing to grow from: new plans are at England's rates.")
    } else if multipliers.dropFirst().contains(where: { $0 == 0 || $0 >= NewPlanMultipliers.ceiling }) {
      notes.append(
        "The course of plans asks for fewer new plans than none or for more than "
          + "\(Int(NewPlanMultipliers.ceiling)) times England's rates in some year: it is followed as far as it goes."
      )
    }
    if study.horizon > FadingTrend.testedYears {
      notes.append(
        String(
          format:
            "Growth beyond three years cannot be tested on published figures. From the fourth on, the trend in new "
            + "plans a child fades: %.2f of it is left each year, and %.2f to %.2f in draws. Plans are then expected to "
            + "grow %.1f%% in the last year.", trend.central, trend.low, trend.high,
          (exp(growth[study.horizon] - growth[study.horizon - 1]) - 1) * 100))
    }
  }

  private static func sentence(_ course: StockCourse, study: Study) -> String {
    func percent(_ x: Double) -> String { String(format: "%.1f%%", (exp(x) - 1) * 100) }
    let own = course.coefficients.pattern(of: course.record).features
    let known =
      own.isEmpty
      ? "the history gives no usable year, so this is the nation's drift, with the spread of an authority of which "
        + "nothing is known"
      : "England's drift is \(percent(course.coefficients.drift(1))) and the authority's own "
        + own.map { ["requests", "new plans", "growth"][$0.rawValue] }.joined(separator: " and ")
        + " make the rest"
    return
      "Plans are expected to grow \(percent(course.mean[min(1, course.mean.count - 1)])) in the first year: \(known). "
      + "National figures are those fitted up to January \(course.coefficients.january)."
  }

  private static func sentence(_ factors: AreaFactors) -> String {
    guard factors.fit.prior.isFinite else {
      return "Areas differ no more than chance would have them: one rate serves all."
    }
    return
      "Area factors rest on \(factors.usesNewPlans ? "new plans" : "the opening stock") by area, shrunk as if each "
      + "area had \(String(format: "%.0f", factors.fit.prior)) more plans at the authority's rate."
  }
}
