import Planning
import TestSupport
import Testing

/// What an option may change of its proposals and figures, and what is said of everything else.
@Suite struct OptionChangeTests {
  private func option(_ lines: String) throws -> (PlanOption, Study) {
    var tiny = TinyStudy()
    tiny["options/b.yaml"] = "id: b\nproposals: [east-base]\n" + lines
    let study = try tiny.load().study
    return (study.options[1], study)
  }

  private func problems(_ lines: String) throws -> [String] {
    var tiny = TinyStudy()
    tiny["options/b.yaml"] = "id: b\nproposals: [east-base]\n" + lines
    return try tiny.problems().filter { $0.hasPrefix("options/") }
  }

  @Test func aDelayMovesPlacesAndMoney() throws {
    let (option, study) = try option("changes:\n  - {proposal: east-base, field: delay_years, value: 1}\n")
    #expect(option.changes == [ProposalChange(proposal: 0, .delay(years: 1))])
    let provision = study.proposals[0].provisions[0]
    let usual = Supply(study, proposals: [0])
    let late = Supply(study.changed(by: option.changes), proposals: [0])
    for year in 1...study.horizon {
      #expect(late.places(provision, year: year) == usual.places(provision, year: year - 1))
    }
    let money = study.changed(by: option.changes).proposals[0]
    #expect(money.totalCapital == study.proposals[0].totalCapital)
    #expect(money.capital.keys.map(\.start).sorted() == study.proposals[0].capital.keys.map { $0.start + 1 }.sorted())
  }

  @Test func placesArePhasedAndThenDelayed() throws {
    let (option, study) = try option(
      """
      changes:
        - {proposal: east-base, field: places, value: {2026/27: 3, 2027/28: 9}}
        - {proposal: east-base, field: delay_years, value: 1}

      """)
    let provision = study.proposals[0].provisions[0]
    let supply = Supply(study.changed(by: option.changes), proposals: [0])
    #expect((0...study.horizon).map { supply.places(provision, year: $0) } == [0, 0, 3, 9])
    // The proposal itself, alone and in other options, is untouched.
    #expect(Supply(study, proposals: [0]) == Supply(study, proposals: study.options[0].proposals))
    #expect(Supply(study, proposals: [0]) != supply)
  }

