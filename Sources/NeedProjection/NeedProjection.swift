import Assumptions
import Foundation
import Planning
import Randomness
import Units

/// Who holds a plan, year by year: a stock and flow of single children by area, NC year and need.
///
/// Opening + new + moved in - ceased - moved out, ageing one NC year each September. England's rates by NC year are the
/// prior; the authority's levels, areas and mix of needs are pooled towards it as far as their evidence is thin.
/// Fitting is deterministic; a draw samples parameters, then rates, then events, every number by name.
public struct NeedProjection: Sendable {
  let study: Study
  let rates: NationalRates
  let trend: NationalTrend
  let areaFactors: AreaFactors
  let mix: NeedMix
  let profile: EntrantProfile
  let levels: Levels
  let degrees: Double
  let pupilError: Double
  /// Names of the caseload's children in every random stream.
  private let keys: [UInt64]
  /// Children of each area by January and NC year.
  public let pupilForecast: PupilForecast
  /// Scenario switches read from the assumptions; all off by default.
  public let scenario: Scenario
  /// What the fit found, and how, in figures and sentences.
  public let fit: FitSummary

  /// The authority's level of each flow against the nation's.
  struct Levels: Sendable {
    var newPlans: LevelPath
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
    trend = try NationalTrend(assumptions, baseJanuary: study.baseYear.january)
    pupilForecast = PupilForecast(study)
    rates = try NationalRates(assumptions, countsResidents: pupilForecast.countsResidents)
    areaFactors = AreaFactors(study: study, pupils: pupilForecast, rates: rates)
    mix = NeedMix(
      study: study, rates: rates, laterWeight: try assumptions.number("need.later_need_weight"))
    profile = try EntrantProfile(study: study, assumptions: assumptions)
    scenario = try Scenario(assumptions, study: study)
    degrees = try assumptions.number("need.tail_degrees")
    pupilError = try assumptions.number("need.pupil_forecast_error")
    let stockRatio = try assumptions.table("need.stock_ratio_evidence")
    let evidence = Evidence(
      study: study, pupils: pupilForecast, rates: rates, trend: trend,
      stockRatio: (
        stockRatio.first { $0.key == "loading" }?.value ?? 0, stockRatio.first { $0.key == "variance" }?.value ?? 1
      ))
    let newPlans = try LevelProcess(assumptions, "need.new_plan_level")
    let ceasing = try LevelProcess(assumptions, "need.ceasing_level")
    let moving = try LevelProcess(assumptions, "need.moving_level")
    levels = Levels(
      newPlans: newPlans.path(given: evidence.newPlans, horizon: study.horizon),
      ceasing: ceasing.path(given: evidence.ceasing, horizon: study.horizon),
      movingOut: moving.path(given: evidence.movingOut, horizon: study.horizon),
      movingIn: moving.path(given: evidence.movingIn, horizon: study.horizon))
    fit = FitSummary(
      study: study, rates: rates, trend: trend, levels: levels, areas: areaFactors, evidence: evidence,
      pupils: pupilForecast, hasResidences: profile.hasResidences, scenario: scenario)
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
    let first = study.baseYear.january - 1
    func multipliers(_ path: LevelPath, _ stream: RandomStream) -> [Double] {
      guard draw >= 0 else { return path.mean.map { exp($0) } }
      var random = NamedRandom(seed: study.seed, stream: stream, draw: draw)
      return path.draw(degrees: degrees, random: &random).map { exp($0) }
    }
    var nation: [Double]
    var children = Array(repeating: 1.0, count: years)
    if draw >= 0 {
      var random = NamedRandom(seed: study.seed, stream: Self.nationStream, draw: draw)
      nation = trend.path(from: first, years: years, degrees: degrees, random: &random)
      var error = 0.0
      random = NamedRandom(seed: study.seed, stream: Self.pupilStream, draw: draw)
      for year in 1..<years {
        error += pupilError * random.normal()
        children[year] = exp(error)
      }
    } else {
      nation = trend.path(from: first, years: years)
    }
    let own = multipliers(levels.newPlans, Self.newPlanStream)
    return DrawParameters(
      children: children,
      newPlans: (0..<years).map { exp(nation[$0]) * own[$0] * scenario.newPlans[$0] },
      ceasing: multipliers(levels.ceasing, Self.ceasingStream),
      movingOut: multipliers(levels.movingOut, Self.movingOutStream),
      movingIn: multipliers(levels.movingIn, Self.movingInStream),
      areas: draw >= 0 ? areaFactors.draw(seed: study.seed, draw: draw) : areaFactors.central)
  }

  private static let nationStream = RandomStream("need.nation")
  private static let pupilStream = RandomStream("need.pupils")
  private static let newPlanStream = RandomStream("need.level.new")
  private static let ceasingStream = RandomStream("need.level.ceasing")
  private static let movingOutStream = RandomStream("need.level.out")
  private static let movingInStream = RandomStream("need.level.in")
}
