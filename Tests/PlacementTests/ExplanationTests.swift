import Planning
import Testing

@testable import Placement

@Suite("Why a simulated entrant is where it is")
struct ExplanationTests {
  @Test func aFullBaseIsWhatWouldHaveChangedIt() throws {
    var world = TestWorld(horizon: 2)
    let near = world.home(at: 1)
    let far = world.home(at: 9)
    let base = world.provision(.specialistBase, at: 0, places: 1, ncYears: 0...6)
    let school = world.provision(.mainstream, at: 8, places: nil, ncYears: 0...6)
    var cohort = world.cohort()
    let second = cohort.entrant(.asd, band: 2, ncYear: 1, home: far)
    let first = cohort.entrant(.asd, band: 2, ncYear: 1, home: near)
    let stage = try world.stage()
    let explanation = try #require(try stage.explain(second, year: 1, of: cohort, supply: world.supply()))
    #expect(explanation.provision == school)
    guard case .competition(let competition) = explanation.basis else {
      Issue.record("it competed")
      return
    }
    #expect(competition.chosen.provision == school)
    #expect(competition.chosen.journeySeconds == 120)
    #expect(competition.next?.provision == base)
    #expect((competition.next?.worth ?? 0) > 0, "worth more to the child next door")
    #expect((competition.next?.total ?? 0) >= competition.chosen.total)
    #expect(competition.changes.map(\.provision) == [base])
    #expect(competition.changes.map(\.movedTo) == [base])

    let other = try #require(try stage.explain(first, year: 1, of: cohort, supply: world.supply()))
    #expect(other.provision == base)
    let later = try #require(try stage.explain(first, year: 2, of: cohort, supply: world.supply()))
    guard case .stays(let since) = later.basis else {
      Issue.record("it stayed")
      return
    }
    #expect(since == 1)
  }

  /// What an explanation says is what placement does: the place itself, and every change it names.
  @Test(arguments: 0..<8) func explanationsAgreeWithPlacement(_ number: Int) throws {
    let (world, cohort) = randomWorld(number)
    let stage = try world.stage([])
    let supply = world.supply()
    let placements = try stage.place(cohort, supply)
    var explained = 0
    for child in 0..<cohort.count where cohort.caseloadIndex[child] < 0 && cohort.isPresent(child, year: 2) {
      let explanation = try #require(try stage.explain(child, year: 2, of: cohort, supply: supply))
      #expect(explanation.provision == placements.provision(child, year: 2))
      guard case .competition(let competition) = explanation.basis else { continue }
      explained += 1
      #expect(competition.chosen.provision == explanation.provision)
      if let next = competition.next { #expect(next.total >= competition.chosen.total) }
      for change in competition.changes.prefix(1) {
        let wider = try stage.place(cohort, supply.adding(1, to: change.provision, year: 2))
        #expect(wider.provision(child, year: 2) == change.movedTo)
      }
    }
    #expect(explained > 0)
  }

  @Test func aChildWithoutAPlanAndTheBaseYearHaveNoExplanation() throws {
    var world = TestWorld()
    let home = world.home(at: 1)
    var cohort = world.cohort()
    let child = cohort.entrant(.asd, band: 1, ncYear: 1, home: home, year: 2)
    let stage = try world.stage()
    #expect(try stage.explain(child, year: 1, of: cohort, supply: world.supply()) == nil)
    #expect(try stage.explain(child, year: 0, of: cohort, supply: world.supply()) == nil)
  }
}
