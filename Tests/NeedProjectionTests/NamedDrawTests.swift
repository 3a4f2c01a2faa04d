import Planning
import Testing

@testable import NeedProjection

@Suite struct NamedDrawTests {
  let authority = Authority.ordinary

  private func same(_ left: Cohort, _ right: Cohort) -> Bool {
    left.key == right.key && left.home == right.home && left.baseNCYear == right.baseNCYear && left.need == right.need
      && left.band == right.band && left.traits == right.traits && left.entry == right.entry && left.exit == right.exit
  }

  @Test func theSameDrawTwiceIsTheSameCohort() throws {
    let assumptions = TinyNation().assumptions
    let first = try NeedProjection(study: authority.study, assumptions: assumptions)
    let second = try NeedProjection(study: authority.study, assumptions: assumptions)
    for draw in [-1, 0, 7, 199] { #expect(same(first.cohort(draw: draw), second.cohort(draw: draw))) }
  }

  @Test func anotherDrawOrSeedIsAnotherCohort() throws {
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation().assumptions)
    var other = authority.study
    other.seed += 1
    let reseeded = try NeedProjection(study: other, assumptions: TinyNation().assumptions)
    #expect(!same(need.cohort(draw: 0), need.cohort(draw: 1)))
    #expect(!same(need.cohort(draw: 0), reseeded.cohort(draw: 0)))
  }

  @Test func oneMoreChildInTheCaseloadChangesNobodyElse() throws {
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation().assumptions)
    var larger = authority.study
    larger.caseload.insert(
      Child(id: "newcomer", ncYear: authority.study.caseload[0].ncYear, need: .vi, band: 2, home: 0, provision: 0),
      at: 40)
    for draw in -1..<10 {
      let before = need.run(draw: draw).cohort
      let after = need.run(draw: draw, study: larger).cohort
      let others = (0..<after.count).filter { $0 != 40 }
      #expect(others.map { after.key[$0] } == before.key)
      #expect(others.map { after.entry[$0] } == before.entry)
      #expect(others.map { after.exit[$0] } == before.exit)
    }
  }

  @Test func noTwoChildrenOfADrawShareAName() throws {
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation().assumptions)
    for draw in 0..<10 {
      let keys = need.cohort(draw: draw).key
      #expect(Set(keys).count == keys.count)
    }
  }

  @Test func anEntrantKeepsItsNameFromDrawToDraw() throws {
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation().assumptions)
    let firsts = (0..<20).map { draw in Set(need.cohort(draw: draw).key) }
    // Cells hold a few entrants each, so most names of one draw come again in some other.
    let again = firsts[0].filter { key in firsts[1...].contains { $0.contains(key) } }
    #expect(again.count > firsts[0].count * 9 / 10)
  }
}
