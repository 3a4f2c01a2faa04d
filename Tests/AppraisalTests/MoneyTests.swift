import Assumptions
import Geometry
import Planning
import Testing
import Units

@testable import Appraisal

/// T8 of the domain reference.
@Test func theGreenBookFactorIsPoint7089AfterTenYearsAndUsesThreePerCentFromYear31() {
  let rates = Discounting([("0-30", 0.035), ("31-75", 0.03), ("76+", 0.025)])
  #expect(rates.factor(0) == 1)
  #expect(abs(rates.factor(10) - 0.708919) < 5e-7)
  #expect(abs(rates.factor(30) - 0.356278) < 5e-7)
  #expect(abs(rates.factor(31) - 0.345901) < 5e-7)
  #expect(abs((1...10).reduce(0) { $0 + rates.factor($1) } - 8.31661) < 5e-6)
}

@Test func sevenTwelfthsOfAFinancialYearFallInTheAcademicYearThatStartsInIt() {
  var study = Study(
    name: "t", laCode: "000", laName: "T", baseYear: AcademicYear(start: 2025), horizon: 2, draws: 1, seed: 1)
  study.settings = [Setting(id: "s", name: "S", point: Point(easting: 0, northing: 0))]
  let proposal = Proposal(
    id: "p", name: "P", kind: .newBase, setting: 0, provisions: [],
    capital: [FinancialYear(start: 2026): .pounds(1200)],
    optimismBiasPercent: 10)
  let byYear = MoneyRules.capital([proposal], study: study)
  #expect(byYear.map { $0.rounded() } == [55000, 77000, 0])
  #expect(byYear.reduce(0, +).rounded() == Double(proposal.totalCapital.count))
}
