import Foundation
import Importing
import Inputs
import Planning
import TestSupport
import Testing

@Suite("Population import")
struct PopulationTests {
  /// Three LSOAs: two in West, one in East, and a fourth elsewhere.
  static let centroids = """
    lsoa21_code,easting,northing
    E01000001,442000,200000
    E01000002,447000,200000
    E01000003,455000,200000
    E01000004,300000,300000

    """

  /// A column for each age of 0 to 25; the residents of an age are the age plus a number of the LSOA's own.
  static func table(header: (Int) -> String = { String($0) }, first: String = "LSOA 2021 Code", last: String = "")
    -> String
  {
    var text = "\(first),Total," + (0...25).map(header).joined(separator: ",") + "\n"
    for lsoa in 1...4 {
      let residents = (0...25).map { String($0 + lsoa) }
      text += "E0100000\(lsoa),\"1,900\"," + residents.joined(separator: ",") + "\n"
    }
    return text + last
  }

  struct Result {
    var report: ImportReport?
    var residences: [Residence] = []
    var study: Study?
    var problems: [String] = []
  }

  private func imported(
    _ text: String, centroids: String = Self.centroids, lookup: String? = nil, sheet: String? = nil
  ) throws -> Result {
    try withTestFolder { folder in
      let source = folder.appendingPathComponent("population.csv")
      try Data(text.utf8).write(to: source)
      return try imported(source, centroids: centroids, lookup: lookup, sheet: sheet)
    }
  }

  private func imported(_ source: URL, centroids: String, lookup: String?, sheet: String?) throws -> Result {
    var study = TinyStudy()
    study["residences.csv"] = nil
    return try study.withFolder { place in
      let points = place.appendingPathComponent("centroids.csv")
      try Data(centroids.utf8).write(to: points)
      let pairs = place.appendingPathComponent("lookup.csv")
      if let lookup { try Data(lookup.utf8).write(to: pairs) }
      let options = PopulationOptions(centroids: points, lookup: lookup == nil ? nil : pairs, sheet: sheet)
      do {
        let target = try StudyFolder(place)
        let report = try importPopulation(source, options: options, into: target, date: "2026-11-21")
        let study = try target.tables([.areas, .residences])
        return Result(report: report, residences: study.residences, study: study)
      } catch let error as StudyProblems {
        return Result(problems: error.problems.map(\.description))
      }
    }
  }

  /// Residents of a band when LSOA 1 holds age + 1 and so on.
  private func sum(_ ages: ClosedRange<Int>, _ lsoa: Int) -> Double { ages.reduce(0) { $0 + Double($1 + lsoa) } }

  @Test("Residents become weights of LSOA centroids in the study's areas, by age")
  func weights() throws {
    let result = try imported(Self.table())
    #expect(result.residences.map(\.id) == ["E01000001", "E01000002", "E01000003"])
    let homes = try #require(result.study).homes
    #expect(homes.map(\.area) == [0, 0, 1] && homes.map(\.kind) == [.lsoaCentroid, .lsoaCentroid, .lsoaCentroid])
    for (index, residence) in result.residences.enumerated() {
      let lsoa = index + 1
      #expect(residence.weights == SIMD4(sum(0...4, lsoa), sum(5...10, lsoa), sum(11...15, lsoa), sum(16...25, lsoa)))
    }
    let report = try #require(result.report)
    #expect(report.facts.map(\.name) == ["lsoas", "residents_0_25"])
    #expect(report.facts.map(\.value) == [3, Int((1...3).reduce(0.0) { $0 + sum(0...25, $1) })])
    #expect(report.notes == ["LSOAs outside the study's areas, left out: 1."])
  }

  @Test("Layouts of other years read alike", arguments: ["Age %", "Age_%", "aged %", "P%"])
  func layouts(pattern: String) throws {
    let expected = try imported(Self.table()).residences.map(\.weights)
    #expect(try imported(Self.table { pattern.replacing("%", with: String($0)) }).residences.map(\.weights) == expected)
  }

  @Test("Women and men of each age are added; titles above the header and 90+ are passed")
  func bySex() throws {
    var text = "Mid-2022 estimates,,,\n\nLSOA 2021 Code,LSOA 2021 Name,Total"
    for sex in ["F", "M"] { text += (0...90).map { ",\(sex)\($0)" }.joined() }
    text += ",90+\n"
    for lsoa in 1...4 {
      let cells = (0...90).map { String($0 + lsoa) }.joined(separator: ",")
      text += "E0100000\(lsoa),Somewhere,20000,\(cells),\(cells),5\n"
    }
    let result = try imported(text)
    #expect(result.problems == [])
    #expect(result.residences.map { $0.weights[0] } == (1...3).map { 2 * sum(0...4, $0) })
    #expect(try #require(result.report).notes.contains("Women and men of each age were added together."))
  }

