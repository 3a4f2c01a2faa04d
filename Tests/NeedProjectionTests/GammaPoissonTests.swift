import Testing

@testable import NeedProjection

@Suite struct GammaPoissonTests {
  @Test func groupsThatDifferByChanceAloneShareOneRate() {
    let fit = GammaPoisson(observed: [9, 11, 10, 10], expected: [10, 10, 10, 10])
    #expect(fit.prior == .infinity)
    #expect((0..<4).allSatisfy { fit.factor($0) == 1 })
  }

  @Test func theFactorIsAWeighedMeanOfOneAndTheGroupsOwn() {
    let fit = GammaPoisson(observed: [150, 50], expected: [100, 100])
    // Excess variance (2 x 50^2 - 200) / (2 x 100^2) = 0.24, so each group counts as 1 / 0.24 more at the common rate.
    #expect(abs(fit.prior - 1 / 0.24) < 1e-12)
    #expect(abs(fit.factor(0) - (1 / 0.24 + 150) / (1 / 0.24 + 100)) < 1e-12)
  }

  @Test func aSmallGroupIsDrawnInMoreThanALargeOneAtTheSameRatio() {
    let fit = GammaPoisson(observed: [300, 3, 100, 97], expected: [150, 1.5, 175, 173.5])
    #expect(fit.factor(0) > fit.factor(1) && fit.factor(1) > 1)
  }

  @Test func aGroupWithoutEvidenceHasFactorOne() {
    #expect(GammaPoisson(observed: [150, 50, 0], expected: [100, 100, 0]).factor(2) == 1)
  }

  @Test func expectedCountsAreScaledToTheObserved() {
    let fit = GammaPoisson(observed: [30, 10], expected: [1, 1])
    #expect(fit.expected == [20, 20])
  }
}
