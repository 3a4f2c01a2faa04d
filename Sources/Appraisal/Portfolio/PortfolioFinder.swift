import Assumptions
import Planning
import Portfolio
import Simulation
import Units

/// Searches a study's proposals for the portfolio that makes a measure least within an envelope of capital.
///
/// Every proposal is simulated alone in some draws; the engine chooses among them by what they are worth for a child and by
/// the children they would share; what is chosen can then be simulated whole.
public struct PortfolioFinder: Sendable {
  let simulation: Simulation
  let assumptions: AssumptionSet
  let model: PortfolioModel
  public let draws: Int
  /// The study's own options of several proposals, as the model and as the placement has them.
  public let errors: [ModelError]

  public struct ModelError: Sendable {
    public var option: String
    public var model: PortfolioMeasures
    public var simulated: PortfolioMeasures
  }

  /// Draws in which proposals are simulated alone.
  public static func draws(of all: Int) -> Int { min(all, 40) }

  public init(
    _ simulation: Simulation, assumptions: AssumptionSet, draws: Int, jobs: Int, progress: RunProgress
  ) async throws {
    self.simulation = simulation
    self.assumptions = assumptions
    self.draws = draws
    let study = simulation.study
    let options = World.all(of: study).filter {
      $0.kind == .option && $0.proposals.count > 1 && $0.changes.isEmpty && $0.assumptions.isEmpty
    }
    let effects = try await ProposalEffects(
      simulation, assumptions: assumptions, options: options, draws: draws, jobs: jobs, progress: progress)
    let money = try MoneyRules(study: study, assumptions: assumptions)
    let model = PortfolioModel(study, effects: effects, discount: money.discount)
    self.model = model
    let ask = PortfolioAsk(budget: 0)
    let instance = model.instance(ask)
    errors = options.enumerated().map { index, option in
      let starts = model.proposals.indices.map { place in
        option.proposals.contains(model.proposals[place]) ? model.firstYear[place] : nil
      }
      return ModelError(
        option: option.id, model: model.change(starts, instance, ask),
        simulated: effects.change(effects.worlds.count - options.count + index))
    }
  }

  /// The best portfolio for an ask, proven to within `gap` of what is made least.
  ///
  /// Where another measure is bounded, it is priced in what is made least, and dearer until the portfolio keeps the bound; the
  /// gap is of the priced measure. Where no price does, the portfolio says so.
  public func plan(_ ask: PortfolioAsk, gap: Double = 1e-4) -> PortfolioPlan {
    plan(ask, gap: gap, without: nil)
  }

  private func plan(_ ask: PortfolioAsk, gap: Double = 1e-4, without: Int?) -> PortfolioPlan {
    var prices: [PortfolioMeasure: Double] = [:]
    for _ in 0..<Self.mostPricings {
      let plan = plan(ask, gap: gap, prices: prices, without: without)
      let broken = plan.broken(ask)
      if broken.isEmpty { return plan }
      for measure in broken { prices[measure] = prices[measure].map { $0 * 2 } ?? model.firstPrice(measure, ask) }
    }
    return plan(ask, gap: gap, prices: prices, without: without)
  }

  private static let mostPricings = 24

  private func plan(
    _ ask: PortfolioAsk, gap: Double, prices: [PortfolioMeasure: Double], without: Int?
  ) -> PortfolioPlan {
    var instance = model.instance(ask, prices: prices)
    if let place = without {
      let starts = place * instance.years..<(place + 1) * instance.years
      instance.limits.append(.init(use: instance.startCost.indices.map { starts.contains($0) ? 1 : 0 }, most: 0))
    }
    let solution = PortfolioSearch.solve(instance, gap: gap)
    return PortfolioPlan(
      openings: model.proposals.indices.compactMap { place in
        solution.starts[place].map { start in
          let proposal = simulation.study.proposals[model.proposals[place]]
          return PortfolioPlan.Opening(
            proposal: model.proposals[place], year: start, delay: start - model.firstYear[place],
            capital: Double(proposal.totalCapital.count) / 100)
        }
      }, change: model.change(solution.starts, instance, ask, prices: prices),
      couldBeBetterBy: Double(solution.objective - solution.bound) * PortfolioModel.unit(ask.measure))
  }

