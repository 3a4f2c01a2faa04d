import Appraisal
import Assumptions
import Foundation
import Inputs
import Placement
import Planning
import Simulation
import Transport
import Units

/// What `placeplan transport` works out: a year of one world routed, and the bridge from today's routes to it.
struct TransportPlanning {
  let study: Study
  let world: World
  let year: Int
  let stage: TransportStage
  /// The stage under the changed policy; `stage` itself where none is given.
  let policyStage: TransportStage
  let hasPolicy: Bool
  /// `unverified` or `illustrative` where prices rest on such figures.
  let mark: String?
  /// Where the growth of contract prices stands, such as `DERIVED` or `local`.
  let priceGrowthStatus: String
  let cohort: Cohort
  let draws: TravelDraws
  let nothing: Placements
  let placements: Placements
  private let jobs: Int
  private let progress: RunProgress
  private var cache = RouteCache()

  let iterations: Int
  let journeys: Journeys
  let book: RouteBook
  let service: ServiceSummary
  let exceptions: [TravelException]
  private(set) var rules: [(minutes: Int?, service: ServiceSummary)] = []
  private(set) var budget: FinancialYearBridge?
  private(set) var calibration: OutturnCalibration?

  /// Routes the year. A time limit is turned into routing steps a rider by a first, short plan.
  init(
    _ run: StudyRun, world: World, year: Int, policy: URL?, iterations asked: Int?, timeLimit: Double?, jobs: Int,
    progress: RunProgress
  ) throws {
    let study = run.loaded.study
    let stage = run.simulation.transport
    var policyStage = stage
    if let policy {
      var assumptions = run.loaded.assumptions
      for changed in try loadAssumptions(files: [policy]).all { assumptions.insert(changed) }
      policyStage = try TransportStage(
        study: study, assumptions: assumptions, travel: run.travel.times, journeyTimes: run.travel.journeys)
    }
    let cohort = run.simulation.need.cohort(draw: Simulation.central)
    let draws = policyStage.draws(cohort)
    var space = PlacementStage.Workspace()
    var ground = Groundwork()
    let supply = Supply(study)
    try run.simulation.placement.prepare(cohort, supply: supply, into: &ground, workspace: &space)
    let nothing = ground.placements
    var placements = nothing
    try run.simulation.placement.place(
      cohort, supply: world.supply, from: world.supply.firstDifference(from: supply), beside: ground, into: &placements,
      workspace: &space)

    var steps = asked ?? TransportStage.defaultIterationsPerRider
    if let timeLimit {
      progress.report("Measuring how fast routes are planned", 0, 1)
      var scratch = RouteCache()
      let started = ContinuousClock.now
      _ = policyStage.routed(
        cohort, draws, placements, year: year, iterationsPerRider: Self.firstSteps, cache: &scratch, jobs: jobs)
      let taken = (ContinuousClock.now - started) / .seconds(1)
      let left = max(0, timeLimit - taken)
      steps = min(100_000, max(Self.firstSteps, Int(Double(Self.firstSteps) * left / max(taken, 0.001) * 0.9)))
    }
    try progress.check()
    progress.report("Routing \(study.year(year))", 0, 1)
    (journeys, book) = policyStage.planned(
      cohort, draws, placements, year: year, iterationsPerRider: steps, cache: &cache, jobs: jobs)
    service = policyStage.summary(journeys, book, cohort, year: year)
    exceptions = policyStage.exceptions(cohort, draws, placements, year: year, journeys)

    self.study = study
    self.world = world
    self.year = year
    self.stage = stage
    self.policyStage = policyStage
    hasPolicy = policy != nil
    mark = Metric.transportCost.mark(in: run.loaded.assumptions.used)
    priceGrowthStatus = run.loaded.assumptions["transport.price_growth"]?.status.rawValue ?? ""
    self.cohort = cohort
    self.draws = draws
    self.nothing = nothing
    self.placements = placements
    iterations = steps
    self.jobs = jobs
    self.progress = progress
  }

  /// Steps a rider of the plan that measures the machine.
  private static let firstSteps = 20

  /// The price of a longest time on board: the same year under each.
  mutating func planJourneyTimeRules() throws {
    for minutes in RoutedService.longestMinutes {
      try progress.check()
      progress.report("Routing with a limit of \(minutes.map { "\($0) minutes" } ?? "any length")", 0, 1)
      let limited = policyStage.limited(to: minutes.map { .minutes($0) })
      let (journeys, book) = limited.planned(
        cohort, draws, placements, year: year, iterationsPerRider: iterations, cache: &cache, jobs: jobs)
      rules.append((minutes, limited.summary(journeys, book, cohort, year: year)))
    }
  }

  /// Bridges today's budget to the financial year that starts in this school year.
  mutating func bridge() throws {
    try progress.check()
    progress.report("Rolling today's routes forward", 0, 1)
    let base = stage.draws(cohort)
    let today = stage.todaysRoutes(
      cohort, base, nothing, iterationsPerRider: iterations, cache: &cache, jobs: jobs)
    let before = stage.rolledCosts(cohort, base, nothing, today: today, through: year)
    calibration = stage.calibration(before)
    let policy =
      hasPolicy ? policyStage.rolledCosts(cohort, draws, nothing, today: today, through: year) : before
    let after =
      world.supply == Supply(study)
      ? policy : policyStage.rolledCosts(cohort, draws, placements, today: today, through: year, like: policy)
    let afresh = stage.routed(
      cohort, base, nothing, year: year, iterationsPerRider: iterations, cache: &cache, jobs: jobs)
    budget = stage.bridge(year: year, nothing: before, policy: policy, option: after, afresh: afresh.totalCost)
  }

  var control: DisclosureControl { DisclosureControl(threshold: study.disclosureThreshold) }

  /// Figures by slice, before disclosure control.
  var results: RunResults {
    RoutedYear(
      study: study, cohort: cohort, placements: placements, journeys: journeys, book: book, summary: service,
      year: year
    ).results(option: world.id, name: world.name, year: year, notes: [])
  }

  var childrenByLine: [S251Line: Int] { policyStage.childrenByLine(journeys, cohort, year: year) }

  /// What the team must look at, without naming a child: those are in `local/not-as-asked.csv`.
  var exceptionSentences: [String] {
    var unfit: [Int: Int] = [:]
    var long: [Int: Int] = [:]
    var sentences: [String] = []
    for exception in exceptions {
      switch exception {
      case .noBellTime(let setting):
        sentences.append(
          "\(study.settings[setting].name) (\(study.settings[setting].id)) has no bell_start in settings.csv: its routes are planned without times of day."
        )
      case .noVehicleFits(_, let setting): unfit[setting, default: 0] += 1
      case .directDriveBeyondGuideline(_, let setting, _, _): long[setting, default: 0] += 1
      }
    }
    for setting in unfit.keys.sorted() {
      sentences.append(
        "\(study.settings[setting].name): no vehicle of transport.fleet takes \(counted(unfit[setting]!)); each is priced as hired one. They are named in local/not-as-asked.csv."
      )
    }
    for setting in long.keys.sorted() {
      sentences.append(
        "\(study.settings[setting].name): \(counted(long[setting]!)) with a direct drive longer than the journey-time guideline, planned beyond it. They are named in local/not-as-asked.csv."
      )
    }
    return sentences
  }

  private func counted(_ children: Int) -> String { children == 1 ? "1 child" : "\(children) children" }
}
