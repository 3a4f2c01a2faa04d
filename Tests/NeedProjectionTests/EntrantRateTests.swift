import Planning
import Testing
import Units

@testable import NeedProjection

@Suite struct EntrantRateTests {
  private func need(_ authority: Authority, _ nation: TinyNation = TinyNation()) throws -> NeedProjection {
    try NeedProjection(study: authority.study, assumptions: nation.assumptions)
  }

  @Test func withoutHistoryAnAuthorityHasTheNationsRate() throws {
    // 100 children a year group against the nation's 1,000: a tenth of 64 new plans in each of two areas.
    let need = try need(Authority())
    #expect(abs(need.expectedNewPlans(area: 0, year: 1) - 6.4) < 1e-9)
    #expect(need.fit.newPlanRatios == [1, 1, 1, 1, 1])
  }

  @Test func twiceOfEverythingMakesTwiceTheExpectedNeed() throws {
    func world(_ size: Int) throws -> NeedProjection {
      var authority = Authority(children: Double(100 * size))
      for ncYear in 1...16 { authority.addPlans(10 * size, ncYear: ncYear) }
      var nation = TinyNation()
      nation.drift = 0.08
      return try need(authority, nation)
    }
    let (small, large) = (try world(1), try world(2))
    #expect(small.fit.growth == large.fit.growth)
    for year in 1...5 {
      #expect(small.expectedNewPlans(area: 0, year: year) > 0)
      for area in 0..<2 {
        let ratio = large.expectedNewPlans(area: area, year: year) / small.expectedNewPlans(area: area, year: year)
        #expect(abs(ratio - 2) < 1e-9)
      }
    }
  }

  @Test func simulatedEntrantsAverageToTheExpected() throws {
    var nation = TinyNation()
    nation.levelVariance = 0
    let need = try need(Authority(children: 1000, horizon: 1), nation)
    let draws = 400
    let total = (0..<draws).reduce(0) { $0 + need.run(draw: $1).flows.total(\.new, year: 1) }
    // Poisson with mean 128 a draw: the mean of 400 has a standard error of 0.57.
    #expect(abs(Double(total) / Double(draws) - 128) < 2.5)
  }

  @Test func simulatedLeavingAveragesToTheRate() throws {
    var nation = TinyNation()
    nation.levelVariance = 0
    var authority = Authority(horizon: 1)
    authority.addPlans(1000, ncYear: 5)
    let need = try need(authority, nation)
    let draws = 100
    let ceased = (0..<draws).reduce(0) { $0 + need.run(draw: $1).flows.total(\.ceased, year: 1) }
    let moved = (0..<draws).reduce(0) { $0 + need.run(draw: $1).flows.total(\.movedOut, year: 1) }
    // One in ten ceases, and 20 of 892 move, of 1,000: standard errors 0.95 and 0.47.
    #expect(abs(Double(ceased) / Double(draws) - 98.9) < 4)
    #expect(abs(Double(moved) / Double(draws) - 22.2) < 2)
  }

  @Test func anAreaWithoutEvidenceHasTheFactorOfTheGroup() throws {
    var authority = Authority(areas: 3)
    authority.addArea(children: 0, name: "Empty", residences: 0)
    authority.addPlans(60, ncYear: 3, area: 0)
    authority.addPlans(20, ncYear: 3, area: 1)
    authority.addPlans(40, ncYear: 3, area: 2)
    let fit = try need(authority).fit
    #expect(fit.areas[3].factor == fit.groupFactor)
    #expect(fit.areas[0].factor > fit.areas[2].factor && fit.areas[2].factor > fit.areas[1].factor)
    #expect(fit.areas[0].factor < 1.5 && fit.areas[1].factor > 0.5)
  }

  @Test func areaFactorsLeaveTheAuthoritysTotalAsItIs() throws {
    var uneven = Authority(areas: 3)
    uneven.addPlans(60, ncYear: 3, area: 0)
    uneven.addPlans(20, ncYear: 3, area: 1)
    var even = Authority(areas: 3)
    even.addPlans(80, ncYear: 3)
    func total(_ authority: Authority) throws -> Double {
      let need = try need(authority)
      return (0..<3).reduce(0) { $0 + need.expectedNewPlans(area: $1, year: 1) }
    }
    #expect(abs(try total(uneven) - total(even)) < 1e-9)
  }

  @Test func anAreaWithoutResidencesGetsNoEntrantsAndSaysSo() throws {
    var authority = Authority(areas: 1)
    authority.addArea(children: 1000, name: "Moorland", residences: 0)
    let need = try need(authority)
    let flows = need.run(draw: 0).flows
    #expect((0..<flows.years).allSatisfy { flows.new[flows.cell(area: 1, year: $0)] == 0 })
    #expect(need.fit.notes.contains("No residence lies in Moorland: no entrants are simulated there."))
  }
}
