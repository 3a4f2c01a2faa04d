import Foundation
import TestSupport
import Testing

@testable import Inputs

/// What is given, what stands in, and how old it is.
@Suite struct DataQualityCoverageTests {
  private func states(_ items: [DataQuality.Coverage.Item]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: items.map { ($0.item, $0.state.rawValue) })
  }

  @Test func everyTableOfFormatsIsThere() throws {
    let coverage = try checked().quality.coverage
    #expect(
      coverage.tables.map(\.item) == [
        "areas", "residences", "pupils", "settings", "provision", "caseload", "history", "contracts", "roads",
        "proposals",
        "options", "assumptions",
      ])
    #expect(
      coverage.tables.filter { $0.state != .given }.map(\.item) == ["settings", "provision"])
    #expect(coverage.tables.first { $0.item == "roads" }?.detail == "5 links")
    #expect(coverage.tables.first { $0.item == "provision" }?.detail == "6 provisions, 5 with an annual cost")
  }

  @Test func whatAuthoritiesOftenLackHasItsFallback() throws {
    let items = try checked().quality.coverage.oftenLacked
    #expect(
      states(items) == [
        "Complexity band": "given", "Who is transported": "partly_given", "Wheelchair passengers": "given",
        "Passengers with an assistant": "given", "Routes by child": "not_given",
        "Area history before 2023": "not_given",
        "Floor area of proposed sites": "given", "Fees of independent and non-maintained special schools": "given",
        "Preference and tribunal rates": "not_given", "School capacity (SCAP) pupil forecast": "given",
      ])
    #expect(items.allSatisfy { ($0.state == .given) == $0.fallback.isEmpty })
  }

  @Test func columnsOfTheCaseloadAreCounted() throws {
    let columns = try checked {
      $0.replace("caseload.csv", "c1,1,SLCN,1,", with: "c1,1,SLCN,,")
      $0.replace("caseload.csv", "c2,3,ASD,2,", with: "c2,3,ASD,,")
    }.quality.coverage.caseloadColumns
    let filled = Dictionary(uniqueKeysWithValues: columns.map { ($0.column, $0.filled) })
    #expect(
      filled == [
        "band": 6, "provision_id": 7, "transported": 7, "wheelchair": 8, "assistant": 8, "alone": 8, "not_with": 2,
        "residential": 8, "directed": 8, "low_income": 8, "sibling_id": 0, "looked_after": 0, "point_kind": 0,
      ])
    #expect(columns.first { $0.column == "band" }?.share == 0.75)
    #expect(columns.filter { !$0.isGiven }.map(\.column) == ["sibling_id", "looked_after", "point_kind"])
  }

  @Test func missingBandsAndContractsAreFindings() throws {
    let check = try checked {
      $0.replace("caseload.csv", "c1,1,SLCN,1,", with: "c1,1,SLCN,,")
      $0["contracts.csv"] = nil
    }
    let sentences = check.sentences("coverage")
    #expect(
      sentences[0]
        == "The complexity band is known for 7 of 8 children; where it is not, it is taken from the kind of the present "
        + "placement.")
    #expect(sentences.contains("No transport contract is given: routes are priced from the assumptions alone."))
  }

  @Test func figuresOldAgainstTheBaseYearAreNamed() throws {
    let check = try checked {
      $0.replace("assumptions.yaml", "date: 2026", with: "date: 2022")
      $0["history.csv"] =
        "la_code,year,nc_year,need,kind,stock,new,ceased,moved_in,moved_out\n999,2021/22,all,all,all,5,,,,\n"
      $0["contracts.csv"] = $0["contracts.csv"]!.replacing("2026-07-20", with: "2022-07-20")
    }
    let ages = check.quality.ages
    func input(_ name: String) -> DataQuality.Ages.Input? { ages.inputs.first { $0.input == name } }
    #expect(input("pupils, counted")?.yearsOlder == 0)
    #expect(input("pupils, forecast to")?.yearsOlder == -3)
    #expect(input("history, last stock")?.latest == "January 2022")
    #expect(input("history, last stock")?.yearsOlder == 4)
    #expect(input("history, last stock")?.isOld == true)
    #expect(input("history, first stock")?.isOld == false)
    #expect(input("contracts, first start")?.latest == "2025-09-01")
    #expect(input("contracts, last end")?.yearsOlder == 4)
    #expect(input("settings: rolls and net capacity")?.latest == "not dated")
    // 2022 is 4 years before January 2026.
    #expect(ages.oldFigures.map(\.id) == ["transport.cost_pa_day"])
    #expect(
      check.sentences("ages") == [
        "The latest of history, last stock is January 2022, 4 years older than the base year 2025/26.",
        "The latest of contracts, last end is 2022-07-20, 4 years older than the base year 2025/26.",
        "1 assumption of the study's own is more than 3 years older than the base year: transport.cost_pa_day.",
      ])
  }

  @Test func threeYearsAreNotOld() throws {
    let check = try checked { $0.replace("assumptions.yaml", "date: 2026", with: "date: 2023") }
    #expect(check.quality.ages.oldFigures.isEmpty)
  }

  @Test(
    arguments: [
      ("2024", 2024), ("2024-06", 2024), ("2024-06-30", 2024), ("2024-25", 2025), ("2019-25", 2025), ("2022/23", 2023),
      ("2010-11", 2011), ("2010-12", 2010), ("2025 Q4", 2025), ("1999-00", 1999), ("soon", nil), ("", nil),
      ("24-06", nil),
    ] as [(String, Int?)])
  func aDateSpeaksOfItsLatestYear(date: String, year: Int?) { #expect(latestYear(of: date) == year) }

  @Test func aStudyThatLacksAllItMayLackIsNoCrash() throws {
    let check = try checked { study in
      for file in ["contracts.csv", "road_nodes.csv", "road_links.csv", "proposals/east-base.yaml", "assumptions.yaml"]
      {
        study[file] = nil
      }
      study.replace("study.yaml", "assumptions: [assumptions.yaml]\n", with: "")
      study["study.yaml"] = study["study.yaml"]!.components(separatedBy: "options:")[0]
      study["areas.csv"] = "area_id,name,phase,rural_urban\nwest,West,all,\neast,East,all,\n"
      study["pupils.csv"] = "area_id,year,nc_year,pupils,basis\nwest,2025/26,0,0,forecast\n"
      study["residences.csv"] =
        "residence_id,area_id,easting_m,northing_m,weight_0_4,weight_5_10,weight_11_15,weight_16_25,point_kind\n"
        + "r1,west,442000,200500,0,0,0,0,synthetic\n"
      study["settings.csv"] = "setting_id,name,easting_m,northing_m,in_area\ns1,School,445000,200000,true\n"
      study["provision.csv"] =
        "provision_id,setting_id,kind,needs,nc_year_low,nc_year_high,places\np,s1,mainstream,,0,6,\n"
      study["caseload.csv"] =
        "child_id,nc_year,need,easting_m,northing_m,provision_id,kind\nc1,21,ASD,442000,200500,,unplaced\n"
      study["history.csv"] =
        "la_code,year,nc_year,need,kind,stock,new,ceased,moved_in,moved_out\n999,2020/21,all,all,all,,,,,\n"
    }
    #expect(check.verdict.isReady)
    #expect(
      states(check.quality.coverage.tables).filter { $0.value == "not_given" }.keys.sorted() == [
        "assumptions", "contracts", "options", "proposals", "roads",
      ])
    #expect(states(check.quality.coverage.oftenLacked)["Floor area of proposed sites"] == "not_needed")
    #expect(check.quality.children.unplaced == 1)
    #expect(check.quality.children.overAge == 1)
    #expect(check.quality.capacity.rows.isEmpty)
    #expect(check.quality.pupils.latestCount == nil)
    #expect(check.quality.pupils.areasWithout == ["East"])
    #expect(check.quality.reconciliation.rows.isEmpty)
    #expect(check.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    _ = try JSONEncoder().encode(check)
  }

  @Test func aFolderThatCannotBeReadHasNoFacts() {
    let nowhere = FileManager.default.temporaryDirectory.appendingPathComponent("nowhere-\(UUID().uuidString)")
    #expect(TableFacts(studyAt: nowhere) == TableFacts())
  }
}
