import Planning
import TestSupport
import Testing

@testable import Inputs

/// Where the children are, and which placements look wrong.
@Suite struct DataQualityChildrenTests {
  @Test func childrenAreCountedByKind() throws {
    let children = try checked().quality.children
    #expect(children.total == 8)
    #expect(children.kinds.map(\.kind) == ["mainstream", "specialist_base", "special", "independent_special"])
    #expect(children.kinds.map(\.children) == [2, 2, 2, 2])
    #expect(children.kinds.map(\.named) == [1, 2, 2, 2])
    #expect(children.kinds.map(\.share) == [0.25, 0.25, 0.25, 0.25])
    #expect(children.daily == 8)
    #expect(children.dailyUnnamed == 1)
    #expect(children.misfits.isEmpty)
  }

  @Test func childrenWithoutAPlacementAreNamedByKindAndShare() throws {
    let check = try checked {
      $0.replace("caseload.csv", ",mainstream,2025/26", with: ",unplaced,2025/26")
      $0.replace("caseload.csv", "s2-special,special,2020/21", with: ",not_recorded,2020/21")
    }
    #expect(check.quality.children.unplaced == 1)
    #expect(check.quality.children.notRecorded == 1)
    #expect(
      check.sentences("children") == [
        "2 children have no placement (25.0% of the caseload): 1 unplaced, 1 not recorded."
      ])
  }

  @Test func fewOfManyAreForInformation() {
    #expect(DataQuality.severity(1, of: 100) == .shouldKnow)
    #expect(DataQuality.severity(1, of: 101) == .information)
  }

  @Test func childrenOutsideYearGroupsAndNeedsAreCountedByProvision() throws {
    let check = try checked {
      $0.addChildren(6, need: "ASD", to: "s1-base", ncYear: 12)
      $0.addChildren(5, need: "PD", to: "s1-base")
    }
    let children = check.quality.children
    #expect(children.outsideYearGroups == .children(6))
    #expect(children.outsideNeeds == .children(5))
    #expect(children.misfits.map(\.provision) == ["s1-base"])
    #expect(children.misfits[0].outsideYearGroups == .children(6))
    #expect(children.misfits[0].outsideNeeds == .children(5))
    #expect(children.misfits[0].far == .children(0))
    #expect(
      check.sentences("children").dropFirst() == [
        "6 children are at a provision whose year groups do not cover them.",
        "5 children are at a provision whose needs do not cover them.",
      ])
  }

  /// The one provision behind a small total would be known by name.
  @Test func aSmallTotalOfMisfitsIsSuppressed() throws {
    let check = try checked { $0.addChildren(2, need: "PD", to: "s1-base") }
    #expect(check.quality.children.outsideNeeds == .suppressed)
    #expect(check.quality.children.misfits[0].outsideNeeds == .suppressed)
    #expect(
      check.sentences("children").last == "Fewer than 5 children are at a provision whose needs do not cover them.")
    #expect(check.text.contains("outside its needs fewer"))
  }

  @Test func ncYear21IsOverAge() throws {
    let check = try checked { $0.replace("caseload.csv", "c8,12,MLD", with: "c8,21,MLD") }
    #expect(check.quality.children.overAge == 1)
    #expect(
      check.sentences("children").contains(
        "1 young person is in NC year 21, already 25 at the start of the base year."))
    let last = try checked { $0.replace("caseload.csv", "c8,12,MLD", with: "c8,20,MLD") }
    #expect(last.quality.children.overAge == 0)
  }

  /// A day placement 100 km away is questioned; a residential one and one just nearer are not.
  @Test func farDailyPlacementsAreCounted() throws {
    func far(_ easting: Int, residential: Bool = false) throws -> DataQuality.Count {
      try checked {
        $0["settings.csv"] = $0["settings.csv"]!.replacing("479000,200000", with: "\(easting),199000")
        $0["caseload.csv"] = $0["caseload.csv"]!
          .replacing("458000,199500,s3", with: "453000,199000,s3")
          .replacing("c6,false,true,false", with: "c6,\(residential),true,false")
          .replacing("false,c7,false", with: "false,c7,\(residential)")
        $0.replace("study.yaml", "disclosure_threshold: 5", with: "disclosure_threshold: 0")
      }.quality.children.far
    }
    #expect(try far(553_001) == .children(2))
    #expect(try far(553_000) == .children(0))
    #expect(try far(553_001, residential: true) == .children(0))
  }
}
