import Assumptions
import Foundation
import Testing

@testable import NeedProjection

@Suite struct NationalTrendTests {
  private func trend(_ values: [Double], baseJanuary: Int = 2025) throws -> NationalTrend {
    var nation = TinyNation()
    nation.series = values.enumerated().map { ("\(2024 - values.count + 1 + $0.offset)", $0.element) }
    return try NationalTrend(nation.assumptions, baseJanuary: baseJanuary)
  }

  @Test func aLevelSeriesStaysLevel() throws {
    let trend = try trend([64, 64, 64])
    #expect(trend.path(from: 2024, years: 4) == [0, 0, 0, 0])
  }

  @Test func growthHalvesInItsHalfLife() throws {
    let trend = try trend([100, 110, 121])
    let path = trend.path(from: 2024, years: 12)
    let steps = zip(path.dropFirst(), path).map { $0 - $1 }
    #expect(abs(trend.growth - log(1.1)) < 1e-12)
    #expect(abs(steps[5] / steps[0] - 0.5) < 1e-9)
    #expect(abs(steps[0] - log(1.1) * pow(0.5, 0.2)) < 1e-9)
  }

  @Test func yearsAfterTheBaseJanuaryAreNotSeen() throws {
    let early = try trend([50, 55, 200, 400], baseJanuary: 2023)
    #expect(early.lastYear == 2022)
    #expect(abs(early.growth - log(1.1)) < 1e-12)
    // The reference year gives the scale of the profiles and nothing else.
    #expect(abs(early.path(from: 2022, years: 1)[0] - log(55.0 / 400)) < 1e-12)
  }

  @Test func aGapInTheSeriesIsRefusedBySentence() {
    var nation = TinyNation()
    nation.series = [("2020", 60), ("2022", 62), ("2024", 64)]
    #expect(throws: AssumptionError.self) { try NationalTrend(nation.assumptions, baseJanuary: 2025) }
  }
}
