import Assumptions
import Foundation
import Planning
import Randomness
import Units

/// Who holds a plan, year by year: a stock and flow of single children by area, NC year and need.
///
/// Opening + new + moved in - ceased - moved out, ageing one NC year each September. The total follows the growth model
/// that `placeplan backtest` scores; England's rates by NC year, the authority's levels of leaving, its areas and its
/// mix of needs, each pooled as far as its evidence is thin, say who the plans are. Fitting is deterministic; a draw
/// samples the course of the total, then rates, then events, every number by name.
public struct NeedProjection: Sendable {
  let study: Study
  let rates: NationalRates
  let course: StockCourse
  let trend: FadingTrend
  /// At fitted levels; set as the last step of the fit.
  private var central: ExpectedFlows?
  let areaFactors: AreaFactors
  let mix: NeedMix
  let profile: EntrantProfile
  let levels: Levels
  let degrees: Double
  let pupilError: PupilForecastError
  /// Names of the caseload's children in every random stream.
  private let keys: [UInt64]
  /// Plans of the caseload by NC year slot.
  private let opening: [Double]
  /// Children of each area by January and NC year.
  public let pupilForecast: PupilForecast
  /// Scenario switches read from the assumptions; all off by default.
  public let scenario: Scenario
  /// What the fit found, and how, in figures and sentences.
  public private(set) var fit: FitSummary

  /// The authority's level of leaving and moving against the nation's.
  struct Levels: Sendable {
    var ceasing: LevelPath
    var movingOut: LevelPath
    var movingIn: LevelPath
  }

  /// Fits rates to a study.
  ///
  /// - Throws: `AssumptionError` naming a figure that is missing or not usable as a default.
  public init(study: Study, assumptions: AssumptionSet) throws {
    self.study = study
    keys = study.caseload.map { subjectKey($0.id) }
    pupilForecast = PupilForecast(study)
    rates = try NationalRates(assumptions, countsResidents: pupilForecast.countsResidents)
    areaFactors = AreaFactors(study: study, pupils: pupilForecast, rates: rates)
    mix = NeedMix(
      study: study, rates: rates, laterWeight: try assumptions.number("need.later_need_weight"))
    profile = try EntrantProfile(study: study, assumptions: assumptions)
    scenario = try Scenario(assumptions, study: study)
    degrees = try assumptions.number("need.tail_degrees")
    pupilError = PupilForecastError(study, prior: try assumptions.number("need.pupil_forecast_error"))
    let history = HistoryTotals.all(study)
    course = StockCourse(
      try GrowthCoefficients(assumptions, january: study.baseYear.january),
      GrowthRecord(study, history: history), horizon: study.horizon)
    trend = try FadingTrend(assumptions)
    let evidence = Evidence(study: study, history: history, pupils: pupilForecast, rates: rates)
    let ceasing = try LevelProcess(assumptions, "need.ceasing_level")
    let moving = try LevelProcess(assumptions, "need.moving_level")
    levels = Levels(
      ceasing: ceasing.path(given: evidence.ceasing, horizon: study.horizon),
      movingOut: moving.path(given: evidence.movingOut, horizon: study.horizon),
      movingIn: moving.path(given: evidence.movingIn, horizon: study.horizon))
    var opening = Array(repeating: 0.0, count: YearGroups.count)
    for child in study.caseload { opening[YearGroups.slot(child.ncYear.number)] += 1 }
    self.opening = opening
    fit = FitSummary(
      study: study, rates: rates, course: course, levels: levels, areas: areaFactors, evidence: evidence,
      pupils: pupilForecast, hasResidences: profile.hasResidences, scenario: scenario)
    let parameters = parameters(draw: -1)
    let flows = expectedFlows(parameters)
    central = flows
    fit.growth = trend.growth(course.mean, flows: flows, share: trend.central)
    fit.describe(central: parameters.newPlans, course: course, trend: trend, study: study)
  }

  /// The children of one draw; -1 is the central draw, with parameters at their fitted values and events sampled.
  public func cohort(draw: Int) -> Cohort { run(draw: draw).cohort }

  /// The children of one draw and the flows they add up to.
  public func run(draw: Int) -> NeedRun { run(draw: draw, study: study, keys: keys) }

  /// The same fit met by another caseload, for asking what one more child changes.
  func run(draw: Int, study: Study) -> NeedRun {
    run(draw: draw, study: study, keys: study.caseload.map { subjectKey($0.id) })
  }

  private func run(draw: Int, study: Study, keys: [UInt64]) -> NeedRun {
    var simulation = CohortSimulation(self, study: study, keys: keys, draw: draw)
    simulation.open()
    for year in 1..<(study.horizon + 1) { simulation.advance(to: year) }
    return NeedRun(cohort: simulation.cohort, flows: simulation.flows)
  }

