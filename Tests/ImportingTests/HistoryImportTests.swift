import Foundation
import Inputs
import Planning
import TestSupport
import Testing
import Units

@testable import Importing

/// A made-up caseload file in the layout of 2026, of authority 999 and its region.
private let caseload = """
  time_period,time_identifier,geographic_level,region_code,new_la_code,old_la_code,la_name,breakdown_topic,breakdown,ehcplans,mainstream_la_maintained,mainstream_academy,mainstream_academy_senunit,special_academy,special_free_school,special_independent,special_non_maintained,AP_PRU_total_pc,online_provider,placement_unknown
  202425,Academic year,Regional,E12,,,,All EHC plans,All EHC plans,400,200,100,20,40,20,10,5,1,5,0
  202425,Academic year,Local authority,E12,E09,999,Tinyshire,All EHC plans,All EHC plans,100,50,20,5,10,5,6,2,2,x,2
  202425,Academic year,Local authority,E12,E08,998,Othershire,All EHC plans,All EHC plans,300,150,80,15,30,15,4,3,1,3,0
  202526,Academic year,Local authority,E12,E09,999,Tinyshire,All EHC plans,All EHC plans,110,55,20,6,12,6,7,2,2,0,2
  202526,Academic year,Local authority,E12,E09,999,Tinyshire,Child or young persons age,Age 10,60,40,5,3,8,0,2,1,0,0,1
  202526,Academic year,Local authority,E12,E09,999,Tinyshire,Child or young persons age,age 11,48,15,15,3,4,6,4,1,0,0,0
  202526,Academic year,Local authority,E12,E09,999,Tinyshire,Child or young persons age,Under 3,2,0,0,0,0,0,1,0,0,0,1
  202526,Academic year,Local authority,E12,E09,999,Tinyshire,Sex,Female,30,10,10,2,3,2,1,1,0,1,0

  """

private let newPlans = """
  time_period,geographic_level,region_code,old_la_code,la_name,breakdown_topic,breakdown,new_ehc_plans,mainstream_academy,special_independent
  2024,Regional,E12,,,All new EHC plans,All new EHC plans,90,80,10
  2024,Local authority,E12,999,Tinyshire,All new EHC plans,All new EHC plans,20,15,5
  2024,Local authority,E12,998,Othershire,All new EHC plans,All new EHC plans,70,65,5
  2025,Local authority,E12,999,Tinyshire,All new EHC plans,All new EHC plans,25,20,5

  """

private let ceased = """
  time_period,geographic_level,region_code,old_la_code,la_name,breakdown_topic,breakdown,max_age,transfer,total_ceased
  2024,Local authority,E12,999,Tinyshire,All ceased EHC plans,All ceased EHC plans,6,3,9
  2025,Local authority,E12,999,Tinyshire,All ceased EHC plans,All ceased EHC plans,7,low,9

  """

private let needs = """
  time_period,time_identifier,geographic_level,old_la_code,la_name,breakdown_topic,breakdown,ehc_plans,number_asd,number_ds,number_semh,number_need_unknown,asd_pc
  202425,Academic year,Local authority,999,Tinyshire,All EHC plans,All EHC plans,100,60,x,39,1,60
  202526,Academic year,Local authority,999,Tinyshire,All EHC plans,All EHC plans,110,66,4,40,0,60
  2025,Calendar year,Local authority,999,Tinyshire,All EHC plans,All EHC plans,25,15,1,9,0,60

  """

@Suite("Import of history")
struct HistoryImportTests {
  private func run(
    _ files: [(String, String)] = [
      ("caseload.csv", caseload), ("newplans.csv", newPlans), ("ceased_plans.csv", ceased), ("sen_needs.csv", needs),
    ], study: TinyStudy = TinyStudy(), _ check: (ImportReport, URL) throws -> Void
  ) throws {
    try study.withFolder { place in
      let releases = place.appendingPathComponent("releases")
      try FileManager.default.createDirectory(at: releases, withIntermediateDirectories: true)
      for (name, text) in files { try Data(text.utf8).write(to: releases.appendingPathComponent(name)) }
      let report = try importHistory(
        [releases], into: StudyFolder(place, replacesEdited: true), date: "2026-11-21")
      try check(report, place)
      _ = try loadTables(at: place, [.history])
    }
  }

