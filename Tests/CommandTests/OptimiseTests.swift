import Foundation
import TestSupport
import Testing

@Suite("placeplan optimise")
struct OptimiseTests {
  @Test func thePortfolioIsAnOptionThatAssessReadsUnchanged() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let out = folder.appendingPathComponent("portfolio")
        let result = try Command.run([
          "optimise", study.path, "--budget", "90000000", "--minimise", "minutes", "--draws", "4", "--points", "3",
          "--output", out.path, "--json", "--quiet",
        ])
        #expect(result.code == 0, "\(result.error)")
        let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        let open = try #require(json?["open"] as? [[String: Any]])
        #expect((json?["frontier"] as? [Any])?.count == 3)
        #expect(try #require(json?["could_be_better_by"] as? Double) >= 0)
        let sentences = try #require(json?["sentences"] as? [String])
        #expect(sentences.contains { $0.contains("within its stated error") })
        #expect(sentences.contains { $0.contains("The search takes each proposal as it is alone") })
        #expect((json?["search_error"] as? [String: Any])?.count == 3)
        let table = try String(contentsOf: out.appendingPathComponent("frontier.csv"), encoding: .utf8)
        #expect(table.split(separator: "\n").count == 4)
        guard !open.isEmpty else { return }
        for name in ["options", "proposals"] {
          let target = study.appendingPathComponent(name)
          try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
          let source = out.appendingPathComponent(name)
          for file in try FileManager.default.contentsOfDirectory(at: source, includingPropertiesForKeys: nil) {
            try FileManager.default.copyItem(at: file, to: target.appendingPathComponent(file.lastPathComponent))
          }
        }
        let again = try Command.run([
          "assess", study.path, "--option", "portfolio", "--draws", "2", "--share-draws", "0", "--quiet", "--output",
          folder.appendingPathComponent("run").path,
        ])
        #expect(again.code == 0, "\(again.error)")
      }
    }
  }

  @Test func aHorizonOfMoreThanFourteenYearsIsCutToThem() throws {
    var tiny = try TinyStudy.assessable()
    tiny.replace("study.yaml", "horizon_years: 3", with: "horizon_years: 20")
    try tiny.withFolder { study in
      let arguments = ["optimise", study.path, "--budget", "900000", "--draws", "3", "--points", "0"]
      let result = try Command.run(arguments + ["--quiet", "--json"])
      #expect(result.code == 0, "\(result.error)")
      #expect(result.output.contains("Simulated in 3 draws") && result.output.contains("over 14 years"))
      #expect(try Command.run(arguments + ["--years", "15"]).code == 64)
    }
  }

  @Test func tenMillionPoundsCannotBuildTelfordsSpecialSchoolAndItSaysWhy() throws {
    let study = projectFolder().appendingPathComponent("GeoData/telford").path
    let result = try Command.run([
      "optimise", study, "--budget", "10000000", "--years", "5", "--draws", "2", "--points", "0", "--no-hosts",
    ])
    #expect(result.code == 0, "\(result.error)")
    #expect(result.output.contains("£10.0m cannot build a new special school"))
    #expect(result.output.contains("the cheapest new special school known is £10.0m above it"))
  }

  @Test func coventrysPlacesAreAPrimaryForEverySecondary() throws {
    let study = projectFolder().appendingPathComponent("GeoData/coventry").path
    let result = try Command.run([
      "optimise", study, "--budget-by-year", "2025/26=5200000,2026/27=5100000", "--minimise", "independent",
      "--pair-phases", "--years", "5", "--draws", "2", "--points", "0", "--no-hosts", "--json",
    ])
    #expect(result.code == 0, "\(result.error)")
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let open = try #require(json?["open"] as? [[String: Any]])
    let secondary: Set = ["base-west-coventry", "base-lyng-hall", "base-whitley"]
    var places = (primary: 0, secondary: 0)
    for opening in open {
      let count = try #require(opening["places"] as? Int)
      if secondary.contains(opening["proposal"] as? String ?? "") {
        places.secondary += count
      } else {
        places.primary += count
      }
    }
    #expect(!open.isEmpty && places.secondary <= places.primary)
    #expect(open.reduce(0) { $0 + ($1["capital_pounds"] as? Int ?? 0) } <= 10_300_000)
  }

  @Test(arguments: [
    [], ["--budget", "-1"], ["--budget", "1", "--latest-delay", "9"], ["--budget", "1", "--points", "1000"],
    ["--budget-by-year", "2026=5"], ["--budget-by-year", "2026/27"], ["--budget", "1", "--minimise", "hope"],
    ["--budget-by-year", "2026/27=1,2026/27=2"], ["--budget", "1", "--at-most", "hope=1"],
    ["--budget", "1", "--at-most", "cost"],
  ])
  func aWrongAskIsRefused(_ arguments: [String]) throws {
    let study = projectFolder().appendingPathComponent("GeoData/telford").path
    #expect(try Command.run(["optimise", study] + arguments).code == 64)
  }
}
