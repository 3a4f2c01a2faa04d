import Assumptions
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
    var rule: String
    var says: String
    var given: Given
    var eligible: Bool?
    var pounds: Int?
    var compulsory: Bool?
    var adult: Bool?
    var days: Int?
    var line: String?
    var longestMinutes: Double?
    var source: String

    private enum CodingKeys: String, CodingKey {
      case id, rule, says, given, eligible, pounds, compulsory, adult, days, line, source
      case longestMinutes = "longest_minutes"
    }
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

  private struct Bands: Decodable {
    var straightMiles: Double
    var driveMiles: Double

    private enum CodingKeys: String, CodingKey {
      case straightMiles = "straight_miles"
      case driveMiles = "drive_miles"
    }
  }

  @Test func budgetBands() throws {
    var assumptions = try PolicyCases.assumptions()
    assumptions.insert(
      Assumption(
        id: "transport.ptb_in_bands", value: .flag(true), unit: "", date: "", status: .illustrative, source: ""))
    let budget = try TransportFigures(assumptions).budget
    for each in try cases("transport-budget-bands.yaml", Bands.self) {
      let year = budget.annual(
        driveMiles: each.given.driveMiles, straightMiles: each.given.straightMiles, days: 190)
      #expect(year == each.pounds.map(Pence.pounds), "\(each.id): \(each.says)")
    }
  }

  private struct Drive: Decodable {
    var ncYear: Int
    var directMinutes: Int

    private enum CodingKeys: String, CodingKey {
      case ncYear = "nc_year"
      case directMinutes = "direct_minutes"
    }
  }

  @Test func journeyTimes() throws {
    var world = TransportWorld()
    world.add(0, 6000)
    let stage = try world.stage(PolicyCases.assumptions())
    for each in try cases("transport-journey-time.yaml", Drive.self) {
      let longest = stage.longestOnBoard(
        ncYear: each.given.ncYear, directSeconds: each.given.directMinutes * 60, boardingSeconds: 0)
      #expect(Double(longest) / 60 == each.longestMinutes, "\(each.id): \(each.says)")
    }
  }

  private struct Pupil: Decodable {
    var kind: String
    var ncYear: Int
    var residential: Bool?

    private enum CodingKeys: String, CodingKey {
      case kind, residential
      case ncYear = "nc_year"
    }
  }

  @Test func dailyJourneys() throws {
    for each in try cases("transport-days.yaml", Pupil.self) {
      let kind = try #require(ProvisionKind(code: each.given.kind))
      var world = TransportWorld(kind: kind)
      world.add(0, 9000, ncYear: each.given.ncYear, traits: each.given.residential == true ? .residential : [])
      let stage = try world.stage(PolicyCases.assumptions())
      let decision = stage.decide(0, world.cohort, stage.draws(world.cohort), provision: 0, year: 0)
      #expect(Int(decision.days) == each.days, "\(each.id): \(each.says)")
    }
  }

  private struct Year: Decodable {
    var ncYear: Int

    private enum CodingKeys: String, CodingKey {
      case ncYear = "nc_year"
    }
  }

  @Test func budgetLines() throws {
    for each in try cases("transport-budget-lines.yaml", Year.self) {
      #expect(S251Line(ncYear: each.given.ncYear).rawValue == each.line, "\(each.id): \(each.says)")
    }
  }

  private struct Rule: Decodable {
    var rule: String
    var section: String
    var says: String
    var source: String
  }

  /// Rules of DOMAIN 2 in `transport-rules.yaml`, and what names them.
  @Test func everyRuleHasACaseAndEveryCaseARule() throws {
    let url = PolicyCases.models.appendingPathComponent("cases/transport-rules.yaml")
    let rules = try YAMLDecoder().decode([Rule].self, from: Data(contentsOf: url))
    #expect(Set(rules.map(\.rule)).count == rules.count)
    #expect(Set(rules.map(\.section)) == ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6"])
    for each in rules { #expect(!each.says.isEmpty && !each.source.isEmpty, "\(each.rule)") }
    let files = try FileManager.default.contentsOfDirectory(atPath: PolicyCases.models.path + "/cases")
      .filter { $0.hasPrefix("transport-") && $0 != "transport-rules.yaml" }
    var named = Set<String>()
    var ids = Set<String>()
    for file in files.sorted() {
      for row in try PolicyCases.rows("cases/\(file)") {
        let id = try #require(row["id"] as? String)
        #expect(ids.insert("\(file) \(id)").inserted, "\(file): \(id) twice")
        #expect((row["source"] as? String)?.isEmpty == false, "\(file): \(id)")
        named.insert(try #require(row["rule"] as? String, "\(file): \(id)"))
      }
    }
    let known = Set(rules.map(\.rule))
    #expect(known.subtracting(named) == [], "rules without a case")
    #expect(named.subtracting(known) == [], "cases of no rule")
  }
}