  private func faults(_ files: [(String, String)]) throws -> [String] {
    try ImportBench.problems { try run(files) { _, _ in } }
  }

  private func row(
    _ rows: [[String: String]], _ year: String, nc: String = "all", need: String = "all", kind: String = "all"
  ) -> [String: String]? {
    rows.first { $0["year"] == year && $0["nc_year"] == nc && $0["need"] == need && $0["kind"] == kind }
  }

  @Test func stockAndFlowsStandInTheYearTheyLeadTo() throws {
    try run { report, place in
      let rows = try ImportBench.cells(place, "history.csv")
      let before = try #require(row(rows, "2024/25"))
      #expect(
        ["stock", "new", "ceased", "moved_in", "moved_out"].map { before[$0] } == ["100", "20", "6", "", "3"])
      let base = try #require(row(rows, "2025/26"))
      // Transfers that round to nothing are not known, so plans that ceased hold them.
      #expect(["stock", "new", "ceased", "moved_in", "moved_out"].map { base[$0] } == ["110", "25", "9", "", ""])
      #expect(report.notes.contains { $0.contains("transfers are not given") })
      #expect(report.notes.contains { $0.hasPrefix("1 cells hold low") })
      #expect(ImportBench.figures(report)["stock_2026"] == 110)
    }
  }

  @Test func placementsAreKindsAndTheTwoColumnsOf2026AreOne() throws {
    try run { report, place in
      let rows = try ImportBench.cells(place, "history.csv")
      let kinds = [
        ("mainstream", "75"), ("specialist_base", "6"), ("special", "18"), ("independent_special", "7"), ("nmss", "2"),
      ]
      for (kind, count) in kinds { #expect(row(rows, "2025/26", kind: kind)?["stock"] == count, "\(kind)") }
      // 2024/25 adds up without the column that is not available, so that there is nothing behind it.
      #expect(row(rows, "2024/25", kind: "special")?["stock"] == "15")
      #expect(row(rows, "2024/25", kind: "elsewhere") == nil)
      #expect(row(rows, "2025/26", nc: "6", kind: "special")?["stock"] == "8")
      #expect(row(rows, "2025/26", nc: "7", kind: "mainstream")?["stock"] == "30")
      #expect(row(rows, "2025/26", nc: "-2", kind: "independent_special")?["stock"] == "1")
      #expect(ImportBench.figures(report)["stock_by_age_and_kind_2026"] == 110)
      #expect(report.notes.contains { $0.contains("under three") })
      #expect(report.notes.contains { $0.contains("not read: Sex") })
    }
  }

  @Test func needsGiveStockAndNewPlansByNeed() throws {
    try run { report, place in
      let rows = try ImportBench.cells(place, "history.csv")
      #expect(row(rows, "2025/26", need: "ASD")?["stock"] == "66")
      #expect(row(rows, "2025/26", need: "ASD")?["new"] == "15")
      #expect(row(rows, "2025/26", need: "DS")?["stock"] == "4")
      #expect(row(rows, "2024/25", need: "DS") == nil)
      #expect(report.notes.contains { $0.contains("1 plans without a recorded need") })
    }
  }

  @Test func theWholeRegionsFigureIsNotTheAuthoritys() throws {
    let repeated = newPlans.replacingOccurrences(
      of: "999,Tinyshire,All new EHC plans,All new EHC plans,20",
      with: "999,Tinyshire,All new EHC plans,All new EHC plans,90"
    )
    .replacingOccurrences(of: "plans,70", with: "plans,90")
    try run([("caseload.csv", caseload), ("newplans.csv", repeated)]) { report, place in
      let rows = try ImportBench.cells(place, "history.csv")
      #expect(row(rows, "2024/25")?["new"] == "")
      #expect(row(rows, "2025/26")?["new"] == "25")
      #expect(report.notes.contains { $0.contains("90 new plans in 2024 are the whole region's") })
    }
    // A download of the one authority has no region to compare with; its placements tell.
    let alone =
      newPlans.split(separator: "\n").filter { !$0.contains("Regional") && !$0.contains("Othershire") }
      .joined(separator: "\n").replacingOccurrences(of: "plans,20,", with: "plans,6078,") + "\n"
    try run([("caseload.csv", caseload), ("newplans.csv", alone)]) { report, place in
      let rows = try ImportBench.cells(place, "history.csv")
      #expect(row(rows, "2024/25")?["new"] == "")
    }
  }

  @Test func placementsThatDoNotAddUpAreLeftOut() throws {
    // 8 of 110 are missing without a symbol that says why.
    let short = caseload.replacingOccurrences(of: "110,55,20", with: "110,47,20")
    try run([("caseload.csv", short)]) { report, place in
      let rows = try ImportBench.cells(place, "history.csv")
      #expect(row(rows, "2025/26")?["stock"] == "110")
      #expect(row(rows, "2025/26", kind: "mainstream") == nil)
      #expect(report.notes.contains { $0.contains("add up to 102 of 110") })
    }
    // Suppressed: the kind it stands in is not known, the others are.
    let suppressed = caseload.replacingOccurrences(of: "110,55,20,6,", with: "110,55,20,c,")
    try run([("caseload.csv", suppressed)]) { report, place in
      let rows = try ImportBench.cells(place, "history.csv")
      #expect(row(rows, "2025/26", kind: "specialist_base") == nil)
      #expect(row(rows, "2025/26", kind: "mainstream")?["stock"] == "75")
      #expect(report.notes.contains { $0.contains("not known: specialist_base") })
      #expect(report.notes.contains { $0.hasPrefix("1 cells hold c (suppressed)") })
    }
    let over = try faults([("caseload.csv", caseload.replacingOccurrences(of: "110,55,20", with: "110,95,20"))])
    #expect(over.count == 1 && over[0].contains("less than its placements add up to (150)"))
  }

  @Test func rowsThatRepeatOthersGapsAndAnAbsentAuthority() throws {
    let lines = caseload.split(separator: "\n").map(String.init)
    let twice = (lines + [lines[4]]).joined(separator: "\n") + "\n"
    try run([("caseload.csv", twice)]) { report, place in
      #expect(report.notes.contains { $0.contains("row 10 repeats row 5") })
      let base = try ImportBench.cells(place, "history.csv").filter {
        $0["year"] == "2025/26" && $0["nc_year"] == "all" && $0["kind"] == "all"
      }
      #expect(base.count == 1)
    }
    let other = (lines + [lines[4].replacingOccurrences(of: ",110,", with: ",111,")]).joined(separator: "\n") + "\n"
    let conflict = try faults([("caseload.csv", other)])
    #expect(conflict.count == 1 && conflict[0].contains("row 10") && conflict[0].contains("row 5 with another figure"))

    let gap = caseload.replacingOccurrences(
      of: "202425,Academic year,Local authority,E12,E09", with: "202223,Academic year,Local authority,E12,E09")
    try run([("caseload.csv", gap)]) { report, _ in
      #expect(report.notes.contains("Years without stock: 2023/24, 2024/25."))
    }
    let absent = try faults([
      ("caseload.csv", caseload.replacingOccurrences(of: "999,Tinyshire", with: "997,Elsewhere"))
    ])
    #expect(absent.count == 1 && absent[0].contains("\"999\"") && absent[0].contains("la_code in study.yaml"))
    let none = try faults([("readme.csv", "a,b\n1,2\n")])
    #expect(none.first?.contains("no file of DfE's EHC plan release") == true)
  }

  @Test func aLaterReleaseCorrectsAnEarlierOne() throws {
    let earlier =
      caseload.split(separator: "\n").filter { !$0.hasPrefix("202526") }.joined(separator: "\n")
      .replacingOccurrences(of: "All EHC plans,100,50,", with: "All EHC plans,99,49,") + "\n"
    try run([("a_caseload.csv", earlier), ("b_caseload.csv", caseload)]) { report, place in
      let rows = try ImportBench.cells(place, "history.csv")
      #expect(row(rows, "2024/25")?["stock"] == "100")
      #expect(report.notes.contains { $0.contains("100 plans where an earlier release had 99") })
    }
    try run([("a_caseload.csv", caseload), ("b_caseload.csv", earlier)]) { _, place in
      let rows = try ImportBench.cells(place, "history.csv")
      #expect(row(rows, "2024/25")?["stock"] == "100")
    }
  }

  @Test func whatIsNoFigureIsReported() throws {
    for (old, new, column) in [
      (",110,55,", ",eleven,55,", "ehcplans"), (",110,55,", ",,55,", "ehcplans"),
      (",110,55,", ",110,-5,", "mainstream_la_maintained"),
      (
        "202526,Academic year,Local authority,E12,E09,999,Tinyshire,All",
        "20252,Academic year,Local authority,E12,E09,999,Tinyshire,All", "time_period"
      ),
      (
        "202526,Academic year,Local authority,E12,E09,999,Tinyshire,All",
        "202526,Academic year,Loc,E12,E09,999,Tinyshire,All", "geographic_level"
      ),
    ] {
      let found = try faults([("caseload.csv", caseload.replacingOccurrences(of: old, with: new))])
      #expect(found.contains { $0.contains("column \(column)") }, "\(new) was not reported: \(found)")
    }
    let more = try faults([
      ("caseload.csv", caseload), ("ceased_plans.csv", ceased.replacingOccurrences(of: "6,3,9", with: "6,13,9")),
    ])
    #expect(more.count == 1 && more[0].contains("more transfers than plans"))
    let needy = try faults([
      ("caseload.csv", caseload), ("needs.csv", needs.replacingOccurrences(of: "110,66,", with: "110,96,")),
    ])
    #expect(needy.count == 1 && needy[0].contains("less than its needs add up to (140)"))
  }

  @Test func corruptionsNeverCrashNorMakeAnInvalidStudy() throws {
    try ImportBench.withImport(caseload, named: "caseload.csv") { folder, source, place in
      var refused = 0
      for damage in corruptions(of: Array(caseload.utf8), seed: 9) {
        try Data(damage.bytes).write(to: source)
        do {
          _ = try importHistory([source], into: folder, date: "2026-11-21")
          let faults = try ImportBench.problems { _ = try loadTables(at: place, [.history]) }
          #expect(faults.isEmpty, "\(damage.name) made an invalid study: \(faults)")
        } catch let error as StudyProblems {
          #expect(!error.problems.isEmpty, "\(damage.name) was refused without a reason")
          refused += 1
        }
      }
      #expect(refused > corruptionCount(100) / 5)
    }
  }
}

