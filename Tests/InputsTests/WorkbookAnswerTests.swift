import Assumptions
import Foundation
import Inputs
import StudyWorkbook
import TestSupport
import Testing

/// Answers to the figures that only an authority can give: a value, `unknown`, or nothing yet.
@Suite struct WorkbookAnswerTests {
  @Test func aValueIsLocalWithItsOwnerDateAndSource() throws {
    var study = try WorkbookStudy()
    study.answer("21500", for: "cost.base_total")
    study.describe("cost.base_total", "owner", "Head of SEND Finance")
    study.describe("cost.base_total", "date", "2026-04-01")
    study.describe("cost.base_total", "source", "top-up table")
    study.answer("19000", for: "cost.ap")
    let loaded = try study.load()
    let figure = try #require(loaded.assumptions["cost.base_total"])
    #expect(try loaded.assumptions.number("cost.base_total") == 21_500)
    #expect(figure.status == .local && figure.status.mark == "local" && !figure.isAcceptedAsUnknown)
    #expect(figure.owner == "Head of SEND Finance" && figure.date == "2026-04-01" && figure.source == "top-up table")
    #expect(figure.file == workbookFile)
    let unsigned = try #require(loaded.assumptions["cost.ap"])
    #expect(unsigned.owner == nil && unsigned.date == "no date" && unsigned.status == .local)
    let open = try #require(StudyCheck(loaded).openFigures.first { $0.id == "cost.ap" })
    #expect(open.mark == "local" && open.owner == "no owner" && open.isUsable)
  }

