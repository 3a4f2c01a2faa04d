import Planning
import TestSupport
import Testing
import Units

@testable import Inputs

/// The pupil table by itself and against residences. The tiny study has 30 pupils a year group, area and year.
@Suite struct DataQualityPupilsTests {
  @Test func phasesAreCountedAndGrow() throws {
    let pupils = try checked { study in
      // The last forecast of every Reception child grows by half.
      study["pupils.csv"] = study["pupils.csv"]!.replacing("2028/29,0,30,forecast", with: "2028/29,0,45,forecast")
    }.quality.pupils
    #expect(pupils.latestCount == AcademicYear(start: 2025))
    #expect(pupils.lastForecast == AcademicYear(start: 2028))
    #expect(pupils.phases.map(\.phase) == ["early_years", "primary", "secondary", "post16", "all"])
    #expect(pupils.phases.map(\.counted) == [240, 420, 300, 600, 1560])
    #expect(pupils.phases.map(\.forecast) == [240, 450, 300, 600, 1590])
    #expect(pupils.phases.map(\.growth) == [0, 0.071429, 0, 0, 0.019231])
    #expect(pupils.countsResidents)
    #expect(pupils.gaps.isEmpty)
    #expect(pupils.repeated == 0)
  }

  @Test func aMissingYearGroupIsAGap() throws {
    let check = try checked { $0.replace("pupils.csv", "west,2023/24,7,30,actual\n", with: "") }
    #expect(check.quality.pupils.gaps.map(\.area) == ["West"])
    #expect(check.quality.pupils.gaps.map(\.missing) == [1])
    #expect(
      check.sentences("pupils") == [
        "1 figure is missing in the pupil table, the first Year 7 in 2023/24, West."
      ])
  }

  @Test func anAreaWithoutRowsIsNamed() throws {
    let check = try checked { $0.keepPupils { !$0.hasPrefix("east") } }
    #expect(check.quality.pupils.areasWithout == ["East"])
    #expect(
      check.sentences("pupils") == [
        "1 area has no row in the pupil table: East. Children there are taken from the weights of residences."
      ])
  }

  @Test func anAreaWithNeitherPupilsNorResidencesIsEmpty() throws {
    let check = try checked {
      $0.keepPupils { !$0.hasPrefix("east") }
      $0["residences.csv"] = $0["residences.csv"]!.replacing("150,170,160,200", with: "0,0,0,0")
        .replacing("60,80,70,90", with: "0,0,0,0")
    }
    #expect(check.quality.pupils.emptyAreas == ["East"])
    #expect(check.sentences("pupils").first?.hasPrefix("1 area has neither pupils nor residences: East.") == true)
    #expect(check.quality.residences.areasWithoutHomes.isEmpty)
  }

  @Test func noForecastAndAShortOneSaySo() throws {
    let none = try checked { $0.keepPupils { !$0.hasSuffix("forecast") } }
    #expect(none.quality.pupils.lastForecast == nil)
    #expect(
      none.sentences("pupils") == [
        "No pupil forecast is given: cohort survival from the last counts stands in to 2028/29."
      ])
    let short = try checked { $0.keepPupils { !$0.contains("2028/29") } }
    #expect(
      short.sentences("pupils") == [
        "The pupil forecast ends in 2027/28 and the horizon in 2028/29: cohort survival fills the years between."
      ])
  }

  @Test func aRepeatedRowIsCounted() throws {
    let check = try checked { $0["pupils.csv"]! += "east,2025/26,3,31,actual\n" }
    #expect(check.quality.pupils.repeated == 1)
    #expect(check.sentences("pupils").first?.hasPrefix("1 row of the pupil table repeats another's area") == true)
  }

  /// Rows of Year 14 make the table one of residents for the projection, though no other age is there.
  @Test func residentsWithoutEveryAgeAreQuestioned() throws {
    func only(_ range: ClosedRange<Int>) throws -> StudyCheck {
      try checked { study in
        study.keepPupils { row in range.contains(Int(row.split(separator: ",")[2]) ?? .min) }
      }
    }
    let check = try only(0...14)
    #expect(check.quality.pupils.countsResidents)
    #expect(check.quality.pupils.absentAges == [-4, -3, -2, -1, 15, 16, 17, 18, 19, 20, 21])
    #expect(check.sentences("pupils").first?.contains("yet it lacks 11 NC years: \u{2212}4, ") == true)
    let roll = try only(1...13)
    #expect(!roll.quality.pupils.countsResidents)
    #expect(roll.quality.pupils.absentYearGroups == [0])
    #expect(roll.sentences("pupils") == ["The pupil table has no row of Reception in any area."])
  }

  @Test func residencesAreSetAgainstPupilsByArea() throws {
    let rows = try checked().quality.residences.rows
    #expect(rows.map(\.area) == ["West", "East"])
    #expect(rows.map(\.residences) == [2, 2])
    #expect(rows.map(\.pupils) == [330, 330])
    #expect(rows.map(\.pupilShare) == [0.5, 0.5])
    // Weights of ages 5 to 15: 420 in West and 480 in East.
    #expect(rows.map(\.weightShare) == [0.466667, 0.533333])
    #expect(rows.map(\.isApart) == [false, false])
  }

  @Test func anAreaWithTooFewHomesIsNamed() throws {
    let check = try checked { $0.replace("residences.csv", "80,90,100,120", with: "80,9,10,120") }
    #expect(check.quality.residences.rows.map(\.isApart) == [true, true])
    #expect(
      check.sentences("residences") == [
        "In 2 areas the residences' share of school-age weights is more than 25% off the area's share of pupils: "
          + "West (34.2% of weights, 50.0% of pupils) and East (65.8% of weights, 50.0% of pupils)."
      ])
  }

  @Test func pupilsWithNowhereToLiveAreNamed() throws {
    let check = try checked {
      $0["residences.csv"] = $0["residences.csv"]!.replacing("150,170,160,200", with: "0,0,0,0")
        .replacing("60,80,70,90", with: "0,0,0,0")
    }
    #expect(check.quality.residences.areasWithoutHomes == ["East"])
    #expect(
      check.sentences("residences").first
        == "1 area has pupils and no residence with a weight: East. Simulated children cannot live there.")
  }
}

extension TinyStudy {
  /// Leaves out the pupil rows that `keep` refuses.
  fileprivate mutating func keepPupils(_ keep: (Substring) -> Bool) {
    let lines = (self["pupils.csv"] ?? "").split(separator: "\n")
    self["pupils.csv"] = (lines.prefix(1) + lines.dropFirst().filter(keep)).joined(separator: "\n") + "\n"
  }
}
