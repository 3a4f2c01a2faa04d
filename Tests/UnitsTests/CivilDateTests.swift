import Testing

@testable import Units

@Suite struct CivilDateTests {
  @Test func daysFollowOneAnotherThroughFourCenturiesAndLeapYears() {
    var last: CivilDate?
    for year in 1999...2401 {
      for month in 1...12 {
        for day in 1...31 {
          guard let date = CivilDate(year: year, month: month, day: day) else { continue }
          if let last { #expect(date.number == last.number + 1 && date.weekday == (last.weekday + 1) % 7) }
          last = date
        }
      }
    }
  }

  @Test func knownWeekdays() throws {
    #expect(try #require(CivilDate("2026-11-29")).weekday == 6)
    #expect(try #require(CivilDate("2000-01-01")).weekday == 5)
  }

  @Test func whatTheCalendarLacksIsNoDate() {
    for text in ["2027-02-29", "2027-13-01", "2027-00-10", "2027-1-1", "27-01-01", "2027-04-31", "x", "2027-01-01-01"] {
      #expect(CivilDate(text) == nil, "\(text)")
    }
    #expect(CivilDate("2028-02-29")?.description == "2028-02-29")
  }
}
