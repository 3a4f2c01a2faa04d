import Planning
import Testing
import Units

@testable import NeedProjection

@Suite struct PupilForecastTests {
  private func row(_ year: Int, _ ncYear: Int, _ pupils: Double, area: Int = 0, forecast: Bool = false) -> PupilCount {
    PupilCount(
      area: area, year: AcademicYear(start: year), ncYear: NCYear(ncYear), pupils: pupils, isForecast: forecast)
  }

  @Test func aCohortMovesUpAYearWithItsSize() {
    var authority = Authority(areas: 1, children: 100, horizon: 4)
    authority.study.pupils[authority.study.pupils.count - 12].pupils = 130
    let forecast = PupilForecast(authority.study)
    #expect(forecast.children(area: 0, year: 0, ncYear: 0) == 130)
    #expect(abs(forecast.children(area: 0, year: 3, ncYear: 3) - 130) < 1e-9)
  }

  @Test func survivalFollowsTheActualCounts() {
    var authority = Authority(areas: 1, children: 0, horizon: 2)
    // Year 6 of 100 became Year 7 of 90; Year 6 is 120 now.
    authority.study.pupils = [row(2023, 6, 100), row(2023, 7, 80), row(2024, 6, 120), row(2024, 7, 90)]
    let forecast = PupilForecast(authority.study)
    #expect(abs(forecast.children(area: 0, year: 1, ncYear: 7) - 108) < 1e-9)
  }

  @Test func theAuthoritysOwnForecastIsTakenWhereGiven() {
    var authority = Authority(areas: 1, children: 100, horizon: 4)
    authority.study.pupils.append(row(2026, 4, 77, forecast: true))
    let forecast = PupilForecast(authority.study)
    #expect(forecast.children(area: 0, year: 2, ncYear: 4) == 77)
    #expect(forecast.children(area: 0, year: 2, ncYear: 5) == 100)
    #expect(forecast.children(area: 0, year: 3, ncYear: 5) == 77)
    #expect(forecast.lastGiven == 2)
  }

  @Test func anActualCountStandsOverAForecastOfTheSameCell() {
    var authority = Authority(areas: 1, children: 100, horizon: 1)
    authority.study.pupils.append(row(2024, 4, 50, forecast: true))
    #expect(PupilForecast(authority.study).children(area: 0, year: 0, ncYear: 4) == 100)
  }

  @Test func aboveYear11ACohortKeepsItsSizeOfYear11() {
    var authority = Authority(areas: 1, children: 100, horizon: 5)
    authority.study.pupils[authority.study.pupils.count - 1].pupils = 140
    let forecast = PupilForecast(authority.study)
    #expect(forecast.children(area: 0, year: 0, ncYear: 11) == 140)
    #expect((1...5).allSatisfy { forecast.children(area: 0, year: $0, ncYear: 11 + $0) == 140 })
    #expect(forecast.children(area: 0, year: 0, ncYear: 12) == 100)
  }

  @Test func beforeReceptionACohortHasTheSizeItWillHaveThere() {
    var authority = Authority(areas: 1, children: 100, horizon: 5)
    authority.study.pupils.append(row(2026, 0, 60, forecast: true))
    let forecast = PupilForecast(authority.study)
    #expect(forecast.children(area: 0, year: 0, ncYear: -2) == 60)
    #expect(forecast.children(area: 0, year: 1, ncYear: -1) == 60)
    #expect(forecast.children(area: 0, year: 0, ncYear: -1) == 100)
  }

  @Test func sixthFormRollsDoNotStandForResidents() {
    var authority = Authority(areas: 1, children: 100, horizon: 1)
    authority.study.pupils += [row(2024, 12, 20), row(2024, 13, 15)]
    #expect(PupilForecast(authority.study).children(area: 0, year: 0, ncYear: 12) == 100)
  }

  @Test func rowsAboveYear13CountResidents() {
    var authority = Authority(areas: 1, children: 100, horizon: 1)
    authority.study.pupils += (12...21).map { row(2024, $0, 90) }
    let forecast = PupilForecast(authority.study)
    #expect(forecast.children(area: 0, year: 0, ncYear: 12) == 90)
    #expect(forecast.children(area: 0, year: 1, ncYear: 12) == 100)
  }

