import Inputs
import Placement
import Planning
import Simulation
import TestSupport
import Testing
import Travel

@testable import Appraisal

/// The tiny study brought to an appraisal, with an option that has no proposals.
private func tinyResults(
  draws: Int = 6, jobs: Int = 2, changing: (inout Study) -> Void = { _ in }
) async throws -> (RunResults, Study) {
  var loaded = try tinyStudy()
  changing(&loaded.study)
  let travel = try Travel(roads: loaded.roads, study: loaded.study, assumptions: loaded.assumptions, jobs: 1)
  let simulation = try Simulation(study: loaded.study, assumptions: loaded.assumptions, travel: travel)
  let appraisal = try Appraisal(simulation, assumptions: loaded.assumptions)
  let empty = World(id: "empty", name: "Empty", kind: .option, proposals: [], study: loaded.study)
  let results = try await appraisal.run(
    worlds: World.all(of: loaded.study) + [empty], draws: draws, jobs: jobs, progress: RunProgress())
  return (results, loaded.study)
}

@Test func optionsAreTheSameWhetherOrNotProposalsStandAlone() async throws {
  let (with, study) = try await tinyResults()
  let (without, _) = try await tinyResults { $0.assessesProposalsAlone = false }
  #expect(with.worlds.count == without.worlds.count + study.proposals.count && !study.proposals.isEmpty)
  #expect(without.worlds.allSatisfy { $0.kind != .proposal })
  for world in without.worlds {
    let same = try #require(with.worlds.first { $0.id == world.id })
    #expect(same.rows.count == world.rows.count)
    for (one, other) in zip(same.rows, world.rows) {
      #expect(one.value == other.value && one.change == other.change, "\(world.id) \(one.metric.name)")
    }
  }
}

@Test func anOptionWithoutProposalsIsDoingNothingBitForBit() async throws {
  let (results, _) = try await tinyResults()
  let nothing = results.worlds[0].rows
  let empty = try #require(results.worlds.last { $0.id == "empty" }).rows
  #expect(nothing.count == empty.count && nothing.count > 500)
  for (one, other) in zip(nothing, empty) {
    #expect(one.value == other.value && one.base == other.base, "\(one.metric.name) \(one.slice.id)")
    let change = try #require(other.change)
    #expect([change.mean, change.p05, change.p50, change.p95] == [0, 0, 0, 0])
  }
}

@Test func areasPhasesNeedsAndRuralityAddToTheAuthority() async throws {
  let (results, _) = try await tinyResults()
  for world in results.worlds {
    for year in results.years.indices {
      for metric in [
        Metric.ehcp, .independentCount, .unmetBaseDemand, .transportEligible, .transportCost, .placementCost,
      ] {
        let rows = world.rows.filter { $0.year == year && $0.metric == metric }
        let total = rows.first { $0.slice == .all }!.value.mean
        for kind in [SliceKind.area, .phase, .need, .ruralUrban] {
          let sum = rows.filter { $0.slice.kind == kind }.reduce(0) { $0 + $1.value.mean }
          #expect(abs(sum - total) <= 1e-6 * max(1, total), "\(metric.name) by \(kind) in \(world.id)")
        }
      }
    }
  }
}

@Test func fifthsOfDeprivationAddToTheAuthorityAndMoveNoOtherFigure() async throws {
  let (plain, _) = try await tinyResults()
  let (rated, study) = try await tinyResults { study in
    // 1 to 4 by turns, and every fifth home unknown.
    for home in study.homes.indices where home % 5 != 4 { study.homes[home].deprivationDecile = 1 + home % 5 }
  }
  #expect(!plain.worlds.contains { $0.rows.contains { $0.slice.kind == .deprivation } })
  for (one, other) in zip(plain.worlds, rated.worlds) {
    let shared = other.rows.filter { $0.slice.kind != .deprivation }
    #expect(one.rows.count == shared.count)
    #expect(zip(one.rows, shared).allSatisfy { $0.slice == $1.slice && $0.value == $1.value })
    for metric in [Metric.ehcp, .transportCost, .journeysLongerCount, .journeysShorterCount] {
      for year in rated.years.indices {
        let rows = other.rows.filter { $0.year == year && $0.metric == metric }
        let fifths = rows.filter { $0.slice.kind == .deprivation }
        #expect(Set(fifths.map(\.slice.id)).isSubset(of: ["1", "2", "unknown"]))
        let total = rows.first { $0.slice == .all }?.value.mean ?? 0
        #expect(abs(fifths.reduce(0) { $0 + $1.value.mean } - total) <= 1e-6 * max(1, total), "\(metric.name)")
      }
    }
  }
  // At the base year the fifths are the children counted by hand.
  let start = rated.worlds[0].rows.filter { $0.year == 0 && $0.metric == .ehcp && $0.slice.kind == .deprivation }
  for row in start {
    let children = study.caseload.count {
      Slice.deprivationFifths[Slice.deprivationFifth(study.homes[$0.home].deprivationDecile)] == row.slice.id
    }
    #expect(row.value.mean == Double(children), "\(row.slice.id)")
  }
  #expect(start.count > 1)
}

@Test func kindsAddToThePlansHeld() async throws {
  let (results, _) = try await tinyResults()
  for world in results.worlds {
    for year in results.years.indices {
      let rows = world.rows.filter { $0.year == year && $0.slice == .all }
      let plans = rows.first { $0.metric == .ehcp }!.value.mean
      let kinds = ProvisionKind.allCases.reduce(0.0) { sum, kind in
        sum + (rows.first { $0.metric == .placed(kind) }?.value.mean ?? 0)
      }
      #expect(abs(plans - kinds) < 1e-9)
    }
  }
}

@Test func theBudgetsAddToTheNetPresentValueAndCapitalIsTheProposals() async throws {
  let (results, study) = try await tinyResults()
  for world in results.worlds {
    let last = world.rows.filter { $0.slice == .all && $0.year == study.horizon }
    func mean(_ metric: Metric) -> Double { last.first { $0.metric == metric }!.value.mean }
    #expect(abs(mean(.npv) - mean(.npvHighNeeds) - mean(.npvGeneralFund) - mean(.npvCapital)) < 1e-3)
    let spent = world.rows.filter { $0.slice == .all && $0.metric == .capital }.reduce(0) { $0 + $1.value.mean }
    let planned = world.proposals.reduce(0.0) { sum, index in sum + Double(study.proposals[index].totalCapital.count) }
    // 5/12 of the first financial year falls before the base year starts only when the profile does.
    #expect(spent <= planned + 1)
    #expect((spent > 0) == !world.proposals.isEmpty)
  }
}

@Test func theNumberOfThreadsChangesNoFigure() async throws {
  let (one, _) = try await tinyResults(jobs: 1)
  let (two, _) = try await tinyResults(jobs: 2)
  for (left, right) in zip(one.worlds, two.worlds) {
    #expect(left.rows.map(\.value) == right.rows.map(\.value))
    #expect(left.rows.map(\.change) == right.rows.map(\.change))
  }
  #expect(one.notes == two.notes)
}
