import Assumptions
import Placement
import Planning
import Simulation
import Transport

/// How options stand up in other futures: their value in each, regret, the chance of being best, and what waiting is worth.
///
/// Value here is the present value of what the high needs block saves less capital, both budgets named and shown; what the
/// general fund saves in transport stands beside it, never in it. Placements are made anew in every future; prices change none.
public struct Robustness: Sendable {
  public struct Entry: Sendable, Equatable {
    /// Index into `options`.
    public var option: Int
    /// By future: pence, over draws.
    public var values: [Summary]
    /// By future: present value of what the general fund saves in transport, pence, over draws; less than zero where it pays more.
    public var transport: [Summary]
    /// By future: the best option's mean less this one's; never below zero.
    public var regret: [Double]
    /// Share of futures and draws in which no option, and not doing nothing, is worth more.
    public var chanceBest: Double
    /// Value begun a year later less value begun now, paired draw by draw; `nil` for doing nothing. As many years run in both:
    /// begun now, the last year is left out, or waiting would gain by what it pushes beyond the horizon.
    public var waiting: Change?
  }
  /// Ids of worlds: doing nothing first, worth nothing by definition.
  public let options: [String]
  /// Names of the futures in order; waiting is not one of them.
  let futures: [Future.Kind]
  public var futureIDs: [String] { futures.map(\.rawValue) }
  public let draws: Int
  public let entries: [Entry]
  /// What knowing the future and the draw beforehand would be worth, at the most: mean of the best less the best of the means.
  public let perfectInformation: Double
  public let tornado: [Tornado]

  /// Draws in each future: of more than eight thousand children as many as hold 100,000.
  public static func draws(of all: Int, children: Int) -> Int {
    min(all, 12, max(2, 100_000 / max(1, children)))
  }

  /// - Parameters:
  ///   - worlds: `World.all`; proposals alone are left out.
  ///   - estimator: that of the run (`RunResults.estimator`).
  public init(
    _ simulation: Simulation, assumptions: AssumptionSet, worlds: [World], estimator: Estimator, draws: Int, jobs: Int,
    progress: RunProgress
  ) async throws {
    let kept = worlds.filter { $0.kind != .proposal }
    let futures = try Future.all(simulation.study, assumptions, need: simulation.need)
    let byDraw = try await inParallel(
      draws, jobs: jobs, work: "Other futures", progress: progress, workspace: WorldsOfDraw.init
    ) { draw, space in
      var known: [Future.Kind: [Outcome]] = [:]
      return try futures.map { future in
        if let outcomes = known[future.kind.placements] { return outcomes }
        let cohort = future.need.cohort(draw: draw)
        let carried = Carried(cohort, simulation.transport, estimator)
        let outcomes = try space.map(
          kept.map { Supply(future.study(of: $0), proposals: $0.proposals) }, of: cohort, by: simulation.placement
        ) { _, placed, _ in
          Outcome(
            occupants: occupants(of: placed, provisions: simulation.study.provisions.count),
            transport: carried.cost(placed))
        }
        known[future.kind.placements] = outcomes
        return outcomes
      }
    }
    func flows(_ future: Int, _ world: Int, _ draw: Int) -> CashFlow {
      WorldValue(futures[future], kept[world]).value(
        byDraw[draw][future][world].occupants, nothing: byDraw[draw][future][0].occupants)
    }
    func transport(_ future: Int, _ world: Int, _ draw: Int) -> Double {
      let worlds = byDraw[draw][future]
      let saved = zip(worlds[0].transport, worlds[world].transport).enumerated().map { year, costs in
        Double(costs.0 - costs.1) * (year == 0 ? 1 : futures[future].transportPrices)
      }
      return CashFlow(saved).presentValue(futures[future].money.discount)
    }
    func value(_ future: Int, _ world: Int, _ draw: Int, leavingOut years: Int = 0) -> Double {
      flows(future, world, draw).presentValue(futures[future].money.discount.dropLast(years))
    }
    let tried = futures.indices.filter { futures[$0].kind != .waiting }
    let values = kept.indices.map { world in
      tried.map { future in (0..<draws).map { value(future, world, $0) } }
    }
    let late = futures.firstIndex { $0.kind == .waiting }
    let waiting = kept.indices.map { world in
      world == 0
        ? nil : late.map { late in (0..<draws).map { value(late, world, $0) - value(0, world, $0, leavingOut: 1) } }
    }
    options = kept.map(\.id)
    self.futures = tried.map { futures[$0].kind }
    self.draws = draws
    let regret = Regret(values)
    perfectInformation = regret.perfectInformation
    entries = kept.indices.map { world in
      Entry(
        option: world, values: values[world].map { Summary(of: $0) },
        transport: tried.map { future in Summary(of: (0..<draws).map { transport(future, world, $0) }) },
        regret: regret.regret[world], chanceBest: regret.chanceBest[world],
        waiting: waiting[world].map { Change(of: $0) })
    }
    tornado = try Tornado.all(futures[0], assumptions: assumptions, worlds: kept) { world, future in
      (0..<draws).reduce(0.0) { sum, draw in
        let flows = WorldValue(future, kept[world]).value(
          byDraw[draw][0][world].occupants, nothing: byDraw[draw][0][0].occupants)
        return sum + flows.presentValue(future.money.discount)
      } / Double(max(draws, 1))
    }
  }
}

