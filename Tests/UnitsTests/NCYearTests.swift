import Testing

@testable import Units

@Suite struct NCYearTests {
  @Test(arguments: [(4, 0), (5, 1), (11, 7), (15, 11), (18, 14), (25, 21), (0, -4)])
  func ncYearIsAgeOn31AugustLessFour(age: Int, ncYear: Int) {
    #expect(NCYear(ncYear).ageOn31August == age)
  }

  /// DOMAIN T18: birthdays a day apart either side of 1 September are a school year apart.
  @Test func bornOn31AugustIsAYearAheadOfBornOn1September() {
    // On 31 August 2025 a child born on 31 August 2014 is 11, and one born the day after is 10.
    func ageOn31August2025(birthYear: Int, month: Int, day: Int) -> Int {
      2025 - birthYear - ((month, day) > (8, 31) ? 1 : 0)
    }
    let older = ageOn31August2025(birthYear: 2014, month: 8, day: 31)
    let younger = ageOn31August2025(birthYear: 2014, month: 9, day: 1)
    #expect(NCYear(7).ageOn31August == older)
    #expect(NCYear(6).ageOn31August == younger)
  }

  @Test func rangeRunsFromUnderOneToTwentyFive() {
    #expect(NCYear.all == -4...21)
    #expect(NCYear.reception < NCYear(1))
    #expect(NCYear(0).description == "Reception" && NCYear(13).description == "Year 13")
  }
}
