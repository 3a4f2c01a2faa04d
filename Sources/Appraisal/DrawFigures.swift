import Placement
import Planning
import Simulation
import Transport

/// One draw of one world, from placements to the figures of every year and cell.
struct DrawFigures: Sendable {
  /// Years x cells; not-a-number where nobody is behind a figure.
  var values: [Double]
  /// Children behind each value.
  var bases: [Int32]
}

/// Runs draws of a world and counts them. Holds nothing that one draw could hand to the next but scratch space.
struct DrawAppraiser: Sendable {
  let simulation: Simulation
  let rules: TallyRules
  let estimator: Estimator

  struct Workspace {
    var placement: PlacementStage.Workspace
    var tally: Tally
    var journeys: Journeys
  }

  func workspace() -> Workspace {
    Workspace(
      placement: PlacementStage.Workspace(), tally: Tally(layout: rules.layout, study: simulation.study),
      journeys: Journeys(children: 0, settings: simulation.study.settings.count, isRouted: false))
  }

  /// Doing nothing in one draw, with what other worlds will be compared with.
  func baseline(_ cohort: Cohort, world: World, _ space: inout Workspace) throws -> BaselineDraw {
    let draws = simulation.transport.draws(cohort)
    let placements = try simulation.placement.place(
      cohort, supply: world.supply, sharing: nil, workspace: &space.placement)
    var kept = BaselineDraw(cohort: cohort, draws: draws, placements: placements)
    let figures = figures(cohort, draws, placements, world: world, baseline: nil, &space) { kept.keep($0, $1) }
    kept.values = figures.values
    kept.bases = figures.bases
    return kept
  }

  /// Another world in the same draw. Years before its supply differs are doing nothing's own values, bit for bit.
  func figures(
    world: World, baseline: BaselineDraw, nothing: World, _ space: inout Workspace
  ) throws -> DrawFigures {
    let cohort = baseline.cohort
    let shared = world.supply.firstDifference(from: nothing.supply)
    let placements =
      shared > cohort.horizon
      ? baseline.placements
      : try simulation.placement.place(
        cohort, supply: world.supply, sharing: (baseline.placements, upToYear: shared), workspace: &space.placement)
    return figures(cohort, baseline.draws, placements, world: world, baseline: baseline, sharedYears: shared, &space)
  }

  private func figures(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, world: World, baseline: BaselineDraw?,
    sharedYears: Int = 0, _ space: inout Workspace,
    eachYear: (Journeys, Tally) -> Void = { _, _ in }
  ) -> DrawFigures {
    let study = simulation.study
    let cells = rules.layout.cells.count
    let count = (study.horizon + 1) * cells
    var values = Array(repeating: 0.0, count: count)
    var bases = Array(repeating: Int32(0), count: count)
    let year = YearFigures(rules: rules, world: world)
    let capital = MoneyRules.capital(world.proposals.map { study.proposals[$0] }, study: study)
    var highNeeds = 0.0
    var generalFund = 0.0
    var capitalValue = 0.0
    var baseYearIndependent = 0
    space.tally.begin(children: cohort.count)
    if space.journeys.mode.count != cohort.count {
      space.journeys = Journeys(children: cohort.count, settings: study.settings.count, isRouted: false)
    }
    if let baseline { baseYearIndependent = Int(baseline.values[rules.cell(.independentCost)]) }
    for index in 0...study.horizon {
      capitalValue -= rules.money.discount[index] * capital[index]
      if let baseline, index < sharedYears {
        space.tally.follow(placements, year: index)
        year.copy(baseline, year: index, capital: capital[index], values: &values, bases: &bases)
        continue
      }
      simulation.transport.estimated(
        cohort, draws, placements, year: index, estimator: estimator, into: &space.journeys)
      rules.count(
        cohort, placements, eligible: space.journeys.isEligible, costs: space.journeys.cost, year: index,
        baseline: baseline, &space.tally)
      eachYear(space.journeys, space.tally)
      if index == 0, baseline == nil { baseYearIndependent = space.tally.sums[0, .independentCost] }
      let reference = baseline.map { baseline in
        YearFigures.Reference(
          nothingPlacementCost: baseline.values[index * cells + rules.cell(.placementCost)]
            + baseline.values[index * cells + rules.cell(.emptyPlaceCost)],
          nothingCashable: baseline.values[index * cells + rules.cell(.cashable)])
      }
      let money = year.write(
        space.tally, journeys: space.journeys, placements: placements, year: index, capital: capital[index],
        baseYearIndependentCost: baseYearIndependent, reference: reference, values: &values, bases: &bases)
      let factor = rules.money.discount[index]
      if let baseline {
        highNeeds += factor * ((reference?.nothingPlacementCost ?? 0) - money.placement)
        generalFund +=
          factor * (baseline.values[index * cells + rules.cell(.transportCost)] - money.transport)
      }
    }
    let last = study.horizon * cells
    for (metric, value) in [
      (Metric.npvHighNeeds, highNeeds), (.npvGeneralFund, generalFund), (.npvCapital, capitalValue),
      (.npv, highNeeds + generalFund + capitalValue),
    ] {
      values[last + rules.cell(metric)] = value
      bases[last + rules.cell(metric)] = bases[last + rules.cell(.ehcp)]
    }
    return DrawFigures(values: values, bases: bases)
  }
}
