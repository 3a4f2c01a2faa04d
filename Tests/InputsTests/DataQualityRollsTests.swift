import Planning
import TestSupport
import Testing

@testable import Inputs

/// Rolls against pupils and net capacity, and the caseload against the history.
@Suite struct DataQualityRollsTests {
  /// A primary and a secondary school in place of the all-through one.
  private func rolls(
    primary: (roll: String, capacity: String), secondary: (roll: String, capacity: String), high: Int = 11
  ) throws -> StudyCheck {
    try checked { study in
      study.replace(
        "provision.csv", "s1-mainstream,s1,mainstream,all,-1,13", with: "s1-mainstream,s1,mainstream,all,-1,6")
      study["provision.csv"]! += "s2-mainstream,s2,mainstream,all,7,\(high),,,,,,\n"
      study.replace("settings.csv", "900,800,780", with: "\(primary.capacity),\(primary.roll),")
      study.replace("settings.csv", ",,12,,true", with: ",\(secondary.capacity),\(secondary.roll),,true")
    }
  }

  /// 420 pupils of Reception to Year 6, 120 of them below; 300 of Years 7 to 11 and 120 of 12 and 13.
  @Test func rollsThatAgreeAreLeftAlone() throws {
    let check = try rolls(primary: ("400", "430"), secondary: ("300", "290"))
    let rows = check.quality.rolls.rows
    #expect(rows.map(\.phase) == ["primary", "secondary"])
    #expect(rows.map(\.roll) == [400, 300])
    #expect(rows.map(\.pupils) == [420, 300])
    #expect(rows.map(\.agrees) == [true, true])
    #expect(rows.map(\.surplus) == [30, 0])
    #expect(rows.map(\.excess) == [0, 10])
    #expect(check.sentences("rolls") == ["Mainstream settings above their net capacity hold 10 pupils too many."])
  }

  @Test func rollsFarBelowPupilsMeanMissingSchools() throws {
    let check = try rolls(primary: ("377", "430"), secondary: ("300", "310"))
    #expect(check.quality.rolls.rows.map(\.agrees) == [false, true])
    #expect(
      check.sentences("rolls") == [
        "Primary rolls come to 377 against 420 pupils of Reception to Year 6 in 2025/26 (89.8%)."
      ])
    #expect(try rolls(primary: ("378", "430"), secondary: ("300", "310")).quality.rolls.rows[0].agrees == true)
  }

  /// A primary roll may hold nursery children and a secondary one a sixth form: those two years are allowed for.
  @Test func rollsFarAbovePupilsAreQuestioned() throws {
    #expect(
      try rolls(primary: ("594", "600"), secondary: ("462", "470")).quality.rolls.rows.map(\.agrees) == [true, true])
    #expect(
      try rolls(primary: ("595", "600"), secondary: ("463", "470")).quality.rolls.rows.map(\.agrees) == [false, false])
  }

  @Test func anAllThroughSchoolCountsTowardsEitherPhase() throws {
    let rows = try checked().quality.rolls.rows
    #expect(rows.map(\.phase) == ["all_through"])
    #expect(rows.map(\.roll) == [800])
    #expect(rows.map(\.pupils) == [nil])
    #expect(rows.map(\.surplus) == [100])
  }

  @Test func settingsWithoutRollOrCapacityAreCounted() throws {
    let check = try rolls(primary: ("", ""), secondary: ("300", ""))
    #expect(check.quality.rolls.rows.map(\.withoutRoll) == [1, 0])
    #expect(check.quality.rolls.rows.map(\.compared) == [0, 0])
    #expect(
      check.sentences("rolls").suffix(2) == [
        "1 mainstream setting has no roll.",
        "1 mainstream setting has a roll and no net capacity: left out of surplus places.",
      ])
  }

  @Test func capacityThatIsTheRollEverywhereIsQuestioned() throws {
    let check = try checked { study in
      study.replace("settings.csv", "900,800,780", with: "800,800,780")
      study["settings.csv"]! += "s4,,A,1,999,x,445000,200000,50,50,,true,,\ns5,,B,1,999,x,445000,200000,60,60,,true,,\n"
      study["provision.csv"]! += "s4-m,s4,mainstream,all,0,6,,,,,,\ns5-m,s5,mainstream,all,0,6,,,,,,\n"
    }
    #expect(
      check.sentences("rolls").contains(
        "Net capacity equals the roll in every one of 3 mainstream settings: surplus places cannot be read from it."))
  }

  @Test func numbersBeyondReasonAreNoCrash() throws {
    let check = try checked { study in
      for number in 1...12 {
        let row = "x\(number),,X,1,999,x,445000,200000,999999999999999999,0,,true,,\n"
        study["settings.csv"]! += row
        study["provision.csv"]! += "x\(number)-m,x\(number),mainstream,all,0,6,,,,,,\n"
      }
    }
    #expect(check.quality.rolls.rows.first?.surplus == Int.max)
    #expect(check.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}

@Suite struct DataQualityReconciliationTests {
  private func history(_ rows: String) throws -> StudyCheck {
    try checked {
      $0["history.csv"] = "la_code,year,nc_year,need,kind,stock,new,ceased,moved_in,moved_out\n" + rows
    }
  }

  @Test func theTotalIsCompared() throws {
    #expect(try checked().quality.reconciliation.rows.map(\.difference) == [0])
    let check = try history("999,2025/26,all,all,all,10,,,,\n")
    #expect(check.quality.reconciliation.rows.map(\.history) == [10])
    #expect(
      check.sentences("reconciliation") == [
        "The caseload holds 8 plans and the history 10 at January 2026, \u{2212}2: a run opens with the caseload."
      ])
  }

  @Test func kindsAgesAndNeedsAreCompared() throws {
    let check = try history(
      """
      999,2025/26,all,all,mainstream,3,,,,
      999,2025/26,all,all,special,2,,,,
      999,2025/26,all,all,fe,1,,,,
      999,2025/26,5,all,all,3,,,,
      999,2025/26,6,all,all,2,,,,
      999,2025/26,12,all,all,1,,,,
      999,2025/26,all,ASD,all,3,,,,

      """)
    let rows = check.quality.reconciliation.rows
    #expect(rows.first { $0.breakdown == "total" }?.history == 6)
    func differences(_ breakdown: String) -> [String: Int] {
      Dictionary(
        uniqueKeysWithValues: rows.filter { $0.breakdown == breakdown }.map { ($0.item, $0.difference) })
    }
    #expect(
      differences("kind") == ["mainstream": -1, "specialist_base": 2, "special": 0, "independent_special": 2, "fe": -1])
    // NC years 1, 3, 5 and 6 are age 5 to 10; 8, 9 and 10 are 11 to 15; 12 is 16.
    #expect(differences("age") == ["5 to 10": -1, "11 to 15": 3, "16 to 19": 0])
    #expect(differences("need")["ASD"] == 0)
    #expect(
      check.sentences("reconciliation").contains(
        "By age band, caseload and history differ in 2 lines: Age 11 to 15 +3 and Age 5 to 10 \u{2212}1."))
  }

  @Test func withoutAStockOfTheBaseJanuaryNothingIsCompared() throws {
    let check = try history("999,2024/25,all,all,all,10,,,,\n")
    #expect(check.quality.reconciliation.rows.isEmpty)
    #expect(
      check.sentences("reconciliation") == [
        "The history has no stock of January 2026, so the caseload cannot be checked against it."
      ])
  }
}