  /// The same with what each opening is worth: by how much the measure is worse if it is left out and the rest chosen anew.
  public func explained(
    _ plan: PortfolioPlan, _ ask: PortfolioAsk, jobs: Int, progress: RunProgress
  ) async throws -> PortfolioPlan {
    let others = try await inParallel(
      plan.openings.count, jobs: jobs, work: "Without each proposal", progress: progress, workspace: {}
    ) { index, _ in
      self.plan(ask, without: model.proposals.firstIndex(of: plan.openings[index].proposal))
    }
    var plan = plan
    for (index, other) in others.enumerated() {
      plan.openings[index].worseWithout = max(0, other.change[ask.measure] - plan.change[ask.measure])
    }
    return plan
  }

  /// Portfolios for so many equal steps of the budget, the smallest first: capital against the measures.
  public func frontier(
    _ ask: PortfolioAsk, points: Int, jobs: Int, progress: RunProgress
  ) async throws -> [(budget: Int, plan: PortfolioPlan)] {
    try await inParallel(points, jobs: jobs, work: "Frontier", progress: progress, workspace: {}) { index, _ in
      var part = ask
      part.budget = ask.budget / points * (index + 1) + (index + 1 == points ? ask.budget % points : 0)
      return (part.budget, plan(part))
    }
  }

  /// Simulates a plan beside doing nothing in the finder's draws.
  public func outcome(_ plan: PortfolioPlan, jobs: Int, progress: RunProgress) async throws -> PlanOutcome {
    let study = simulation.study
    let worlds = [
      World.all(of: study, options: [])[0], World(plan.option(id: "plan", name: ""), study: study),
    ]
    let meter = try PortfolioMeter(simulation, assumptions: assumptions, worlds: worlds)
    let simulation = simulation
    return PlanOutcome(
      changes: try await inParallel(
        draws, jobs: jobs, work: "The portfolio", progress: progress, workspace: WorldsOfDraw.init
      ) { draw, space in
        let cohort = simulation.need.cohort(draw: draw)
        var nothing: [Int32] = []
        let measures = try space.map(worlds.map(\.supply), of: cohort, by: simulation.placement) { world, placed, _ in
          let occupants = occupants(of: placed, provisions: study.provisions.count)
          if world == 0 { nothing = occupants }
          return meter.measures(world, cohort, placed, occupants, nothing: nothing)
        }
        return measures[1] - measures[0]
      })
  }

  /// Proposals that no portfolio of the ask can hold, and why not.
  public func beyondReach(_ ask: PortfolioAsk) -> [(proposal: Int, affordability: Affordability)] {
    let study = simulation.study
    let leastPrice = assumptions.given(Affordability.leastPriceID).map { $0 * 100 }
    return study.proposals.indices.compactMap { index in
      let proposal = study.proposals[index]
      let found = Affordability(
        envelope: Double(ask.budget), cost: Double(proposal.totalCapital.count),
        leastPrice: proposal.kind == .newSpecial ? leastPrice : nil)
      return found.isFeasible ? nil : (index, found)
    }
  }

  /// Places of a new special school that an envelope buys at the published price of one, and that price in pounds.
  public func schoolPlaces(_ ask: PortfolioAsk) -> (places: Int, price: Double)? {
    assumptions.given("capital.special_new_build_per_place").map { price in
      (Affordability.places(Double(ask.budget), pencePerPlace: price * 100), price)
    }
  }

  /// Proposals that take no child in any draw up to the horizon, so that there is nothing to choose.
  public var idle: [Int] { simulation.study.proposals.indices.filter { !model.proposals.contains($0) } }
}