/// The published releases, counted again by a map of columns written by hand.
@Suite(
  "Published EHC plan releases",
  .enabled(if: SharedData.isPresent, "no ../shared/data beside the package: the published releases were not read"))
struct PublishedHistoryTests {
  /// Positions of placement columns in `caseload.csv` of the 2025 release, by kind.
  private let columns: [(kind: String, positions: [Int])] = [
    ("mainstream", [13, 16, 19]), ("specialist_base", [14, 15, 17, 18, 20, 21]), ("independent_mainstream", [22]),
    ("special", [25, 26]), ("independent_special", [27]), ("nmss", [28]), ("ap", [31, 32, 33]), ("fe", [36, 38]),
    ("specialist_post16", [37]), ("ehe", [41]), ("eotas", [42]), ("elsewhere", [43, 44, 45, 46, 47, 48, 49, 50, 51]),
    ("early_years", [54]), ("not_recorded", [56]),
  ]

  private func imported(
    _ laCode: String, _ laName: String, from files: [String] = [""], _ check: (ImportReport, URL) throws -> Void
  ) throws {
    let data = try #require(SharedData.folder)
    try ImportBench.bareStudy(laCode, laName, baseYear: "2024/25").withFolder { place in
      let report = try importHistory(
        files.map { data.appendingPathComponent("sen2/\($0)") }, into: StudyFolder(place), date: "2026-11-21")
      try check(report, place)
      _ = try loadTables(at: place, [.history])
    }
  }