  @Test func anAreaWithoutRowsTakesResidentsByWeight() {
    // Weights 1 + 2 + 3 in each band stand for 600 pupils of Years 1 to 6 in the first area.
    var authority = Authority(areas: 1, children: 100, horizon: 1)
    authority.addArea(children: 0, name: "New town")
    let forecast = PupilForecast(authority.study)
    let known = (0...11).reduce(0) { $0 + forecast.children(area: 0, year: 0, ncYear: $1) }
    let made = (0...11).reduce(0) { $0 + forecast.children(area: 1, year: 0, ncYear: $1) }
    #expect(abs(known - made) < 1e-9)
    #expect(forecast.notes.contains { $0.hasPrefix("No pupil numbers were given for New town") })
  }

  @Test func whereResidentsAreCountedTheNationsRatesArePerResident() throws {
    let pupils = Authority(areas: 1, children: 100, horizon: 1)
    var residents = Authority(areas: 1, children: 125, horizon: 1)
    residents.study.pupils += (Array(-4...(-1)) + Array(12...21)).map { row(2024, $0, 125) }
    let (left, right) = try (
      NeedProjection(study: pupils.study, assumptions: TinyNation().assumptions),
      NeedProjection(study: residents.study, assumptions: TinyNation().assumptions)
    )
    #expect(!left.pupilForecast.countsResidents && right.pupilForecast.countsResidents)
    #expect(abs(left.expectedNewPlans(area: 0, year: 1) - right.expectedNewPlans(area: 0, year: 1)) < 1e-9)
  }

  @Test func receptionStandsBetweenTheLastAndWhatBirthsGive() {
    var authority = Authority(areas: 1, children: 100, horizon: 2)
    // 100 entered Reception of 125 births of 2020, and 90 were born for 2025.
    authority.study.pupils += [row(2020, -4, 125), row(2021, -4, 90)]
    let forecast = PupilForecast(authority.study)
    #expect(!forecast.countsResidents)
    #expect(abs(forecast.children(area: 0, year: 1, ncYear: 0) - (100 * 72.0).squareRoot()) < 1e-9)
    // No births are given for 2026: Reception stays.
    #expect(forecast.children(area: 0, year: 2, ncYear: 0) == forecast.children(area: 0, year: 1, ncYear: 0))
  }

  @Test func theLastYearsCarryOverCountsAndNoEarlierOne() {
    var authority = Authority(areas: 1, children: 0, horizon: 1)
    authority.study.pupils = [
      row(2022, 6, 100), row(2023, 6, 100), row(2023, 7, 50), row(2024, 6, 100), row(2024, 7, 90),
    ]
    #expect(abs(PupilForecast(authority.study).children(area: 0, year: 1, ncYear: 7) - 90) < 1e-9)
  }

  @Test func aSmallAreasCarryOverIsDrawnToTheAuthoritys() {
    var authority = Authority(areas: 2, children: 0, horizon: 1)
    authority.study.pupils = [
      row(2023, 6, 10), row(2024, 7, 5), row(2024, 6, 10), row(2023, 6, 1000, area: 1), row(2024, 7, 1000, area: 1),
      row(2024, 6, 1000, area: 1),
    ]
    let forecast = PupilForecast(authority.study)
    #expect(forecast.children(area: 0, year: 1, ncYear: 7) > 5.5)
    #expect(abs(forecast.children(area: 1, year: 1, ncYear: 7) - 1000) < 10)
  }

  @Test func pastMissesWidenTheForecastAndNoneLeaveThePrior() {
    var authority = Authority(areas: 1, children: 0, horizon: 1)
    for year in 2021...2024 { authority.study.pupils += (0...11).map { row(year, $0, 100) } }
    #expect(PupilForecastError.misses(authority.study) == [0, 0])
    let calm = PupilForecastError(authority.study, prior: 0.01).scale
    #expect(abs(calm - 0.01 * (3.0 / 5).squareRoot()) < 1e-12)
    for index in authority.study.pupils.indices where authority.study.pupils[index].year.start == 2024 {
      authority.study.pupils[index].pupils = 110
    }
    #expect(PupilForecastError(authority.study, prior: 0.01).scale > 1.3 * calm)
    #expect(PupilForecastError(Authority(areas: 1).study, prior: 0.01).scale == 0.01)
  }
}
