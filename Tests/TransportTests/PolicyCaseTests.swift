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
    var compulsory: Bool?
    var adult: Bool?
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
    var safeRoute: Bool?
    var named: String?

    private enum CodingKeys: String, CodingKey {
      case kind, assessed, named
      case safeRoute = "safe_route"
      case ncYear = "nc_year"
      case walkMiles = "walk_miles"
      case walkMetres = "walk_metres"
      case walkMillimetres = "walk_millimetres"
      case roadMiles = "road_miles"
      case lowIncome = "low_income"
    }
  }

  @Test(arguments: ["transport-eligibility.yaml", "transport-extended-rights.yaml"])
  func eligibility(_ file: String) throws {
    let rules = try TransportFigures(PolicyCases.assumptions()).eligibility
    let cases = try cases(file, Journey.self)
    #expect(cases.count >= 9)
    for each in cases {
      let given = each.given.walkMillimetres ?? each.given.walkMetres.map { $0 * 1000 }
      let walk = given.map { Millimetres($0) } ?? .miles(each.given.walkMiles ?? 0)
      let travel = TravelCase(
        kind: try #require(ProvisionKind(code: each.given.kind)), ncYear: each.given.ncYear, walk: walk,
        road: each.given.roadMiles.map { Millimetres.miles($0) } ?? walk, isLowIncome: each.given.lowIncome == true,
        isRouteSafe: each.given.safeRoute != false,
        naming: try #require(SchoolNaming(rawValue: each.given.named ?? "nearest_suitable")))
      // An assessment is the outcome of a draw below the chance; its absence, of one above any.
      let ground = rules.ground(travel, draw: each.given.assessed == true ? 0 : 1)
      #expect((ground != nil) == each.eligible, "\(each.id): \(each.says)")
    }
  }

  private struct Life: Decodable {
    var born: String
    var day: String
  }

  @Test func compulsorySchoolAge() throws {
    for each in try cases("transport-age.yaml", Life.self) {
      let isOfAge = CompulsorySchoolAge.contains(
        try #require(CivilDate(each.given.day)), birth: try #require(CivilDate(each.given.born)))
      #expect(isOfAge == each.compulsory, "\(each.id): \(each.says)")
    }
  }

  private struct Learner: Decodable {
    var age: Int
    var courseBegunAt: Int

    private enum CodingKeys: String, CodingKey {
      case age
      case courseBegunAt = "course_begun_at"
    }
  }

  @Test func adultLearners() throws {
    for each in try cases("transport-adults.yaml", Learner.self) {
      let isAdult = PostSixteen.isAdultLearner(age: each.given.age, courseBegunAt: each.given.courseBegunAt)
      #expect(isAdult == each.adult, "\(each.id): \(each.says)")
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
      let budget = ParentMileage(rate: each.given.rateGBP, legs: each.given.legs)
      let year = budget.annual(oneWayMiles: each.given.miles, days: each.given.days)
      #expect(year == each.pounds.map(Pence.pounds), "\(each.id): \(each.says)")
    }
  }
}