  @Test func januaryStockIsThePublishedOneByAgeAndKind() throws {
    let rows = try SharedData.rows("sen2/caseload.csv.gz")
    let authorities = [
      ("857", "Rutland", 376), ("893", "Shropshire", 3016), ("894", "Telford and Wrekin", 2439),
      ("331", "Coventry", 3477),
    ]
    for (code, name, plans) in authorities {
      var published: [String: Int] = [:]
      for row in rows where row.count == 60 && row[8] == code && row[10] == "Child or young persons age" {
        let year = "\(row[0].prefix(4))/\(row[0].suffix(2))"
        let ncYear = (Int(row[11].dropFirst(4)) ?? 2) - 4
        for (kind, positions) in columns {
          let count = positions.reduce(0) { $0 + (Int(row[$1]) ?? 0) }
          if count > 0 { published["\(year) \(ncYear) \(kind)", default: 0] += count }
        }
      }
      try imported(code, name, from: ["caseload.csv.gz"]) { report, place in
        var found: [String: Int] = [:]
        for row in try ImportBench.cells(place, "history.csv") where row["nc_year"] != "all" {
          found["\(row["year"] ?? "") \(row["nc_year"] ?? "") \(row["kind"] ?? "")", default: 0] +=
            Int(row["stock"] ?? "") ?? 0
        }
        #expect(found == published)
        let sum = found.filter { $0.key.hasPrefix("2024/25") }.values.reduce(0, +)
        #expect(sum == plans, "\(name)")
        #expect(ImportBench.figures(report)["stock_2025"] == plans)
      }
    }
  }

