import Foundation
import Inputs
import StudyWorkbook
import TestSupport
import Testing

/// What can be wrong with a workbook: every problem at once, by sheet, row, column and value.
@Suite struct WorkbookProblemTests {
  private func problems(_ change: (inout WorkbookStudy) throws -> Void) throws -> [String] {
    var study = try WorkbookStudy(models: [])
    study.addProposal()
    study.removeProposalFiles()
    try change(&study)
    return try study.problems(models: [])
  }

  @Test func theFilledWorkbookIsSound() throws { #expect(try problems { _ in } == []) }

  @Test func everyProblemAtOnceInItsSheet() throws {
    let found = try problems { study in
      study.workbook["proposals"]?.answer("consent", "soon") { _ in true }
      study.workbook["proposal_places"]?.answer("kind", "hub") { _ in true }
      study.workbook["proposal_places"]?.answer("places", "eight") { $0["year"] == "2028/29" }
      study.workbook["proposal_capital"]?.answer("pence", "-5") { $0["financial_year"] == "2025-26" }
      study.add("options", ["option_id": "plan-b", "proposal_id": "west-base"])
      study.add("settings", ["setting_id": "s1", "bell_start": "nine"])
      study.add("provision", ["provision_id": "s1-base", "places": "-1"])
      study.add(
        "provision", ["provision_id": "p9", "setting_id": "s9", "kind": "hub", "nc_year_low": "0", "nc_year_high": "6"])
    }
    #expect(
      found == [
        "study.xlsx, sheet options, row 3, column proposal_id: \"west-base\" is not a proposal. Correct the id, or add it to "
          + "the sheet proposals.",
        "study.xlsx, sheet proposal_capital, row 2, column pence: \"-5\" is not a sum in pence. Write a whole number of 0 or "
          + "more.",
        "study.xlsx, sheet proposal_places, row 2, column kind: \"hub\" is not a kind of provision. " + kinds,
        "study.xlsx, sheet proposal_places, row 3, column places: \"eight\" is not a number of places. Write a whole number "
          + "of 0 or more.",
        "study.xlsx, sheet proposals, row 2, column consent: \"soon\" is not a date. Write it as 2027-04-30, or \"not "
          + "needed\", or leave it empty.",
        "study.xlsx, sheet provision, row 2, column places: \"-1\" is below 0. Write a whole number of 0 or more.",
        "study.xlsx, sheet provision, row 3, column kind: \"hub\" is not a kind of provision. " + kinds,
        "study.xlsx, sheet provision, row 3, column setting_id: \"s9\" is not in settings.csv. Correct the id, or add it to "
          + "settings.csv.",
        "study.xlsx, sheet settings, row 2, column bell_start: \"nine\" is not a time of day. Write hours and minutes as "
          + "HH:MM, such as 08:50.",
      ])
  }

  private let kinds =
    "Use mainstream, support_base, specialist_base, special, satellite, nmss, independent_special, "
    + "independent_mainstream, ap, fe, specialist_post16, early_years, eotas, ehe, elsewhere, not_recorded or unplaced."

  @Test func aFaultOfAFileKeepsItsFileAndLine() throws {
    let found = try problems { study in
      study.tiny.replace("settings.csv", "445000,200000,900", with: "445000,200000,many")
      study.add("settings", ["setting_id": "s2", "roll": "13"])
    }
    #expect(
      found == [
        "settings.csv, row 2, column net_capacity_places: \"many\" is not a whole number. Write digits only, such as 12."
      ])
  }

  @Test func theSameProposalInAFileAndInTheWorkbook() throws {
    var study = try WorkbookStudy(models: [])
    study.addProposal()
    #expect(
      try study.problems(models: []) == [
        "study.xlsx, sheet options, row 2, column option_id: \"plan-a\" is the id of another option. Choose another id.",
        "study.xlsx, sheet proposals, row 2, column id: \"east-base\" is already a proposal of a file. Keep the file or the "
          + "row, or give one another id.",
      ])
  }

  @Test func rowsThatRepeatOrBelongToNothing() throws {
    let found = try problems { study in
      study.add("proposals", ["id": "east-base", "name": "Again", "kind": "new_base", "setting_id": "s1"])
      study.add("proposals", ["id": "bare", "name": "Bare", "kind": "new_base", "setting_id": "s1"])
      study.add("proposals", ["id": "a/b", "name": "Slash", "kind": "adaptation", "setting_id": "s1"])
      study.add("proposal_capital", ["proposal_id": "west-base", "financial_year": "2026-27", "pence": "1"])
      study.add("proposal_capital", ["proposal_id": "east-base", "financial_year": "2026-27", "pence": "1"])
      study.add("settings", ["setting_id": "s1", "roll": "1"])
      study.add("settings", ["setting_id": "s1", "roll": "2"])
      study.add("settings", ["setting_id": "s7", "name": "Half a row"])
    }
    #expect(
      found == [
        "study.xlsx, sheet proposal_capital, row 4, column proposal_id: \"west-base\" is not in the sheet proposals. Correct "
          + "the id, or add its row to that sheet.",
        "study.xlsx, sheet proposal_capital, row 5, column financial_year: \"2026-27\" is already in row 3. Give one row for "
          + "each year.",
        "study.xlsx, sheet proposals, row 3, column id: \"east-base\" is already in row 2. Give each proposal one row.",
        "study.xlsx, sheet proposals, row 4, column id: \"bare\" is without rows in the sheet proposal_places. Add its places "
          + "there.",
        "study.xlsx, sheet proposals, row 5, column id: \"a/b\" is not an id. Use letters, digits, hyphens and underscores, "
          + "such as base-oakham.",
        "study.xlsx, sheet settings, row 3, column setting_id: \"s1\" is already in row 2. Keep one row.",
        "study.xlsx, sheet settings, row 4, column easting_m: the cell is empty. Fill it in, or take the row out.",
        "study.xlsx, sheet settings, row 4, column in_area: the cell is empty. Fill it in, or take the row out.",
        "study.xlsx, sheet settings, row 4, column northing_m: the cell is empty. Fill it in, or take the row out.",
      ])
  }

  @Test func anAddedProvisionThatDisagreesNamesTheSheetsRow() throws {
    let found = try problems { study in
      for (row, kind) in ["special", "satellite"].enumerated() {
        study.add(
          "provision",
          [
            "provision_id": "p9", "setting_id": "s2", "kind": kind, "nc_year_low": "0", "nc_year_high": "6",
            "year_from": "202\(6 + row)/2\(7 + row)", "places": "4",
          ])
      }
    }
    #expect(
      found == [
        "study.xlsx, sheet provision, row 3, column provision_id: \"p9\" is in row 2 of sheet provision with another setting, "
          + "kind, needs or year groups. Rows that repeat a provision may differ in year_from and places only; give the other "
          + "one an id of its own."
      ])
  }

  @Test func aPupilNumberIsRefusedAndNotRepeated() throws {
    let found = try problems { $0.add("settings", ["setting_id": "s1", "responsible_body": "A123456789012"]) }
    #expect(
      found == [
        "study.xlsx, sheet settings, row 2: a cell looks like a unique pupil number. Take it out: the workbook must name no "
          + "child."
      ])
  }

  @Test func aFileThatIsNoWorkbook() throws {
    var tiny = TinyStudy()
    tiny.set(workbookFile, Array("not a workbook".utf8))
    #expect(
      try tiny.problems() == [
        "study.xlsx: the workbook is damaged, or no .xlsx file. Open it in a spreadsheet program and save it again as .xlsx, without a password."
      ])
  }
}
