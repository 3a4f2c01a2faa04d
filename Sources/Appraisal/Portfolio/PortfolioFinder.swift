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
  /// The study's own options of several proposals, as the search and as the placement has them.
  public let tests: [PortfolioTest]

  /// Draws in which proposals are simulated alone.
  public static func draws(of all: Int) -> Int { min(all, 40) }

  /// - Parameter alternatives: proposals of which only one may be chosen, such as sizes of one base; indices into the study's.
  public init(
    _ simulation: Simulation, assumptions: AssumptionSet, alternatives: [[Int]] = [], draws: Int, jobs: Int,
    progress: RunProgress
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
    let model = PortfolioModel(study, effects: effects, discount: money.discount, alternatives: alternatives)
    self.model = model
    let ask = PortfolioAsk(budget: 0)
    let instance = model.instance(ask)
    tests = zip(options, effects.outcomes.suffix(options.count)).map { option, outcome in
      let starts = model.proposals.indices.map { place in
        option.proposals.contains(model.proposals[place]) ? model.firstYear[place] : nil
      }
      let pence = option.proposals.reduce(0) { $0 + study.proposals[$1].totalCapital.count }
      return PortfolioTest(
        name: option.id, capital: Double(pence) / 100, search: model.change(starts, instance, ask), outcome: outcome)
    }
  }

  /// The best portfolio for an ask, proven to within `gap` of what is made least, or as far as the effort goes: the plan says
  /// by how much the best may be better.
  ///
  /// Where another measure is bounded, it is priced in what is made least, and dearer until the portfolio keeps the bound; the
  /// gap is of the priced measure. Where no price does, the portfolio says so.
  public func plan(_ ask: PortfolioAsk, gap: Double = 1e-4) -> PortfolioPlan {
    plan(ask, Effort(gap: gap, nodes: 600), without: nil)
  }

  /// The same for what stands beside the portfolio asked for: one step of the frontier, or another measure.
  public func roughPlan(_ ask: PortfolioAsk) -> PortfolioPlan { plan(ask, .rough, without: nil) }

  /// How long a search goes on. Its last hundredths of a percent, where many portfolios are nearly alike, take most of the time
  /// and are far below what the model misses.
  private struct Effort {
    var gap: Double
    var nodes: Int
    static let rough = Effort(gap: 1e-3, nodes: 60)
  }

  private func plan(_ ask: PortfolioAsk, _ effort: Effort, without: Int?) -> PortfolioPlan {
    var prices: [PortfolioMeasure: Double] = [:]
    for _ in 0..<Self.mostPricings {
      let plan = plan(ask, effort, prices: prices, without: without)
      let broken = plan.broken(ask)
      if broken.isEmpty { return plan }
      for measure in broken { prices[measure] = prices[measure].map { $0 * 2 } ?? model.firstPrice(measure, ask) }
    }
    return plan(ask, effort, prices: prices, without: without)
  }

  private static let mostPricings = 24

  private func plan(
    _ ask: PortfolioAsk, _ effort: Effort, prices: [PortfolioMeasure: Double], without: Int?
  ) -> PortfolioPlan {
    var instance = model.instance(ask, prices: prices)
    if let place = without {
      let starts = place * instance.years..<(place + 1) * instance.years
      instance.limits.append(.init(use: instance.startCost.indices.map { starts.contains($0) ? 1 : 0 }, most: 0))
    }
    let solution = PortfolioSearch.solve(instance, gap: effort.gap, mostNodes: effort.nodes)
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
      self.plan(ask, .rough, without: model.proposals.firstIndex(of: plan.openings[index].proposal))
    }
    var plan = plan
    for (index, other) in others.enumerated() {
      plan.openings[index].worseWithout = max(0, other.change[ask.measure] - plan.change[ask.measure])
    }
    return plan
  }

  /// Portfolios for so many equal steps of the budget, the smallest first: capital against the measures.
  ///
  /// - Parameter whole: the portfolio for all of it, which is the last.
  public func frontier(
    _ ask: PortfolioAsk, to whole: PortfolioPlan, points: Int, jobs: Int, progress: RunProgress
  ) async throws -> [(budget: Int, plan: PortfolioPlan)] {
    guard points > 0 else { return [] }
    var steps = try await inParallel(points - 1, jobs: jobs, work: "Frontier", progress: progress, workspace: {}) {
      index, _ in
      var part = ask
      part.budget = ask.budget / points * (index + 1)
      return (budget: part.budget, plan: roughPlan(part))
    }
    steps.append((ask.budget, whole))
    // What a smaller budget builds a larger one can build too.
    for index in steps.indices.dropFirst() {
      let (less, more) = (steps[index - 1].plan, steps[index].plan)
      guard less.change[ask.measure] < more.change[ask.measure], less.broken(ask).isEmpty else { continue }
      let bound = more.change[ask.measure] - more.couldBeBetterBy
      steps[index].plan = less
      steps[index].plan.couldBeBetterBy = max(0, less.change[ask.measure] - bound)
    }
    return steps
  }

  /// The draws in which what the search finds is tried: as many others where there are so many, because what some draws chose
  /// looks better in them than it is.
  public func unseenDraws(of all: Int) -> Range<Int> { all >= 2 * draws ? draws..<2 * draws : 0..<draws }

  /// Simulates plans whole, each beside doing nothing, in some draws.
  public func outcomes(
    _ plans: [PortfolioPlan], in draws: Range<Int>, jobs: Int, progress: RunProgress
  ) async throws -> [PlanOutcome] {
    let study = simulation.study
    let worlds =
      [World.all(of: study, options: [])[0]] + plans.map { World($0.option(id: "plan", name: ""), study: study) }
    let meter = try PortfolioMeter(simulation, assumptions: assumptions, worlds: worlds)
    let simulation = simulation
    let drawn = try await inParallel(
      draws.count, jobs: jobs, work: "Portfolios whole", progress: progress, workspace: WorldsOfDraw.init
    ) { index, space in
      let cohort = simulation.need.cohort(draw: draws.lowerBound + index)
      var nothing: [Int32] = []
      return try space.map(worlds.map(\.supply), of: cohort, by: simulation.placement) { world, placed, _ in
        let occupants = occupants(of: placed, provisions: study.provisions.count)
        if world == 0 { nothing = occupants }
        return meter.measures(world, cohort, placed, occupants, nothing: nothing)
      }
    }
    return plans.indices.map { plan in PlanOutcome(changes: drawn.map { $0[1 + plan] - $0[0] }) }
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
