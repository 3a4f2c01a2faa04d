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
  let frontier: [(budget: Int, plan: PortfolioPlan)]
  /// The best with a million pounds more.
  let nextMillion: PortfolioPlan
  let outcome: PlanOutcome
  /// The portfolio beside doing nothing, as `assess` runs them.
  let appraised: PublishedResults

  init(
    _ ask: PortfolioAsk, _ run: StudyRun, ownProposals: Int, hosts: CandidateHosts, points: Int, jobs: Int,
    progress: RunProgress
  ) async throws {
    self.ask = ask
    self.ownProposals = ownProposals
    self.hosts = hosts
    study = run.loaded.study
    let figures = run.loaded.assumptions
    finder = try await PortfolioFinder(
      run.simulation, assumptions: figures, draws: PortfolioFinder.draws(of: study.draws), jobs: jobs,
      progress: progress)
    progress.report("The portfolio", 0, 1)
    let found = try await finder.explained(finder.plan(ask), ask, jobs: jobs, progress: progress)
    plan = found
    frontier = try await finder.frontier(ask, points: points, jobs: jobs, progress: progress)
    var more = ask
    more.budget += 100_000_000
    if let last = more.budgetByYear.keys.max() { more.budgetByYear[last]! += 100_000_000 }
    nextMillion = finder.plan(more)
    outcome = try await finder.outcome(found, jobs: jobs, progress: progress)
    let option = found.option(id: Self.optionID, name: "The portfolio")
    let worlds = [World.all(of: study, options: [])[0], World(option, study: study)]
    let results = try await Appraisal(run.simulation, assumptions: figures).run(
      worlds: worlds, draws: study.draws, jobs: jobs, progress: progress)
    appraised = DisclosureControl(threshold: study.disclosureThreshold).publish(results)
  }
}