  @Test func aNumberOfPlacesHoldsFromTheFirstSeptember() throws {
    let (option, study) = try option("changes:\n  - {proposal: east-base, field: provisions.1.places, value: 4}\n")
    let provision = study.proposals[0].provisions[0]
    let usual = Supply(study, proposals: [0])
    let supply = Supply(study.changed(by: option.changes), proposals: [0])
    #expect(
      (0...study.horizon).map { supply.places(provision, year: $0) }
        == (0...study.horizon).map { usual.places(provision, year: $0) > 0 ? 4 : 0 })
  }

  @Test func capitalGoesOverCost() throws {
    let (option, study) = try option(
      """
      changes:
        - {proposal: east-base, field: capital.cost_percent, value: 120}
        - {proposal: east-base, field: capital.optimism_bias_percent, value: 0}

      """)
    let proposal = study.changed(by: option.changes).proposals[0]
    let usual = study.proposals[0].capital.values.reduce(0) { $0 + $1.count }
    #expect(abs(proposal.totalCapital.count - usual * 6 / 5) <= proposal.capital.count)
  }

  @Test func otherNeedsAreAProvisionOfTheirOwn() throws {
    let (option, study) = try option(
      """
      changes:
        - {proposal: east-base, field: places, value: 5}
        - {proposal: east-base, field: needs, value: [SEMH]}
        - {proposal: east-base, field: delay_years, value: 1}

      """)
    let changed = study.changed(by: option.changes)
    let (own, other) = (study.proposals[0].provisions[0], changed.proposals[0].provisions[0])
    #expect(own != other && changed.provisions[other].needs == NeedSet([.semh]))
    #expect(study.provisions[own].needs != NeedSet([.semh]))
    let supply = Supply(changed, proposals: [0])
    #expect((0...study.horizon).map { supply.places(other, year: $0) } == [0, 0, 5, 5])
    #expect((0...study.horizon).allSatisfy { supply.places(own, year: $0) == 0 })
    // Nobody else's places are touched: doing nothing and the proposal alone are what they were.
    #expect((0...study.horizon).allSatisfy { Supply(study, proposals: [0]).places(other, year: $0) == 0 })
  }

  @Test func anotherSiteIsASettingOfItsOwn() throws {
    let (option, study) = try option(
      "changes:\n  - {proposal: east-base, field: site, value: {easting_m: 444000, northing_m: 200100}}\n")
    let changed = study.changed(by: option.changes).proposals[0]
    #expect(changed.setting == study.settings.count - 1)
    let site = study.settings[changed.setting]
    #expect(site.id == "east-base-site@b" && site.name == "Eastgate Academy, moved" && site.isProposed)
    #expect(site.point.easting == 444000 && study.provisions[changed.provisions[0]].setting == changed.setting)
    let named = try self.option("changes:\n  - {proposal: east-base, field: site, value: s1}\n")
    #expect(named.1.changed(by: named.0.changes).proposals[0].setting == 0)
    #expect(named.1.settings.count == study.settings.count - 1)
  }

  @Test func figuresOfItsOwn() throws {
    let (option, _) = try option("assumptions: {placement.preference_share: 0.3}\n")
    #expect(option.assumptions == [OptionAssumption(id: "placement.preference_share", value: 0.3)])
  }

  @Test(arguments: [
    (
      "changes:\n  - {proposal: east-base, field: annual_cost_pence, value: 4}\n",
      "options/b.yaml, row 4: \"annual_cost_pence\" is not a field that an option may change. Use delay_years, places, needs, "
        + "site, capital.profile_pence, capital.optimism_bias_percent or capital.cost_percent; write any other change as "
        + "a proposal of its own."
    ),
    (
      "changes:\n  - {proposal: west-base, field: delay_years, value: 1}\n",
      "options/b.yaml, row 4: \"west-base\" is not a proposal of this option. Name one that the option lists under "
        + "proposals."
    ),
    (
      "changes:\n  - {proposal: east-base, field: delay_years, value: -1}\n",
      "options/b.yaml, row 4: \"-1\" is not in range, which value must be. Write a whole number from 0 to 20."
    ),
    (
      "changes:\n  - {proposal: east-base, field: delay_years}\n",
      "options/b.yaml, row 4: \"delay_years\" is a change without a value. Add the key value."
    ),
    (
      "changes:\n  - {proposal: east-base, field: provisions.2.places, value: 4}\n",
      "options/b.yaml, row 4: \"provisions.2.places\" is not a provision of east-base, which has 1. Write provisions.1.places."
    ),
    (
      "changes:\n  - {proposal: east-base, field: needs, value: [ASD, XYZ]}\n",
      "options/b.yaml, row 4: \"XYZ\" is not a need code. Use SPLD, MLD, SLD, PMLD, SEMH, SLCN, HI, VI, MSI, PD, ASD, DS or "
        + "OTH."
    ),
    (
      "changes:\n  - {proposal: east-base, field: site, value: s9}\n",
      "options/b.yaml, row 4: \"s9\" is not in settings.csv. Correct the id, or give a site with easting_m and northing_m."
    ),
    (
      "changes:\n  - {proposal: east-base, field: site, value: {easting_m: 444000}}\n",
      "options/b.yaml, row 4: value has no northing_m. Add the key northing_m."
    ),
    (
      "changes:\n  - {proposal: east-base, field: places, value: {2026: 4}}\n",
      "options/b.yaml, row 4: \"2026\" is not an academic year. Write it as 2026/27."
    ),
    (
      "changes:\n  - {proposal: east-base, field: capital.cost_percent, value: 0}\n",
      "options/b.yaml, row 4: \"0\" is not a percentage in range. Write a number from 1 to 1000."
    ),
    (
      "changes:\n  - {proposal: east-base, field: capital.profile_pence, value: {2026-27: -1}}\n",
      "options/b.yaml, row 4: \"-1\" is not a sum in pence. Write a whole number of 0 or more."
    ),
  ])
  func whatIsWrongIsNamed(_ lines: String, _ sentence: String) throws {
    #expect(try problems(lines) == [sentence])
  }

  @Test(arguments: [
    (
      "assumptions: {placement.no_such: 1}\n",
      "options/b.yaml, row 3: \"1\" is not an assumption. Correct the id: they are listed in Models/assumptions."
    ),
    (
      "assumptions: {placement.directed_kinds: 1}\n",
      "options/b.yaml, row 3: \"1\" is an assumption that is not one number, which an option cannot change. Change it in "
        + "the study's own assumptions file."
    ),
    (
      "assumptions: {placement.preference_share: 1.3}\n",
      "options/b.yaml, row 3: \"1.3\" is a share outside 0 to 1. Write it as a fraction, such as 0.25."
    ),
  ])
  func figuresThatAnOptionCannotHave(_ lines: String, _ sentence: String) throws {
    var tiny = TinyStudy()
    tiny["options/b.yaml"] = "id: b\nproposals: [east-base]\n" + lines
    #expect {
      _ = try tiny.load()
    } throws: { error in
      "\(error)".contains(sentence)
    }
  }

  @Test func aRelocationShutsWhatItLeavesAndOpensItsOwn() throws {
    var tiny = TinyStudy()
    tiny.replace("proposals/east-base.yaml", "kind: new_base", with: "kind: relocate\nfrom_setting_id: s1")
    let study = try tiny.load().study
    let supply = Supply(study, proposals: [0])
    let opened = study.provisions[study.proposals[0].provisions[0]]
    let left = study.provisions.indices.filter {
      study.provisions[$0].setting == study.proposals[0].movesFrom && study.provisions[$0].kind == opened.kind
        && study.provisions[$0].proposal == nil
    }
    #expect(!left.isEmpty)
    for provision in left {
      for year in 0...study.horizon {
        let places = supply.places(study.proposals[0].provisions[0], year: year)
        #expect((supply.places(provision, year: year) == 0) == (places > 0), "\(year)")
      }
    }
    tiny.replace("proposals/east-base.yaml", "from_setting_id: s1", with: "from_setting_id: s9")
    #expect(
      try tiny.problems().contains {
        $0.hasPrefix("proposals/east-base.yaml") && $0.contains("\"s9\" is not in settings.csv")
      })
  }
}
