import Planning
import Testing

@testable import NeedProjection

@Suite struct StockIdentityTests {
  let authority = Authority.ordinary

  @Test func openingAndArrivalsLessDeparturesIsClosingInEveryDrawAreaAndYear() throws {
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation().assumptions)
    for draw in -1..<40 {
      let flows = need.run(draw: draw).flows
      for area in 0..<flows.areas {
        for year in 1..<flows.years {
          let (before, now) = (flows.cell(area: area, year: year - 1), flows.cell(area: area, year: year))
          let closing =
            flows.stock[before] + flows.new[now] + flows.movedIn[now] - flows.ceased[now] - flows.movedOut[now]
          #expect(closing == flows.stock[now], "draw \(draw), area \(area), year \(year)")
        }
      }
    }
  }

  @Test func stockCountsTheChildrenOfTheCohortWhoArePresent() throws {
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation().assumptions)
    for draw in -1..<10 {
      let run = need.run(draw: draw)
      for year in 0...authority.study.horizon {
        let present = (0..<run.cohort.count).filter { run.cohort.isPresent($0, year: year) }
        #expect(present.count == run.flows.total(\.stock, year: year))
        #expect(present.allSatisfy { (-4...21).contains(run.cohort.ncYear($0, year: year)) })
      }
    }
  }

  @Test func openingStockIsTheCaseloadInItsOrder() throws {
    let cohort = try NeedProjection(study: authority.study, assumptions: TinyNation().assumptions).cohort(draw: 3)
    let caseload = authority.study.caseload
    for index in caseload.indices {
      #expect(cohort.caseloadIndex[index] == index)
      #expect(cohort.entry[index] == 0 && cohort.exit[index] > 0)
      #expect(cohort.need[index] == caseload[index].need && cohort.home[index] == caseload[index].home)
    }
    #expect(cohort.caseloadIndex[caseload.count...].allSatisfy { $0 == -1 })
    #expect(cohort.entry[caseload.count...].allSatisfy { $0 > 0 })
  }

  @Test func nobodyHoldsAPlanPastYear21() throws {
    var authority = Authority()
    authority.addPlans(5, ncYear: 21)
    let cohort = try NeedProjection(study: authority.study, assumptions: TinyNation.still.assumptions).cohort(draw: 0)
    #expect(cohort.exit == [1, 1, 1, 1, 1])
  }

  @Test func whereNothingStartsEndsOrMovesTheStockStaysStill() throws {
    var authority = Authority()
    for ncYear in 0...16 { authority.addPlans(3, ncYear: ncYear) }
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation.still.assumptions)
    for draw in -1..<20 {
      let cohort = need.cohort(draw: draw)
      #expect(cohort.count == 51)
      #expect(cohort.exit.allSatisfy { $0 == 6 })
    }
  }
}
