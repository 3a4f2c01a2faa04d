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
    try withRunOnOneMachine { study, whole, folder in
      for shares in [1, 2, 7] {
        let run = folder.appendingPathComponent("shares-\(shares)")
        try onSpark(study, run, shares: shares, program: Command.executable.path)
        try expectSameBytes(run, whole)
      }
    }
  }

  @Test func sharesAreDrawnAtOnce() throws {
    try withRunOnOneMachine { study, whole, folder in
      let begun = folder.appendingPathComponent("begun")
      // No share is drawn before another has begun; one that waits in vain for a minute fails.
      let program = try self.program(
        """
        if [ "$1" = worker ]; then
          read -r order
          mkdir -p '\(begun.path)' && : > "\(begun.path)/$(echo "$order" | sed 's/.*"from": \\([0-9]*\\).*/\\1/')"
          waited=0
          until [ "$(ls '\(begun.path)' | wc -l)" -ge 2 ]; do
            [ $waited -lt 60 ] || exit 1
            sleep 1
            waited=$((waited + 1))
          done
          echo "$order" | '\(Command.executable.path)' "$@"
          exit
        fi
        """, in: folder)
      let run = folder.appendingPathComponent("run")
      try onSpark(study, run, shares: 2, program: program)
      #expect(try FileManager.default.contentsOfDirectory(atPath: begun.path).sorted() == ["0", "10"])
      try expectSameBytes(run, whole)
    }
  }

  @Test func aWorkerKilledInItsShareIsTriedAgain() throws {
    try withRunOnOneMachine { study, whole, folder in
      let killed = folder.appendingPathComponent("killed")
      // The first worker to start is killed when it has written its first draw.
      let program = try self.program(
        """
        if [ "$1" = worker ] && mkdir '\(killed.path)' 2>/dev/null; then
          mkfifo '\(killed.path)/lines'
          exec 3<&0
          '\(Command.executable.path)' "$@" <&3 >'\(killed.path)/lines' & worker=$!
          exec 4<'\(killed.path)/lines'
          head -n 1 <&4
          kill -9 $worker && touch '\(killed.path)/in-its-share'
          exit 137
        fi
        """, in: folder)
      let run = folder.appendingPathComponent("run")
      try onSpark(study, run, shares: 2, program: program)
      #expect(FileManager.default.fileExists(atPath: killed.appendingPathComponent("in-its-share").path))
      try expectSameBytes(run, whole)
    }
  }

  /// A program that does something before it is `placeplan`.
  private func program(_ before: String, in folder: URL) throws -> String {
    let file = folder.appendingPathComponent("placeplan.sh")
    try "#!/bin/sh\n\(before)\nexec '\(Command.executable.path)' \"$@\"\n"
      .write(to: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return file.path
  }

  private static let flags = ["--draws", "20", "--share-draws", "2"]

  private func withRunOnOneMachine(_ body: (_ study: URL, _ whole: URL, _ folder: URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try TinyStudy.assessable().withFolder { study in
        let whole = folder.appendingPathComponent("whole")
        #expect(try Command.run(["assess", study.path, "--quiet", "--output", whole.path] + Self.flags).code == 0)
        try body(study, whole, folder)
      }
    }
  }

  private func onSpark(_ study: URL, _ run: URL, shares: Int, program: String) throws {
    let result = try python(
      [
        projectFolder().appendingPathComponent("Ensembles/spark.py").path, study.path, run.path, "--master",
        "local-cluster[2,1,1024]", "--shares", "\(shares)", "--placeplan", program,
      ] + Self.flags)
    #expect(result.status == 0, "\(result.output)")
  }

  private func expectSameBytes(_ run: URL, _ whole: URL) throws {
    for name in ["summary.json", "metrics.csv"] {
      #expect(
        try Data(contentsOf: run.appendingPathComponent(name)) == Data(contentsOf: whole.appendingPathComponent(name)),
        "\(run.lastPathComponent): \(name)")
    }
  }
}
