import Assumptions
import Foundation
import Inputs
import Planning
import Randomness
import TestSupport
import Testing

@testable import NeedProjection

@Suite struct StockCourseTests {
  private func projection(_ authority: Authority, _ nation: TinyNation) throws -> NeedProjection {
    try NeedProjection(study: authority.study, assumptions: nation.assumptions)
  }

  @Test func expectedPlansFollowTheDriftOfTheNation() throws {
    var nation = TinyNation()
    nation.drift = 0.06
    nation.levelVariance = 0
    var authority = Authority(children: 500, horizon: 3)
    for ncYear in 1...11 { authority.addPlans(100, ncYear: ncYear) }
    let need = try projection(authority, nation)
    for (year, growth) in need.fit.growth.enumerated() { #expect(abs(growth - 0.06 * Double(year)) < 1e-12) }
    let draws = 60
    for year in 1...3 {
      let mean = (0..<draws).reduce(0.0) { $0 + Double(need.run(draw: $1).flows.total(\.stock, year: year)) } / 60
      // About 170 leave and start a year, so a draw's standard deviation is near 30 and the mean's near 4.
      #expect(abs(mean - 1100 * exp(0.06 * Double(year))) < 16, "year \(year): \(mean)")
    }
  }

  @Test func theHistorysNewPlansAndGrowthRaiseTheCourseAndFade() throws {
    var nation = TinyNation()
    nation.newPlanCoefficient = 0.5
    nation.growthCoefficient = 0.2
    var authority = Authority.ordinary
    authority.addHistory(2024, stock: 140)
    authority.addHistory(2025, stock: 160, new: 32)
    let growth = try projection(authority, nation).fit.growth
    // A fifth of plans are new against a tenth: pooled over 160 and 100 plans, 0.0615 more.
    let index = 0.5 * (160 * 0.2 + 100 * 0.1) / 260 - 0.05 + 0.2 * log(160.0 / 140) * 160 / 260
    #expect(abs(growth[1] - index) < 1e-9)
    #expect(abs(growth[2] - 1.5 * index) < 1e-9)
  }

  @Test func requestsAreReadWhereTheHistoryGivesThem() throws {
    var authority = Authority.ordinary
    authority.addHistory(2025, stock: 160, new: 32, requests: 60, refused: 20)
    let record = GrowthRecord(authority.study, history: HistoryTotals.all(authority.study))
    #expect(record.rates == [0.25, 0.2, nil])
  }

  @Test func aFlowThatCannotBeTheAuthoritysIsLeftOut() {
    var authority = Authority.ordinary
    authority.addHistory(2025, stock: 160, new: 6078)
    #expect(GrowthRecord(authority.study, history: HistoryTotals.all(authority.study)).rates == [nil, nil, nil])
  }

  @Test func withoutAHistoryTheDriftIsTheNationsAndSaysSo() throws {
    var nation = TinyNation()
    nation.drift = 0.05
    let fit = try projection(Authority.ordinary, nation).fit
    #expect(abs(fit.growth[1] - 0.05) < 1e-12)
    #expect(fit.notes[0].contains("gives no usable year"))
    #expect(fit.notes.contains { $0.hasPrefix("Growth beyond three years cannot be tested") })
  }

  @Test func drawsHaveTheQuantilesThatTheBacktestScores() throws {
    let coefficients = try GrowthCoefficients(
      AssumptionSetFixture.shared(), january: 2024)
    let record = GrowthRecord(stock: 1500, accepted: 0.2, newPlans: 0.18, growth: 0.12)
    let course = StockCourse(coefficients, record, horizon: 5)
    let draws = (0..<20_000).map { draw -> [Double] in
      var random = NamedRandom(seed: 5, stream: RandomStream("test"), draw: draw)
      return course.draw(random: &random)
    }
    for year in [1, 3, 5] {
      let sorted = draws.map { $0[year] }.sorted()
      let scale = coefficients.squaredScale(record, years: year).squareRoot()
      for share in [0.05, 0.25, 0.5, 0.9] {
        let expected = course.mean[year] + scale * StudentT.quantile(share, degrees: coefficients.degrees(year))
        #expect(abs(sorted[Int(share * 20_000)] - expected) < 0.05 * scale, "year \(year), \(share)")
      }
    }
    // Years of one draw go together: what is high after three years was mostly high after one.
    let both = draws.count { ($0[1] > course.mean[1]) == ($0[3] > course.mean[3]) }
    #expect(both > 13_000)
  }

  @Test func theFitWrittenAsFiguresIsReadBackAsItWas() throws {
    let coefficients = try GrowthCoefficients(AssumptionSetFixture.shared(), january: 2023)
    #expect(coefficients.january == 2023)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("fit-\(UUID().uuidString).yaml")
    try Data(coefficients.text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let read = try GrowthCoefficients(loadAssumptions(files: [file]), january: 2030)
    #expect(read == coefficients)
  }

  @Test func aBaseInThePastReadsNoLaterFit() throws {
    let set = try AssumptionSetFixture.shared()
    #expect(try GrowthCoefficients(set, january: 2022).january == 2022)
    #expect(try GrowthCoefficients(set, january: 2010).january == 2021)
    #expect(throws: AssumptionError.self) { try GrowthCoefficients(AssumptionSet(), january: 2024) }
  }
}

private enum AssumptionSetFixture {
  static func shared() throws -> AssumptionSet { try loadAssumptions(files: sharedModels()) }
}
