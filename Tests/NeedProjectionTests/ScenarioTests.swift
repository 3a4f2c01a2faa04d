import Assumptions
import Testing

@testable import NeedProjection

@Suite struct ScenarioTests {
  private func nation(_ name: String, strength: Double, _ terms: [(key: String, value: Double)]) -> TinyNation {
    var nation = TinyNation()
    nation.scenario = [
      TinyNation.figure("scenario.\(name)", .number(strength)),
      TinyNation.figure("scenario.\(name)_terms", .table(terms)),
    ]
    return nation
  }
  private func project(_ nation: TinyNation) throws -> NeedProjection {
    try NeedProjection(study: Authority.ordinary.study, assumptions: nation.assumptions)
  }
  private let surge: [(key: String, value: Double)] = [
    ("multiplier", 1.33), ("from", 2026), ("months", 12), ("lag_years", 0),
  ]

  @Test func aSwitchAtStrengthZeroIsTheBaselineBitForBit() throws {
    let off = try project(nation("demand_surge", strength: 0, surge))
    let absent = try project(TinyNation())
    for draw in -1..<5 {
      let (left, right) = (off.cohort(draw: draw), absent.cohort(draw: draw))
      #expect(left.key == right.key && left.exit == right.exit && left.home == right.home)
      #expect(off.parameters(draw: draw).newPlans == absent.parameters(draw: draw).newPlans)
    }
    #expect(!off.scenario.isOn)
  }

  @Test func aSurgeOfAYearRaisesThatYearByAThirdAndNoOther() throws {
    // Requests of calendar 2026, with no lag, are plans by January 2027: year index 2.
    let need = try project(nation("demand_surge", strength: 1, surge))
    #expect(need.scenario.newPlans == [1, 1, 1.33, 1, 1, 1])
  }

  @Test func aLagCarriesPartOfASurgeIntoTheNextYear() throws {
    var terms = surge
    terms[3].value = 0.25
    let need = try project(nation("demand_surge", strength: 1, terms))
    #expect(abs(need.scenario.newPlans[2] - (1 + 0.33 * 0.75)) < 1e-12)
    #expect(abs(need.scenario.newPlans[3] - (1 + 0.33 * 0.25)) < 1e-12)
  }

  @Test func aSurgeAddsChildrenAndTakesNoneAway() throws {
    let base = try project(TinyNation())
    let surged = try project(nation("demand_surge", strength: 1, surge))
    var added = 0
    for draw in 0..<20 {
      let (before, after) = (Set(base.cohort(draw: draw).key), Set(surged.cohort(draw: draw).key))
      #expect(before.isSubset(of: after))
      added += after.count - before.count
    }
    #expect(added > 0)
  }

  @Test func expertsAtHandComeInOverTheirYears() throws {
    let need = try project(
      nation("experts_at_hand", strength: 1, [("reduction", 0.2), ("from", 2025.5), ("years_to_full", 2)]))
    #expect(need.scenario.newPlans == [1, 1, 0.9, 0.8, 0.8, 0.8])
  }

  @Test func halfTheStrengthIsHalfTheEffect() throws {
    let need = try project(
      nation(
        "threshold_reform", strength: 0.5, [("new_plan_multiplier", 0.6), ("from", 2026), ("years_to_full", 0)]))
    #expect(need.scenario.newPlans == [1, 1, 0.8, 0.8, 0.8, 0.8])
  }

  @Test func saturationHoldsPlansNearTheCeiling() throws {
    var authority = Authority(children: 1000, horizon: 20)
    authority.addPlans(400, ncYear: 5)
    var rising = nation("saturation", strength: 1, [("prevalence", 0.02)])
    rising.levelVariance = 0
    rising.drift = 0.08
    var unheld = TinyNation()
    unheld.drift = 0.08
    let free = try NeedProjection(study: authority.study, assumptions: unheld.assumptions)
    let held = try NeedProjection(study: authority.study, assumptions: rising.assumptions)
    // 2% of 52,000 children is 1,040 plans; children move in whatever the ceiling.
    #expect(held.run(draw: -1).flows.total(\.stock, year: 20) < free.run(draw: -1).flows.total(\.stock, year: 20))
    #expect(held.run(draw: -1).flows.total(\.new, year: 20) < free.run(draw: -1).flows.total(\.new, year: 20))
  }

  @Test func aSwitchThatIsOnNeedsItsTerms() {
    var nation = TinyNation()
    nation.scenario = [TinyNation.figure("scenario.saturation", .number(1))]
    #expect(throws: AssumptionError.self) { try project(nation) }
  }
}