  @Test func flowsOfShropshireAreThePublishedOnes() throws {
    try imported("893", "Shropshire") { report, place in
      let last = try #require(ImportBench.cells(place, "history.csv").first { $0["year"] == "2024/25" })
      #expect(
        ["stock", "new", "ceased", "moved_in", "moved_out"].map { last[$0] } == ["3016", "754", "189", "", "78"])
      let study = try loadTables(at: place, [.history])
      let total = study.history.filter { $0.ncYear == nil && $0.need == nil && $0.kind == nil }
      #expect(total.map(\.year.start) == Array(2018...2024))
      #expect(total.map(\.stock) == [1906, 1945, 2016, 1982, 1946, 2496, 3016])
      // INMSS of January 2025: 238 and 1.
      let kinds = study.history.filter { $0.year.start == 2024 && $0.ncYear == nil && $0.kind?.isINMSS == true }
      #expect(kinds.compactMap(\.stock).reduce(0, +) == 239)
      let semh = study.history.first { $0.need == .semh && $0.year.start == 2024 }
      #expect(semh?.stock == 911)
    }
  }

  @Test func yorkshireAuthoritiesOf2022HaveNoNewPlansOfTheirOwn() throws {
    for (code, name) in [("370", "Barnsley"), ("815", "North Yorkshire")] {
      try imported(code, name, from: ["newplans.csv.gz", "caseload.csv.gz"]) { report, place in
        let rows = try ImportBench.cells(place, "history.csv").filter {
          $0["nc_year"] == "all" && $0["need"] == "all" && $0["kind"] == "all"
        }
        #expect(rows.first { $0["year"] == "2022/23" }?["new"] == "")
        #expect(rows.first { $0["year"] == "2021/22" }?["new"] != "")
        #expect(report.notes.contains { $0.contains("6078 new plans in 2022 are the whole region's") })
      }
    }
  }
}
