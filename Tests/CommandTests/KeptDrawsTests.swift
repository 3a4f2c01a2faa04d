import Foundation
import TestSupport
import Testing

/// A run comes to the same bytes whether it was left alone, stopped and started again, or drawn in parts elsewhere.
@Suite struct KeptDrawsTests {
  /// Killed so often; 100 by `PLACEPLAN_KILLS=100 swift test --filter KeptDrawsTests`.
  private static let kills = ProcessInfo.processInfo.environment["PLACEPLAN_KILLS"].flatMap(Int.init) ?? 5
  private static let outputs = [
    "summary.json", "metrics.csv", "local/aggregates.csv", "report.html", "reports/board.html",
  ]

  private func expectSame(_ one: URL, _ other: URL) throws {
    for name in Self.outputs {
      let left = try Data(contentsOf: one.appendingPathComponent(name))
      #expect(left == (try Data(contentsOf: other.appendingPathComponent(name))), "\(name)")
      #expect(!left.isEmpty)
    }
  }

  @Test func killedAgainAndAgainItComesToTheSameBytes() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let arguments = ["assess", study.path, "--draws", "\(120 * Self.kills)", "--share-draws", "3", "--output"]
        let whole = folder.appendingPathComponent("whole")
        let undisturbed = try Command.run(arguments + [whole.path, "--quiet"])
        #expect(undisturbed.code == 0, "\(undisturbed.error)")
        let broken = folder.appendingPathComponent("broken")
        var random = SystemRandomNumberGenerator()
        var resumed = 0
        for kill in 0..<Self.kills {
          // Every other time whenever it may be, else once more draws are finished.
          let before = bytesKept(of: "broken", in: folder)
          let result = try Command.run(
            arguments + [broken.path], interruptedAfter: .random(in: 0...1, using: &random),
            from: { kill % 2 > 0 || bytesKept(of: "broken", in: folder) > before + 40_000 }, isKilled: true)
          if result.error.contains("Going on with") { resumed += 1 }
        }
        let last = try Command.run(arguments + [broken.path])
        #expect(last.code == 0, "\(last.error)")
        #expect(resumed > 0, "never killed after a finished draw")
        try expectSame(whole, broken)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["broken", "whole"])
      }
    }
  }

  private func order(_ study: URL, from: Int, count: Int) -> String {
    #"{"study": "\#(study.path)", "draws": 30, "share_draws": 3, "from": \#(from), "count": \#(count)}"# + "\n"
  }

  @Test func workersDrawTheSameRunInParts() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let arguments = ["assess", study.path, "--draws", "30", "--share-draws", "3", "--quiet", "--output"]
        let whole = folder.appendingPathComponent("whole")
        #expect(try Command.run(arguments + [whole.path]).code == 0)
        // Out of order, one share twice, and five draws that no worker made.
        let parts = [
          order(study, from: 12, count: 13) + order(study, from: 0, count: 2),
          order(study, from: 2, count: 10) + order(study, from: 0, count: 2),
        ]
        var gathered: [String] = []
        for (index, part) in parts.enumerated() {
          let result = try Command.run(["worker", "--jobs", "\(index + 1)"], input: part)
          #expect(result.code == 0, "\(result.error)")
          #expect(result.output.split(separator: "\n").count == (index == 0 ? 15 : 12))
          let file = folder.appendingPathComponent("part-\(index).jsonl")
          try Data(result.output.utf8).write(to: file)
          gathered += ["--gather", file.path]
        }
        let run = folder.appendingPathComponent("gathered")
        let result = try Command.run(arguments + [run.path] + gathered)
        #expect(result.code == 0, "\(result.error)")
        try expectSame(whole, run)

        let other = try Command.run(
          [
            "assess", study.path, "--draws", "30", "--seed", "8", "--output",
            folder.appendingPathComponent("other").path,
          ]
            + gathered)
        #expect(other.code == 65)
        #expect(other.error.contains("part-0.jsonl, row 1"))
        #expect(other.error.contains("a draw of another run"))
      }
    }
  }

  @Test func aBundleTravelsWithoutNamesAndDrawsTheSame() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let bundle = folder.appendingPathComponent("tiny.bundle")
        let packed = try Command.run(["bundle", study.path, "--output", bundle.path])
        #expect(packed.code == 0, "\(packed.error)")
        let bytes = String(decoding: try Data(contentsOf: bundle), as: UTF8.self)
        for name in ["Eastgate Academy", "Parents were asked"] { #expect(!bytes.contains(name), "\(name)") }
        let drawn = try [study, bundle].map {
          let result = try Command.run(["worker"], input: order($0, from: 3, count: 2))
          #expect(result.code == 0, "\(result.error)")
          return result.output.split(separator: "\n").sorted()
        }
        #expect(drawn[0] == drawn[1])
        #expect(drawn[0].count == 2)

        var broken = try Data(contentsOf: bundle)
        broken[broken.count / 2] ^= 255
        try broken.write(to: bundle)
        let refused = try Command.run(["worker"], input: order(bundle, from: 3, count: 2))
        #expect(refused.code == 65)
        #expect(refused.error.contains("not a whole bundle"), "\(refused.error)")
      }
    }
  }

  @Test(arguments: [
    ("nonsense\n", "standard input, row 1"),
    (#"{"study": "STUDY", "draws": 3, "from": 2, "count": 5}"#, "draws 2 to 6"),
  ])
  func anOrderThatCannotBeCarriedOutIsNamed(_ order: String, _ words: String) throws {
    try TinyStudy.assessable().withFolder { study in
      let result = try Command.run(["worker"], input: "\n" + order.replacing("STUDY", with: study.path))
      #expect(result.code == 65)
      #expect(result.error.contains(words.replacing("row 1", with: "row 2")), "\(result.error)")
      #expect(result.output.isEmpty)
    }
  }
}
