import Foundation
import TestSupport
import Testing

/// `placeplan transport`: what may leave, what stays, and what could not be planned as asked.
@Suite struct TransportCommandTests {
  private func text(_ folder: URL, _ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  private func summary(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func transportWritesARouteBookForLocalUseOnly() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let result = try Command.run(
          ["transport", study.path, "--year", "2027/28", "--output", folder.path, "--json", "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["local", "routes.csv", "summary.json"])
        let local = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("local").path)
        #expect(local.sorted() == ["LOCAL-USE-ONLY.txt", "children.csv", "not-as-asked.csv", "route-book.csv"])
        for name in ["routes.csv", "summary.json"] {
          let published = try text(folder, name)
          #expect(!published.contains("easting") && !published.contains("c4") && !published.contains("child_id"))
        }
        let json = try summary(result.output)
        #expect(json["year"] as? String == "2027/28" && json["iterations"] as? Int == 100)
        #expect(
          try text(folder, "summary.json").trimmingCharacters(in: .newlines)
            == result.output.trimmingCharacters(in: .newlines))
        #expect(try Command.run(["transport", study.path, "--year", "2050/51"]).code == 64)
        #expect(try Command.run(["transport", study.path, "--time-limit", "1", "--iterations", "5"]).code == 64)
      }
    }
  }

  @Test func noSmallCountLeavesNorIsLeftToBeFound() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let result = try Command.run(["transport", study.path, "--output", folder.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        var total = 0.0
        var shown: [String: Double] = [:]
        var hidden: [String: Int] = [:]
        for line in try text(folder, "routes.csv").split(separator: "\n").dropFirst() {
          let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          guard cells[0] == "transport_eligible" else { continue }
          if cells[1] == "all" {
            total = try #require(Double(cells[3]))
          } else if cells[4] == "c" {
            hidden[cells[1], default: 0] += 1
          } else {
            let count = try #require(Double(cells[3]))
            #expect(count == 0 || count >= 5, "\(line)")
            shown[cells[1], default: 0] += count
          }
        }
        #expect(total > 0)
        for (kind, sum) in shown where sum != total { #expect(hidden[kind, default: 0] != 1, "\(kind)") }
      }
    }
  }

  @Test func threadsAndAReplayedTimeLimitGiveTheSameBytes() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        func run(_ name: String, _ arguments: [String]) throws -> URL {
          let place = folder.appendingPathComponent(name)
          let result = try Command.run(["transport", study.path, "--output", place.path, "--quiet"] + arguments)
          #expect(result.code == 0, "\(result.error)")
          return place
        }
        let timed = try run("timed", ["--time-limit", "0.2", "--jobs", "1"])
        let steps = try #require(try summary(text(timed, "summary.json"))["iterations"] as? Int)
        let replayed = try run("replayed", ["--iterations", "\(steps)", "--jobs", "2"])
        for name in ["summary.json", "routes.csv", "local/route-book.csv", "local/children.csv"] {
          #expect(try text(timed, name) == text(replayed, name), "\(name)")
        }
      }
    }
  }

  @Test func bridgeLinesAddUpAndDoingNothingHasNoProposals() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let result = try Command.run(
          ["transport", study.path, "--journey-time-rules", "--output", folder.path, "--json", "--quiet"])
        let json = try summary(result.output)
        let bridge = try #require(json["bridge"] as? [String: Any])
        #expect(bridge["financial_year"] as? String == "2028-29")
        #expect(bridge["price_growth"] as? Double == 0.057 && bridge["price_growth_status"] as? String == "DERIVED")
        for line in try #require(bridge["lines"] as? [[String: Any]]) where line["status"] as? String == "" {
          let parts = ["contracted", "demand", "inflation", "policy", "proposals"].map { line["\($0)_pence"] as? Int }
          #expect(parts.compactMap { $0 }.reduce(0, +) == line["total_pence"] as? Int)
          #expect(parts[4] == 0 && parts[3] == 0)
        }
        let rules = try #require(json["journey_time_rules"] as? [[String: Any]])
        #expect(rules.map { $0["longest_minutes"] as? Int } == [45, 60, 75, nil])
      }
    }
  }

  @Test func aPolicyIsAStepOfTheBridge() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let policy = folder.appendingPathComponent("policy.yaml")
        try """
        - id: transport.take_up
          value: {mainstream: 0, support_base: 0, specialist_base: 0, special: 0, nmss: 0, independent_special: 0, fe: 0, specialist_post16: 0}
          unit: share
          date: "2026"
          status: local
          source: a test
        """.write(to: policy, atomically: true, encoding: .utf8)
        let result = try Command.run([
          "transport", study.path, "--policy", policy.path, "--output", folder.appendingPathComponent("out").path,
          "--quiet",
        ])
        #expect(result.code == 0, "\(result.error)")
        let missing = try Command.run(["transport", study.path, "--policy", folder.path + "/none.yaml", "--quiet"])
        #expect(missing.code != 0 && missing.error.contains("none.yaml"))
      }
    }
  }

  @Test func anOutturnIsSetBesideTodaysCostWithTheFactorThatMeetsIt() throws {
    try withTemporaryFolder { folder in
      var tiny = try TinyStudy.assessable()
      tiny["assumptions.yaml"] =
        try #require(tiny["assumptions.yaml"]) + """

          - id: transport.outturn_pre16
            value: 90000
            unit: GBP
            date: "2026"
            status: local
            source: a test

          """
      try tiny.withFolder { study in
        let result = try Command.run(
          ["transport", study.path, "--year", "2025/26", "--output", folder.path, "--json", "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        let calibration = try #require(try summary(result.output)["calibration"] as? [String: Any])
        #expect(calibration["line"] as? String == "2.1.4" && calibration["outturn_pence"] as? Int == 9_000_000)
        #expect(calibration["price_factor_in_force"] as? Double == 1)
        #expect(try #require(calibration["price_factor_that_meets_it"] as? Double) > 0)
      }
    }
  }

  @Test func whatCannotBePlannedAsAskedIsNamedOneByOne() throws {
    try withTemporaryFolder { folder in
      var tiny = try TinyStudy.assessable()
      tiny["settings.csv"] = try #require(tiny["settings.csv"]).replacing("true,09:00,15:15", with: "true,,")
      let fleet = try #require(tiny["assumptions.yaml"])
      let start = try #require(fleet.range(of: "- id: transport.fleet"))
      let end = fleet.range(of: "\n- id:", range: start.upperBound..<fleet.endIndex)?.lowerBound ?? fleet.endIndex
      tiny["assumptions.yaml"] = fleet.replacingCharacters(
        in: start.lowerBound..<end,
        with: """
          - id: transport.fleet
            value:
              car: {seats: 4, wheelchair_places: 0, day_price_gbp: 42, price_per_mile_gbp: 1.30}
            unit: places and prices
            date: "2026"
            status: illustrative
            source: a test

          """)
      try tiny.withFolder { study in
        let result = try Command.run(
          ["transport", study.path, "--year", "2025/26", "--output", folder.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        #expect(result.error.contains("Eastfield Special School (s2) has no bell_start in settings.csv"))
        #expect(result.error.contains("no vehicle of transport.fleet takes"))
        #expect(!result.error.contains("c4"))
        let named = try text(folder, "local/not-as-asked.csv")
        #expect(named.contains(",s2,no bell time"))
        #expect(named.contains("c4,s2,no vehicle of the fleet takes this child"))
        #expect(named.contains("c5,s2,no vehicle of the fleet takes this child"))
        // All of them are planned.
        let book = try text(folder, "local/route-book.csv")
        for child in ["c2", "c3", "c4", "c5", "c6", "c7"] { #expect(book.contains(",\(child),"), "\(child)") }
      }
    }
  }

  @Test func aDriveLongerThanTheGuidelineIsNamed() throws {
    try withTemporaryFolder { folder in
      var tiny = try TinyStudy.assessable()
      tiny["assumptions.yaml"] =
        try #require(tiny["assumptions.yaml"]) + """

          - id: transport.guideline_minutes_primary
            value: 5
            unit: minute
            date: "2026"
            status: local
            source: a test

          """
      try tiny.withFolder { study in
        let result = try Command.run(
          ["transport", study.path, "--year", "2025/26", "--output", folder.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        let named = try text(folder, "local/not-as-asked.csv")
        #expect(named.contains("c7,s3,direct drive of"))
        #expect(named.contains("longer than the guideline of 300 s"))
      }
    }
  }
}
