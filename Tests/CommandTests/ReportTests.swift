import Foundation
import TestSupport
import Testing

/// `placeplan report` on a finished run, as a user types it.
@Suite struct ReportCommandTests {
  private func withRun<Result>(_ body: (URL) throws -> Result) throws -> Result {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let run = folder.appendingPathComponent("run")
        let result = try Command.run(["assess", study.path, "--output", run.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        return try body(run)
      }
    }
  }

  private func text(_ url: URL) throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }

  @Test func everyKindComesInBothEditionsAndOnlyTheRestrictedOneIsMarked() throws {
    try withRun { run in
      for kind in ["impact", "board", "transport", "strategy", "returns"] {
        for edition in ["public", "restricted"] {
          let output = run.deletingLastPathComponent().appendingPathComponent("\(kind)-\(edition)")
          let result = try Command.run([
            "report", run.path, "--kind", kind, "--edition", edition, "--output", output.path,
          ])
          #expect(result.code == 0, "\(result.error)")
          let page = output.appendingPathComponent("\(kind).html")
          #expect(result.output == "Report: \(page.path)\n")
          #expect(try text(page).contains("RESTRICTED") == (edition == "restricted"))
          if edition == "restricted" { #expect(try !text(page).contains(">c</abbr>")) }
        }
      }
      #expect(!FileManager.default.fileExists(atPath: run.appendingPathComponent("reports/impact.docx").path))
    }
  }

  /// Without the programs on the search path, the page is written all the same and the command says what to install.
  @Test func aMissingProgramExits75AndTheHTMLIsThere() throws {
    try withRun { run in
      for (format, remedy) in [("docx", "apt-get install -y pandoc"), ("pdf", "apt-get install -y weasyprint")] {
        let output = run.deletingLastPathComponent().appendingPathComponent("papers-\(format)")
        let result = try Command.run(
          ["report", run.path, "--kind", "impact", "--format", format, "--output", output.path],
          environment: ["PATH": "/nonexistent"])
        #expect(result.code == 75)
        #expect(result.error.contains(remedy))
        #expect(try FileManager.default.contentsOfDirectory(atPath: output.path) == ["impact.html"])
      }
    }
  }

  @Test func aProgramThatFailsExits74AndIsNotCalledMissing() throws {
    try withRun { run in
      let tools = run.deletingLastPathComponent().appendingPathComponent("tools")
      try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
      let weasyprint = tools.appendingPathComponent("weasyprint")
      try Data("#!/bin/sh\nexit 3\n".utf8).write(to: weasyprint)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: weasyprint.path)
      let result = try Command.run(
        ["report", run.path, "--kind", "impact", "--format", "pdf"], environment: ["PATH": tools.path])
      #expect(result.code == 74)
      #expect(result.error == "weasyprint ended with code 3; its message stands above.\n")
      #expect(result.output.hasSuffix("reports/impact.html\n"))
    }
  }

  @Test func theWorkbookIsWrittenWhereItsProgramIsBuilt() throws {
    try withRun { run in
      let result = try Command.run(["report", run.path, "--kind", "impact", "--format", "xlsx", "--json"])
      #expect(result.code == 0, "\(result.error)")
      let workbook = run.appendingPathComponent("reports/impact.xlsx")
      #expect(try Data(contentsOf: workbook).prefix(2) == Data("PK".utf8))
      #expect(result.output.contains("\"kind\" : \"impact\""))
    }
  }

  @Test func returnsHaveTablesForOpenDataAndNoOtherKindHas() throws {
    try withRun { run in
      let output = run.deletingLastPathComponent().appendingPathComponent("open")
      let result = try Command.run([
        "report", run.path, "--kind", "returns", "--format", "csv", "--output", output.path, "--quiet",
      ])
      #expect(result.code == 0, "\(result.error)")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: output.path).sorted() == [
          "returns.html", "specialist_forecast.csv", "specialist_forecast.meta.csv", "success_measures.csv",
          "success_measures.meta.csv",
        ])
      #expect(
        try text(output.appendingPathComponent("success_measures.csv"))
          == text(run.appendingPathComponent("reports/success_measures.csv")))
      #expect(try Command.run(["report", run.path, "--kind", "board", "--format", "csv"]).code == 64)
    }
  }

  @Test func anUnfinishedFolderAndAnUnknownKindAreRefused() throws {
    try withTemporaryFolder { folder in
      let nothing = try Command.run(["report", folder.path, "--kind", "impact"])
      #expect(nothing.code == 66)
      #expect(nothing.error.contains("the run holds no such page"))
      #expect(try Command.run(["report", folder.path, "--kind", "poem"]).code == 64)
      #expect(try Command.run(["report", folder.path, "--kind", "impact", "--format", "html,odt"]).code == 64)
    }
  }
}
