import Foundation
import TestSupport
import Testing

/// A file system of its own, in memory, which only root may mount.
private enum MemoryDisk {
  private static func does(_ program: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  static let mayMount = (try? with("64k") { _, _ in true }) ?? false

  private struct NoDisk: Error {}

  /// Gives the body a memory disk of so many bytes, and a way to mount it anew with other options.
  static func with<Result>(_ size: String, _ body: (URL, (String) -> Bool) throws -> Result) throws -> Result {
    try withTemporaryFolder { folder in
      let disk = folder.appendingPathComponent("disk")
      try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
      guard does("/bin/mount", ["-t", "tmpfs", "-o", "size=\(size)", "tmpfs", disk.path]) else { throw NoDisk() }
      defer { _ = does("/bin/umount", [disk.path]) }
      return try body(disk) { does("/bin/mount", ["-o", "remount,\($0)", disk.path]) }
    }
  }
}

/// A disk that is full or may not be written to is refused, and a run that stood on it goes on once there is room.
@Suite(.enabled(if: MemoryDisk.mayMount, "this user may not mount a disk to fill"))
struct FullDiskTests {
  @Test(arguments: ["48k", "160k", "400k"]) func whatAFullDiskStoppedGoesOnWhenThereIsRoom(_ size: String) throws {
    try MemoryDisk.with(size) { disk, remount in
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
    try MemoryDisk.with("4m") { disk, remount in
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
