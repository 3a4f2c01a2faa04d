import Foundation
import TestSupport
import Testing

/// A run on Spark's own small cluster of processes comes to the bytes of a run on one machine, in any number of shares.
@Suite(
  "Ensembles on Spark",
  .enabled(
    if: (try? python(["-c", "import pyspark, shutil; assert shutil.which('java')"]).status) == 0,
    "no pyspark or no Java: python3 -m pip install pyspark; apt-get install openjdk-17-jre-headless"))
struct SparkTests {
  @Test func anyNumberOfSharesComesToTheSameBytes() throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let flags = ["--draws", "20", "--share-draws", "2"]
        let whole = folder.appendingPathComponent("whole")
        #expect(try Command.run(["assess", study.path, "--quiet", "--output", whole.path] + flags).code == 0)
        for shares in [1, 2, 7] {
          let run = folder.appendingPathComponent("shares-\(shares)")
          let script = projectFolder().appendingPathComponent("Ensembles/spark.py").path
          let result = try python(
            [
              script, study.path, run.path, "--master", "local-cluster[2,1,1024]", "--shares", "\(shares)",
              "--placeplan", Command.executable.path,
            ] + flags)
          #expect(result.status == 0, "\(result.output)")
          for name in ["summary.json", "metrics.csv"] {
            #expect(
              try Data(contentsOf: run.appendingPathComponent(name))
                == Data(contentsOf: whole.appendingPathComponent(name)), "\(shares) shares: \(name)")
          }
        }
      }
    }
  }
}
