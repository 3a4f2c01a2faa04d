import Planning
import Testing

@testable import NeedProjection

@Suite struct NeedTableTests {
  @Test func quantilesAreInterpolated() {
    let interval = NeedInterval([4, 1, 3, 2, 0])
    #expect(interval.mean == 2 && interval.p50 == 2 && interval.p05 == 0.2 && interval.p95 == 3.8)
  }

  @Test func partsAddUpToTheWholeInTheMean() throws {
    let authority = Authority.ordinary
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation().assumptions)
    var table = NeedTable(study: authority.study)
    for draw in 0..<20 { table.add(need.cohort(draw: draw)) }
    let whole = table.rows(by: [])
    #expect(whole.count == 6 && whole[0].plans.p05 == 160 && whole[0].plans.p95 == 160)
    for dimensions in [NeedTable.Dimensions.area, .ncYear, .need, [.area, .ncYear, .need]] {
      let rows = table.rows(by: dimensions)
      for year in 0...5 {
        let sum = rows.filter { $0.year == year }.reduce(0) { $0 + $1.plans.mean }
        #expect(abs(sum - whole[year].plans.mean) < 1e-9)
      }
    }
  }

  @Test func childrenAreCountedUnderTheirYearGroupOfThatJanuary() throws {
    var authority = Authority(areas: 1)
    authority.addPlans(4, ncYear: 6, need: .semh)
    let need = try NeedProjection(study: authority.study, assumptions: TinyNation.still.assumptions)
    var table = NeedTable(study: authority.study)
    table.add(need.cohort(draw: 0))
    let rows = table.rows(by: [.area, .ncYear, .need])
    #expect(rows.map(\.ncYear) == [6, 7, 8, 9, 10, 11])
    #expect(rows.allSatisfy { $0.plans.mean == 4 && $0.need == .semh && $0.area == 0 })
  }
}
