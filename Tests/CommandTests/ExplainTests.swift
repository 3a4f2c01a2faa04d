import Foundation
import TestSupport
import Testing

@Suite struct ExplainTests {
  @Test func aSimulatedEntrantIsExplainedUnderLocalAlone() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let arguments = ["explain", study.path, "--year", "2028/29", "--output", folder.path]
        let listed = try Command.run(arguments)
        #expect(listed.code == 0, "\(listed.error)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["local"])
        let list = folder.appendingPathComponent("local/entrants.csv")
        let rows = try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
        #expect(!rows[0].contains("easting"))
        let child = try #require(rows.dropFirst().first).split(separator: ",")[0]
        let result = try Command.run(arguments + ["--child", String(child)])
        #expect(result.code == 0, "\(result.error)")
        #expect(result.output.contains("A simulated entrant, no real child"))
        #expect(result.output.contains("no part of casework"))
        let file = folder.appendingPathComponent("local/\(child)-2028-29.md")
        #expect(try String(contentsOf: file, encoding: .utf8).contains("why this place"))
        let json = try Command.run(arguments + ["--child", String(child), "--json", "--quiet"])
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(object?["child"] as? String == String(child))
      }
    }
  }

  @Test func aChildOfTheCaseloadIsRefused() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let result = try Command.run(
          ["explain", study.path, "--year", "2027/28", "--child", "c2", "--output", folder.path])
        #expect(result.code == 64)
        #expect(result.error.contains("--child c2: a child of the caseload."))
        #expect(result.error.contains("simulated entrants only"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
      }
    }
  }

  @Test func anUnknownChildYearOrOptionIsNamed() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let output = ["--output", folder.path]
        let child = try Command.run(["explain", study.path, "--year", "2027/28", "--child", "E0"] + output)
        #expect(child.code == 64)
        #expect(child.error.contains("entrants.csv"))
        let year = try Command.run(["explain", study.path, "--year", "2025/26"] + output)
        #expect(year.code == 64)
        #expect(year.error.contains("2026/27 to 2028/29"))
        let option = try Command.run(["explain", study.path, "--year", "2027/28", "--option", "none"] + output)
        #expect(option.code == 64)
      }
    }
  }
}
