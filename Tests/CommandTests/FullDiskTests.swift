import Foundation
import TestSupport
import Testing

/// A disk that is full or may not be written to is refused, and a run that stood on it goes on once there is room.
///
/// Needs a file system of its own, so only root runs it; others skip it and say so.
@Suite struct FullDiskTests {
  private static func mounted(_ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/mount")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  /// Gives the body a memory disk of so many bytes, and a way to mount it anew with other options.
  private func withDisk(_ size: String, _ body: (URL, (String) -> Bool) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let disk = folder.appendingPathComponent("disk")
      try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
      guard Self.mounted(["-t", "tmpfs", "-o", "size=\(size)", "tmpfs", disk.path]) else {
        print("Skipped: this user may not mount a disk to fill.")
        return
      }
      defer {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/umount")
        process.arguments = [disk.path]
        try? process.run()
        process.waitUntilExit()
      }
      try body(disk) { Self.mounted(["-o", "remount,\($0)", disk.path]) }
    }
  }

  @Test(arguments: ["48k", "160k", "400k"]) func whatAFullDiskStoppedGoesOnWhenThereIsRoom(_ size: String) throws {
    try withDisk(size) { disk, remount in
      try TinyStudy.assessable().withFolder { study in
        let arguments = ["assess", study.path, "--draws", "40", "--share-draws", "3", "--quiet", "--output"]
        let run = disk.appendingPathComponent("run")
        let stopped = try Command.run(arguments + [run.path])
        #expect(stopped.code == 74, "\(stopped.code) \(stopped.error)")
        #expect(!stopped.error.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: run.path), "what looks finished must be whole")
        #expect(remount("size=64m"))
        let finished = try Command.run(arguments + [run.path])
        #expect(finished.code == 0, "\(finished.error)")
        let elsewhere = study.appendingPathComponent("elsewhere")
        #expect(try Command.run(arguments + [elsewhere.path]).code == 0)
        for name in ["summary.json", "metrics.csv"] {
          #expect(
            try Data(contentsOf: run.appendingPathComponent(name))
              == Data(contentsOf: elsewhere.appendingPathComponent(name)), "\(name)")
        }
      }
    }
  }

  @Test func aDiskThatMayOnlyBeReadIsRefused() throws {
    try withDisk("4m") { disk, remount in
      try TinyStudy.assessable().withFolder { study in
        #expect(remount("ro"))
        let refused = try Command.run(
          ["assess", study.path, "--draws", "5", "--quiet", "--output", disk.appendingPathComponent("run").path])
        #expect(refused.code == 74, "\(refused.code) \(refused.error)")
        #expect(refused.error.contains("run"), "\(refused.error)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).isEmpty)
      }
    }
  }
}
