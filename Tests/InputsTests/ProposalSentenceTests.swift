import Inputs
import TestSupport
import Testing

/// What can be wrong with `study.yaml`, proposals, options and assumptions, each with its whole sentence.
@Suite struct ProposalSentenceTests {
  private let proposal = "proposals/east-base.yaml"

  private func sentences(_ change: (inout TinyStudy) -> Void) throws -> [String] {
    var tiny = TinyStudy()
    change(&tiny)
    return try tiny.problems()
  }

  @Test func proposalForAnUnknownSetting() throws {
    #expect(
      try sentences {
        $0.replace(
          proposal, "site: {name: Eastgate Academy, easting_m: 456000, northing_m: 200200}", with: "setting_id: s9")
      } == [
        "proposals/east-base.yaml, row 4: \"s9\" is not in settings.csv. Correct the id, or describe a site with name, "
          + "easting_m and northing_m."
      ])
  }

  @Test func proposalWithoutASite() throws {
    #expect(
      try sentences {
        $0.replace(proposal, "site: {name: Eastgate Academy, easting_m: 456000, northing_m: 200200}\n", with: "")
      } == [
        "proposals/east-base.yaml: the proposal has no site. Name a setting_id of settings.csv, or describe a site with name, "
          + "easting_m and northing_m."
      ])
  }

  @Test func proposalOfAnUnknownKind() throws {
    #expect(
      try sentences { $0.replace(proposal, "kind: new_base", with: "kind: hub") } == [
        "proposals/east-base.yaml, row 3: \"hub\" is not a kind of proposal. Use new_base, expand_base, special_expansion, "
          + "satellite, new_special, post16, early_years, adaptation, close, redesignate or relocate."
      ])
  }

  @Test func proposalNamedUnlikeItsFile() throws {
    #expect(
      try sentences { $0.replace(proposal, "id: east-base", with: "id: base-east") }.last
        == "study.yaml, row 14: \"east-base\" is not a proposal. Correct the id, or add proposals/east-base.yaml.")
    #expect(
      try sentences { $0.replace(proposal, "id: east-base", with: "id: base-east") }.first
        == "proposals/east-base.yaml, row 1: \"base-east\" is not the name of its file. Name the file base-east.yaml, or the "
        + "id east-base.")
  }

  @Test func unknownNeed() throws {
    #expect(
      try sentences { $0.replace(proposal, "[ASD, SEMH, SLCN]", with: "[ASD, BESD]") } == [
        "proposals/east-base.yaml, row 7: \"BESD\" is not a need code. Use SPLD, MLD, SLD, PMLD, SEMH, SLCN, HI, VI, MSI, "
          + "PD, ASD, DS or OTH."
      ])
  }

  @Test func placesInNoYear() throws {
    #expect(
      try sentences { $0.replace(proposal, "2028/29: 8", with: "2028: 8") } == [
        "proposals/east-base.yaml, row 10: \"2028\" is not an academic year. Write it as 2026/27."
      ])
  }

  @Test func negativeProposedPlaces() throws {
    #expect(
      try sentences { $0.replace(proposal, "2028/29: 8", with: "2028/29: -8") } == [
        "proposals/east-base.yaml, row 10: \"-8\" is not a number of places. Write a whole number of 0 or more."
      ])
  }

  @Test func capitalInNoYear() throws {
    #expect(
      try sentences { $0.replace(proposal, "2026-27: 20000000", with: "FY27: 20000000") } == [
        "proposals/east-base.yaml, row 13: \"FY27\" is not a financial year. Write it as 2026-27."
      ])
  }

  @Test func decisionWithoutADate() throws {
    #expect(
      try sentences { $0.replace(proposal, "naming: 2026-02-10", with: "naming: June 2026") } == [
        "proposals/east-base.yaml, row 17: \"June 2026\" is not a date. Write it as 2027-04-30, or \"not needed\", or leave "
          + "it empty."
      ])
  }

  @Test func unknownKeyOfAProposal() throws {
    #expect(
      try sentences { $0.replace(proposal, "engagement:", with: "consultation:") } == [
        "proposals/east-base.yaml, row 19: \"consultation\" is not a key of this file. Use id, name, kind, setting_id, site, "
          + "from_setting_id, provisions, capital, decisions, premises, engagement, mitigations or illustrative."
      ])
  }

  @Test func optionOfAnUnknownProposal() throws {
    #expect(
      try sentences { $0.replace("study.yaml", "[east-base]", with: "[east-base, west-base]") } == [
        "study.yaml, row 14: \"west-base\" is not a proposal. Correct the id, or add proposals/west-base.yaml."
      ])
  }

  @Test func optionFilesFollowInlineOptions() throws {
    var tiny = TinyStudy()
    tiny["options/b.yaml"] = "id: b\nname: Plan B\nproposals: []\nchanges: []\n"
    #expect(try tiny.load().study.options.map(\.id) == ["plan-a", "b"])
  }

  @Test func optionCalledDoNothing() throws {
    #expect(
      try sentences { $0.replace("study.yaml", "id: plan-a", with: "id: do-nothing") } == [
        "study.yaml, row 12: \"do-nothing\" is the id of doing nothing, which always exists. Choose another id."
      ])
  }

  @Test func unknownKeyOfTheStudy() throws {
    #expect(
      try sentences { $0.replace("study.yaml", "seed: 7", with: "seed: 7\nhorizon: 5") } == [
        "study.yaml, row 8: \"horizon\" is not a key of this file. Use name, la_code, la_name, base_year, horizon_years, "
          + "draws, seed, assumptions, inputs, options, excessive_travel_minutes, disclosure_threshold, placement_policy, "
          + "la_ons_code or proposals_alone."
      ])
  }

  @Test func placementPolicy() throws {
    #expect(
      try sentences { $0.replace("study.yaml", "seed: 7", with: "seed: 7\nplacement_policy: fairest") } == [
        "study.yaml, row 8: \"fairest\" is not a policy. Use least-cost or panel-order."
      ])
    var tiny = TinyStudy()
    #expect(try tiny.load().study.placementPolicy == .leastCost)
    tiny.replace("study.yaml", "seed: 7", with: "seed: 7\nplacement_policy: panel-order")
    #expect(try tiny.load().study.placementPolicy == .panelOrder)
  }

  @Test func proposalsAlone() throws {
    var tiny = TinyStudy()
    #expect(try tiny.load().study.assessesProposalsAlone)
    tiny.replace("study.yaml", "seed: 7", with: "seed: 7\nproposals_alone: false")
    #expect(try !tiny.load().study.assessesProposalsAlone)
  }

  @Test func missingKeyOfTheStudy() throws {
    #expect(
      try sentences { $0.replace("study.yaml", "seed: 7\n", with: "") } == [
        "study.yaml, row 1: this file has no seed. Add the key seed."
      ])
  }

  @Test func wrongBaseYear() throws {
    #expect(
      try sentences { $0.replace("study.yaml", "2025/26", with: "2025") } == [
        "study.yaml, row 4: \"2025\" is not an academic year. Write it as 2026/27."
      ])
  }

  @Test func brokenYAML() throws {
    #expect(
      try sentences { $0.replace("study.yaml", "draws: 4", with: "draws: [4") } == [
        "study.yaml, row 7: not valid YAML (did not find expected ',' or ']'). Check indentation, colons and quotes near that line."
      ])
  }

  @Test func figureWithoutAValue() throws {
    #expect(
      try sentences { $0.replace("assumptions.yaml", "value: 75", with: "value: null") } == [
        "assumptions.yaml, row 1: transport.cost_pa_day has no value. Give it one, or mark it usable_as_default: false."
      ])
  }

  @Test func figureWithoutAUnit() throws {
    #expect(
      try sentences { $0.replace("assumptions.yaml", "  unit: GBP per day\n", with: "") } == [
        "assumptions.yaml, row 1: this file has no unit. Add the key unit."
      ])
  }

  @Test func figureOfAnUnknownStatus() throws {
    #expect(
      try sentences { $0.replace("assumptions.yaml", "status: illustrative", with: "status: guess") } == [
        "assumptions.yaml, row 7: \"guess\" is not a status. Use SEED, FOUND, DERIVED, MEASURED, KNOWN, local or "
          + "illustrative."
      ])
  }

  @Test func missingAssumptionFile() throws {
    #expect(
      try sentences { $0["assumptions.yaml"] = nil } == [
        "assumptions.yaml: the file is missing. Put it in the study folder, or name another under inputs in study.yaml."
      ])
  }
}
