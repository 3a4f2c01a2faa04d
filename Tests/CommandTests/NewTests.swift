import Foundation
import Inputs
import StudyWorkbook
import TestSupport
import Testing

/// `placeplan new`: a study out of nothing, and from its workbook to an assessment.
@Suite struct NewTests {
  private func make(_ arguments: String..., in folder: URL) throws -> (study: URL, result: Command.Result) {
    let study = folder.appendingPathComponent("rutland")
    return (study, try Command.run(["new", study.path, "--la-code", "857", "--la-name", "Rutland"] + arguments))
  }

  @Test func aNewStudyHasItsFileItsWorkbookAndNextSteps() throws {
    try withTemporaryFolder { folder in
      let (study, result) = try make(in: folder)
      #expect(result.code == 0, "\(result.error)")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: study.path).sorted() == [
          ".gitignore", "study.xlsx", "study.yaml",
        ])
      #expect(
        try String(contentsOf: study.appendingPathComponent(".gitignore"), encoding: .utf8).contains("\nlocal/\n"))
      let steps = [
        "import areas", "import population", "import schools", "import history", "import caseload", "import forecast",
        "import roads", "import contracts", "import top-ups", "import appeals", "fill in", " check ", " assess ",
      ]
      var rest = Substring(result.output)
      for step in steps {
        let found = try #require(rest.range(of: step), "\(step)")
        rest = rest[found.upperBound...]
      }
      let loaded = try loadTables(at: study, [])
      #expect(loaded.name == "rutland" && loaded.laCode == "857" && loaded.laName == "Rutland")
      #expect(loaded.baseYear.description == "2025/26" && loaded.horizon == 8 && loaded.draws == 200)
      let log = ProblemLog()
      let sheets = try #require(readSheets(study.appendingPathComponent(workbookFile), log: log))
      #expect(sheets.map(\.name).contains("assumptions") && log.problems == [])
      // Every table is still to come, and check says so at once.
      let check = try Command.run(["check", study.path])
      #expect(check.code == 66)
      #expect(check.error.contains("settings.csv: the file is missing."))
      #expect(!check.error.contains("study.xlsx"))
    }
  }

  @Test func theImportsStandInOneOrderInItsStepsInTheHelpAndInTheReadme() throws {
    func kinds(_ text: String, _ pattern: Regex<(Substring, Substring)>) -> [String] {
      text.matches(of: pattern).map { String($0.1) }
    }
    try withTemporaryFolder { folder in
      let steps = kinds(try make(in: folder).result.output, #/import ([a-z-]+) [A-Z]/#)
      #expect(steps.count == 10)
      let help = try Command.run(["import", "--help"]).output
      #expect(kinds(String(help.split(separator: "SUBCOMMANDS:").last ?? ""), #/\n  ([a-z-]+) +/#) == steps)
      let readme = try String(contentsOf: projectFolder().appendingPathComponent("README.md"), encoding: .utf8)
      let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| ") }.joined(separator: "\n")
      #expect(kinds(rows, #/`placeplan import ([a-z-]+) /#) == Array(steps.prefix(8)))
    }
  }

  @Test func itsSwitchesReachTheStudy() throws {
    try withTemporaryFolder { folder in
      let (study, result) = try make(
        "--name", "rutland-b", "--base-year", "2024/25", "--horizon", "5", "--draws", "50", "--seed", "77", in: folder)
      #expect(result.code == 0, "\(result.error)")
      let loaded = try loadTables(at: study, [])
      #expect(loaded.name == "rutland-b" && loaded.baseYear.start == 2024 && loaded.horizon == 5)
      #expect(loaded.draws == 50 && loaded.seed == 77)
    }
  }

  @Test func aNameWithQuotesAndAPathWithSpacesHold() throws {
    try withTemporaryFolder { folder in
      let study = folder.appendingPathComponent("my study's")
      let result = try Command.run(["new", study.path, "--la-code", "001", "--la-name", "Saint \"B\" \\ and: #1"])
      #expect(result.code == 0, "\(result.error)")
      let loaded = try loadTables(at: study, [])
      #expect(loaded.laName == "Saint \"B\" \\ and: #1" && loaded.laCode == "001" && loaded.name == "saint-b-and-1")
      #expect(result.output.contains("check '\(study.path.replacing("'", with: "'\\''"))'"))
    }
  }

  @Test func aFolderThatHoldsAnythingIsRefused() throws {
    try withTemporaryFolder { folder in
      let study = folder.appendingPathComponent("rutland")
      try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
      let note = study.appendingPathComponent(".keep")
      try Data("mine".utf8).write(to: note)
      let (_, result) = try make(in: folder)
      #expect(result.code == 74)
      #expect(result.error.contains("the folder holds .keep."))
      #expect(try FileManager.default.contentsOfDirectory(atPath: study.path) == [".keep"])
      #expect(try Command.run(["new", note.path, "--la-code", "857", "--la-name", "Rutland"]).code == 74)
      try FileManager.default.removeItem(at: note)
      #expect(try make(in: folder).result.code == 0)
    }
  }

  @Test(arguments: [
    ("--la-code", "85"), ("--la-code", "8576"), ("--la-name", " "), ("--base-year", "2025"), ("--horizon", "0"),
    ("--draws", "0"), ("--seed", "-1"), ("--name", "a/b"),
  ])
  func wrongUsageWritesNothing(name: String, value: String) throws {
    try withTemporaryFolder { folder in
      let switches = ["--la-code": "857", "--la-name": "Rutland"].merging([name: value]) { $1 }
      let result = try Command.run(
        ["new", folder.appendingPathComponent("x").path]
          + switches.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
      #expect(result.code == 64)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
  }

  @Test func withoutTheWorkbooksProgramTheRestIsMadeAndTheCommandNamed() throws {
    try withTemporaryFolder { folder in
      // A copy of the program that stands by itself.
      let program = folder.appendingPathComponent("placeplan")
      try FileManager.default.copyItem(at: Command.executable, to: program)
      let study = folder.appendingPathComponent("rutland")
      let process = Process()
      process.executableURL = program
      process.arguments = ["new", study.path, "--la-code", "857", "--la-name", "Rutland"]
      let (output, error) = (Pipe(), Pipe())
      (process.standardOutput, process.standardError) = (output, error)
      try process.run()
      let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      let complaint = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 75)
      #expect(complaint.contains("Build it with: make workbook\n"))
      #expect(complaint.contains("placeplan-workbook \(study.path)\n"))
      #expect(said.contains("import schools"))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: study.path).sorted() == [".gitignore", "study.yaml"])
    }
  }

  @Test func anAuthorityThatAnswersUnknownEverywhereGetsItsAssessment() throws {
    try withTemporaryFolder { folder in
      var tiny = TinyStudy()
      tiny["assumptions.yaml"] = "[]\n"
      let study = try tiny.withFolder { try loadTables(at: $0, []) }
      var workbook = StudyWorkbook(study: study, assumptions: try loadAssumptions(files: sharedModels()))
      workbook["assumptions"]?.answer("value", "unknown") { _ in true }
      let file = folder.appendingPathComponent(workbookFile)
      try workbook.write(to: file)
      tiny.set(workbookFile, [UInt8](try Data(contentsOf: file)))
      try tiny.withFolder { place in
        let output = folder.appendingPathComponent("run")
        let result = try Command.run(["assess", place.path, "--draws", "2", "--output", output.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        let report = try String(contentsOf: output.appendingPathComponent("report.html"), encoding: .utf8)
        #expect(report.contains("cost.ap is unknown, so the unverified figure 20000"))
        let summary = try String(contentsOf: output.appendingPathComponent("summary.json"), encoding: .utf8)
        #expect(summary.contains("study.xlsx") && summary.contains("unverified"))
      }
    }
  }
}
