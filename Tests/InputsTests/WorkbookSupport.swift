import Assumptions
import Foundation
import Inputs
import Planning
import StudyWorkbook
import TestSupport

/// A study in words, to be compared: without the money of its proposals, which a dictionary describes in no order.
func described(_ study: Study) -> String {
  var study = study
  for index in study.proposals.indices { study.proposals[index].capital = [:] }
  return "\(study)"
}

/// The tiny study with a workbook beside it.
struct WorkbookStudy {
  var tiny = TinyStudy()
  var workbook: StudyWorkbook

  /// - Parameter models: The shared figures that the workbook asks for.
  init(models: [URL] = sharedModels()) throws {
    let study = try TinyStudy().withFolder { try loadTables(at: $0, []) }
    workbook = StudyWorkbook(study: study, assumptions: try loadAssumptions(files: models))
  }

  /// Adds a row to a sheet.
  mutating func add(_ sheet: String, _ cells: [String: String]) { workbook[sheet]?.add(cells) }

  /// Answers every figure, or the one with this id, or one part of it.
  mutating func answer(_ text: String, for id: String? = nil, part: String? = nil) {
    workbook["assumptions"]?.answer("value", text) { row in
      (id == nil || row["id"] == id) && (part == nil || row["part"] == part)
    }
  }

  mutating func describe(_ id: String, _ column: String, _ text: String) {
    workbook["assumptions"]?.answer(column, text) { $0["id"] == id }
  }

  /// Adds the proposal, option and contract that the tiny study has in files.
  mutating func addProposal() {
    add(
      "proposals",
      [
        "id": "east-base", "name": "Inclusion base in East", "kind": "new_base", "site_name": "Eastgate Academy",
        "easting_m": "456000", "northing_m": "200200", "funding": "high needs provision capital",
        "price_base": "2025 Q4", "optimism_bias_percent": "10", "consent": "2025-11-01", "statutory": "2026-02-01",
        "place_change": "2026-03-01", "naming": "2026-02-10", "illustrative": "yes", "surplus_places": "30",
        "area_m2": "120", "engagement": "Parents were asked in spring 2025.", "mitigations": "Staff in post by Easter",
      ])
    for (year, places) in [("2026/27", "4"), ("2028/29", "8")] {
      add(
        "proposal_places",
        [
          "proposal_id": "east-base", "kind": "specialist_base", "needs": "ASD;SEMH;SLCN", "nc_year_low": "0",
          "nc_year_high": "11", "year": year, "places": places, "annual_cost_pence": "2000000",
        ])
    }
    for (year, pence) in [("2025-26", "10000000"), ("2026-27", "20000000")] {
      add("proposal_capital", ["proposal_id": "east-base", "financial_year": year, "pence": pence])
    }
    add("options", ["option_id": "plan-a", "name": "Plan A", "proposal_id": "east-base"])
  }

  /// Takes the proposal and its option out of the files, so that the workbook's stand alone.
  mutating func removeProposalFiles() {
    tiny["proposals/east-base.yaml"] = nil
    tiny.replace(
      "study.yaml", "options:\n  - id: plan-a\n    name: Plan A\n    proposals: [east-base]\n", with: "")
  }

  /// The workbook's file.
  func bytes() throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("study-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try workbook.write(to: file)
    return [UInt8](try Data(contentsOf: file))
  }

  /// The study with the workbook in its folder.
  func written() throws -> TinyStudy {
    var study = tiny
    study.set(workbookFile, try bytes())
    return study
  }

  func load() throws -> LoadedStudy { try written().load() }

  /// The sentences of everything that is wrong, with the shared figures read.
  func problems(models: [URL] = sharedModels()) throws -> [String] {
    try written().withFolder { folder in
      do throws(StudyProblems) {
        _ = try loadStudy(at: folder, models: models)
        return []
      } catch {
        return error.problems.map(\.description)
      }
    }
  }
}