  @Test("A workbook with titles and several sheets: persons of the latest year, or the sheet that is named")
  func workbook() throws {
    try withTestFolder { folder in
      let file = folder.appendingPathComponent("population.xlsx")
      // Under names of its own GDAL writes no header row.
      let columns = (1...28).map { "Field\($0)" }
      for (index, (name, factor)) in [("Mid-2021 Persons", 1), ("Mid-2022 Males", 5), ("Mid-2022 Persons", 2)]
        .enumerated()
      {
        var sheet = TestLayer(name: name, columns: columns, features: [])
        func row(_ cells: [String]) {
          sheet.features.append((cells + [String](repeating: "", count: columns.count - cells.count), ""))
        }
        row(["Population estimates for lower layer super output areas"])
        row([""])
        row(["LSOA Code", "All Ages"] + (0...25).map(String.init))
        for lsoa in 1...3 { row(["E0100000\(lsoa)", "9999"] + (0...25).map { _ in String(lsoa * factor) }) }
        try sheet.write(file, "XLSX", epsg: nil, adds: index > 0)
      }
      let latest = try imported(file, centroids: Self.centroids, lookup: nil, sheet: nil)
      #expect(latest.problems == [])
      #expect(latest.residences.map { $0.weights[0] } == [10, 20, 30])
      #expect(latest.report?.notes.contains { $0.contains("Mid-2022 Persons was read") } == true)
      let named = try imported(file, centroids: Self.centroids, lookup: nil, sheet: "Mid-2021 Persons")
      #expect(named.residences.map { $0.weights[0] } == [5, 10, 15])
      let wrong = try imported(file, centroids: Self.centroids, lookup: nil, sheet: "Persons")
      #expect(wrong.problems.count == 1 && wrong.problems[0].contains("not a sheet of it"))
    }
  }

