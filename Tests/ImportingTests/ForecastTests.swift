import Foundation
import Importing
import Inputs
import Planning
import TestSupport
import Testing
import Units

@Suite("Forecast import")
struct ForecastTests {
  private struct Result {
    var report: ImportReport?
    var pupils: [PupilCount] = []
    var problems: [String] = []

    /// The number of an area, year and year group.
    subscript(area: Int, year: Int, ncYear: Int) -> Double? {
      pupils.first { $0.area == area && $0.year.start == year && $0.ncYear.number == ncYear }?.pupils
    }
  }

  /// Imports a source into the tiny study, whose areas are West and East, without the pupils it has or with them.
  private func imported(
    _ text: String, options: ForecastOptions = ForecastOptions(), keepsPupils: Bool = false, replaces: Bool = false
  ) throws -> Result {
    try withTestFolder { folder in
      let source = folder.appendingPathComponent("forecast.csv")
      try Data(text.utf8).write(to: source)
      return try imported(source, options, keepsPupils: keepsPupils, replaces: replaces)
    }
  }

  private func imported(
    _ source: URL, _ options: ForecastOptions = ForecastOptions(), keepsPupils: Bool = false, replaces: Bool = false
  ) throws -> Result {
    var study = TinyStudy()
    if !keepsPupils { study["pupils.csv"] = nil }
    return try study.withFolder { place in
      do {
        let target = try StudyFolder(place, replacesEdited: replaces)
        let report = try importForecast(source, options: options, into: target, date: "2026-11-21")
        return Result(report: report, pupils: try target.tables([.areas, .pupils]).pupils)
      } catch let error as StudyProblems {
        return Result(problems: error.problems.map(\.description))
      }
    }
  }

  /// A workbook of sheets given as rows of cells.
  private func withWorkbook<Value>(_ sheets: [(name: String, rows: [[String]])], _ body: (URL) throws -> Value) throws
    -> Value
  {
    try withTestFolder { folder in
      let file = folder.appendingPathComponent("scap.xlsx")
      let width = sheets.flatMap(\.rows).map(\.count).max() ?? 1
      for (index, sheet) in sheets.enumerated() {
        // Under names of its own GDAL writes no header row.
        var layer = TestLayer(name: sheet.name, columns: (1...width).map { "Field\($0)" }, features: [])
        layer.features = sheet.rows.map { ($0 + [String](repeating: "", count: width - $0.count), "") }
        try layer.write(file, "XLSX", epsg: nil, adds: index > 0)
      }
      return try body(file)
    }
  }

