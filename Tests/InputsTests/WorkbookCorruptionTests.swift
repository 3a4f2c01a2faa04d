import Foundation
import Inputs
import StudyWorkbook
import TestSupport
import Testing

/// Damage to a workbook: never a crash, and never a study that is wrong without a word.
@Suite struct WorkbookCorruptionTests {
  /// A workbook with rows on every sheet, and the two topics of figures that it asks for.
  private static let models = sharedModels().filter { ["cost.yaml", "funding.yaml"].contains($0.lastPathComponent) }

  private static func filled() throws -> WorkbookStudy {
    var study = try WorkbookStudy(models: models)
    study.addProposal()
    study.removeProposalFiles()
    study.answer("unknown")
    study.answer("21000", for: "cost.base_total")
    study.add("settings", ["setting_id": "s1", "bell_start": "08:35", "roll_forecast": "700"])
    study.add(
      "settings",
      ["setting_id": "s4", "name": "Newfield", "in_area": "yes", "easting_m": "447000", "northing_m": "200000"])
    study.add(
      "provision",
      [
        "provision_id": "s4-base", "setting_id": "s4", "kind": "support_base", "needs": "ASD;MLD", "nc_year_low": "0",
        "nc_year_high": "6", "year_from": "2026/27", "places": "5", "over_places": "0", "annual_cost_pence": "1",
      ])
    study.add(
      "contracts",
      [
        "route_id": "t9", "setting_id": "s1", "vehicle": "taxi", "seats": "4", "children": "2", "miles_per_day": "14.5",
        "price_per_day_pence": "9000", "days": "190",
      ])
    return study
  }

  /// Loads a study; the problems, none where it loads.
  private func problems(_ study: TinyStudy) throws -> [Problem] {
    try study.withFolder { folder in
      do throws(StudyProblems) {
        _ = try loadStudy(at: folder, models: Self.models)
        return []
      } catch {
        #expect(!error.problems.isEmpty)
        return error.problems
      }
    }
  }

  @Test func theStartIsSound() throws { #expect(try problems(Self.filled().written()) == []) }

  @Test func damagedBytesNeverCrash() throws {
    let study = try Self.filled()
    let bytes = try study.bytes()
    let intact = try described(study.written().withFolder { try loadStudy(at: $0, models: Self.models).study })
    var reported = 0
    var silent: [String] = []
    func check(_ name: String, _ damaged: [UInt8]) throws {
      var tiny = study.tiny
      tiny.set(workbookFile, damaged)
      if try !problems(tiny).isEmpty {
        reported += 1
      } else {
        let now = try tiny.withFolder { described(try loadStudy(at: $0, models: Self.models).study) }
        if now != intact { silent.append(name) }
      }
    }
    for damage in corruptions(of: bytes, as: .binary, count: 80, seed: 71) { try check(damage.name, damage.bytes) }
    // The directory at the end says where everything is.
    for seed in 0..<corruptionCount(20) {
      var random = SplitMix(seed: 0xD1C7 &+ UInt64(seed))
      var damaged = bytes
      let place = Int.random(in: (bytes.count - 1200)..<bytes.count, using: &random)
      damaged[place] = .random(in: 0...255, using: &random)
      try check("directory \(seed)", damaged)
    }
    #expect(reported > corruptionCount(80) / 2)
    #expect(silent == [])
  }

  @Test func damagedCellsNeverCrash() throws {
    let study = try Self.filled()
    let wrong = [
      "", " ", "0", "-1", "1e400", "NaN", "0x10", "12.5", "9223372036854775807", "-99999999999999999999999", "abc",
      "unknown",
      "null", "=1+1", "\"", "a;b;c", "a: b", "- x", "{", "[", "#", "\\", "2026-02-30", "31/02/2026", "2026/28", "１２",
      "\u{202E}42", "\u{0}", "\u{FFFE}", "s1", "east-base", "all", "true",
    ]
    var reported = 0
    let count = corruptionCount(60)
    for seed in 0..<count {
      var random = SplitMix(seed: 0xCE11 &+ UInt64(seed))
      var damaged = study
      var place = 0
      repeat {
        place = Int.random(in: damaged.workbook.sheets.indices, using: &random)
      } while damaged.workbook.sheets[place].rows.isEmpty
      let rows = damaged.workbook.sheets[place].rows
      let row = Int.random(in: rows.indices, using: &random)
      let column = Int.random(in: rows[row].indices, using: &random)
      switch seed % 8 {
      case 0: damaged.workbook.sheets[place].rows.remove(at: row)
      case 1: damaged.workbook.sheets[place].rows.insert(rows[row], at: row)
      case 2: damaged.workbook.sheets[place].rows[row] = rows[row].map { _ in "" }
      case 3: damaged.workbook.sheets[place].rows[row][column] = rows.randomElement(using: &random)?[column] ?? ""
      case 4: damaged.workbook.sheets[place].rows[row].swapAt(column, Int.random(in: rows[row].indices, using: &random))
      case 5:
        damaged.workbook.sheets[place].sheet.columns[column].name = wrong.randomElement(using: &random) ?? ""
      default: damaged.workbook.sheets[place].rows[row][column] = wrong.randomElement(using: &random) ?? ""
      }
      let found = try problems(damaged.written())
      if !found.isEmpty { reported += 1 }
      // What is wrong is in the workbook, and so is its place.
      #expect(found.allSatisfy { $0.file == workbookFile && $0.sheet != nil }, "\(seed): \(found)")
    }
    #expect(reported > count / 5)
  }

  @Test func aWrongCellThatAColumnShowsIsReported() throws {
    let study = try Self.filled()
    for (place, filled) in study.workbook.sheets.enumerated() {
      for (index, column) in filled.sheet.columns.enumerated() where !column.isGiven {
        let row = filled.rows.count - 1
        var wrong: [String] = []
        if column.isRequired, column.name != "value" { wrong.append("") }
        switch column.content {
        case .choice where column.name != "cost_basis": wrong.append("zzz")
        case .choices, .flag, .decision, .time, .row: wrong.append("zzz")
        case .whole, .number: wrong += ["abc", "1,5"]
        default: break
        }
        for text in wrong {
          var damaged = study
          damaged.workbook.sheets[place].rows[row][index] = text
          if column.name == "easting_m" || column.name == "northing_m", filled.sheet.name == "proposals" {
            damaged.workbook.sheets[place].rows[row][filled.sheet.columns.firstIndex { $0.name == "setting_id" }!] = ""
          }
          #expect(
            try !problems(damaged.written()).isEmpty, "\(filled.sheet.name).\(column.name): \"\(text)\"")
        }
      }
    }
  }
}