  @Test("Centroids in degrees lie where those in metres do, and the two must agree where both are given")
  func degrees() throws {
    let text = "LSOA11CD,lat,long\nE01000001,51.70,-1.30\nE01000002,51.72,-1.25\nE01000003,51.69,-1.20\n"
    #expect(try imported(Self.table(), centroids: text).residences.count == 3)
    let both = "code,easting,northing,lon,lat\nE01000001,448493,200388,-1.30,51.70\n"
    #expect(try imported(Self.table(), centroids: both).residences.count == 1)
    #expect(
      try imported(Self.table(), centroids: both.replacing("448493", with: "449493")).problems.first?.contains(
        "more than 100 m from its own longitude and latitude") == true)
    #expect(
      try imported(Self.table(), centroids: text.replacing("51.70,-1.30", with: "-1.30,51.70")).problems.first?
        .contains(
          "not a place in Great Britain") == true)
  }

  @Test("LSOAs of the other census come by the lookup: split ones together, merged ones in equal parts")
  func lookup() throws {
    // 1 was split into 11 and 12; 2 and 3 were merged into 13.
    let lookup =
      "lsoa11_code,change,lsoa21_code\nE01000001,S,E01000011\nE01000001,S,E01000012\nE01000002,M,E01000013\nE01000003,M,E01000013\n"
    let table = Self.table().replacing("E01000001", with: "E01000011").replacing("E01000002", with: "E01000012")
      .replacing("E01000003", with: "E01000013")
    let result = try imported(table, lookup: lookup)
    #expect(result.problems == [])
    #expect(
      result.residences.map { $0.weights[0] } == [sum(0...4, 1) + sum(0...4, 2), sum(0...4, 3) / 2, sum(0...4, 3) / 2])
    #expect(result.report?.facts[1].value == Int((1...3).reduce(0.0) { $0 + sum(0...25, $1) }))
    let problem = try imported(table).problems
    #expect(
      problem.count == 1 && problem[0].contains("no residents for 3 of the 3 LSOAs") && problem[0].contains("--lookup"))
  }

  @Test("Each fault names its row, column, value and remedy")
  func faults() throws {
    let table = Self.table()
    func problems(_ old: String, _ new: String) throws -> [String] {
      try #require(table.contains(old))
      return try imported(table.replacing(old, with: new)).problems
    }
    #expect(
      try problems("E01000002,\"1,900\",2,", "E01000002,\"1,900\",two,") == [
        "population.csv, row 3, column 0: \"two\" is not a number of residents. Write digits, such as 12; residents by LSOA are "
          + "not suppressed."
      ])
    #expect(try problems("E01000002,\"1,900\",2,", "E01000002,\"1,900\",,").joined().contains("the cell is empty"))
    #expect(try problems("E01000002,\"1,900\",2,", "E01000002,\"1,900\",-2,").count == 1)
    #expect(
      try problems("E01000002,\"1,900\",2,", "E01000002,30,2,").joined().contains(
        "less than the residents aged 0 to 25"))
    #expect(try problems("E01000002", "E01000001").joined().contains("already in row 2"))
    #expect(try problems("E01000002", "Oakham").joined().contains("not a code of an LSOA"))
    #expect(try problems("E01000002", "").joined().contains("the cell is empty"))
    #expect(try problems("LSOA 2021 Code", "Place").count == 1)
    #expect(
      try problems(",17,", ",17+,") == [
        "population.csv, row 1: there is no column for age 17. Use estimates by single year of age, 0 to 25 at least."
      ])
    #expect(try problems("E01000002", "E92000001").joined().contains("no residents for 1 of the 3"))
  }

  @Test("LSOAs without a centroid and areas without an LSOA are counted")
  func counted() throws {
    let result = try imported(
      Self.table(), centroids: Self.centroids.replacing("E01000003,455000,200000\n", with: ""))
    #expect(
      result.report?.notes == [
        "LSOAs outside the study's areas, left out: 1.", "LSOAs without a centroid, left out: 1 (E01000003).",
        "Areas without an LSOA's centroid and so without residents: 1 (East).",
      ])
    #expect(try imported(Self.table(), centroids: "lsoa21_code,x,y\nE01000004,300000,300000\n").problems.count == 1)
  }

  @Test("Rutland's wards hold Rutland's residents", .enabled(if: SharedData.isPresent, "no shared data"))
  func rutland() throws {
    let folder = try #require(SharedData.folder).appendingPathComponent("geography")
    var study = TinyStudy()
    study["areas.csv"] = nil
    study["residences.csv"] = nil
    try study.withFolder { place in
      let target = try StudyFolder(place)
      _ = try importAreas(folder.appendingPathComponent("rutland_ward.geojson.gz"), into: target, date: "2026-11-21")
      let report = try importPopulation(
        folder.appendingPathComponent("lsoa11_population_mid2020_age0_25_england.csv.gz"),
        options: PopulationOptions(
          centroids: folder.appendingPathComponent("lsoa11_population_weighted_centroids_ew.csv.gz")), into: target,
        date: "2026-11-21")
      // The LSOAs that ONS names after Rutland, counted apart.
      let rows = try SharedData.rows("geography/lsoa11_population_mid2020_age0_25_england.csv.gz")
      let own = rows.filter { $0[1].hasPrefix("Rutland ") }
      #expect(report.facts[0].value == own.count)
      #expect(report.facts[1].value == own.reduce(0) { $0 + $1[3...].reduce(0) { $0 + (Int($1) ?? 0) } })
    }
  }

  @Test("Damaged files: problems, or residences that can be read")
  func damaged() throws {
    var study = TinyStudy()
    study["residences.csv"] = nil
    try study.withFolder { place in
      let target = try StudyFolder(place)
      let source = place.appendingPathComponent("population.csv")
      let points = place.appendingPathComponent("centroids.csv")
      for isCentroids in [false, true] {
        try Data(Self.table().utf8).write(to: source)
        try Data(Self.centroids.utf8).write(to: points)
        let bytes = Array((isCentroids ? Self.centroids : Self.table().replacing("\"1,900\"", with: "1900")).utf8)
        for damage in corruptions(of: bytes, seed: isCentroids ? 42 : 43) {
          try Data(damage.bytes).write(to: isCentroids ? points : source)
          let isRefused = try isRefused(damage.name) {
            _ = try importPopulation(
              source, options: PopulationOptions(centroids: points), into: target, date: "2026-11-21")
          }
          if !isRefused { #expect(throws: Never.self, "\(damage.name)") { try target.tables([.areas, .residences]) } }
        }
      }
    }
  }
}
