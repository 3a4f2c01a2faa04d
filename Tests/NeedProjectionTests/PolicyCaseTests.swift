import Assumptions
import Foundation
import Inputs
import Planning
import TestSupport
import Testing
import Units
import Yams

@testable import NeedProjection

/// The cases officers write in `Models/cases/need-*.yaml`: each is a sentence that must hold.
@Suite struct PolicyCaseTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    var sentence: String
    var given: Given
    var expect: Expected
    var source: String
    var testDescription: String { sentence }
    enum CodingKeys: String, CodingKey { case sentence = "case", given, expect, source }
  }
  struct Given: Decodable, Sendable {
    var ageOn31August: Int?
    var scenario: String?
    var strength: Double?
    var terms: [String: Double]?
    var baseJanuary: Int?
    var pupils: Double?
    var plansByAge: [String: Int]?
    var history: [Year]?
    enum CodingKeys: String, CodingKey {
      case ageOn31August = "age_on_31_august", scenario, strength, terms, baseJanuary = "base_january", pupils
      case plansByAge = "plans_by_age", history
    }
  }
  struct Year: Decodable, Sendable {
    var january: Int
    var stock: Int?
    var new: Int?
    var ceased: Int?
    var movedOut: Int?
    enum CodingKeys: String, CodingKey { case january, stock, new, ceased, movedOut = "moved_out" }
  }
  struct Expected: Decodable, Sendable {
    var ncYear: Int?
    var phase: String?
    var newPlanMultiplier: [String: Double]?
    var opening: Int?
    var newPlanRatio: [Double]?
    var nextJanuary: Next?
    enum CodingKeys: String, CodingKey {
      case ncYear = "nc_year", phase, newPlanMultiplier = "new_plan_multiplier", opening
      case newPlanRatio = "new_plan_ratio", nextJanuary = "next_january"
    }
  }
  struct Next: Decodable, Sendable {
    var mean: [Double]
    var within90: Double
    enum CodingKeys: String, CodingKey { case mean, within90 = "within_90" }
  }

  static func cases(_ topic: String) throws -> [Case] {
    guard let models = sharedModels().first?.deletingLastPathComponent().deletingLastPathComponent() else { return [] }
    let text = try String(contentsOf: models.appendingPathComponent("cases/need-\(topic).yaml"), encoding: .utf8)
    return try YAMLDecoder().decode([Case].self, from: text)
  }

  @Test(arguments: try cases("year-groups")) func yearGroup(_ it: Case) throws {
    let age = try #require(it.given.ageOn31August)
    let ncYear = NCYear(try #require(it.expect.ncYear))
    #expect(ncYear.ageOn31August == age)
    #expect(Phase(ncYear).code == it.expect.phase)
  }

  @Test(arguments: try cases("scenarios")) func scenario(_ it: Case) throws {
    let name = try #require(it.given.scenario)
    let terms = try #require(it.given.terms).sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
    var nation = TinyNation()
    nation.scenario = [
      TinyNation.figure("scenario.\(name)", .number(try #require(it.given.strength))),
      TinyNation.figure("scenario.\(name)_terms", .table(terms)),
    ]
    let scenario = try Scenario(nation.assumptions, study: Authority(horizon: 8).study)
    for (january, multiplier) in try #require(it.expect.newPlanMultiplier) {
      let year = try #require(Int(january)) - 2025
      #expect(abs(scenario.newPlans[year] - multiplier) < 1e-9, "January \(january)")
    }
  }

  @Test(arguments: try cases("authorities")) func authority(_ it: Case) throws {
    var authority = Authority(areas: 5, children: try #require(it.given.pupils) / 60, horizon: 1)
    for (age, plans) in try #require(it.given.plansByAge).sorted(by: { $0.key < $1.key }) {
      authority.addPlans(plans, ncYear: try #require(Int(age)) - 4)
    }
    for year in try #require(it.given.history) {
      authority.addHistory(
        year.january, stock: year.stock, new: year.new, ceased: year.ceased, movedOut: year.movedOut)
    }
    var assumptions = try loadAssumptions(files: sharedModels())
    for figure in assumptions.all where !figure.isUsableAsDefault {
      var accepted = figure
      accepted.status = .illustrative
      assumptions.insert(accepted)
    }
    let need = try NeedProjection(study: authority.study, assumptions: assumptions)
    var table = NeedTable(study: authority.study)
    for draw in 0..<200 { table.add(need.cohort(draw: draw)) }
    let rows = table.rows(by: [])
    #expect(rows[0].plans.mean == Double(try #require(it.expect.opening)))
    let ratio = try #require(it.expect.newPlanRatio)
    let own = try #require(need.fit.newPlanRatios.first)
    #expect(own > ratio[0] && own < ratio[1], "\(own)")
    let next = try #require(it.expect.nextJanuary)
    #expect(rows[1].plans.mean > next.mean[0] && rows[1].plans.mean < next.mean[1], "mean \(rows[1].plans.mean)")
    #expect(rows[1].plans.p05 < next.within90 && next.within90 < rows[1].plans.p95)
  }
}
