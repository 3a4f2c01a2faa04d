import Foundation
import Importing
import Inputs
import TestSupport
import Testing

/// Deciles of deprivation and listed areas that come to residences with their residents.
@Suite("Population import with deprivation")
struct PopulationDeprivationTests {
  /// Imports `PopulationTests`' residents into the tiny study with these files beside them.
  private func imported(
    centroids: String = PopulationTests.centroids, deprivation: String? = nil, areas: String? = nil,
    lookup: String? = nil, study: TinyStudy = TinyStudy()
  ) throws -> PopulationTests.Result {
    var study = study
    study["residences.csv"] = nil
    return try study.withFolder { place in
      func file(_ name: String, _ text: String?) throws -> URL? {
        guard let text else { return nil }
        let file = place.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file
      }
      let source = try #require(try file("population.csv", PopulationTests.table()))
      let options = PopulationOptions(
        centroids: try #require(try file("centroids.csv", centroids)), lookup: try file("lookup.csv", lookup),
        deprivation: try file("imd.csv", deprivation), areas: try file("parts.csv", areas))
      do {
        let target = try StudyFolder(place)
        let report = try importPopulation(source, options: options, into: target, date: "2026-11-21")
        let study = try target.tables([.areas, .residences, .settings, .provision, .caseload])
        return .init(report: report, residences: study.residences, study: study)
      } catch let error as StudyProblems {
        return .init(problems: error.problems.map(\.description))
      }
    }
  }

  private func deciles(_ result: PopulationTests.Result) throws -> [Int?] {
    let study = try #require(result.study, "\(result.problems)")
    return study.residences.map { study.homes[$0.home].deprivationDecile }
  }

  @Test(
    "Each residence has the tenth of its LSOA, under the published headings and others",
    arguments: [
      "lsoa21_code,IMD_rank,IMD_decile",
      "LSOA code (2021),Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
        + "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
    ])
  func exact(header: String) throws {
    let rows = "E01000001,31000,10.0\nE01000002,20,1\nE01000003,16000,5\nE01000004,9000,3\n"
    let result = try imported(deprivation: "\(header)\n\(rows)")
    #expect(try deciles(result) == [10, 1, 5])
    #expect(result.report?.notes.contains("Deciles of deprivation by the LSOA's own code: 3.") == true)
    // Children have that of the nearest centroid; between two as near, the first.
    let study = try #require(result.study)
    #expect(study.caseload.map { study.homes[$0.home].deprivationDecile } == [10, 1, 1, 5, 10, 5, 5, 1])
    #expect(try deciles(imported()) == [nil, nil, nil])
  }

