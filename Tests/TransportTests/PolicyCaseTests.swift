import Foundation
import Planning
import Testing
import Units
import Yams

@testable import Transport

/// Runs every case of `Models/cases/transport-*.yaml` against the shared figures.
@Suite struct PolicyCaseTests {
  private struct Case<Given: Decodable>: Decodable {
    var id: String
    var says: String
    var given: Given
    var eligible: Bool?
    var pounds: Int?
    var source: String
  }

  private func cases<Given: Decodable>(_ file: String, _: Given.Type) throws -> [Case<Given>] {
    let url = PolicyCases.models.appendingPathComponent("cases/\(file)")
    return try YAMLDecoder().decode([Case<Given>].self, from: Data(contentsOf: url))
  }

  private struct Journey: Decodable {
    var kind: String
    var ncYear: Int
    var walkMiles: Double?
    var walkMetres: Int?
    var walkMillimetres: Int?
    var roadMiles: Double?
    var assessed: Bool?
    var lowIncome: Bool?

    private enum CodingKeys: String, CodingKey {
      case kind, assessed
      case ncYear = "nc_year"
      case walkMiles = "walk_miles"
      case walkMetres = "walk_metres"
      case walkMillimetres = "walk_millimetres"
      case roadMiles = "road_miles"
      case lowIncome = "low_income"
    }
  }

  @Test func eligibility() throws {
    let rules = try TransportFigures(PolicyCases.assumptions()).eligibility
    let cases = try cases("transport-eligibility.yaml", Journey.self)
    #expect(cases.count >= 15)
    for each in cases {
      let kind = try #require(ProvisionKind(code: each.given.kind))
      let given = each.given.walkMillimetres ?? each.given.walkMetres.map { $0 * 1000 }
      let walk = given.map { Millimetres($0) } ?? .miles(each.given.walkMiles ?? 0)
      let road = each.given.roadMiles.map { Millimetres.miles($0) } ?? walk
      // An assessment is the outcome of a draw below the chance; its absence, of one above any.
      let draw = each.given.assessed == true ? 0.0 : 1.0
      let isEligible = rules.isEligible(
        kind, ncYear: each.given.ncYear, isLowIncome: each.given.lowIncome == true, walk: walk, road: road, draw: draw
      )
      #expect(isEligible == each.eligible, "\(each.id): \(each.says)")
    }
  }

  private struct Budget: Decodable {
    var miles: Double
    var rateGBP: Double
    var legs: Int
    var days: Int

    private enum CodingKeys: String, CodingKey {
      case miles, legs, days
      case rateGBP = "rate_gbp"
    }
  }

  @Test func personalBudgets() throws {
    for each in try cases("transport-budgets.yaml", Budget.self) {
      let budget = PersonalBudget(rate: each.given.rateGBP, legs: each.given.legs)
      let year = budget.annual(oneWayMiles: each.given.miles, days: each.given.days)
      #expect(year == each.pounds.map(Pence.pounds), "\(each.id): \(each.says)")
    }
  }

  private struct Journeying: Decodable {
    var ncYear: Int
    var seconds: Int

    private enum CodingKeys: String, CodingKey {
      case seconds
      case ncYear = "nc_year"
    }
  }

  @Test func journeyTimes() throws {
    let url = PolicyCases.models.appendingPathComponent("cases/travel-time-guide.yaml")
    let cases = try YAMLDecoder().decode([TimeCase].self, from: Data(contentsOf: url))
    let study = Study(
      name: "", laCode: "", laName: "", baseYear: AcademicYear(start: 2025), horizon: 1, draws: 1, seed: 1)
    #expect(cases.count >= 4)
    for each in cases {
      let isExcessive = study.isExcessive(Seconds(each.given.seconds), ncYear: each.given.ncYear)
      #expect(isExcessive == each.excessive, "\(each.id): \(each.says)")
    }
  }

  private struct TimeCase: Decodable {
    var id: String
    var says: String
    var given: Journeying
    var excessive: Bool
    var source: String
  }

  private struct Belief: Decodable {
    var age: Int
    var walkMiles: Double
    var roadMiles: Double
    var nearestOnBelief: Bool

    private enum CodingKeys: String, CodingKey {
      case age
      case walkMiles = "walk_miles"
      case roadMiles = "road_miles"
      case nearestOnBelief = "nearest_on_belief"
    }
  }

  @Test func extendedRightsOnBelief() throws {
    for each in try cases("transport-extended-rights.yaml", Belief.self) {
      let isEligible = ExtendedRights().isEligible(
        age: each.given.age, walk: .miles(each.given.walkMiles), road: .miles(each.given.roadMiles),
        isNearestOnBelief: each.given.nearestOnBelief)
      #expect(isEligible == each.eligible, "\(each.id): \(each.says)")
    }
  }
}
