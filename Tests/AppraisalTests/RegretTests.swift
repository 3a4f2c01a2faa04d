import Testing

@testable import Appraisal

@Suite struct RegretTests {
  /// Doing nothing, a safe option and a bold one, in two futures of two draws.
  private let values = [[[0.0, 0], [0, 0]], [[10, 20], [5, 5]], [[50, 60], [-40, -20]]]

  @Test func `regret is what the best of each future was ahead`() {
    let found = Regret(values)
    #expect(found.regret == [[55, 5], [40, 0], [0, 35]])
    #expect(found.chanceBest == [0, 0.5, 0.5])
  }

  @Test func `knowing beforehand is worth the mean of the best less the best mean`() {
    // Best in each world: 50, 60, 5, 5; the bold option's own mean is 12.5.
    #expect(Regret(values).perfectInformation == 30 - 12.5)
  }

  @Test func `a tie is shared and chances add to one`() {
    let found = Regret([[[0.0, 1]], [[0, 1]], [[-1, 4]]])
    #expect(found.chanceBest == [0.25, 0.25, 0.5])
    #expect(found.chanceBest.reduce(0, +) == 1)
  }
}

@Test func aThirdOfAYearlyRatioIsItsCubeRoot() {
  #expect(abs(Future.yearly(1.331, years: 3) - 0.1) < 1e-9)
  #expect(abs(Future.yearly(1, years: 3)) < 1e-9)
}