  /// Expected new plans of an area in the flow year that ends at a year index, at the fitted rates.
  public func expectedNewPlans(area: Int, year: Int) -> Double {
    let parameters = parameters(draw: -1)
    let start = pupilForecast.cell(area: area, year: year)
    return (0..<YearGroups.count).reduce(0) { $0 + pupilForecast.children[start + $1] * rates.newPlans[$1] }
      * parameters.newPlans[year] * parameters.areas[area]
  }

  /// The rates of a draw. Each kind has its own stream, so what one draws disturbs no other.
  func parameters(draw: Int) -> DrawParameters {
    let years = study.horizon + 1
    func multipliers(_ path: LevelPath, _ stream: RandomStream) -> [Double] {
      guard draw >= 0 else { return path.mean.map { exp($0) } }
      var random = NamedRandom(seed: study.seed, stream: stream, draw: draw)
      return path.draw(degrees: degrees, random: &random).map { exp($0) }
    }
    var children = Array(repeating: 1.0, count: years)
    if draw >= 0 {
      var random = NamedRandom(seed: study.seed, stream: Self.pupilStream, draw: draw)
      children = pupilError.draw(years: years, random: &random)
    }
    var parameters = DrawParameters(
      children: children, ceasing: multipliers(levels.ceasing, Self.ceasingStream),
      movingOut: multipliers(levels.movingOut, Self.movingOutStream),
      movingIn: multipliers(levels.movingIn, Self.movingInStream),
      areas: draw >= 0 ? areaFactors.draw(seed: study.seed, draw: draw) : areaFactors.central)
    addStaying(&parameters)
    let own = multipliersOfCourse(parameters, draw: draw)
    parameters.newPlans = zip(own, scenario.newPlans).map(*)
    return parameters
  }

  private func addStaying(_ parameters: inout DrawParameters) {
    let years = study.horizon + 1
    parameters.staying = Array(repeating: 0, count: years * YearGroups.count)
    parameters.ceasingShare = parameters.staying
    for year in 1..<years {
      let out = min(1, rates.movingOut * parameters.movingOut[year])
      for slot in 0..<YearGroups.count {
        let cease = min(1, rates.ceasing[slot] * parameters.ceasing[year])
        parameters.staying[year * YearGroups.count + slot] = (1 - cease) * (1 - out)
        parameters.ceasingShare[year * YearGroups.count + slot] = cease + out > 0 ? cease / (cease + out) : 1
      }
    }
  }

  /// Multipliers on England's new-plan rates that bring expected plans to the draw's course, before any scenario.
  private func multipliersOfCourse(_ parameters: DrawParameters, draw: Int) -> [Double] {
    let years = study.horizon + 1
    guard !study.caseload.isEmpty else { return NewPlanMultipliers(withoutPlans: years).values }
    let flows = expectedFlows(parameters)
    // Leaving at fitted levels says how the trend fades; before it is known, this is the central draw finding it out.
    var growth = trend.growth(
      course.mean, flows: central ?? flows, share: trend.share(seed: study.seed, draw: draw))
    if draw >= 0 {
      var random = NamedRandom(seed: study.seed, stream: Self.courseStream, draw: draw)
      growth = course.draw(around: growth, random: &random)
    }
    let plans = Double(study.caseload.count)
    return NewPlanMultipliers(course: growth.map { plans * exp(min($0, 100)) }, flows: flows).values
  }

  /// Leaving, new plans at England's rates and moves in of the whole authority, at a draw's levels.
  private func expectedFlows(_ parameters: DrawParameters) -> ExpectedFlows {
    let years = study.horizon + 1
    var newPlans = Array(repeating: 0.0, count: years * YearGroups.count)
    var movingIn = newPlans
    for area in study.areas.indices where profile.hasResidences[area] {
      for year in 1..<years {
        let cell = pupilForecast.cell(area: area, year: year)
        for slot in 0..<YearGroups.count {
          let count = pupilForecast.children[cell + slot] * parameters.children[year]
          newPlans[year * YearGroups.count + slot] += count * rates.newPlans[slot] * parameters.areas[area]
          movingIn[year * YearGroups.count + slot] += count * rates.movingIn[slot] * parameters.movingIn[year]
        }
      }
    }
    return ExpectedFlows(opening: opening, staying: parameters.staying, newPlans: newPlans, movingIn: movingIn)
  }

  private static let courseStream = RandomStream("need.course")
  private static let pupilStream = RandomStream("need.pupils")
  private static let ceasingStream = RandomStream("need.level.ceasing")
  private static let movingOutStream = RandomStream("need.level.out")
  private static let movingInStream = RandomStream("need.level.in")
}
