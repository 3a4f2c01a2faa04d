import Testing

@testable import NeedProjection

@Suite struct NationalRatesTests {
  private func slot(_ ncYear: Int) -> Int { YearGroups.slot(ncYear) }

  @Test func newPlansAreACountOverChildren() throws {
    let rates = try NationalRates(TinyNation().assumptions)
    #expect(rates.newPlans[slot(0)] == 0.02 && rates.newPlans[slot(7)] == 0.004 && rates.newPlans[slot(12)] == 0)
  }

  @Test func ceasingIsWhatProgressionLeavesAfterNewPlans() throws {
    let rates = try NationalRates(TinyNation().assumptions)
    #expect(rates.ceasing[slot(0)] == 0)
    for ncYear in 1...21 { #expect(abs(rates.ceasing[slot(ncYear)] - 0.1) < 1e-12) }
  }

  @Test func movesInAndOutCloseTheNationsStock() throws {
    let rates = try NationalRates(TinyNation().assumptions)
    let nation = TinyNation()
    #expect(abs(rates.movingOut - 20 / ((nation.openingPlans + 880) / 2)) < 1e-9)
    #expect(abs(rates.movingIn.reduce(0, +) * 1000 - 20 * 880 / ((nation.openingPlans + 880) / 2)) < 1e-9)
  }

  @Test func ceasingAddsUpToThePublishedCountWhereSomeAgesAreMissing() throws {
    var nation = TinyNation()
    nation.plansWithAge = nation.openingPlans / 1.25
    let rates = try NationalRates(nation.assumptions)
    // Opening stock of each age: what had an age, and a quarter more for who had none.
    let ceased = (0...21).reduce(0.0) { sum, ncYear in
      let withAge = ncYear == 0 ? 20 : ncYear < 12 ? 40 : 40 / 0.9
      return sum + rates.ceasing[slot(ncYear)] * withAge * 1.25
    }
    #expect(abs(ceased - (nation.ceased - nation.transfers)) < 1e-9)
  }
}
