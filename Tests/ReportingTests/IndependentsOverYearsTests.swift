import Appraisal
import Testing

@testable import Reporting

@Suite("Independent placements over years")
struct IndependentsOverYearsTests {
  private func world(_ means: [Double], primary: Int = 40, secondary: Int = 0) -> IndependentsOverYears.World {
    .init(
      name: "Option A", pathway: PhasePathway(primary: primary, secondary: secondary),
      changes: means.enumerated().map { year, mean in
        ("20\(26 + year)/\(27 + year)", Change(mean: mean, p05: mean - 3, p50: mean, p95: mean + 4, pGain: nil))
      })
  }

  private func sentences(_ worlds: IndependentsOverYears.World...) -> [String] {
    IndependentsOverYears(worlds: worlds).sentences
  }

  @Test func basesThatLowerIndependentsInEveryYearAreSaidTo() {
    #expect(
      sentences(world([0, -4, -9]), world([0, 0, 0.4]))
        == ["In no year has any option, or proposal alone, more of them than doing nothing."])
  }

  @Test func primaryBasesWithoutSecondaryOnesThatRaiseThemLaterAreReportedWithTheirPlaces() {
    #expect(
      sentences(world([0, -4, 2, 6]), world([0, -4, -9])) == [
        "Option A: in 2 years, 2028/29 the first, more than if nothing is done, by up to +6 (+3 to +10) in 2029/30; it has 40 primary and 0 secondary base places.",
        "All others (1): in no year more of them than doing nothing.",
      ])
  }

  @Test func oneYearStandsAlone() {
    #expect(
      sentences(world([0, 5, -1], secondary: 12)) == [
        "Option A: in 2027/28 more than if nothing is done, by +5 (+2 to +9); it has 40 primary and 12 secondary base places."
      ])
  }
}
