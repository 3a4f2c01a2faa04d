import Inputs
import Planning
import TestSupport
import Testing
import Units

/// A sound study, read whole.
@Suite struct LoadStudyTests {
  @Test func theTinyStudyIsSound() throws {
    #expect(try TinyStudy().problems() == [])
  }

  @Test func everyTableArrives() throws {
    let study = try TinyStudy().load().study
    #expect(study.areas.map(\.id) == ["west", "east"])
    #expect(study.residences.map(\.id) == ["r1", "r2", "r3", "r4"])
    #expect(study.pupils.count == 7 * 2 * 26)
    #expect(study.settings.map(\.id) == ["s1", "s2", "s3", "east-base-site"])
    #expect(study.caseload.map(\.id) == ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"])
    #expect(study.history.map(\.stock) == [5, 6, 7, 8])
    #expect(study.contracts.map(\.route) == ["t1", "t2", "t3"])
    #expect(study.proposals.map(\.id) == ["east-base"])
    #expect(study.options.map(\.id) == ["plan-a"])
    #expect(study.options[0].proposals == [0])
  }

  @Test func studyFileGivesTheRun() throws {
    let study = try TinyStudy().load().study
    #expect(study.laCode == "999")
    #expect(study.baseYear == AcademicYear(start: 2025))
    #expect(study.horizon == 3)
    #expect(study.draws == 4)
    #expect(study.seed == 7)
    #expect(study.excessiveTravelSecondary == .minutes(75))
  }

  @Test func residencesComeBeforeHomesOfTheCaseload() throws {
    let study = try TinyStudy().load().study
    #expect(study.residences.map(\.home) == [0, 1, 2, 3])
    // c1, c2, c4 and c6 live at a residence point; the other four have homes of their own.
    #expect(study.caseload.map(\.home) == [0, 1, 4, 2, 5, 3, 6, 7])
    #expect(study.homes.count == 8)
  }

