import Foundation
import Inputs
import StudyWorkbook
import TestSupport
import Testing

/// README's page "Your own authority", followed on public files: from nothing to a report, with no column renamed.
@Suite struct OwnAuthorityTests {
  @Test(.enabled(if: SharedData.isPresent, "public data beside the package is absent"))
  func thePageFollowedLiterallyEndsInARun() throws {
    let data = try #require(SharedData.folder)
    try withTemporaryFolder { folder in
      let study = folder.appendingPathComponent("rutland")
      let blades = folder.appendingPathComponent("blades")
      try makeBlades(from: data, in: blades)
      func placeplan(_ arguments: String...) throws -> String {
        let result = try Command.run(arguments)
        #expect(result.code == 0, "\(arguments): \(result.error)")
        return result.output
      }
      func read(_ kind: String, _ source: String, _ options: String...) throws -> String {
        let file = source.hasPrefix("/") ? source : data.appendingPathComponent(source).path
        let paths = options.map { $0.hasSuffix(".gz") ? data.appendingPathComponent($0).path : $0 }
        let result = try Command.run(["import", kind, file, "--study", study.path] + paths)
        #expect(result.code == 0, "\(kind): \(result.error)")
        return result.output
      }
      _ = try placeplan(
        "new", study.path, "--la-code", "857", "--la-name", "Rutland", "--base-year", "2024/25", "--horizon", "2")
      #expect(try read("areas", "geography/rutland_ward.geojson.gz").contains("Areas: 15"))
      _ = try read(
        "population", "geography/lsoa11_population_mid2020_age0_25_england.csv.gz", "--centroids",
        "geography/lsoa11_population_weighted_centroids_ew.csv.gz")
      _ = try read("schools", "schools/england_schools_2022-23_ehcp_easting_northing.csv.gz")
      _ = try read("history", "sen2")
      let caseload = try read("caseload", blades.path, "--postcodes", "geography/postcodes_rutland.csv.gz")
      #expect(caseload.contains("376 children held a plan"))
      _ = try read("forecast", "pupils/la_pupils_by_nc_year_2011_2022.csv.gz", "--spread", "--basis", "actual")
      _ = try read("roads", "roads/rutland-20220720.osm.pbf")
      // Nothing of the children but a pseudonym and a point has come through the door.
      let table = try String(contentsOf: study.appendingPathComponent("caseload.csv"), encoding: .utf8)
      for personal in ["Surname", "Forename", "A0100", "LE15"] { #expect(!table.contains(personal)) }

      let unanswered = try Command.run(["check", study.path])
      #expect(unanswered.code == 65)
      #expect(unanswered.output.contains("cost.ap"))
      var workbook = StudyWorkbook(
        study: try loadTables(at: study, []), assumptions: try loadAssumptions(files: sharedModels()))
      workbook["assumptions"]?.answer("value", "unknown") { _ in true }
      try workbook.write(to: study.appendingPathComponent(workbookFile))
      #expect(try placeplan("check", study.path).contains("Ready to run"))
      let run = folder.appendingPathComponent("run")
      #expect(
        try placeplan("assess", study.path, "--draws", "2", "--output", run.path)
          .contains("Do nothing: plans 376 in 2024/25"))
      #expect(FileManager.default.fileExists(atPath: run.appendingPathComponent("report.html").path))
    }
  }

  private func makeBlades(from data: URL, in folder: URL) throws {
    let script = projectFolder().appendingPathComponent("Tests/RealDataTests/rutland_blades.py").path
    #expect(try python([script, data.path, folder.path]).status == 0)
  }
}