/// One world of one draw in one future.
private struct Outcome: Sendable {
  /// Children by year and provision.
  var occupants: [Int32]
  /// Pence by year, at the study's prices.
  var transport: [Int]
}

/// What carrying a draw's children costs, wherever they are placed.
private struct Carried {
  let cohort: Cohort
  let stage: TransportStage
  let draws: TravelDraws
  let estimator: Estimator

  init(_ cohort: Cohort, _ stage: TransportStage, _ estimator: Estimator) {
    self.cohort = cohort
    self.stage = stage
    self.estimator = estimator
    draws = stage.draws(cohort)
  }

  /// Pence by year.
  func cost(_ placements: Placements) -> [Int] {
    var journeys = Journeys(children: cohort.count, settings: stage.study.settings.count, isRouted: false)
    return (0..<placements.years).map { year in
      stage.estimated(cohort, draws, placements, year: year, estimator: estimator, into: &journeys)
      return journeys.totalCost
    }
  }
}

/// Pounds of one world against doing nothing, year by year, from counts of children alone.
struct WorldValue {
  let future: Future
  let supply: Supply
  let nothing: Supply
  let capital: [Double]

  init(_ future: Future, _ world: World) {
    self.future = future
    let study = future.study(of: world)
    supply = Supply(study, proposals: world.proposals)
    nothing = Supply(study)
    capital = MoneyRules.capital(world.proposals.map { study.proposals[$0] }, study: study)
  }

  /// What the high needs block saves less capital, pence by year.
  func value(_ occupants: [Int32], nothing other: [Int32]) -> CashFlow {
    CashFlow(
      capital.indices.map { year in
        Double(cost(other, nothing, year) - cost(occupants, supply, year)) - capital[year]
      })
  }

  /// What the block pays in a year: placements and empty places.
  private func cost(_ occupants: [Int32], _ supply: Supply, _ year: Int) -> Int {
    let provisions = future.study.provisions
    let row = year * provisions.count
    var fees = 1.0
    for _ in 0..<year { fees *= 1 + future.feeGrowth }
    return provisions.indices.reduce(0) { sum, index in
      let children = Int(occupants[row + index])
      var each = Double(future.money.childCost[index])
      if provisions[index].kind.isINMSS { each *= fees }
      let empty =
        provisions[index].places == nil
        ? 0 : max(0, supply.places(index, year: year) - children) * future.money.emptyPlaceCost[index]
      return sum + Int((Double(children) * each).rounded()) + empty
    }
  }
}