  @Test func unknownUsesTheSharedFigureAndKeepsItUnverified() throws {
    var study = try WorkbookStudy()
    study.answer("unknown", for: "cost.ap")
    let loaded = try study.load()
    #expect(try loaded.assumptions.number("cost.ap") == 20_000)
    let figure = try #require(loaded.assumptions["cost.ap"])
    #expect(figure.isAcceptedAsUnknown && figure.status == .known && figure.status.mark == "unverified")
    #expect(!figure.isUsableAsDefault)
    #expect(
      loaded.notes.contains(
        "cost.ap is unknown, so the unverified figure 20000 (GBP per year; require local) is used; no owner."))
  }

  @Test func anEmptyAnswerIsNeverADefault() throws {
    let loaded = try WorkbookStudy().load()
    #expect(throws: AssumptionError.self) { try loaded.assumptions.number("cost.ap") }
    #expect(
      loaded.notes.contains { $0.hasPrefix("study.xlsx, sheet assumptions: not answered:") && $0.contains("cost.ap") })
  }

  @Test func unknownEverywhereLeavesNothingUnanswered() throws {
    var study = try WorkbookStudy()
    study.tiny["assumptions.yaml"] = "[]\n"
    study.answer("Unknown")
    let loaded = try study.load()
    #expect(!loaded.notes.contains { $0.contains("not answered") })
    let asked = Set(study.workbook["assumptions"]?.rows.map { $0[0] } ?? [])
    #expect(asked.count > 20)
    for id in asked {
      let figure = try #require(loaded.assumptions[id])
      #expect(figure.isUsable && figure.status == .known, "\(id)")
      #expect(loaded.notes.contains { $0.hasPrefix("\(id) is unknown") && $0.hasSuffix("no owner.") }, "\(id)")
    }
  }

  @Test func aTableIsAnsweredByItsParts() throws {
    var study = try WorkbookStudy()
    study.answer("unknown", for: "transport.pass_share")
    study.answer("0.5", for: "transport.pass_share", part: "fe")
    study.answer("5", for: "transport.fleet")
    study.answer("39.5", for: "transport.fleet", part: "car / day_price_gbp")
    let loaded = try study.load()
    let shares = try loaded.assumptions.table("transport.pass_share")
    #expect(shares.first { $0.key == "fe" }?.value == 0.5)
    #expect(shares.first { $0.key == "mainstream" }?.value == 0.35)
    let partly = try #require(loaded.assumptions["transport.pass_share"])
    #expect(partly.status == .known && partly.source == "study.xlsx; else no national source")
    #expect(
      loaded.notes.contains {
        $0.hasPrefix("transport.pass_share is unknown in 5 of 6 parts (mainstream, support_base, specialist_base, ")
      })
    let fleet = try loaded.assumptions.nested("transport.fleet")
    #expect(fleet.first { $0.key == "car" }?.row.first { $0.key == "day_price_gbp" }?.value == 39.5)
    #expect(fleet.first { $0.key == "minibus" }?.row.first { $0.key == "seats" }?.value == 5)
    #expect(loaded.assumptions["transport.fleet"]?.status == .local)
  }

  @Test func aTableAnsweredInPartIsNotAnswered() throws {
    var study = try WorkbookStudy()
    study.answer("0.5", for: "transport.pass_share", part: "fe")
    let loaded = try study.load()
    #expect(throws: AssumptionError.self) { try loaded.assumptions.table("transport.pass_share") }
    #expect(loaded.notes.contains { $0.contains("transport.pass_share (answered in part)") })
  }

  @Test func aFigureOutsideTheSharedRangeIsNoted() throws {
    var study = try WorkbookStudy()
    study.answer("50000", for: "cost.base_total")
    #expect(
      try study.load().notes.contains(
        "cost.base_total: the authority's 50000 lies outside the shared range of 15000 to 25000 GBP per year."))
  }

  @Test func answersThatCannotBe() throws {
    var study = try WorkbookStudy()
    study.answer("unknown")
    study.tiny["assumptions.yaml"] = "[]\n"
    study.answer("40%", for: "need.low_income_share")
    study.answer("40", for: "need.looked_after_share")
    study.answer("0", for: "transport.unlocated_mph")
    study.answer("-1", for: "cost.ap")
    study.add("assumptions", ["id": "cost.everything", "value": "1"])
    study.add("assumptions", ["id": "transport.excessive_travel_threshold", "value": "unknown"])
    study.add("assumptions", ["id": "transport.fleet", "part": "car / wings", "value": "2"])
    let problems = try study.problems()
    let rows = try #require(study.workbook["assumptions"]).rows
    func row(_ id: String) -> Int { (rows.firstIndex { $0[0] == id } ?? 0) + 2 }
    let sheet = "study.xlsx, sheet assumptions, row"
    #expect(
      Set(problems.map { $0.replacing(/Use car.*/, with: "Use") }) == [
        "\(sheet) \(row("need.low_income_share")), column value: \"40%\" is not a number. Write a number such as 0.4, or unknown.",
        "\(sheet) \(row("need.looked_after_share")), column value: \"40\" is not a share from 0 to 1. Write 40% as 0.4.",
        "\(sheet) \(row("transport.unlocated_mph")), column value: \"0\" is not a figure that can be. Write a number above 0 "
          + "and up to 1000000000.",
        "\(sheet) \(row("cost.ap")), column value: \"-1\" is not a figure that can be. Write a number above 0 and up to "
          + "1000000000.",
        "\(sheet) \(row("cost.everything")), column id: \"cost.everything\" is not a figure of the shared assumptions. "
          + "Correct the id, or give the figure in an assumptions file with its unit and status.",
        "\(sheet) \(row("transport.excessive_travel_threshold")), column value: \"unknown\" is no answer here: there is no shared figure "
          + "for transport.excessive_travel_threshold to fall back on. Give the authority's own figure or estimate, with its source.",
        "\(sheet) \(rows.count + 1), column part: \"car / wings\" is not a part of transport.fleet. Use",
      ])
  }

  @Test func aFigureGivenInAFileAndInTheWorkbook() throws {
    var study = try WorkbookStudy()
    study.answer("80", for: "transport.cost_pa_day")
    let rows = try #require(study.workbook["assumptions"]).rows
    let row = try #require(rows.firstIndex { $0[0] == "transport.cost_pa_day" }) + 2
    #expect(
      try study.problems() == [
        "study.xlsx, sheet assumptions, row \(row), column value: \"80\" is given for transport.cost_pa_day, which "
          + "assumptions.yaml gives too. Keep one of the two."
      ])
  }

  @Test func unknownInATableSaysWhatIsUsed() throws {
    var study = try WorkbookStudy()
    study.addProposal()
    study.removeProposalFiles()
    study.workbook["proposals"]?.answer("consent", "unknown") { _ in true }
    study.workbook["proposal_places"]?.answer("annual_cost_pence", "unknown") { _ in true }
    study.add("settings", ["setting_id": "s1", "bell_start": "unknown"])
    study.add(
      "settings",
      ["setting_id": "s9", "name": "Nowhere", "in_area": "unknown", "easting_m": "447000", "northing_m": "200000"])
    let loaded = try study.load()
    #expect(loaded.study.proposals[0].decisions.consent == nil)
    #expect(loaded.study.provisions.last?.annualCost == nil)
    #expect(loaded.study.settings[0].bellStart == .minutes(530))
    #expect(!loaded.study.settings.contains { $0.id == "s9" })
    for note in [
      "study.xlsx, sheet proposals: consent is unknown in row 2: no date binds.",
      "study.xlsx, sheet proposal_places: annual_cost_pence is unknown in rows 2, 3: the figure of its kind in the "
        + "assumptions is used.",
      "study.xlsx, sheet settings: bell_start is unknown in row 2: settings.csv is used; without it, routes to the setting "
        + "have no clock times.",
      "study.xlsx, sheet settings: left out, because unknown: row 3 (in_area).",
    ] { #expect(loaded.notes.contains(note), "\(note)") }
  }

  @Test func aProposalOfAnUnknownKindIsLeftOutWithItsOption() throws {
    var study = try WorkbookStudy()
    study.addProposal()
    study.removeProposalFiles()
    study.workbook["proposals"]?.answer("kind", "unknown") { _ in true }
    let loaded = try study.load()
    #expect(loaded.study.proposals.isEmpty)
    #expect(loaded.notes.contains("study.xlsx, sheet proposals: kind is unknown in row 2: the proposal is left out."))
  }
}
