import Placement
import Planning
import Simulation
import Transport

/// Runs one draw through every world: doing nothing first, then each other world beside it.
///
/// Memory is that of one draw, however many there are; what is kept of it are its ledgers. Holds nothing that one draw
/// could hand to the next but scratch space.
struct DrawAppraiser: Sendable {
  let simulation: Simulation
  let rules: TallyRules
  let estimator: Estimator
  /// Doing nothing first.
  let worlds: [World]
  private let figures: [YearFigures]
  /// By world: the first year in which its supply differs from doing nothing's.
  private let firstYear: [Int]

  init(simulation: Simulation, rules: TallyRules, estimator: Estimator, worlds: [World]) {
    self.simulation = simulation
    self.rules = rules
    self.estimator = estimator
    self.worlds = worlds
    figures = worlds.map { YearFigures(rules: rules, world: $0) }
    firstYear = worlds.map { $0.supply.firstDifference(from: worlds[0].supply) }
  }

  struct Workspace {
    var placement = PlacementStage.Workspace()
    var ground = Groundwork()
    var placements = Placements(children: 0, years: 0, provisions: 0)
    var years: [KeptYear]
    var tally: Tally
    var journeys: Journeys
    var touched = TouchedJourneys()
    /// A record of nothing, from which doing nothing's are written.
    let blank: YearRecord
  }

  func workspace() -> Workspace {
    let layout = rules.layout
    let settings = simulation.study.settings.count
    return Workspace(
      years: (0...simulation.study.horizon).map { _ in KeptYear(layout: layout, settings: settings) },
      tally: Tally(layout: layout, study: simulation.study),
      journeys: Journeys(children: 0, settings: settings, isRouted: false), blank: YearRecord(layout))
  }

  /// A draw's children, the same in every world, and what doing nothing costs in each year.
  struct Futures {
    let cohort: Cohort
    let draws: TravelDraws
    var money: [YearFigures.Money] = []
  }

  /// The ledgers of a draw, one a world, and its children for whoever looks at more worlds in the same workspace.
  func run(_ draw: Int, _ space: inout Workspace) throws -> (ledgers: [Ledger], futures: Futures) {
    var futures = futures(draw)
    var ledgers: [Ledger] = []
    ledgers.reserveCapacity(worlds.count)
    ledgers.append(try nothing(&futures, &space))
    for index in worlds.indices.dropFirst() { ledgers.append(try world(index, futures, &space)) }
    return (ledgers, futures)
  }

  func futures(_ draw: Int) -> Futures {
    let cohort = simulation.need.cohort(draw: draw)
    return Futures(cohort: cohort, draws: simulation.transport.draws(cohort))
  }

  /// Doing nothing, which other worlds of the draw are then placed beside.
  func nothing(_ futures: inout Futures, _ space: inout Workspace) throws -> Ledger {
    let cohort = futures.cohort
    try simulation.placement.prepare(
      cohort, supply: worlds[0].supply, into: &space.ground, workspace: &space.placement)
    let placements = space.ground.placements
    var ledger = Ledger()
    space.tally.begin(children: cohort.count)
    var baseYearIndependent = 0
    var before: YearFigures.Spent?
    for year in 0...simulation.study.horizon {
      if space.years[year].journeys.mode.count != cohort.count {
        space.years[year].journeys = Journeys(
          children: cohort.count, settings: simulation.study.settings.count, isRouted: false)
      }
      simulation.transport.estimated(
        cohort, futures.draws, placements, year: year, estimator: estimator, into: &space.years[year].journeys)
      rules.count(cohort, placements, space.years[year].journeys, year: year, &space.tally)
      if year == 0 { baseYearIndependent = space.tally.record.sums[0, .independentCost] }
      futures.money.append(
        figures[0].complete(
          &space.tally, journeys: space.years[year].journeys, placements: placements, year: year,
          baseYearIndependentCost: baseYearIndependent, before: before, nothing: nil))
      before = YearFigures.Spent(space.tally.record)
      space.years[year].keep(space.tally, largest: rules.largest)
      figures[0].addJourneys(&space.tally, pools: &space.years[year].pools, isNothing: true)
      space.years[year].record.copy(space.tally.record)
      ledger.append(space.tally.record, from: space.blank)
    }
    ledger.finish()
    return ledger
  }

  /// Places a supply's children beside doing nothing's and gets the tally ready to follow them from a year on.
  func place(_ supply: Supply, from first: Int, _ futures: Futures, _ space: inout Workspace) throws {
    try simulation.placement.place(
      futures.cohort, supply: supply, from: first, beside: space.ground, into: &space.placements,
      workspace: &space.placement)
    if first > 0 {
      space.tally.begin(after: space.years[first - 1])
    } else {
      space.tally.begin(children: futures.cohort.count)
    }
  }

  /// Carries and counts the children placed last, in one year.
  func count(_ year: Int, _ futures: Futures, _ space: inout Workspace) {
    simulation.transport.estimated(
      futures.cohort, futures.draws, space.placements, year: year, estimator: estimator,
      beside: space.years[year].journeys, of: space.ground.placements, touched: &space.touched, into: &space.journeys)
    rules.count(
      futures.cohort, space.placements, space.journeys, touched: space.touched.children, year: year,
      beside: space.years[year], of: space.ground.placements, &space.tally)
  }

  /// Another world in the same draw. Years before its supply differs are doing nothing's own, bit for bit.
  func world(_ index: Int, _ futures: Futures, _ space: inout Workspace) throws -> Ledger {
    let figures = figures[index]
    let first = firstYear[index]
    let horizon = simulation.study.horizon
    var ledger = Ledger()
    var value = NetPresentValue()
    var before: YearFigures.Spent?
    if first <= horizon { try place(worlds[index].supply, from: first, futures, &space) }
    for year in 0...horizon {
      let factor = rules.money.discount[year]
      value.capital -= factor * figures.capital[year]
      if year < first {
        space.tally.copy(space.years[year])
        figures.plan(year, into: &space.tally.record)
      } else {
        count(year, futures, &space)
        let nothing = futures.money[year]
        let spent = figures.complete(
          &space.tally, journeys: space.journeys, placements: space.placements, year: year,
          baseYearIndependentCost: space.years[0].record.sums[0, .independentCost], before: before, nothing: nothing)
        figures.addJourneys(&space.tally, pools: &space.years[year].pools, isNothing: false)
        value.highNeeds += factor * (nothing.placement - spent.placement)
        value.generalFund += factor * (nothing.transport - spent.transport)
      }
      before = YearFigures.Spent(space.tally.record)
      if year == horizon { value.write(to: &space.tally.record) }
      ledger.append(space.tally.record, from: space.years[year].record)
    }
    ledger.finish()
    return ledger
  }
}

/// Discounted differences from doing nothing over the horizon, by budget, pence.
private struct NetPresentValue {
  var highNeeds = 0.0
  var generalFund = 0.0
  var capital = 0.0

  func write(to record: inout YearRecord) {
    func set(_ figure: ExtraLayout.Whole, _ value: Double) { record.extras[ExtraLayout.index(figure)] = value }
    set(.npvHighNeeds, highNeeds)
    set(.npvGeneralFund, generalFund)
    set(.npvCapital, capital)
    set(.npv, highNeeds + generalFund + capital)
  }
}
