import Foundation
import TestSupport
import Testing

@Suite struct AssessTests {
  @Test func oneAndTwoThreadsGiveTheSameBytes() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        for jobs in ["1", "2"] {
          let output = folder.appendingPathComponent("run-\(jobs)").path
          let result = try Command.run(["assess", study.path, "--jobs", jobs, "--output", output, "--quiet"])
          #expect(result.code == 0, "\(result.error)")
        }
        for name in [
          "summary.json", "metrics.csv", "local/aggregates.csv", "local/place-worth.csv",
          "local/ceiling-exceptions.csv", "report.html",
        ] {
          let one = try Data(contentsOf: folder.appendingPathComponent("run-1/\(name)"))
          let two = try Data(contentsOf: folder.appendingPathComponent("run-2/\(name)"))
          #expect(one == two, "\(name)")
          #expect(!one.isEmpty)
        }
      }
    }
  }

  @Test func aFinishedRunIsLeftAndAnothersFolderIsRefused() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let output = folder.appendingPathComponent("run").path
        #expect(try Command.run(["assess", study.path, "--output", output, "--quiet"]).code == 0)
        let before = try Data(contentsOf: folder.appendingPathComponent("run/provenance.json"))
        let again = try Command.run(["assess", study.path, "--output", output])
        #expect(again.code == 0)
        #expect(again.output.contains("already holds this run, finished"))
        let other = try Command.run(["assess", study.path, "--output", output, "--seed", "8"])
        #expect(other.code == 74)
        #expect(other.error.contains("holds a run of other inputs, options, seed or draws"))
        #expect(try Data(contentsOf: folder.appendingPathComponent("run/provenance.json")) == before)
        let foreign = folder.appendingPathComponent("foreign")
        try FileManager.default.createDirectory(at: foreign, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: foreign.appendingPathComponent("letter.txt"))
        #expect(try Command.run(["assess", study.path, "--output", foreign.path]).code == 74)
        #expect(try FileManager.default.contentsOfDirectory(atPath: foreign.path) == ["letter.txt"])
      }
    }
  }

  @Test func controlCLeavesOnlyFinishedDrawsAndExits130() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let output = folder.appendingPathComponent("run").path
        let result = try Command.run(
          ["assess", study.path, "--draws", "100000", "--output", output], interruptedAfter: 1,
          from: { bytesKept(of: "run", in: folder) > 100_000 })
        #expect(result.code == 130)
        #expect(result.error.contains("finished draws are kept: the same command goes on from them."))
        #expect(
          try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { $0.hasPrefix(".run.draws") })
      }
    }
  }

  /// A home or a child id planted in the study stands in no byte of what may leave.
  @Test func noHomeAndNoChildIdLeavesLocal() throws {
    try withTemporaryFolder { folder in
      var tiny = try TinyStudy.assessable()
      // A coordinate and an id that nothing else in the study has.
      tiny["caseload.csv"] = tiny["caseload.csv"]!.replacing("c6,", with: "PLANTED6,").replacing(
        ",c6,", with: ",PLANTED6,"
      )
      .replacing("458000,199500,s3", with: "457321,199123,s3")
      try tiny.withFolder { study in
        let run = folder.appendingPathComponent("run")
        let result = try Command.run(["assess", study.path, "--output", run.path, "--quiet"])
        #expect(result.code == 0, "\(result.error)")
        var files = 0
        for case let file as URL in FileManager.default.enumerator(at: run, includingPropertiesForKeys: nil)!
        where !file.hasDirectoryPath && !file.path.contains("/local/") {
          files += 1
          let bytes = String(decoding: try Data(contentsOf: file), as: UTF8.self)
          for planted in ["PLANTED6", "457321", "199123"] {
            #expect(!bytes.contains(planted), "\(planted) in \(file.lastPathComponent)")
          }
        }
        #expect(files == 14)
      }
    }
  }
}
