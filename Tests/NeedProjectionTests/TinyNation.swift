import Assumptions
import Planning

@testable import NeedProjection

/// A nation of 1,000 pupils and 1,250 residents in each year group, in round numbers, as the only source of rates.
///
/// Twenty plans start in Reception and four in each of Years 1 to 11, half autism and half SEMH. Forty are held at
/// every age from 4; from Year 1 on, one in ten ceases each year. Twenty children move out and twenty in. Plans do not
/// grow. Authorities differ in leaving and moving, but not without evidence.
struct TinyNation {
  var newPlans: [Int: Double] = {
    var byYear: [Int: Double] = [0: 20]
    for ncYear in 1...11 { byYear[ncYear] = 4 }
    return byYear
  }()
  var needs: [(code: String, share: Double)] = [("ASD", 0.5), ("SEMH", 0.5)]
  /// Plans at an age over plans a year younger a year before; 1 with four new of forty leaves four to cease.
  var progression: (reception: Double, school: Double, post16: Double) = (2.0, 1.0, 0.9)
  var transfers = 20.0
  /// Twenty who moved, four in each of Years 1 to 11, and a tenth of each age above.
  var ceased: Double = 20.0 + 44.0 + 400.0 / 9
  var openingPlans: Double = 20.0 + 440.0 + 4000.0 / 9
  /// Plans of the opening January with an age; as many as all of them unless some authority returned none.
  var plansWithAge: Double?
  /// Yearly log growth of plans, what an authority's own new plans and growth add to it, and the variance of errors.
  var drift = 0.0
  var newPlanCoefficient = 0.0
  var growthCoefficient = 0.0
  var growthVariance = 0.0
  var levelVariance = 0.1
  var shockVariance = 0.0
  var pupilError = 0.0
  /// Placements that England weighs against an authority's level of special placement; so many that no test feels its own.
  var specialPrior = 1e9
  var residentialShare = 0.0
  /// Share of the trend in new plans a child that is left each year beyond the third.
  var trend = 0.8
  var scenario: [Assumption] = []

  /// A nation in which nothing ever starts, ends or moves.
  static var still: TinyNation {
    var nation = TinyNation()
    nation.newPlans = [0: 0]
    nation.progression = (1, 1, 1)
    nation.transfers = 0
    nation.ceased = 0
    nation.openingPlans = 880
    return nation
  }

  var assumptions: AssumptionSet {
    let ages = (4...25).map { "\($0)" }
    let newRows = newPlans.keys.sorted().map { year in
      (key: "\(year)", row: needs.map { (key: $0.code, value: $0.share * (newPlans[year] ?? 0)) })
    }
    let heldRows = (0...21).map { year in
      (key: "\(year)", row: needs.map { (key: $0.code, value: $0.share * 40) })
    }
    let steps = ages.map { age in
      (key: age, value: age == "4" ? progression.reception : Int(age)! < 16 ? progression.school : progression.post16)
    }
    let level = AssumptionValue.table([
      ("persistent_variance", 0), ("reverting_variance", levelVariance), ("correlation", 0.5),
      ("shock_variance", shockVariance),
    ])
    let bands = needs.map { (key: $0.code, row: [(key: "1", value: 0.5), (key: "3", value: 0.5)]) }
    var figures: [Assumption] = [
      figure("need.new_plans_2024_by_nc_year_and_need", .nested(newRows)),
      figure("need.pupils_2024_25_by_nc_year", .table((0...21).map { ("\($0)", 1000) })),
      figure("need.residents_2024_25_by_nc_year", .table((-4...21).map { ("\($0)", 1250) })),
      figure("ehcp.placement_by_age_2025", .nested(ages.map { ($0, [("plans", 40)]) })),
      figure("ehcp.progression_2024_25", .table(steps)),
      figure("ehcp.england_caseload", .table([("2024", openingPlans), ("2025", 880)])),
      figure("need.progression_base_plans", .number(plansWithAge ?? openingPlans)),
      figure("ehcp.ceased_2024", .number(ceased)), figure("need.transfers_out_2024", .number(transfers)),
      figure("need.plans_2025_by_nc_year_and_need", .nested(heldRows)), figure("need.later_need_weight", .number(0.5)),
      figure("need.ceasing_level", level), figure("need.moving_level", level), figure("need.tail_degrees", .number(6)),
      figure("growth.fit_2025", .nested(growth)),
      figure("need.pupil_forecast_error", .number(pupilError)),
      figure("need.trend_damping", .table([("central", trend), ("low", trend), ("high", trend)])),
      figure("need.band_share_by_need", .nested(bands)),
      figure("need.band_share_by_phase", .nested([])), figure("need.special_stock_ratio", .number(1)),
      figure("need.special_level_prior", .number(specialPrior)),
    ]
    let none = AssumptionValue.table([("OTH", 0)])
    figures += [
      figure("need.wheelchair_share_by_need", none), figure("need.assistant_share_by_need", none),
      figure("placement.residential_share", .number(residentialShare)),
      figure("need.low_income_share", .number(0.25)), figure("need.looked_after_share", .number(0)),
    ]
    return AssumptionSet(figures + scenario)
  }

  /// The fit of growth: the median authority has a new plan for each ten held and no growth.
  private var growth: [(key: String, row: [(key: String, value: Double)])] {
    let own = ["accepted": 0, "new": newPlanCoefficient, "growth": growthCoefficient]
    let patterns = [
      [], ["accepted"], ["new"], ["accepted", "new"], ["growth"], ["accepted", "growth"], ["new", "growth"],
      ["accepted", "new", "growth"],
    ].map { names in
      (
        key: names.isEmpty ? "none" : names.joined(separator: "_"),
        row: names.map { (key: $0, value: own[$0] ?? 0) } + [("damping", 0.5), ("variance", growthVariance)]
      )
    }
    return [
      ("nation", [("level", drift), ("lead", 0), ("damping", 0.5)]),
      ("errors", [("carry_over", 0), ("turnover", 0.2), ("national_deviation", 0), ("degrees", 5)]),
      ("pooling_new", [("mean", 0.1), ("plans", 100), ("centre", 0.1)]),
      ("pooling_growth", [("mean", 0), ("plans", 100), ("centre", 0)]),
    ] + patterns
  }

  static func figure(_ id: String, _ value: AssumptionValue) -> Assumption {
    Assumption(id: id, value: value, unit: "test", date: "2025", status: .illustrative, source: "test")
  }
  private func figure(_ id: String, _ value: AssumptionValue) -> Assumption { Self.figure(id, value) }
}
