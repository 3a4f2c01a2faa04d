import Foundation
import TestSupport
import Testing

@Suite struct StageCommandTests {
  @Test func travelWritesEveryResidenceAndSettingOnce() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let file = folder.appendingPathComponent("travel.csv")
        let result = try Command.run(["travel", study.path, "--output", file.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(
          lines[0]
            == "residence_id,setting_id,drive_s,drive_m,walk_m,straight_line,direction,point_kind,drive_network,walk_network"
        )
        #expect(lines.count == 1 + 4 * 4)
        #expect(Set(lines.dropFirst().map { $0.split(separator: ",")[0...1].joined(separator: ",") }).count == 16)
      }
    }
  }

  @Test func travelBothWaysLabelsEachDirectionAndDrawsAreas() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let (file, areas) = (folder.appendingPathComponent("travel.csv"), folder.appendingPathComponent("areas.gpkg"))
        let result = try Command.run(
          ["travel", study.path, "--both-ways", "--areas", areas.path, "--output", file.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
          .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.count == 2 * 4 * 4)
        #expect(rows.map { $0[6] } == (0..<32).map { $0 % 2 == 0 ? "from_home" : "to_home" })
        #expect(Set(rows.map { $0[7] }) == ["synthetic"])
        #expect(Set(rows.map { $0[8] }).isSubset(of: ["roads", "straight_line"]))
        #expect(Set(rows.map { $0[9] }).isSubset(of: ["roads_and_paths", "straight_line"]))
        #expect(try Data(contentsOf: areas).starts(with: Data("SQLite format 3".utf8)))
      }
    }
  }

  @Test func travelFromPostcodesGoesUnderLocal() throws {
    try withTemporaryFolder { folder in
      var tiny = try TinyStudy.assessable()
      tiny["residences.csv"] = tiny["residences.csv"]!.replacing("synthetic", with: "postcode")
      try tiny.withFolder { study in
        let result = try Command.run(
          ["travel", study.path, "--output", folder.appendingPathComponent("travel.csv").path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["local"])
      }
    }
  }

  @Test func growthPartsAddUpToTheChange() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let result = try Command.run(["project", study.path, "--draws", "8", "--output", folder.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        let lines = try String(contentsOf: folder.appendingPathComponent("growth.csv"), encoding: .utf8)
          .split(separator: "\n").dropFirst()
        var parts: [String: Double] = [:]
        var changes: [String: Double] = [:]
        for line in lines {
          let cells = line.split(separator: ",").map(String.init)
          let mean = try #require(Double(cells[2]))
          if cells[1] == "change" { changes[cells[0]] = mean } else { parts[cells[0], default: 0] += mean }
        }
        #expect(changes.keys.sorted() == ["2026/27", "2027/28", "2028/29"])
        for (year, change) in changes { #expect(abs(try #require(parts[year]) - change) < 1e-9, "\(year)") }
        #expect(lines.count == 3 * 5)
      }
    }
  }

  @Test func needLeavesOnlyThroughDisclosureControl() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let result = try Command.run(["project", study.path, "--draws", "8", "--output", folder.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        let rows = try String(contentsOf: folder.appendingPathComponent("need.csv"), encoding: .utf8)
          .split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        var hidden: [Substring: (areas: Int, groups: Int)] = [:]
        for cells in rows {
          try #require(cells.count == 9)
          let isTotal = cells[0] == "all" && cells[2] == "all"
          if cells[8] == "c" {
            #expect(!isTotal && cells[4...7].allSatisfy(\.isEmpty))
            if cells[0] != "all" { hidden[cells[1], default: (0, 0)].areas += 1 }
            if cells[2] != "all" { hidden[cells[1], default: (0, 0)].groups += 1 }
          } else if !isTotal {
            #expect(cells[4...7].allSatisfy { Int($0).map { $0 == 0 || $0 >= 5 } ?? false }, "\(cells)")
          }
        }
        // One hidden cell alone would be the total less the others.
        #expect(!hidden.isEmpty && hidden.values.allSatisfy { $0.areas != 1 && $0.groups != 1 })
      }
    }
  }
}
