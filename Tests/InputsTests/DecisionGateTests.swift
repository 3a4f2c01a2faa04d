import Inputs
import Planning
import TestSupport
import Testing

/// Places count for a September only when the decisions behind them are dated in time for it.
@Suite struct DecisionGateTests {
  private let proposal = "proposals/east-base.yaml"

  private func placesAndNotes(_ change: (inout TinyStudy) -> Void) throws -> (places: [Int]?, notes: [String]) {
    var tiny = TinyStudy()
    change(&tiny)
    let loaded = try tiny.load()
    return (loaded.study.provisions.last?.places, loaded.notes.filter { $0.hasPrefix(proposal) })
  }

  @Test func decisionsInTimeChangeNothing() throws {
    #expect(try placesAndNotes { _ in }.places == [0, 4, 4, 8])
  }

  @Test func namingOn15FebruaryIsInTime() throws {
    #expect(try placesAndNotes { $0.replace(proposal, "2026-02-10", with: "2026-02-15") }.places == [0, 4, 4, 8])
  }

  @Test func namingOn16FebruaryIsAYearLate() throws {
    let (places, notes) = try placesAndNotes { $0.replace(proposal, "2026-02-10", with: "2026-02-16") }
    #expect(places == [0, 0, 4, 8])
    #expect(
      notes == [
        "proposals/east-base.yaml: its decisions come too late for 2026/27; its places count from 2027/28."
      ])
  }

  /// Nothing is held back twice: what an option puts off is counted from when both its plan and its decisions say.
  @Test func anOptionThatDelaysALateProposalMayCatchUpWithItsDecisions() throws {
    var tiny = TinyStudy()
    tiny.replace(proposal, "2026-02-10", with: "2026-02-16")
    let study = try tiny.load().study
    func places(_ change: ProposalChange.Change) -> [Int]? {
      study.changed(by: [ProposalChange(proposal: 0, change)]).provisions.last?.places
    }
    #expect(places(.delay(years: 1)) == [0, 0, 4, 4])
    #expect(places(.delay(years: 2)) == [0, 0, 0, 4])
    #expect(places(.places(provision: study.provisions.count - 1, byYear: [0, 5, 6, 7])) == [0, 0, 6, 7])
    #expect(places(.capitalPercent(120)) == [0, 0, 4, 8])
  }

  @Test func theLastDecisionCounts() throws {
    #expect(try placesAndNotes { $0.replace(proposal, "2025-11-01", with: "2027-12-01") }.places == [0, 0, 0, 8])
  }

  @Test func anIllustrativeProposalOpensWithoutItsDecision() throws {
    let (places, notes) = try placesAndNotes { $0.replace(proposal, ", naming: 2026-02-10", with: "") }
    #expect(places == [0, 4, 4, 8])
    #expect(
      notes == [
        "proposals/east-base.yaml: no date for naming; its places count all the same because it is illustrative."
      ])
  }

  @Test func aRealProposalDoesNotOpenWithoutItsDecision() throws {
    let (places, notes) = try placesAndNotes {
      $0.replace(proposal, ", naming: 2026-02-10", with: "")
      $0.replace(proposal, "illustrative: true", with: "illustrative: false")
    }
    #expect(places == [0, 0, 0, 0])
    #expect(notes == ["proposals/east-base.yaml: no date for naming; its places do not count."])
  }

  @Test func aDecisionThatIsNotNeededHoldsNothingBack() throws {
    let (places, notes) = try placesAndNotes {
      $0.replace(proposal, "statutory: 2026-02-01", with: "statutory: not needed")
      $0.replace(proposal, "illustrative: true", with: "illustrative: false")
    }
    #expect(places == [0, 4, 4, 8])
    #expect(notes == [])
  }

  @Test func placesBeyondTheHorizonAreNoted() throws {
    let (places, notes) = try placesAndNotes { $0.replace(proposal, "{2026/27: 4, 2028/29: 8}", with: "{2031/32: 8}") }
    #expect(places == [0, 0, 0, 0])
    #expect(notes == ["proposals/east-base.yaml: it opens or closes nothing up to 2028/29."])
  }

  @Test func aClosureHoldsMinusOneUntilItBegins() throws {
    var tiny = TinyStudy()
    tiny.replace(
      proposal, "site: {name: Eastgate Academy, easting_m: 456000, northing_m: 200200}", with: "setting_id: s1")
    tiny.replace(proposal, "kind: new_base", with: "kind: close")
    tiny.replace(proposal, "{2026/27: 4, 2028/29: 8}", with: "{2027/28: 0}")
    let study = try tiny.load().study
    #expect(study.provisions.last?.places == [-1, -1, 0, 0])
    let base = try #require(study.provisions.firstIndex { $0.id == "s1-base" })
    let closed = Supply(study, proposals: [0])
    #expect((0...3).map { closed.places(base, year: $0) } == [6, 6, 0, 0])
  }
}
