import Assumptions
import Foundation
import Planning
import Randomness
import Testing
import Units

@testable import Appraisal

private struct MoneyCase: Decodable {
  struct Given: Decodable {
    var flowsGbp: [Double]

    private enum CodingKeys: String, CodingKey {
      case flowsGbp = "flows_gbp"
    }
  }
  var id: String
  var says: String
  var given: Given
  var presentValuePence: Int
  var payback: String
  var discountedPayback: String

  private enum CodingKeys: String, CodingKey {
    case id, says, given, payback
    case presentValuePence = "present_value_pence"
    case discountedPayback = "discounted_payback"
  }
}

@Test func everyMoneyCaseComesOutToThePenny() throws {
  let rates = Discounting(try PolicyCases.assumptions().table("appraisal.discount_standard"))
  let cases = try PolicyCases.read("appraisal-money.yaml", as: MoneyCase.self)
  #expect(cases.count >= 5)
  for each in cases {
    let flow = CashFlow(each.given.flowsGbp.map { $0 * 100 })
    #expect(Int(flow.presentValue(rates).rounded()) == each.presentValuePence, "\(each.id): \(each.says)")
    #expect(flow.payback().map(String.init) ?? "none" == each.payback, "\(each.id)")
    #expect(flow.payback(rates).map(String.init) ?? "none" == each.discountedPayback, "\(each.id)")
  }
}

@Test func presentValuesOfBudgetsAddToThatOfTheirSum() {
  let rates = Discounting([("0-30", 0.035), ("31-75", 0.03)])
  var random = NamedRandom(seed: 1, stream: RandomStream("test.flows"), draw: 0)
  for _ in 0..<50 {
    let flows = (0..<3).map { _ in
      CashFlow((0..<41).map { _ in Double(Int.random(in: -900_000...900_000, using: &random)) })
    }
    let apart = flows.reduce(0) { $0 + $1.presentValue(rates) }
    #expect(abs((flows[0] + flows[1] + flows[2]).presentValue(rates) - apart) < 1e-3)
  }
  // An annuity is worth what it stands for.
  let yearly = CashFlow.annuity(1_000_000, years: 10, rates)
  #expect(abs(CashFlow([0] + Array(repeating: yearly, count: 10)).presentValue(rates) - 1_000_000) < 1e-6)
}

/// T9 of the domain reference.
@Test func thirtyPerCentNonStandardIs32Point1OnCapitalAnd14Point5OnDuration() throws {
  let assumptions = try PolicyCases.assumptions()
  #expect(abs(try OptimismBias(assumptions).upper(nonStandardShare: 0.3) - 32.1) < 1e-9)
  let duration = try OptimismBias(assumptions, id: "appraisal.optimism_bias_duration")
  #expect(abs(duration.upper(nonStandardShare: 0.3) - 14.5) < 1e-9)
  #expect(try OptimismBias(assumptions).range(.newSchool) == 4...51)
}

/// Against sums of fees drawn one by one.
@Test func theFeesOfSeveralPlacementsHaveTheSpreadOfTheirSum() {
  let spread = FeeSpread(mean: 70_353, medianShare: 50_000 / 70_353)
  #expect(abs(spread.median - 50_000) < 1e-6)
  #expect(spread.shareBelowMean > 0.6 && spread.shareBelowMean < 0.7)
  var random = NamedRandom(seed: 4, stream: RandomStream("test.fees"), draw: 0)
  for count in [10, 30, 80] {
    let sums = (0..<4000).map { _ in
      (0..<count).reduce(0.0) { sum, _ in sum + spread.median * exp(spread.sigma * random.normal()) }
    }.sorted()
    let range = spread.total(of: count)
    #expect(abs(sums[200] / range.lowerBound - 1) < 0.05, "\(count) placements, low")
    #expect(abs(sums[3800] / range.upperBound - 1) < 0.05, "\(count) placements, high")
  }
  #expect(spread.total(of: 0) == 0...0)
}

@Test func sevenMonthsOf2027To28FallBeforeApril2028() {
  let years = (2026...2029).map { AcademicYear(start: $0) }
  let split = Bearer.split([1200, 1200, 1200, 1200], years: years)
  #expect(split.council == 1200 + 700)
  #expect(split.after == 500 + 2400)
}

@Test func theStabilityGrantKnowsOneDeficitOnly() {
  #expect(Bearer.stabilityGrant(deficit: 10_000_000, share: 0.9) == 9_000_000)
  #expect(Bearer.stabilityGrant(deficit: -5, share: 0.9) == 0)
  #expect(Bearer.importExport(fewerAway: [0, 4, 6, 8], pencePerChild: 600_000, lagYears: 2) == [0, 0, 0, 2_400_000])
}

/// C1 of the domain reference.
@Test func threeHundredAndFiftyEightPlacesCanDisplaceAtMost239Placements() throws {
  let displacement = Displacement(
    places: 358, fewer: Summary(mean: 90, p05: 40, p50: 90, p95: 140), stock: 239)
  #expect(((displacement.ceiling ?? 0) * 100).rounded() == 67)
  #expect(abs((displacement.rate?.mean ?? 0) - 90 / 358) < 1e-12)
  #expect(Displacement(places: 0, fewer: displacement.fewer, stock: 239).rate == nil)
}
