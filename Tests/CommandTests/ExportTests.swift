import Foundation
import TestSupport
import Testing

/// `placeplan export` on a finished run, as a user types it.
@Suite struct ExportTests {
  /// The folder of a finished run of the tiny study.
  private func withRun<Result>(
    _ change: (inout TinyStudy) -> Void = { _ in }, _ body: (URL) throws -> Result
  ) throws -> Result {
    try withTemporaryFolder { folder in
      var tiny = try TinyStudy.assessable()
      change(&tiny)
      return try tiny.withFolder { study in
        let run = folder.appendingPathComponent("run")
        let result = try Command.run(["assess", study.path, "--output", run.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        return try body(run)
      }
    }
  }

  private func names(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func eachFormatGoesToAFolderOfItsOwnInTheRun() throws {
    try withRun { run in
      let before = try names(run)
      try Data("MARKER".utf8).write(to: run.appendingPathComponent("local/marker.csv"))
      let expected = [
        "gpkg": ["run.gpkg"],
        "csv": [
          "catchments.csv", "isochrones.csv", "metrics.csv", "planning_areas.csv", "proposals.csv", "provenance.csv",
          "settings.csv",
        ],
        "geojson": [
          "catchments.geojson", "isochrones.geojson", "planning_areas.geojson", "proposals.geojson", "settings.geojson",
        ],
      ]
      for (format, files) in expected {
        let result = try Command.run(["export", run.path, "--format", format])
        #expect(result.code == 0, "\(result.error)")
        let target = run.appendingPathComponent("export-\(format)")
        #expect(try names(target) == files)
        for file in files {
          #expect(result.output.contains("\(file): "))
          let bytes = try Data(contentsOf: target.appendingPathComponent(file))
          #expect(bytes.range(of: Data("MARKER".utf8)) == nil && !bytes.isEmpty)
        }
        #expect(result.output.hasSuffix("Export: \(target.path)\n"))
        #expect(result.output.contains("Coordinates were transformed") == (format == "geojson"))
      }
      #expect(try names(run) == (before + expected.keys.map { "export-\($0)" }).sorted())
    }
  }

  @Test func jsonGivesFilesAndRowsAndQuietGivesNothing() throws {
    try withRun { run in
      let output = run.deletingLastPathComponent().appendingPathComponent("new/tables")
      let result = try Command.run(["export", run.path, "--format", "csv", "--output", output.path, "--json"])
      #expect(result.code == 0, "\(result.error)")
      let read = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
      #expect(read?["format"] as? String == "csv" && read?["output"] as? String == output.path)
      let files = try #require(read?["files"] as? [[String: Any]])
      for file in files {
        let name = try #require(file["file"] as? String)
        let text = try String(contentsOf: output.appendingPathComponent(name), encoding: .utf8)
        #expect(text.split(separator: "\n").count - 1 == file["rows"] as? Int, "\(name)")
      }
      #expect(files.first?["rows"] as? Int == 2)
      let quiet = try Command.run(["export", run.path, "--format", "csv", "--output", output.path, "--quiet"])
      #expect(quiet.code == 0 && quiet.output.isEmpty && quiet.error.isEmpty)
    }
  }

  @Test func namesThatASpreadsheetWouldRunAreDefused() throws {
    try withRun {
      $0.replace("areas.csv", "west,West,", with: "west,\"=HYPERLINK(\"\"http://x\"\")\",")
      $0.replace("areas.csv", "east,East,", with: "east,@East,")
      $0.replace("settings.csv", "Westfield School", with: "+Westfield School")
      $0.replace("proposals/east-base.yaml", "name: Inclusion base in East", with: #"name: "\t-1+1""#)
    } _: { run in
      let result = try Command.run(["export", run.path, "--format", "csv"])
      #expect(result.code == 0, "\(result.error)")
      func text(_ name: String) throws -> String {
        try String(contentsOf: run.appendingPathComponent("export-csv/\(name).csv"), encoding: .utf8)
      }
      let areas = try text("planning_areas")
      #expect(areas.contains("\nwest,\"'=HYPERLINK(\"\"http://x\"\")\",") && areas.contains("\neast,'@East,"))
      #expect(try text("settings").contains(",'+Westfield School,"))
      let proposals = try text("proposals")
      #expect(proposals.contains("\neast-base,'\t-1+1,") || proposals.contains("\neast-base,'-1+1,"))
      // A comma, then what would run: nowhere, save figures.
      for name in try names(run.appendingPathComponent("export-csv")) {
        let table = try text(String(name.dropLast(4)))
        #expect(table.firstMatch(of: /(?m)(?:^|,)"?[=+@\t]/) == nil, "\(name)")
        #expect(table.firstMatch(of: /(?m)(?:^|,)"?-(?!\d+(?:\.\d+)?(?:,|$))/) == nil, "\(name)")
      }
    }
  }

  @Test func aRunThatIsNotThereEndsIn66() throws {
    try withTemporaryFolder { folder in
      let missing = folder.appendingPathComponent("nowhere").path
      let result = try Command.run(["export", missing, "--format", "csv"])
      #expect(result.code == 66)
      #expect(
        result.error
          == "\(missing): there is no such folder. Give the folder of a finished run, such as Runs/shropshire-1.\n1 problem. Nothing was written.\n"
      )
      let empty = try Command.run(["export", folder.path, "--format", "geojson"])
      #expect(empty.code == 66)
      #expect(empty.error.hasPrefix("\(folder.path)/run.gpkg: the file is missing. Give the folder of a finished run"))
      #expect(try names(folder) == [])
    }
  }

  @Test func aDamagedRunEndsIn65() throws {
    try withTemporaryFolder { folder in
      try Data("not a database".utf8).write(to: folder.appendingPathComponent("run.gpkg"))
      for format in ["gpkg", "csv", "geojson"] {
        let result = try Command.run(["export", folder.path, "--format", format])
        #expect(result.code == 65)
        #expect(result.error.hasPrefix("run.gpkg: is not a GeoPackage"))
        #expect(result.error.hasSuffix("Nothing was written.\n"))
      }
      #expect(try names(folder) == ["run.gpkg"])
    }
  }

  @Test func whatCannotBeWrittenEndsIn74AndIsLeftAsItWas() throws {
    try withRun { run in
      let before = try names(run)
      let folder = run.deletingLastPathComponent().appendingPathComponent("mine")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let letter = folder.appendingPathComponent("letter.txt")
      try Data("mine".utf8).write(to: letter)
      let result = try Command.run(["export", run.path, "--format", "gpkg", "--output", folder.path])
      #expect(result.code == 74)
      #expect(
        result.error
          == "\(folder.path): holds files that are not this export, such as letter.txt. Give an empty or new folder with --output.\n"
      )
      #expect(try names(folder) == ["letter.txt"])
      // The run itself, a file, and below a file.
      for output in [run, letter, letter.appendingPathComponent("below")] {
        #expect(try Command.run(["export", run.path, "--format", "csv", "--output", output.path]).code == 74)
      }
      #expect(try names(run) == before && names(folder) == ["letter.txt"])
    }
  }

  @Test func anUnknownFormatIsWrongUsage() throws {
    let result = try Command.run(["export", "run", "--format", "shp"])
    #expect(result.code == 64)
    #expect(result.error.contains("gpkg, csv"))
    #expect(try Command.run(["export", "run"]).code == 64)
  }

  @Test func helpSaysHowFormulasAreDefused() throws {
    let result = try Command.run(["export", "--help"])
    #expect(result.code == 0)
    #expect(result.output.contains("gets an apostrophe in front"))
    #expect(result.output.contains("local/"))
  }
}
