import Planning
import TestSupport
import Testing

@testable import NeedProjection

/// The smallest study that is read from files, base January 2026.
@Suite struct TinyStudyTests {
  @Test func aStudyReadFromFilesIsProjectedAndItsStockCloses() throws {
    let loaded = try tinyStudy()
    let need = try NeedProjection(study: loaded.study, assumptions: loaded.assumptions)
    for draw in -1..<5 {
      let run = need.run(draw: draw)
      #expect(run.flows.total(\.stock, year: 0) == loaded.study.caseload.count)
      for year in 1..<run.flows.years {
        let closing =
          run.flows.total(\.stock, year: year - 1) + run.flows.total(\.new, year: year)
          + run.flows.total(\.movedIn, year: year) - run.flows.total(\.ceased, year: year)
          - run.flows.total(\.movedOut, year: year)
        #expect(closing == run.flows.total(\.stock, year: year))
      }
    }
    #expect(!need.fit.notes.isEmpty)
  }
}
