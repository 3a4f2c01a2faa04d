import Planning
import TestSupport
import Testing

/// How a proposal's provision fills, as its file or the workbook says.
@Suite struct OpeningReadingTests {
  private let proposal = "proposals/east-base.yaml"

  private func tiny(_ lines: String) -> TinyStudy {
    var tiny = TinyStudy()
    tiny.replace(proposal, "    annual_cost_pence: 2000000\n", with: "    annual_cost_pence: 2000000\n\(lines)")
    return tiny
  }

  private func provision(_ study: Study) -> Provision { study.provisions[study.proposals[0].provisions[0]] }

  @Test func withoutEitherItOpensWholeInSeptember() throws {
    #expect(provision(try TinyStudy().load().study).opening == nil)
  }

  @Test func yearGroupsAndMonthAreRead() throws {
    let loaded = try tiny("    opens_with_nc_year: 2\n    opening_month: 11\n").load()
    #expect(provision(loaded.study).opening == Opening(highestNCYear: 2, month: 11))
    #expect(provision(loaded.study).places == [0, 4, 4, 8])
    #expect(!loaded.notes.contains { $0.contains("opens after the January") })
  }

  @Test func afterJanuaryThePlacesOfTheFirstYearDoNotCount() throws {
    let loaded = try tiny("    opening_month: 4\n").load()
    #expect(provision(loaded.study).places == [0, 0, 4, 8])
    #expect(
      loaded.notes.contains(
        "proposals/east-base.yaml: east-base#1 opens after the January of its first year: its places count from the September after."
      ))
  }

  @Test func anOptionThatPhasesItOtherwiseKeepsItsMonth() throws {
    var tiny = tiny("    opening_month: 4\n")
    tiny["options/b.yaml"] =
      "id: b\nproposals: [east-base]\nchanges:\n  - {proposal: east-base, field: places, value: {2026/27: 3, 2027/28: 9}}\n"
    let study = try tiny.load().study
    let changed = study.changed(by: study.options[1].changes)
    #expect(provision(changed).places == [0, 0, 9, 9])
  }

  @Test func whatCannotBeIsReported() throws {
    #expect(
      try tiny("    opens_with_nc_year: 12\n    opening_month: 13\n").problems() == [
        "proposals/east-base.yaml, row 12: \"12\" is outside nc_year_low (0) to nc_year_high (11). Give the highest NC year it takes in its first September.",
        "proposals/east-base.yaml, row 13: \"13\" is not in range, which opening_month must be. Write a whole number from 1 to 12.",
      ])
  }

  @Test func theWorkbookSaysTheSame() throws {
    var study = try WorkbookStudy()
    study.removeProposalFiles()
    study.addProposal()
    study.workbook["proposal_places"]?.answer("opens_with_nc_year", "1") { $0["year"] == "2026/27" }
    study.workbook["proposal_places"]?.answer("opening_month", "12") { $0["year"] == "2026/27" }
    #expect(provision(try study.load().study).opening == Opening(highestNCYear: 1, month: 12))
  }
}
