import Placement
import Planning
import Randomness
import Simulation
import Testing
import Transport

@testable import Appraisal

/// A world's figures counted again from its placements and journeys, child by child, by code that shares nothing with the
/// tally: nothing discounted, nothing carried over from doing nothing.
@Test(arguments: 0..<3, [false, true])
func flowsRecountFromPlacementsAndJourneys(_ number: Int, hasCompany: Bool) throws {
  let town = try Town(hasCompany: hasCompany)
  let study = town.study
  var random = NamedRandom(seed: 12, stream: RandomStream("test.recount"), draw: number)
  let world = town.world(&random)
  let appraiser = DrawAppraiser(
    simulation: town.simulation, rules: town.rules, estimator: town.estimator, worlds: [town.nothing, world])
  var space = appraiser.workspace()
  let rows = town.rows(try appraiser.run(number, &space).ledgers, 1)

  let cohort = town.simulation.need.cohort(draw: number)
  let draws = town.simulation.transport.draws(cohort)
  var workspace = PlacementStage.Workspace()
  let placed = try [town.nothing, world].map {
    try town.simulation.placement.place(cohort, supply: $0.supply, workspace: &workspace)
  }
  let travel = town.simulation.travel.times
  /// Seconds of a child's daily drive; `nil` where it makes none to a known setting.
  func drive(_ child: Int, _ provision: Int) -> Int? {
    guard let setting = study.provisions[provision].setting, study.provisions[provision].kind.hasDailyJourney,
      !cohort.traits[child].boards(in: study.provisions[provision].kind)
    else { return nil }
    return Int(travel.drive(home: Int(cohort.home[child]), setting: setting).seconds)
  }
  var before: (placement: Int, transport: Int)?
  for year in 0...study.horizon {
    let journeys = placed.map { placements in
      var journeys = Journeys(children: cohort.count, settings: study.settings.count, isRouted: false)
      town.simulation.transport.estimated(
        cohort, draws, placements, year: year, estimator: town.estimator, into: &journeys)
      return journeys
    }
    var placement = 0
    var independent = 0
    var transport = 0
    var longer = 0
    var shorter = 0
    var newly = 0
    var seconds = 0
    var taken = Array(repeating: 0, count: study.provisions.count)
    for child in 0..<cohort.count where cohort.isPresent(child, year: year) {
      let provision = placed[1].provision(child, year: year)
      let before = placed[0].provision(child, year: year)
      taken[provision] += 1
      placement += town.rules.money.childCost[provision]
      if study.provisions[provision].kind.isINMSS { independent += town.rules.money.childCost[provision] }
      transport += journeys[1].cost[child]
      if journeys[1].isEligible[child], !journeys[0].isEligible[child] { newly += 1 }
      if let now = drive(child, provision) {
        seconds += now
        if let then = drive(child, before) {
          if now - then > 300 { longer += 1 }
          if then - now > 300 { shorter += 1 }
        }
      }
    }
    let empty = study.provisions.indices.reduce(0) { sum, provision in
      guard study.provisions[provision].places != nil else { return sum }
      let free = world.supply.places(provision, year: year) - taken[provision]
      return sum + max(0, free) * town.rules.money.emptyPlaceCost[provision]
    }
    let sums = rows[year].sums
    #expect(sums[SliceSums.slot(0, .placementCost)] == placement)
    #expect(sums[SliceSums.slot(0, .independentCost)] == independent)
    #expect(sums[SliceSums.slot(0, .transportCost)] == transport)
    #expect(transport == journeys[1].totalCost)
    #expect(sums[SliceSums.slot(0, .seconds)] == seconds)
    #expect(sums[SliceSums.slot(0, .longer)] == longer && sums[SliceSums.slot(0, .shorter)] == shorter)
    #expect(sums[SliceSums.slot(0, .newlyEligible)] == newly)
    #expect(Int(rows[year].extras[ExtraLayout.index(.emptyPlaceCost)]) == empty)
    let inFinancialYear = [ExtraLayout.Whole.placementInFinancialYear, .transportInFinancialYear].map {
      rows[year].extras[ExtraLayout.index($0)]
    }
    if let before {
      // April to August is 5 months of 12, and 57 of 190 school days.
      #expect(abs(inFinancialYear[0] - (5 * Double(before.placement) + 7 * Double(placement)) / 12) < 1)
      #expect(abs(inFinancialYear[1] - (57 * Double(before.transport) + 133 * Double(transport)) / 190) < 1)
    } else {
      #expect(inFinancialYear.allSatisfy { $0.isNaN })
    }
    before = (placement, transport)
    for kind in ProvisionKind.allCases {
      let here = taken.indices.reduce(0) { $0 + (study.provisions[$1].kind == kind ? taken[$1] : 0) }
      #expect(sums[SliceSums.slot(0, kind)] == here)
    }
  }
}
