import Planning
import Testing
import Units

@testable import NeedProjection

@Suite struct GrowthDecompositionTests {
  @Test func theFourPartsAddUpToTheChangeInEveryDrawAndYear() throws {
    let authority = Authority.ordinary
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation().assumptions)
    for draw in -1..<20 {
      let flows = need.run(draw: draw).flows
      let parts = need.growth(flows)
      for year in 1..<flows.years {
        let change = flows.total(\.stock, year: year) - flows.total(\.stock, year: year - 1)
        #expect(abs(parts[year].change - Double(change)) < 1e-9)
      }
    }
  }

  @Test func inAStillNationWithSteadyChildrenEveryPartIsZero() throws {
    var authority = Authority()
    authority.addPlans(50, ncYear: 3)
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation.still.assumptions)
    for part in need.growth(need.run(draw: 0).flows) {
      #expect(abs(part.population) < 1e-9 && abs(part.newPlanRate) < 1e-9)
      #expect(abs(part.retention) < 1e-9 && abs(part.mix) < 1e-9)
    }
  }

  @Test func fewerChildrenShowAsPopulation() throws {
    var authority = Authority.ordinary
    for year in 2025...2029 {
      for area in 0..<2 {
        for ncYear in 0...11 {
          authority.study.pupils.append(
            PupilCount(
              area: area, year: AcademicYear(start: year), ncYear: NCYear(ncYear), pupils: 50, isForecast: true))
        }
      }
    }
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation().assumptions)
    let parts = need.growth(need.run(draw: -1).flows)
    #expect(parts[1].population < -30)
  }
}
