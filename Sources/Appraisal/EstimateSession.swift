import Assumptions
import Planning
import Simulation
import Transport

/// Doing nothing in one draw, placed, carried and counted, beside which any option's figures are found in a moment.
///
/// The draw is the central one: parameters sit at their fitted values. Only what an option changes is asked again, as in every
/// draw of a run: its ledger is that of `Appraisal.run`'s draw of the same number, bit for bit, under the same estimator of
/// transport. Routes are planned once, to fit it.
public struct EstimateSession: Sendable {
  public let simulation: Simulation
  private let assumptions: AssumptionSet
  private let appraisal: Appraisal
  private let estimator: Estimator
  private let nothing: World
  private let ledger: Ledger
  private let futures: DrawAppraiser.Futures
  private var space: DrawAppraiser.Workspace

  /// Routes the central draw of the study's worlds, fits the estimator to it as a run does, and places doing nothing.
  public init(
    _ simulation: Simulation, assumptions: AssumptionSet, jobs: Int, progress: RunProgress
  ) throws {
    var central = try CentralRouting(
      simulation, worlds: World.all(of: simulation.study), jobs: jobs, progress: progress)
    try self.init(simulation, assumptions, try central.estimator())
  }

  init(_ simulation: Simulation, _ assumptions: AssumptionSet, _ estimator: Estimator) throws {
    self.simulation = simulation
    self.assumptions = assumptions
    self.estimator = estimator
    appraisal = try Appraisal(simulation, assumptions: assumptions)
    nothing = World(
      id: PlanOption.doNothingID, name: "Do nothing", kind: .doNothing, proposals: [], study: simulation.study)
    let appraiser = DrawAppraiser(
      simulation: simulation, rules: appraisal.rules, estimator: estimator, worlds: [nothing])
    var space = appraiser.workspace()
    var futures = appraiser.futures(Simulation.central)
    ledger = try appraiser.nothing(&futures, &space)
    self.futures = futures
    self.space = space
  }

  /// A session for the study with what an option moves or gives other needs after its own settings and provisions.
  ///
  /// Doing nothing is placed again, because there is more that could open; neither need nor routes are found again, and of the
  /// journeys only those to new sites. Runs to a new site are priced as the average run.
  public func adding(_ study: Study, jobs: Int) throws -> EstimateSession {
    let travel =
      study.settings.count == simulation.study.settings.count
      ? simulation.travel : try simulation.travel.reaching(study, assumptions: assumptions, jobs: jobs)
    let simulation = try simulation.adding(study, assumptions: assumptions, travel: travel)
    return try EstimateSession(simulation, assumptions, simulation.transport.covering(estimator))
  }

  /// Doing nothing itself.
  public func doingNothing() async throws -> Estimate {
    try await estimate([[ledger]], of: [nothing])
  }

  /// An option of the session's study.
  ///
  /// - Throws: What placement throws.
  public mutating func estimate(_ option: PlanOption) async throws -> Estimate {
    let worlds = [nothing, World(option, study: simulation.study)]
    let appraiser = DrawAppraiser(
      simulation: simulation, rules: appraisal.rules, estimator: estimator, worlds: worlds)
    return try await estimate([[ledger, try appraiser.world(1, futures, &space)]], of: worlds)
  }

  private func estimate(_ ledgers: [[Ledger]], of worlds: [World]) async throws -> Estimate {
    let study = simulation.study
    let results = RunResults(
      draws: 1, seed: study.seed, years: (0...study.horizon).map(study.year),
      worlds: try await appraisal.results(ledgers, of: worlds, jobs: 1, progress: RunProgress()), notes: [])
    let control = DisclosureControl(threshold: study.disclosureThreshold)
    return Estimate(
      control.publish(results), sites: control.publish(sites(ledgers[0])), of: appraisal.rules.layout, study)
  }

  /// Places and children in them, by year, at each setting that has places of its own; of the last of the worlds.
  private func sites(_ ledgers: [Ledger]) -> [Estimate.Site] {
    let layout = appraisal.rules.layout
    var sites = layout.sliceSetting.map { Estimate.Site(setting: $0, occupied: [], places: []) }
    for year in 0...simulation.study.horizon {
      var row = YearRow(layout)
      for ledger in ledgers { ledger.apply(year: year, to: &row.sums, &row.extras) }
      for site in sites.indices {
        sites[site].occupied.append(Int(row.extras[ExtraLayout.index(.filled, setting: site)]))
        sites[site].places.append(Int(row.extras[ExtraLayout.index(.places, setting: site)]))
      }
    }
    return sites
  }
}
