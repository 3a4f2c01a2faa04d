import Foundation
import Testing

@testable import Randomness

/// Means and variances over fixed seeds; bounds are about six standard errors.
@Suite struct DistributionTests {
  static let stream = RandomStream("test.distributions")
  static let count = 40_000

  private func moments(_ sample: (inout NamedRandom) -> Double) -> (mean: Double, variance: Double) {
    var random = NamedRandom(seed: 2024, stream: Self.stream, draw: 0)
    let values = (0..<Self.count).map { _ in sample(&random) }
    let mean = values.reduce(0, +) / Double(values.count)
    return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
  }
  private func near(_ value: Double, _ target: Double, share: Double) -> Bool { abs(value - target) <= share * target }

  @Test func normalHasMeanZeroAndVarianceOne() {
    let (mean, variance) = moments { $0.normal() }
    #expect(abs(mean) < 0.03)
    #expect(near(variance, 1, share: 0.05))
  }

  @Test(arguments: [0.3, 1.0, 2.5, 40.0]) func gammaHasItsShapeAsMeanAndVariance(shape: Double) {
    let (mean, variance) = moments { $0.gamma(shape: shape) }
    #expect(near(mean, shape, share: 0.06))
    #expect(near(variance, shape, share: 0.15))
  }

  @Test func studentTHasHeavierTailsThanNormal() {
    let (mean, variance) = moments { $0.studentT(6) }
    #expect(abs(mean) < 0.04)
    #expect(near(variance, 1.5, share: 0.1))
    let beyond = moments { abs($0.studentT(6)) > 3 ? 1 : 0 }.mean
    // 2.4% of t with 6 degrees lies beyond 3, and 0.27% of normal.
    #expect(beyond > 0.018 && beyond < 0.030)
  }

  @Test func betaHasItsMeanAndVariance() {
    let (mean, variance) = moments { $0.beta(2, 6) }
    #expect(near(mean, 0.25, share: 0.02))
    #expect(near(variance, 2 * 6 / (64.0 * 9), share: 0.06))
  }

  @Test(arguments: [0.05, 0.7, 4.0, 29.9, 30.1, 200.0, 5000.0]) func poissonHasItsMeanAsVariance(mean: Double) {
    let (found, variance) = moments { Double($0.poisson(mean)) }
    #expect(abs(found - mean) < 6 * (mean / Double(Self.count)).squareRoot())
    #expect(near(variance, mean, share: 0.14))
  }

  @Test func poissonOfSmallMeanHasTheRightChances() {
    let zero = moments { $0.poisson(0.7) == 0 ? 1 : 0 }.mean
    let two = moments { $0.poisson(0.7) == 2 ? 1 : 0 }.mean
    #expect(abs(zero - exp(-0.7)) < 0.015)
    #expect(abs(two - 0.245 * exp(-0.7)) < 0.01)
  }

  @Test func poissonGrowsWithItsMeanForTheSameName() {
    // Below 30 a higher mean never gives fewer, which is what lets a scenario only add entrants.
    for subject in 0..<500 {
      func count(_ mean: Double) -> Int {
        var random = NamedRandom(seed: 1, stream: Self.stream, draw: 0, subject: UInt64(subject))
        return random.poisson(mean)
      }
      #expect(count(0.2) <= count(0.3) && count(0.3) <= count(4) && count(4) <= count(29))
    }
  }

  @Test(arguments: [(10, 0.3), (32, 0.5), (33, 0.5), (1000, 0.02), (5000, 0.9)])
  func binomialHasItsMeanAndVariance(n: Int, p: Double) {
    let (mean, variance) = moments { Double($0.binomial(n, p)) }
    let expected = Double(n) * p * (1 - p)
    #expect(abs(mean - Double(n) * p) < 6 * (expected / Double(Self.count)).squareRoot())
    #expect(near(variance, expected, share: 0.06))
  }

  @Test func edgesAreExact() {
    var random = NamedRandom(seed: 1, stream: Self.stream, draw: 0)
    #expect(random.poisson(0) == 0 && random.poisson(-1) == 0)
    #expect(random.binomial(7, 0) == 0 && random.binomial(7, 1) == 7 && random.binomial(0, 0.5) == 0)
    #expect(random.index(weights: [0, 0, 0]) == -1)
    for _ in 0..<100 { #expect(random.index(weights: [0, 3, 0]) == 1) }
    #expect((0..<100).allSatisfy { _ in random.chance(1) } && !(0..<100).contains { _ in random.chance(0) })
  }

  @Test func indexFollowsItsWeights() {
    let share = moments { $0.index(weights: [1, 2, 5]) == 2 ? 1 : 0 }.mean
    #expect(abs(share - 0.625) < 0.015)
  }
}