  @Test func homesTakeTheAreaWhoseBoundaryHoldsThem() throws {
    let study = try TinyStudy().load().study
    #expect(
      study.caseload.map { study.areas[study.homes[$0.home].area].id } == [
        "west", "west", "east", "east", "west", "east", "east", "west",
      ])
  }

  @Test func provisionsComeInThreeGroups() throws {
    let study = try TinyStudy().load().study
    #expect(
      study.provisions.prefix(6).map(\.id) == [
        "s1-mainstream", "s1-base", "s1-support", "s2-special", "s3-independent", "s3-post16",
      ])
    #expect(study.provisions[6..<23].map(\.kind) == ProvisionKind.allCases)
    #expect(study.provisions[6..<23].allSatisfy { $0.setting == nil && $0.places == nil })
    #expect(study.provisions[23...].map(\.id) == ["east-base#1"])
    #expect(study.provisions[23].proposal == 0)
    #expect(study.proposals[0].provisions == [23])
  }

  @Test func aChildWithoutAProvisionGoesToTheDestinationOfItsKind() throws {
    let study = try TinyStudy().load().study
    #expect(study.caseload[7].provision == study.destination(.mainstream))
  }

  @Test func placesBeginInTheirYear() throws {
    let study = try TinyStudy().load().study
    #expect(study.provisions[0].places == nil)
    #expect(study.provisions[1].places == [6, 6, 6, 6])
    #expect(study.provisions[2].places == [0, 4, 4, 4])
    #expect(study.provisions[23].places == [0, 4, 4, 8])
  }

  @Test func repeatedRowsMakeAStepFunction() throws {
    var tiny = TinyStudy()
    tiny.replace(
      "provision.csv", "s2-special,s2,",
      with: "s2-special,s2,special,SLD;PMLD;ASD,-1,14,2027/28,16,2,2600000,place_and_top_up,12\ns2-special,s2,")
    let study = try tiny.load().study
    #expect(study.provisions.filter { $0.id == "s2-special" }.map(\.places) == [[10, 10, 16, 16]])
  }

  @Test func traitsAreRead() throws {
    let study = try TinyStudy().load().study
    #expect(study.caseload[1].traits == [.transportKnown, .transported, .assistant, .lowIncome])
    #expect(study.caseload[4].traits == [.transportKnown, .transported, .wheelchair, .assistant, .ridesAlone])
    #expect(study.caseload[6].traits == [.transportKnown, .transported, .directed])
    #expect(study.caseload[7].traits == [])
    #expect(study.caseload[5].notWith == [6])
    #expect(study.caseload[6].notWith == [5])
  }

  /// One child's row names the other; the other's says nothing.
  @Test func siblingsAreLinkedBothWays() throws {
    var tiny = TinyStudy()
    tiny.replace("caseload.csv", "not_with", with: "sibling_id")
    tiny.replace("caseload.csv", ",c6,false,true,false", with: ",,false,true,false")
    let study = try tiny.load().study
    #expect(study.caseload[5].siblings == [6])
    #expect(study.caseload[6].siblings == [5])
    #expect(study.caseload[0].siblings.isEmpty)
  }

  @Test func theProposalKeepsItsMoneyAndWords() throws {
    let proposal = try TinyStudy().load().study.proposals[0]
    #expect(proposal.kind == .newBase)
    #expect(proposal.totalCapital == .pounds(330_000))
    #expect(proposal.decisions.naming == "2026-02-10")
    #expect(proposal.surplusPlaces == 30)
    #expect(proposal.mitigations == ["Staff in post by Easter"])
    #expect(proposal.isIllustrative)
  }

  @Test func roadsAreReadFromTheTables() throws {
    let roads = try #require(try TinyStudy().load().roads)
    #expect(roads.nodes.count == 6)
    #expect(roads.count == 5)
  }

  @Test func theStudysOwnFigureTakesTheSharedOnesPlace() throws {
    let loaded = try TinyStudy().load()
    #expect(try loaded.assumptions.number("transport.cost_pa_day") == 75)
    #expect(loaded.assumptions["transport.cost_pa_day"]?.file == "assumptions.yaml")
    #expect(loaded.assumptions["transport.school_days"]?.file == "Models/assumptions/transport.yaml")
  }

  @Test func inputsAreListedInTheOrderRead() throws {
    let inputs = try TinyStudy().load().inputs
    #expect(
      inputs.prefix(13).map(\.file) == [
        "study.yaml", "areas.csv", "residences.csv", "pupils.csv", "settings.csv", "provision.csv", "caseload.csv",
        "history.csv", "contracts.csv", "road_nodes.csv", "road_links.csv", "proposals/east-base.yaml",
        "assumptions.yaml",
      ])
    #expect(inputs.dropFirst(13).allSatisfy { $0.file.hasPrefix("Models/assumptions/") })
    #expect(inputs.allSatisfy { $0.sha256.count == 64 })
  }

  @Test func aStudyWithoutBandsSaysSo() throws {
    var tiny = TinyStudy()
    tiny.replace("caseload.csv", "c4,8,SLD,3,", with: "c4,8,SLD,,")
    tiny.replace("caseload.csv", "c6,10,SEMH,4,", with: "c6,10,SEMH,,")
    let loaded = try tiny.load()
    #expect(loaded.study.caseload[3].band == 3)
    #expect(loaded.study.caseload[5].band == 4)
    #expect(
      loaded.notes.contains(
        "caseload.csv: 2 of 8 children have no band; it is taken from their placement: mainstream 1, base 2, special 3, "
          + "independent or non-maintained special 4."))
  }

  @Test func aHomeOutsideEveryAreaTakesTheNearestResidences() throws {
    var tiny = TinyStudy()
    tiny.replace("caseload.csv", "c8,12,MLD,1,446000,200200", with: "c8,12,MLD,1,438000,200200")
    let loaded = try tiny.load()
    #expect(loaded.study.homes[loaded.study.caseload[7].home].area == 0)
    #expect(
      loaded.notes.contains(
        "caseload.csv: homes in no area's boundary, which take the area of the nearest residence: 1."))
  }

  @Test func aStudyWithoutRoadsSaysSo() throws {
    var tiny = TinyStudy()
    tiny["road_nodes.csv"] = nil
    tiny["road_links.csv"] = nil
    let loaded = try tiny.load()
    #expect(loaded.roads == nil)
    #expect(
      loaded.notes.contains(
        "No road file: every distance is the straight line times the circuity assumption, and flagged."))
  }

  @Test func childrenWhoDoNotFitTheirProvisionAreCounted() throws {
    var tiny = TinyStudy()
    tiny.replace("caseload.csv", "c2,3,ASD", with: "c2,3,SEMH")
    tiny.replace("provision.csv", "0,11,,6,", with: "0,11,,1,")
    let notes = try tiny.load().notes
    #expect(
      notes.contains("caseload.csv: children outside the needs or year groups of the provision they are in: 1."))
    #expect(notes.contains("caseload.csv: provisions that hold more children than places: 1."))
  }
}
