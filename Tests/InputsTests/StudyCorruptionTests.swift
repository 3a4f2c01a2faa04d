import Foundation
import Inputs
import TestSupport
import Testing

/// Damage to every file of a study: its reader ends with problems, or with a study whose check can be read.
@Suite("Damaged studies")
struct StudyCorruptionTests {
  /// The tiny study with an option in a file of its own.
  private static func study() -> TinyStudy {
    var study = TinyStudy()
    study["options/plan-b.yaml"] = """
      id: plan-b
      name: Plan B
      proposals: [east-base]
      changes:
        - {proposal: east-base, field: year_from, value: 2027/28}
      assumptions: {cost.base_total: 20000}

      """
    return study
  }

  /// A road of the tiny study's length, in place of its tables.
  private static let extract: [UInt8] = {
    var roads = TinyPBF()
    roads.nodes = [(1, -1.44, 51.70), (2, -1.29, 51.70), (3, -1.15, 51.70), (4, -0.86, 51.70)]
    roads.ways = [
      (1, [1, 2, 3], [("highway", "primary"), ("maxspeed", "50 mph")]), (2, [3, 4], [("highway", "residential")]),
    ]
    return roads.bytes
  }()

  @Test("Seventy damaged copies of each file", arguments: study().files.map(\.name) + ["roads.osm.pbf"])
  func damagedFiles(_ name: String) throws {
    var study = Self.study()
    if name == "roads.osm.pbf" {
      study["road_nodes.csv"] = nil
      study["road_links.csv"] = nil
      study.set(name, Self.extract)
    }
    let bytes = try #require(study.files.first { $0.name == name }?.bytes)
    try study.withFolder { folder in
      var refused = 0
      for damage in corruptions(of: bytes, count: 70, seed: 61) {
        try Data(damage.bytes).write(to: folder.appendingPathComponent(name))
        do throws(StudyProblems) {
          let loaded = try loadStudy(at: folder, models: [])
          #expect(!StudyCheck(loaded).text.isEmpty, "\(damage.name)")
        } catch {
          let isSaid = !error.problems.isEmpty && error.problems.allSatisfy { !$0.remedy.isEmpty && !$0.file.isEmpty }
          #expect(isSaid, "\(name) \(damage.name) was refused without a reason")
          refused += 1
        }
      }
      #expect(refused > 0, "no damage to \(name) was found")
    }
  }
}
