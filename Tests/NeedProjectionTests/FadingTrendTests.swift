import Foundation
import Planning
import Testing
import Units

@testable import NeedProjection

@Suite struct FadingTrendTests {
  /// A county whose plans grow by a tenth a year, out of a nation whose do, with the trend at `share` beyond year 3.
  private func projection(_ share: Double, horizon: Int = 8, drift: Double = 0.1) throws -> NeedProjection {
    var nation = TinyNation()
    nation.drift = drift
    nation.levelVariance = 0
    nation.trend = share
    var authority = Authority(children: 500, horizon: horizon)
    for ncYear in 1...14 { authority.addPlans(100, ncYear: ncYear) }
    return try NeedProjection(study: authority.study, assumptions: nation.assumptions)
  }
  private func steps(_ ratios: [Double]) -> [Double] { zip(ratios.dropFirst(), ratios).map { log($0 / $1) } }

  @Test func theTestedYearsFollowTheGrowthModelWhateverTheShare() throws {
    for share in [0, 0.5, 1] {
      let growth = try projection(share).fit.growth
      #expect(growth.count == 9)
      for year in 0...3 { #expect(abs(growth[year] - 0.1 * Double(year)) < 1e-12) }
    }
  }

  @Test func ofEachYearsTrendTheShareIsLeftInTheNext() throws {
    for share in [0.0, 0.6, 1] {
      let steps = steps(try projection(share).fit.newPlanRatios)
      // Steps to years 2 and 3 are the trend; from year 4 it fades.
      let trend = (steps[0] + steps[1]) / 2
      #expect(trend > 0.02)
      for year in 2..<steps.count { #expect(abs(steps[year] - trend * pow(share, Double(year - 1))) < 1e-9) }
    }
  }

  @Test func aFasterFadeMakesFewerPlansAndAFallingTrendMore() throws {
    let rising = try [0, 0.5, 0.8, 1].map { try projection($0).fit.growth[8] }
    #expect(rising == rising.sorted() && rising[3] - rising[0] > 0.05)
    let falling = try [0, 0.5, 0.8, 1].map { try projection($0, drift: -0.05).fit.growth[8] }
    #expect(falling == falling.sorted(by: >))
  }

  @Test func newPlansThatStopRisingFollowTheChildren() throws {
    // With the trend gone, new plans a child stay, so fewer children are fewer new plans.
    func newPlans(children: Double) throws -> Double {
      var nation = TinyNation()
      nation.drift = 0.1
      nation.levelVariance = 0
      nation.trend = 0
      var authority = Authority(children: 500, horizon: 6)
      for ncYear in 1...14 { authority.addPlans(100, ncYear: ncYear) }
      for area in 0..<2 {
        for year in 2028...2030 {
          for ncYear in 0...11 {
            authority.study.pupils.append(
              PupilCount(
                area: area, year: AcademicYear(start: year), ncYear: NCYear(ncYear), pupils: children,
                isForecast: true))
          }
        }
      }
      return try NeedProjection(study: authority.study, assumptions: nation.assumptions)
        .expectedNewPlans(area: 0, year: 6)
    }
    let (many, few) = (try newPlans(children: 500), try newPlans(children: 250))
    #expect(abs(few / many - 0.5) < 0.01)
  }

  @Test func drawsSpreadOverTheSharesAndTheCentralOneIsItsOwn() throws {
    var set = TinyNation().assumptions
    set.insert(TinyNation.figure("need.trend_damping", .table([("central", 0.8), ("low", 0.6), ("high", 1)])))
    let trend = try FadingTrend(set)
    #expect(trend.share(seed: 1, draw: -1) == 0.8)
    let shares = (0..<1000).map { trend.share(seed: 1, draw: $0) }
    #expect(shares.allSatisfy { (0.6...1).contains($0) })
    #expect(abs(shares.reduce(0, +) / 1000 - 0.8) < 0.02 && shares.min()! < 0.61 && shares.max()! > 0.99)
  }

  @Test func whatIsNoShareIsRefused() {
    var nation = TinyNation()
    nation.trend = 1.2
    #expect(throws: (any Error).self) { try FadingTrend(nation.assumptions) }
  }
}
