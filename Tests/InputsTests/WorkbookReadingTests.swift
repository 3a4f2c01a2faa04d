import Assumptions
import Foundation
import Inputs
import Planning
import StudyWorkbook
import TestSupport
import Testing
import Units

/// What the sheets of a workbook become, and that they become what the same words in files do.
@Suite struct WorkbookReadingTests {
  @Test func anEmptyWorkbookChangesNothingButItsNote() throws {
    let plain = try TinyStudy().load()
    let loaded = try WorkbookStudy().load()
    let isSame = described(loaded.study) == described(plain.study)
    #expect(isSame)
    let added = loaded.notes.filter { !plain.notes.contains($0) }
    #expect(added.count == 1)
    #expect(added.first?.hasPrefix("study.xlsx, sheet assumptions: not answered: cost.base_total, cost.ap, ") == true)
    // The tiny study gives this one in a file.
    #expect(added.first?.contains("transport.cost_pa_day") == false)
  }

  @Test func theWorkbookIsAnInputWithItsFingerprint() throws {
    let study = try WorkbookStudy().written()
    let bytes = try #require(study.files.first { $0.name == workbookFile }).bytes
    #expect(try study.load().inputs.contains(InputFile(file: workbookFile, sha256: sha256Hex(bytes))))
  }

  @Test func aProposalOfTheWorkbookIsWhatItsFileWouldBe() throws {
    let plain = try TinyStudy().load()
    var study = try WorkbookStudy()
    study.addProposal()
    study.removeProposalFiles()
    let loaded = try study.load()
    func money(_ proposal: Proposal) -> [String] { proposal.capital.map { "\($0.key): \($0.value)" }.sorted() }
    #expect(money(loaded.study.proposals[0]) == ["2025-26: 10000000p", "2026-27: 20000000p"])
    var (own, file) = (loaded.study.proposals[0], plain.study.proposals[0])
    #expect(money(own) == money(file))
    // Compared above: a dictionary is described in no order.
    (own.capital, file.capital) = ([:], [:])
    #expect("\(own)" == "\(file)")
    #expect("\(loaded.study.options)" == "\(plain.study.options)")
    #expect("\(loaded.study.provisions)" == "\(plain.study.provisions)")
    #expect("\(loaded.study.settings)" == "\(plain.study.settings)")
  }

  @Test func anOptionMayJoinProposalsOfFilesAndOfTheWorkbook() throws {
    var study = try WorkbookStudy()
    study.add("proposals", ["id": "tidy", "name": "Tidy up", "kind": "adaptation", "setting_id": "s1"])
    study.add("options", ["option_id": "both", "proposal_id": "tidy"])
    study.add("options", ["option_id": "both", "name": "Both", "proposal_id": "east-base"])
    let loaded = try study.load().study
    #expect(loaded.proposals.map(\.id) == ["east-base", "tidy"])
    let option = try #require(loaded.options.last)
    #expect(option.id == "both" && option.name == "Both" && option.proposals == [1, 0])
  }

  @Test func placesOfTwoKindsAreTwoProvisions() throws {
    var study = try WorkbookStudy()
    study.add(
      "proposals",
      [
        "id": "two", "name": "Two", "kind": "new_base", "setting_id": "s1", "statutory": "not needed",
        "naming": "not needed",
      ])
    for (kind, year, places) in [
      ("specialist_base", "2026/27", "4"), ("support_base", "2027/28", "6"), ("specialist_base", "2027/28", "9"),
    ] {
      study.add(
        "proposal_places",
        [
          "proposal_id": "two", "kind": kind, "needs": "all", "nc_year_low": "0", "nc_year_high": "6", "year": year,
          "places": places,
        ])
    }
    let loaded = try study.load().study
    let provisions = loaded.provisions.filter { $0.proposal == 1 }
    #expect(provisions.map(\.kind) == [.specialistBase, .supportBase])
    #expect(provisions.map(\.places) == [[0, 4, 9, 9], [0, 0, 6, 6]])
    #expect(provisions.allSatisfy { $0.needs == .all })
  }