  @Test(
    "By the lookup a split LSOA has the mean of its parts, a merged one that of the whole; halves go to the more deprived"
  )
  func lookup() throws {
    let lookup =
      "lsoa11_code,lsoa21_code\nE01000001,E01000011\nE01000001,E01000012\nE01000002,E01000013\nE01000003,E01000003\n"
    let table = "lsoa21_code,IMD_decile\nE01000011,4\nE01000012,7\nE01000013,9\nE01000003,2\n"
    let result = try imported(deprivation: table, lookup: lookup)
    #expect(try deciles(result) == [5, 9, 2])
    #expect(
      result.report?.notes.suffix(3) == [
        "Deciles of deprivation by the LSOA's own code: 1.",
        "LSOAs merged in the indices' census, with the decile of the whole: 1.",
        "LSOAs split in the indices' census, with the mean decile of their parts: 1.",
      ])
    let without = try imported(deprivation: table).problems
    #expect(without.count == 1 && without[0].contains("no decile for 2 of the 3 LSOAs"))
    #expect(without.first?.contains("add --lookup") == true)
  }

  @Test("A rank in place of a decile, a doubled LSOA and a file without deciles are reported")
  func faults() throws {
    let start = "lsoa21_code,IMD_decile\nE01000002,1\nE01000003,2\n"
    func problems(_ text: String) throws -> String { try imported(deprivation: text).problems.joined() }
    #expect(try problems(start + "E01000001,26525\n").contains("not a tenth of 1 to 10"))
    #expect(try problems(start + "E01000001,4.5\n").contains("not a tenth of 1 to 10"))
    #expect(try problems(start + "E01000001,\n").contains("imd.csv, row 4, column IMD_decile: the cell is empty"))
    #expect(try problems(start + "E01000001,1\nE01000001,1\n").contains("the code of more than one row"))
    #expect(try problems("lsoa21_code,IMD_rank\nE01000001,1\n").contains("a column of the index's deciles"))
  }

  @Test("A table of LSOAs and areas stands in for boundaries")
  func listed() throws {
    var bare = TinyStudy()
    bare["areas.csv"] = "area_id,name,phase,rural_urban\nwest,West,all,rural\neast,East,all,urban\n"
    // The second lies in West by its centroid, and the fourth is another authority's.
    let table =
      "LSOA21CD,LSOA21NM,PA,other\nE01000001,a,west,1\nE01000002,b,east,2\nE01000003,c,east,3\nE01000004,d,north,4\n"
    for (study, differing) in [(TinyStudy(), 1), (bare, 3)] {
      let result = try imported(areas: table, study: study)
      let read = try #require(result.study, "\(result.problems)")
      #expect(read.residences.map { read.homes[$0.home].area } == [0, 1, 1])
      #expect(
        result.report?.notes.contains(
          "LSOAs in the area that the table names, whose centroid lies elsewhere: \(differing).") == true)
    }
    let names = try imported(areas: table.replacing("west", with: "West").replacing("east", with: "East"))
    #expect(names.residences.count == 3)
    #expect(
      try imported(areas: "LSOA21CD,PA\nE01000001,north\n").problems.joined().contains("ids or names of the study's"))
    #expect(try imported(study: bare).problems.joined().contains("--areas"))
  }

  @Test("Damaged indices and lists: problems, or residences that can be read", arguments: [false, true])
  func damaged(isList: Bool) throws {
    var study = TinyStudy()
    study["residences.csv"] = nil
    let text =
      isList
      ? "LSOA21CD,PA\nE01000001,west\nE01000002,west\nE01000003,east\nE01000004,north\n"
      : "lsoa21_code,IMD_decile\nE01000001,10\nE01000002,1\nE01000003,5\nE01000004,3\n"
    try study.withFolder { place in
      let target = try StudyFolder(place)
      let source = place.appendingPathComponent("population.csv")
      let centroids = place.appendingPathComponent("centroids.csv")
      let beside = place.appendingPathComponent("beside.csv")
      try Data(PopulationTests.table().utf8).write(to: source)
      try Data(PopulationTests.centroids.utf8).write(to: centroids)
      let options = PopulationOptions(
        centroids: centroids, deprivation: isList ? nil : beside, areas: isList ? beside : nil)
      for damage in corruptions(of: Array(text.utf8), seed: 47) {
        try Data(damage.bytes).write(to: beside)
        let isRefused = try isRefused(damage.name) {
          _ = try importPopulation(source, options: options, into: target, date: "2026-11-21")
        }
        if !isRefused { #expect(throws: Never.self, "\(damage.name)") { try target.tables([.areas, .residences]) } }
      }
    }
  }

  @Test(
    "The published files: every LSOA of four authorities has its tenth, and three quarters of wards' LSOAs lie as listed",
    .enabled(if: SharedData.isPresent, "no ../shared/data beside the package: the published files were not read"),
    arguments: [("rutland", 23), ("shropshire", 193), ("telford", 108), ("coventry", 195)])
  func published(name: String, lsoas: Int) throws {
    let data = try #require(SharedData.folder).appendingPathComponent("geography")
    func file(_ name: String) -> URL { data.appendingPathComponent(name + ".gz") }
    var study = TinyStudy()
    for table in ["areas.csv", "residences.csv"] { study[table] = nil }
    try study.withFolder { place in
      let target = try StudyFolder(place)
      _ = try importAreas(file("\(name)_ward.geojson"), into: target, date: "2026-11-21")
      var options = PopulationOptions(
        centroids: file("lsoa11_population_weighted_centroids_ew.csv"), lookup: file("lookup_lsoa11_lsoa21_ltla22.csv"),
        deprivation: file("imd2025_lsoa21_england.csv"))
      func residences() throws -> [(decile: Int?, area: Int)] {
        let report = try importPopulation(
          file("lsoa11_population_mid2020_age0_25_england.csv"), options: options, into: target, date: "2026-11-21")
        #expect(report.facts[0].value == lsoas)
        let study = try target.tables([.areas, .residences])
        return study.residences.map { (study.homes[$0.home].deprivationDecile, study.homes[$0.home].area) }
      }
      let plain = try residences()
      #expect(plain.allSatisfy { $0.decile != nil })
      // Shropshire's wards are of 2025 and have no code in common with the lookup of 2024.
      guard name != "shropshire" else { return }
      options.areas = file("lookup_lsoa21_ward24_ltla24.csv")
      let listed = try residences()
      #expect(zip(plain, listed).count { $0.area == $1.area } * 4 > 3 * lsoas)
    }
  }
}