  @Test("A long table: areas by id or by name, year groups as schools write them")
  func long() throws {
    let result = try imported(
      """
      Planning area,Academic year,Year group,Pupils,Basis
      west,2026/27,Reception,31,forecast
      West,202627,Year 1,"1,032.0",forecast
      EAST,2026-27,Y7,33.5,forecast
      east,2025/2026,year_group_13,4,actual
      """)
    #expect(result.problems == [])
    #expect(result.pupils.count == 4)
    #expect(
      result[0, 2026, 0] == 31 && result[0, 2026, 1] == 1032 && result[1, 2026, 7] == 33.5 && result[1, 2025, 13] == 4)
    #expect(result.pupils.map(\.isForecast) == [true, true, false, true])
    #expect(result.report?.facts.map(\.value) == [4, 2, 2025, 2026])
  }

  @Test("A column for each year group, with totals that are checked and left out")
  func wide() throws {
    let text = """
      Planning Area Code,Year,Reception,1,2,Total R-2,7,8,Total
      west,2026/27,10,11,12,33,20,21,74
      west,2027/28,11,12,13,36,21,22,79
      east,2026/27,1,2,3,6,c,5,
      Total,2026/27,11,13,15,39,x,26,
      """
    let result = try imported(text)
    // The sum over R-2 is the sum of the primary year groups.
    #expect(result.problems == [])
    #expect(result.pupils.count == 14 && result[0, 2027, 8] == 22 && result[1, 2026, 7] == nil)
    let notes = try #require(result.report).notes
    #expect(notes.contains("Cells with \"c\", taken as not known: 1."))
    #expect(notes.contains("Cells with \"x\", taken as not known: 1."))
    // Two in each West row, one of East; the total row has R, 1, 2, 8 and R-2.
    #expect(notes.contains("Totals that equal the sum of their parts, left out: 10."))
    let problems = try imported(text.replacing("33,20", with: "34,20")).problems
    #expect(
      problems == [
        "forecast.csv, row 2, column Total R-2: \"34\" is not the total of its parts, 74. Correct the total or its parts, or take "
          + "the total out."
      ])
    #expect(try imported(text.replacing("11,13,15,39", with: "11,14,15,39")).problems.count == 1)
  }

  @Test("A column for each academic year")
  func years() throws {
    let result = try imported("area_id,nc_year,2026/27,2027/28\nwest,R,10,11\nwest,1,12,13\nwest,Total,22,24\n")
    #expect(result.problems == [] && result.pupils.count == 4 && result[0, 2027, 1] == 13)
    #expect(
      try imported("area_id,nc_year,2026/27,2027/28\nwest,R,10,11\nwest,1,12,13\nwest,Total,22,25\n").problems.count
        == 1)
  }

  @Test("A sheet for each planning area, named by the sheet or by a cell above the header")
  func sheets() throws {
    let header = ["Academic year", "Reception", "1", "2", "3", "4", "5", "6"]
    func rows(_ first: Int) -> [[String]] {
      (0..<3).map { year in ["20\(26 + year)/\(27 + year)"] + (0..<7).map { String(first + year * 10 + $0) } }
    }
    let sheets: [(name: String, rows: [[String]])] = [
      ("Cover", [["School capacity survey"], ["Tinyshire"]]),
      ("West", [["Pupil forecasts"], [""], header] + rows(100)),
      ("Sheet3", [["Pupil forecasts, planning area: East"], header] + rows(200)),
    ]
    try withWorkbook(sheets) { file in
      let result = try imported(file)
      #expect(result.problems == [])
      #expect(
        result.pupils.count == 42 && result[0, 2026, 0] == 100 && result[0, 2028, 6] == 126 && result[1, 2027, 3] == 213
      )
      let one = try imported(file, ForecastOptions(sheet: "West"))
      #expect(one.pupils.count == 21)
      #expect(try #require(one.report).notes.contains("Areas without numbers in the file: 1 (East)."))
      #expect(try imported(file, ForecastOptions(sheet: "South")).problems.count == 1)
    }
    try withWorkbook([("Sheet1", [["Pupil forecasts"], header] + rows(100))]) { file in
      let problems = try imported(file).problems
      #expect(
        problems == [
          "scap.xlsx, sheet Sheet1, row 1: nothing says which planning area its numbers are of. Name the column of areas with "
            + "--area, or name each sheet after its area."
        ])
    }
  }

  @Test("Numbers in pupils.csv stay, but for the same area, year, year group and basis")
  func merge() throws {
    let text = "area_id,year,nc_year,pupils\nwest,2026/27,0,77\nwest,2030/31,0,78\n"
    // The tiny study's own table was made by hand.
    #expect(throws: ImportError.self) { try imported(text, keepsPupils: true) }
    let result = try imported(text, keepsPupils: true, replaces: true)
    #expect(result.pupils.count == 7 * 2 * 26 + 1)
    #expect(
      result[0, 2026, 0] == 77 && result[0, 2030, 0] == 78 && result[1, 2026, 0] == 30 && result[0, 2026, 1] == 30)
    #expect(result.report?.notes.contains("Numbers that pupils.csv had: 363 kept, 1 replaced.") == true)
    let counted = try imported(text, options: ForecastOptions(basis: .actual), keepsPupils: true, replaces: true)
    #expect(counted.pupils.count == 7 * 2 * 26 + 2)
  }

  @Test("Numbers of the authority are spread by residents of the age, and sum to what they were")
  func spread() throws {
    let text = """
      time_period,old_la_code,la_name,nc_year,full_time,part_time,headcount
      202324,998,Farshire,reception,9,0,9
      202324,999,Tinyshire,reception,60,2,62
      202324,999,Tinyshire,year_group_7,77,0,77
      202324,999,Tinyshire,year_group_12,56,0,56
      """
    let result = try imported(text, options: ForecastOptions(spread: true))
    #expect(result.problems == [])
    // Weights of age 4 are 180 in West and 210 in East, of age 11 210 and 230, of age 16 270 and 290.
    let expected: [(Int, Double, Double)] = [(0, 62, 180.0 / 390), (7, 77, 210.0 / 440), (12, 56, 270.0 / 560)]
    for (ncYear, total, share) in expected {
      #expect(abs(try #require(result[0, 2023, ncYear]) - total * share) < 0.001)
      #expect(abs(try #require(result[1, 2023, ncYear]) - total * (1 - share)) < 0.001)
    }
    #expect(result.pupils.allSatisfy { !$0.isForecast })
    #expect(result.report?.notes.contains { $0.contains("spread over 2 areas") && $0.contains("not whole") } == true)
    #expect(try imported(text).problems.first?.contains("Add --spread") == true)
    #expect(
      try imported(text.replacing("60,2,62", with: "60,2,63"), options: ForecastOptions(spread: true)).problems.first?
        .contains(
          "not the sum of full-time and part-time pupils") == true)
    #expect(
      try imported(text.replacing("999,Tinyshire", with: "998,Farshire"), options: ForecastOptions(spread: true))
        .problems
        == ["forecast.csv: none of its rows is of Tinyshire (999). Use a file that holds the study's authority."])
    #expect(
      try imported("area_id,year,nc_year,pupils\nwest,2026/27,0,7\n", options: ForecastOptions(spread: true)).problems
        .count == 1)
  }

  @Test("Each fault names its row, column, value and remedy")
  func faults() throws {
    let text = "area_id,year,nc_year,pupils\nwest,2026/27,0,31\neast,2026/27,1,32\n"
    func problems(_ old: String, _ new: String) throws -> [String] {
      try imported(text.replacing(old, with: new)).problems
    }
    #expect(
      try problems("east", "north") == [
        "forecast.csv, row 3, column area_id: \"north\" is neither the id nor the name of an area of the study. Write the areas as "
          + "the study has them, or take rows of other areas out."
      ])
    #expect(try problems("east", "").count == 1)
    #expect(try problems("\neast,2026/27", "\neast,2026/28").joined().contains("not an academic year"))
    #expect(try problems("27,1,32", "27,juniors,32").joined().contains("not a year group"))
    #expect(try problems("27,1,32", "27,40,32").joined().contains("not a year group"))
    #expect(try problems("32\n", "many\n").joined().contains("not a number of pupils"))
    #expect(try problems("32\n", "-3\n").joined().contains("not between 0 and 200000"))
    #expect(try problems("east,2026/27,1,32", "west,2026/27,0,32").joined().contains("given for the same area"))
    #expect(try problems("pupils", "n").joined().contains("no table in it has pupils"))
    #expect(try problems("31", "c") == [])
    #expect(try imported(text.replacing("31", with: "c").replacing("32", with: "")).problems.count == 1)
  }

  @Test("Rutland's pupils of 2022/23, spread over its wards", .enabled(if: SharedData.isPresent, "no shared data"))
  func rutland() throws {
    let data = try #require(SharedData.folder)
    let geography = data.appendingPathComponent("geography")
    var study = TinyStudy()
    for file in ["areas.csv", "residences.csv", "pupils.csv"] { study[file] = nil }
    study.replace("study.yaml", "la_code: \"999\"\nla_name: Tinyshire", with: "la_code: \"857\"\nla_name: Rutland")
    try study.withFolder { place in
      let target = try StudyFolder(place)
      _ = try importAreas(geography.appendingPathComponent("rutland_ward.geojson.gz"), into: target, date: "2026-11-21")
      _ = try importPopulation(
        geography.appendingPathComponent("lsoa11_population_mid2020_age0_25_england.csv.gz"),
        options: PopulationOptions(
          centroids: geography.appendingPathComponent("lsoa11_population_weighted_centroids_ew.csv.gz")), into: target,
        date: "2026-11-21")
      let report = try importForecast(
        data.appendingPathComponent("pupils/la_pupils_by_nc_year_2011_2022.csv.gz"),
        options: ForecastOptions(spread: true),
        into: target, date: "2026-11-21")
      let pupils = try target.tables([.areas, .pupils]).pupils
      let last = pupils.filter { $0.year == AcademicYear(start: 2022) }
      // 373 in Reception to 170 in Year 13, as published; Year 14, which has nobody, would say that residents are counted.
      let sums = (0...14).map { ncYear in last.filter { $0.ncYear.number == ncYear }.reduce(0) { $0 + $1.pupils } }
      let published: [Double] = [373, 383, 373, 401, 393, 422, 389, 621, 588, 590, 589, 558, 168, 170, 0]
      #expect(zip(sums, published).allSatisfy { abs($0 - $1) < 0.01 })
      #expect(report.facts[0].value == 12 * 14 * 15)
      #expect(report.notes.contains { $0.hasPrefix("Numbers above Year 13, left out: 180.") })
    }
  }

  @Test(
    "Damaged files of each shape: problems, or pupils that can be read",
    arguments: [
      "area_id,year,nc_year,pupils,basis\nwest,2026/27,0,31,forecast\nwest,2026/27,1,32,forecast\neast,2025/26,7,33,actual\n",
      "Planning area,Academic year,Reception,1,2,Total\nwest,2026/27,10,11,12,33\nwest,2027/28,11,12,13,36\neast,2026/27,1,2,3,6\n",
    ])
  func damaged(text: String) throws {
    var study = TinyStudy()
    study["pupils.csv"] = nil
    try study.withFolder { place in
      let target = try StudyFolder(place)
      let source = place.appendingPathComponent("forecast.csv")
      let pupils = place.appendingPathComponent("pupils.csv")
      for damage in corruptions(of: Array(text.utf8), seed: 45) {
        try Data(damage.bytes).write(to: source)
        try? FileManager.default.removeItem(at: pupils)
        let isRefused = try isRefused(damage.name) { _ = try importForecast(source, into: target, date: "2026-11-21") }
        if !isRefused { #expect(throws: Never.self, "\(damage.name)") { try target.tables([.areas, .pupils]) } }
      }
    }
  }

  @Test("Pupils above Year 13 are left out, and residents of every age stay", arguments: [14, 21])
  func pupilsAreNotTakenForResidents(last: Int) throws {
    let rows = (0...last).map { "west,2025/26,\($0),30,actual\n" }.joined()
    var study = TinyStudy()
    study["pupils.csv"] = nil
    try study.withFolder { place in
      let target = try StudyFolder(place)
      let source = place.appendingPathComponent("forecast.csv")
      try Data(("area_id,year,nc_year,pupils,basis\n" + rows).utf8).write(to: source)
      let report = try importForecast(source, into: target, date: "2026-11-21")
      #expect(try target.tables([.areas, .pupils]).pupils.count == (last == 14 ? 14 : 22))
      #expect(report.notes.contains { $0.contains("above Year 13") } == (last == 14))
    }
  }

  @Test("Damaged workbooks: problems, or pupils that can be read")
  func damagedWorkbook() throws {
    var study = TinyStudy()
    study["pupils.csv"] = nil
    try study.withFolder { place in
      let target = try StudyFolder(place)
      let source = place.appendingPathComponent("forecast.xlsx")
      let pupils = place.appendingPathComponent("pupils.csv")
      let layer = TestLayer(
        columns: ["Planning area", "Academic year", "Reception", "1", "2"],
        features: [(["west", "2026/27", "10", "11", "12"], ""), (["east", "2026/27", "1", "2", "3"], "")])
      try layer.write(source, "XLSX", epsg: nil)
      for damage in corruptions(of: [UInt8](try Data(contentsOf: source)), as: .binary, seed: 46) {
        try Data(damage.bytes).write(to: source)
        try? FileManager.default.removeItem(at: pupils)
        let isRefused = try isRefused(damage.name) { _ = try importForecast(source, into: target, date: "2026-11-21") }
        if !isRefused { #expect(throws: Never.self, "\(damage.name)") { try target.tables([.areas, .pupils]) } }
      }
    }
  }
}
