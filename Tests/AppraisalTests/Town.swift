import Inputs
import Placement
import Planning
import Randomness
import Simulation
import TestSupport
import Transport
import Travel

@testable import Appraisal

/// A study of some hundred children on the tiny study's road, and worlds of it with places changed at random.
struct Town {
  let study: Study
  let simulation: Simulation
  let rules: TallyRules
  let estimator: Estimator

  /// - Parameters:
  ///   - proposals: how many there are: the tiny study's own, and copies of it that open one after another.
  ///   - hasCompany: brothers and sisters, bases that keep a spread of year groups, and homes of known deprivation.
  init(proposals: Int = 1, hasCompany: Bool = false) throws {
    var loaded = try tinyStudy()
    var study = loaded.study
    let few = study.caseload
    study.caseload = (0..<25).flatMap { copy in
      few.map { child in
        var child = child
        child.id += "-\(copy)"
        child.notWith = []
        return child
      }
    }
    if hasCompany {
      for child in study.caseload.indices {
        study.caseload[child].siblings = study.caseload.indices.filter {
          $0 != child && $0 / 16 == child / 16 && study.caseload[$0].home == study.caseload[child].home
        }
      }
      for home in study.homes.indices { study.homes[home].deprivationDecile = 1 + home % 10 }
      loaded.assumptions = loaded.assumptions.with("placement.base_year_group_share", 0.5)!
    }
    for index in study.pupils.indices { study.pupils[index].pupils *= 25 }
    for index in study.provisions.indices {
      study.provisions[index].places = study.provisions[index].places?.map { $0 > 0 ? $0 * 12 : $0 }
    }
    for number in 1..<max(1, proposals) {
      var proposal = study.proposals[0]
      proposal.id += "-\(number)"
      proposal.provisions = proposal.provisions.map { index in
        var provision = study.provisions[index]
        provision.id += "-\(number)"
        provision.proposal = number
        provision.places = provision.places.map { [0] + $0.dropLast() }
        study.provisions.append(provision)
        return study.provisions.count - 1
      }
      study.proposals.append(proposal)
    }
    self.study = study
    let travel = try Travel(roads: loaded.roads, study: study, assumptions: loaded.assumptions, jobs: 1)
    simulation = try Simulation(study: study, assumptions: loaded.assumptions, travel: travel)
    rules = try Appraisal(simulation, assumptions: loaded.assumptions).rules
    estimator = simulation.transport.estimator([])
  }

  var nothing: World { World(id: "do-nothing", name: "", kind: .doNothing, proposals: [], study: study) }

  /// Some provisions opened, widened, cut or shut, each from a year on.
  func world(_ random: inout NamedRandom) -> World {
    var changed = study
    for index in study.provisions.indices {
      guard var places = study.provisions[index].places, study.provisions[index].proposal == nil else { continue }
      guard Int.random(in: 0..<2, using: &random) == 0 else { continue }
      let from = Int.random(in: 1...study.horizon, using: &random)
      let to = [0, places[0] / 2, places[0] + 3, places[0] * 2].randomElement(using: &random)!
      for year in from...study.horizon { places[year] = to }
      changed.provisions[index].places = places
    }
    let proposals = study.proposals.indices.filter { _ in Bool.random(using: &random) }
    var world = World(id: "changed", name: "", kind: .option, proposals: proposals, study: study)
    world.supply = Supply(changed, proposals: proposals)
    return world
  }

  /// Every year's row of a world that is run for itself, as though it were doing nothing.
  func alone(_ world: World, draw: Int) throws -> [YearRow] {
    let appraiser = DrawAppraiser(simulation: simulation, rules: rules, estimator: estimator, worlds: [world])
    var space = appraiser.workspace()
    return rows(try appraiser.run(draw, &space).ledgers, 0)
  }

  func rows(_ ledgers: [Ledger], _ world: Int) -> [YearRow] {
    (0...study.horizon).map { year in
      var row = YearRow(rules.layout)
      ledgers[0].apply(year: year, to: &row.sums, &row.extras)
      if world > 0 { ledgers[world].apply(year: year, to: &row.sums, &row.extras) }
      return row
    }
  }
}
