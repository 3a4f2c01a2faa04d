import Foundation
import Randomness
import Testing

@testable import NeedProjection

@Suite struct LevelProcessTests {
  private func process(_ variance: Double = 0.1, correlation: Double = 0.5, shock: Double = 0) throws -> LevelProcess {
    var nation = TinyNation()
    nation.levelVariance = variance
    nation.shockVariance = shock
    var process = try LevelProcess(nation.assumptions, "need.ceasing_level")
    process.correlation = correlation
    return process
  }

  @Test func withoutEvidenceTheLevelIsTheNationsWithTheSpreadOfAllAuthorities() throws {
    let path = try process().path(given: [], horizon: 4)
    #expect(path.mean == [0, 0, 0, 0, 0])
    #expect((0...4).allSatisfy { abs(path.deviation($0) - 0.1.squareRoot()) < 1e-9 })
  }

  @Test func oneObservationIsWeighedAgainstThePriorAndFades() throws {
    let seen = LevelObservation(year: 0, value: 0.6, variance: 0.05)
    let path = try process().path(given: [seen], horizon: 3)
    // 0.1 / (0.1 + 0.05) of 0.6, halved each year after.
    for year in 0...3 { #expect(abs(path.mean[year] - 0.4 * pow(0.5, Double(year))) < 1e-9) }
    #expect(abs(path.deviation(0) - (0.1 * 0.05 / 0.15).squareRoot()) < 1e-9)
  }

  @Test func aShockBlursTheEvidenceOfItsOwnYear() throws {
    let seen = LevelObservation(year: 0, value: 0.6, variance: 0)
    let calm = try process().path(given: [seen], horizon: 0).mean[0]
    let blurred = try process(shock: 0.1).path(given: [seen], horizon: 0).mean[0]
    #expect(abs(calm - 0.6) < 1e-6 && abs(blurred - 0.3) < 1e-6)
  }

  @Test func twoYearsAgreeWithTheNormalEquations() throws {
    let seen = [
      LevelObservation(year: -1, value: 0.2, variance: 0.02), LevelObservation(year: 0, value: 0.5, variance: 0.04),
    ]
    let path = try process().path(given: seen, horizon: 1)
    // Inverse of [[0.12, 0.05], [0.05, 0.14]] worked by hand; cross-covariances with year 1 are 0.025 and 0.05.
    let determinant = 0.12 * 0.14 - 0.05 * 0.05
    let first = (0.14 * 0.2 - 0.05 * 0.5) / determinant
    let second = (0.12 * 0.5 - 0.05 * 0.2) / determinant
    #expect(abs(path.mean[1] - (0.025 * first + 0.05 * second)) < 1e-9)
  }

  @Test func drawsHaveTheFittedMeanAndSpread() throws {
    let path = try process().path(given: [LevelObservation(year: 0, value: 0.6, variance: 0.05)], horizon: 2)
    let draws = (0..<4000).map { draw -> [Double] in
      var random = NamedRandom(seed: 3, stream: RandomStream("test"), draw: draw)
      return path.draw(degrees: 6, random: &random)
    }
    for year in 0...2 {
      let mean = draws.reduce(0) { $0 + $1[year] } / 4000
      let variance = draws.reduce(0) { $0 + ($1[year] - mean) * ($1[year] - mean) } / 4000
      #expect(abs(mean - path.mean[year]) < 0.03)
      #expect(abs(variance.squareRoot() / path.deviation(year) - 1) < 0.1)
    }
  }
}