  @Test func localKnowledgeWinsOverADownload() throws {
    var study = try WorkbookStudy()
    study.add(
      "settings", ["setting_id": "s1", "bell_start": "08:35", "roll_forecast": "700", "responsible_body": "A trust"])
    study.add(
      "settings",
      ["setting_id": "s4", "name": "Newfield", "in_area": "yes", "easting_m": "447000", "northing_m": "200000"])
    study.add("provision", ["provision_id": "s1-base", "annual_cost_pence": "1900000"])
    study.add("provision", ["provision_id": "s1-base", "year_from": "2027/28", "places": "9"])
    study.add(
      "provision",
      [
        "provision_id": "s4-base", "setting_id": "s4", "kind": "support_base", "needs": "ASD; MLD", "nc_year_low": "0",
        "nc_year_high": "6", "places": "5",
      ])
    let loaded = try study.load()
    let plain = try TinyStudy().load().study
    let settings = loaded.study.settings
    #expect(settings[0].bellStart == .minutes(8 * 60 + 35) && settings[0].rollForecast == 700)
    #expect(settings[0].responsibleBody == "A trust")
    #expect(settings[0].bellEnd == plain.settings[0].bellEnd && settings[0].name == plain.settings[0].name)
    #expect(settings[3].id == "s4" && settings[3].isInArea && settings[3].point.easting == 447_000)
    #expect(settings.count == plain.settings.count + 1)
    func provision(_ id: String) throws -> Provision { try #require(loaded.study.provisions.first { $0.id == id }) }
    #expect(try provision("s1-base").annualCost == Pence(1_900_000))
    #expect(try provision("s1-base").places == [6, 6, 9, 9])
    #expect(try provision("s4-base").setting == 3)
    #expect(try provision("s4-base").needs == NeedSet([.asd, .mld]))
    for note in [
      "study.xlsx, sheet settings: cells that stand in place of settings.csv, as local knowledge: 3, in 1 row.",
      "study.xlsx, sheet settings: rows added to settings.csv: 1.",
      "study.xlsx, sheet provision: cells that stand in place of provision.csv, as local knowledge: 1, in 1 row.",
      "study.xlsx, sheet provision: rows added to provision.csv: 2.",
    ] { #expect(loaded.notes.contains(note), "\(note)") }
  }

  @Test func aTableMayStandInTheWorkbookAlone() throws {
    var study = try WorkbookStudy()
    study.tiny["contracts.csv"] = nil
    study.add(
      "contracts",
      [
        "route_id": "t9", "setting_id": "s1", "vehicle": "taxi", "seats": "4", "children": "2", "miles_per_day": "14.5",
        "price_per_day_pence": "9000", "days": "190", "start": "2025-09-01",
      ])
    let loaded = try study.load()
    #expect(loaded.study.contracts.map(\.route) == ["t9"])
    #expect(loaded.study.contracts[0].milesPerDay == 14.5)
    #expect(!loaded.notes.contains { $0.hasPrefix("contracts.csv") })
  }

  @Test func contractsOfTheWorkbookComeAfterTheFile() throws {
    var study = try WorkbookStudy()
    let row = [
      "setting_id": "s1", "vehicle": "taxi", "seats": "4", "children": "2", "miles_per_day": "10",
      "price_per_day_pence": "9000", "days": "190",
    ]
    study.add("contracts", row.merging(["route_id": "t9"]) { $1 })
    #expect(try study.load().study.contracts.map(\.route) == ["t1", "t2", "t3", "t9"])
    study.add("contracts", row.merging(["route_id": "t2"]) { $1 })
    #expect(
      try study.problems() == [
        "study.xlsx, sheet contracts, row 3, column route_id: \"t2\" is already in contracts.csv. Keep the file's row or "
          + "this one."
      ])
  }

  @Test func cellsMayBeAsASpreadsheetLeavesThem() throws {
    var study = try WorkbookStudy()
    // Dates and times are written as such; these are what a spreadsheet may hold instead.
    study.addProposal()
    study.removeProposalFiles()
    study.workbook["proposals"]?.answer("statutory", "2026/02/01 00:00:00") { _ in true }
    study.workbook["proposals"]?.answer("place_change", "46082") { _ in true }
    study.add("settings", ["setting_id": "s1", "bell_start": "0.368055555555556", "bell_end": "15:10:00"])
    study.workbook["proposal_places"]?.answer("places", "4.0") { $0["year"] == "2026/27" }
    let loaded = try study.load().study
    #expect(loaded.proposals[0].decisions.consent == "2025-11-01")
    #expect(loaded.proposals[0].decisions.statutory == "2026-02-01")
    #expect(loaded.proposals[0].decisions.placeChange == "2026-03-01")
    #expect(loaded.settings[0].bellStart == .minutes(530) && loaded.settings[0].bellEnd == .minutes(910))
    #expect(loaded.provisions.last?.places == [0, 4, 4, 8])
  }

  @Test func sheetsAndColumnsNobodyKnowsAreNoted() throws {
    var study = try WorkbookStudy()
    var settings = try #require(study.workbook["settings"])
    settings.sheet.columns.append(WorkbookColumn("head", .text, "Head teacher."))
    settings.add(["setting_id": "s1", "roll": "801", "head": "x"])
    study.workbook["settings"] = settings
    study.workbook.sheets.append(
      StudyWorkbook.FilledSheet(
        sheet: WorkbookSheet(name: "jottings", purpose: "", columns: [WorkbookColumn("note", .text, "")]),
        rows: [["later"]]))
    let loaded = try study.load()
    #expect(loaded.study.settings[0].roll == 801)
    #expect(loaded.notes.contains("study.xlsx: sheets not read: jottings."))
    #expect(loaded.notes.contains("study.xlsx, sheet settings: not read: head."))
  }

  @Test func tablesOfAnImportTakeTheWorkbookIn() throws {
    var study = try WorkbookStudy()
    study.add(
      "settings",
      ["setting_id": "s4", "name": "Newfield", "in_area": "yes", "easting_m": "447000", "northing_m": "200000"])
    let settings = try study.written().withFolder { try loadTables(at: $0, [.areas, .settings]) }.settings
    #expect(settings.map(\.id) == ["s1", "s2", "s3", "s4"])
  }
}
