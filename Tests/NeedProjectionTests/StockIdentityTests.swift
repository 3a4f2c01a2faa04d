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

  /// The same for every cell of area x NC year x need, which ages a year each September, counted from the children.
  @Test func everyCellClosesWithItsAgedOpeningAndArrivalsLessDepartures() throws {
    let study = authority.study
    let need = try NeedProjection(study: study, assumptions: TinyNation().assumptions)
    struct Cell: Hashable { var area, ncYear, need: Int }
    for draw in -1..<20 {
      let (cohort, flows) = { ($0.cohort, $0.flows) }(need.run(draw: draw))
      func cell(_ child: Int, _ year: Int) -> Cell {
        Cell(
          area: study.homes[Int(cohort.home[child])].area, ncYear: cohort.ncYear(child, year: year),
          need: Int(cohort.need[child].rawValue))
      }
      func counts(_ year: Int, _ isCounted: (Int) -> Bool) -> [Cell: Int] {
        (0..<cohort.count).reduce(into: [:]) { if isCounted($1) { $0[cell($1, year), default: 0] += 1 } }
      }
      for year in 1...study.horizon {
        let aged = counts(year) { cohort.isPresent($0, year: year - 1) }
        let arrived = counts(year) { Int(cohort.entry[$0]) == year }
        let departed = counts(year) { Int(cohort.exit[$0]) == year }
        let closing = counts(year) { cohort.isPresent($0, year: year) }
        for cell in Set(aged.keys).union(arrived.keys) {
          let expected = aged[cell, default: 0] + arrived[cell, default: 0] - departed[cell, default: 0]
          #expect(closing[cell, default: 0] == expected, "draw \(draw), year \(year), \(cell)")
        }
        // The flows that are written down are those of the children, area by area.
        for area in 0..<flows.areas {
          let row = flows.cell(area: area, year: year)
          func sum(_ counts: [Cell: Int]) -> Int { counts.reduce(0) { $0 + ($1.key.area == area ? $1.value : 0) } }
          #expect(sum(arrived) == flows.new[row] + flows.movedIn[row])
          #expect(sum(departed) == flows.ceased[row] + flows.movedOut[row])
          #expect(sum(closing) == flows.stock[row])
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
