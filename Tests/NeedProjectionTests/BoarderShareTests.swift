import Planning
import Testing

@testable import NeedProjection

/// Who would board if placed where some do.
@Suite struct BoarderShareTests {
  private func cohort(_ authority: Authority, national: Double, draw: Int = 0) throws -> Cohort {
    var nation = TinyNation()
    nation.residentialShare = national
    return try NeedProjection(study: authority.study, assumptions: nation.assumptions).cohort(draw: draw)
  }

  private func boarders(_ cohort: Cohort, where isCounted: (Int) -> Bool) -> Double {
    let rows = (0..<cohort.count).filter(isCounted)
    return Double(rows.count { cohort.traits[$0].contains(.boarder) }) / Double(max(1, rows.count))
  }

  @Test func englandsShareStandsWhereTheCaseloadSaysNothing() throws {
    var authority = Authority(areas: 1)
    authority.addPlans(2000, ncYear: 5)
    let cohort = try cohort(authority, national: 0.3)
    #expect(abs(boarders(cohort) { _ in true } - 0.3) < 0.03)
  }

  @Test func theCaseloadsOwnShareStandsBeforeIt() throws {
    var authority = Authority(areas: 1)
    authority.addPlans(2000, ncYear: 5)
    let placed = authority.study.caseload.count
    authority.study.provisions.append(Provision(id: "independent_special", setting: nil, kind: .independentSpecial))
    authority.addPlans(100, ncYear: 6, kind: .independentSpecial)
    for index in placed..<placed + 10 { authority.study.caseload[index].traits = .residential }
    let cohort = try cohort(authority, national: 0.9)
    #expect(abs(boarders(cohort) { Int(cohort.caseloadIndex[$0]) < placed } - 0.1) < 0.02)
    // Whoever is at an independent school and does not board is known not to.
    #expect(boarders(cohort) { Int(cohort.caseloadIndex[$0]) >= placed } == 0)
  }

  @Test func noShareMeansNobodyAndADrawKeepsItsOwn() throws {
    var authority = Authority(areas: 1)
    authority.addPlans(500, ncYear: 5)
    #expect(boarders(try cohort(authority, national: 0)) { _ in true } == 0)
    let first = try cohort(authority, national: 0.5)
    #expect(first.traits == (try cohort(authority, national: 0.5)).traits)
    #expect(first.traits.prefix(500) != (try cohort(authority, national: 0.5, draw: 1)).traits.prefix(500))
  }
}
