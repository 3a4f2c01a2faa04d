import Planning
import Randomness
import Simulation
import Testing

@testable import Appraisal

/// Figures that say how a world stands against doing nothing, which a world run for itself does not have.
private let compared: Set<Int> = Set(
  [SliceSums.Count.newlyEligible, .longer, .shorter].map(\.rawValue))
private let comparedExtras: Set<Int> = Set(
  [ExtraLayout.Whole.avoided, .npv, .npvHighNeeds, .npvGeneralFund, .npvCapital].map { ExtraLayout.index($0) })

@Test(arguments: 0..<4, [false, true])
func aWorldRunBesideDoingNothingIsTheWorldRunForItself(_ number: Int, hasCompany: Bool) throws {
  let town = try Town(hasCompany: hasCompany)
  var random = NamedRandom(seed: 6, stream: RandomStream("test.beside"), draw: number)
  let worlds = [town.nothing] + (0..<5).map { _ in town.world(&random) }
  let appraiser = DrawAppraiser(
    simulation: town.simulation, rules: town.rules, estimator: town.estimator, worlds: worlds)
  var space = appraiser.workspace()
  _ = try appraiser.run(number + 7, &space)
  let ledgers = try appraiser.run(number, &space).ledgers
  var changed = 0
  for index in worlds.indices {
    let beside = town.rows(ledgers, index)
    let alone = try town.alone(worlds[index], draw: number)
    for year in beside.indices {
      for slot in beside[year].sums.indices where !compared.contains(slot % SliceSums.stride) {
        if beside[year].sums[slot] != alone[year].sums[slot] {
          Issue.record(
            "world \(index), year \(year), slot \(slot): \(beside[year].sums[slot]) \(alone[year].sums[slot])")
        }
      }
      for extra in beside[year].extras.indices where !comparedExtras.contains(extra) {
        let (one, other) = (beside[year].extras[extra], alone[year].extras[extra])
        if one.bitPattern != other.bitPattern, !(one.isNaN && other.isNaN) {
          Issue.record("world \(index), year \(year), extra \(extra): \(one) \(other)")
        }
      }
      if index > 0, beside[year].sums != town.rows(ledgers, 0)[year].sums { changed += 1 }
    }
  }
  #expect(changed > 8)
  // Doing nothing is worth nothing against itself, in every draw that a workspace runs.
  for year in town.rows(ledgers, 0) {
    for extra in comparedExtras { #expect(year.extras[extra] == 0) }
  }
}

@Test func theOrderOfIndependentProposalsDoesNotMatter() throws {
  let town = try Town()
  var study = town.study
  // The proposal's base and, as a second proposal, one for others elsewhere.
  let first = study.proposals[0]
  var provision = study.provisions[first.provisions[0]]
  provision.id = "second"
  provision.setting = study.provisions.first { $0.kind == .mainstream && $0.setting != nil }?.setting
  provision.proposal = 1
  var second = first
  second.id = "second"
  second.provisions = [study.provisions.count]
  study.provisions.append(provision)
  study.proposals.append(second)
  #expect(Supply(study, proposals: [0, 1]) == Supply(study, proposals: [1, 0]))
}
