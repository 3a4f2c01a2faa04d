import Testing

@testable import Units

@Suite struct AcademicYearTests {
  @Test(arguments: ["2026/27", "202627"]) func isReadAsPeopleAndDfEWriteIt(text: String) {
    #expect(AcademicYear(text) == AcademicYear(start: 2026))
  }

  @Test func theTurnOfACenturyIsReadToo() {
    #expect(AcademicYear("1999/00")?.start == 1999)
    #expect(AcademicYear(start: 1999).description == "1999/00" && AcademicYear(start: 2008).description == "2008/09")
  }

  @Test(arguments: ["2026/28", "2026", "2026-27", "26/27", "2026/2027", "20/2627", "abcd/ef", "", "2026/27 "])
  func anythingElseIsNotAnAcademicYear(text: String) {
    #expect(AcademicYear(text) == nil)
  }

  @Test func writingAndReadingGiveTheSameYear() {
    for start in 1990...2099 {
      let year = AcademicYear(start: start)
      #expect(AcademicYear(year.description) == year)
      #expect(year.january == start + 1 && year.advanced(by: 3).start == start + 3)
    }
  }

  @Test func aFinancialYearIsWrittenWithADash() {
    #expect(FinancialYear("2026-27") == FinancialYear(start: 2026))
    #expect(FinancialYear("2026/27") == FinancialYear(start: 2026))
    #expect(FinancialYear("2026-28") == nil)
    #expect(FinancialYear(start: 2026).description == "2026-27")
  }

  @Test func aFinancialYearTakesSevenTwelfthsOfTheAcademicYearThatStartsInIt() {
    #expect(FinancialYear.from(previous: 1200, current: 2400) == 500 + 1400)
  }
}
