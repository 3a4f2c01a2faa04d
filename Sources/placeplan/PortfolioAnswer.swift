import Appraisal
import Foundation
import Inputs
import Planning
import Simulation

/// All that `optimise` finds: the portfolio, its frontier, what the next million would add, and the full run of it.
struct PortfolioAnswer {
  static let optionID = "portfolio"

  let ask: PortfolioAsk
  let study: Study
  /// How many of the proposals are the study's own; bases at hosts follow.
  let ownProposals: Int
  let hosts: CandidateHosts
  let finder: PortfolioFinder
  let plan: PortfolioPlan
  let frontier: [Point]
  /// The best with a million pounds more.
  let nextMillion: PortfolioPlan
  /// The best within the same ask by each other measure.
  let byOtherMeasures: [(measure: PortfolioMeasure, plan: PortfolioPlan)]
  /// The portfolio whole, in all the study's draws.
  let outcome: PlanOutcome
  /// What the search's error is seen on: the study's options within the budget, the portfolio and those of the frontier,
  /// simulated whole.
  let tests: [PortfolioTest]
  /// The portfolio beside doing nothing, as `assess` runs them.
  let appraised: PublishedResults

  struct Point {
    var budget: Int
    var plan: PortfolioPlan
    var outcome: PlanOutcome
  }

  /// - Parameter sizes: proposals of which only one can be built.
  init(
    _ ask: PortfolioAsk, _ run: StudyRun, ownProposals: Int, hosts: CandidateHosts, sizes: [[Int]], points: Int,
    jobs: Int, progress: RunProgress
  ) async throws {
    self.ask = ask
    self.ownProposals = ownProposals
    self.hosts = hosts
    study = run.loaded.study
    let figures = run.loaded.assumptions
    let finder = try await PortfolioFinder(
      run.simulation, assumptions: figures, alternatives: sizes, draws: PortfolioFinder.draws(of: study.draws),
      jobs: jobs, progress: progress)
    self.finder = finder
    progress.report("The portfolio", 0, 1)
    let found = try await finder.explained(finder.plan(ask), ask, jobs: jobs, progress: progress)
    plan = found
    let steps = try await finder.frontier(
      ask, to: found, points: points, jobs: jobs, progress: progress)
    var more = ask
    more.budget += 100_000_000
    if let last = more.budgetByYear.keys.max() { more.budgetByYear[last]! += 100_000_000 }
    nextMillion = finder.roughPlan(more)
    byOtherMeasures = PortfolioMeasure.allCases.filter { $0 != ask.measure }.map { measure in
      var other = ask
      other.measure = measure
      other.atMost[measure] = nil
      return (measure, finder.roughPlan(other))
    }
    let whole = try await finder.outcomes(
      [found] + steps.map(\.plan), in: finder.unseenDraws(of: study.draws), jobs: jobs, progress: progress)
    frontier = zip(steps, whole.dropFirst()).map { Point(budget: $0.budget, plan: $0.plan, outcome: $1) }
    // What costs more than the budget misses more, and says nothing of what the budget buys.
    tests =
      finder.tests.filter { $0.capital * 100 <= Double(ask.budget) } + [
        PortfolioTest(name: Self.optionID, capital: found.capital, search: found.change, outcome: whole[0])
      ]
      + frontier.map {
        PortfolioTest(
          name: "frontier at \(Self.pounds(Double($0.budget) / 100))", capital: $0.plan.capital,
          search: $0.plan.change, outcome: $0.outcome)
      }
    outcome = try await finder.outcomes([found], in: 0..<study.draws, jobs: jobs, progress: progress)[0]
    let option = found.option(id: Self.optionID, name: "The portfolio")
    let worlds = [World.all(of: study, options: [])[0], World(option, study: study)]
    let results = try await Appraisal(run.simulation, assumptions: figures).run(
      worlds: worlds, draws: study.draws, jobs: jobs, progress: progress)
    appraised = DisclosureControl(threshold: study.disclosureThreshold).publish(results)
  }

  /// By how much a measure of the search may be off: the most that it is on any portfolio tested.
  func statedError(_ measure: PortfolioMeasure) -> Double { tests.map { $0.error(measure) }.max() ?? 0 }
}
