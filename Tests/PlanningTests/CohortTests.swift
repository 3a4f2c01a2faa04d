import Planning
import Testing

@Suite struct CohortTests {
  @Test func aChildIsPresentFromEntryUntilTheJanuaryOfExit() {
    var cohort = Cohort(horizon: 5, draw: 0)
    cohort.append(key: 1, home: 0, baseNCYear: 6, need: .asd, band: 2, traits: .wheelchair, entry: 1, exit: 4)
    #expect((0...5).filter { cohort.isPresent(0, year: $0) } == [1, 2, 3])
    #expect(cohort.ncYear(0, year: 1) == 7 && cohort.caseloadIndex == [-1] && cohort.count == 1)
  }
}
