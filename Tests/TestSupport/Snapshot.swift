import Foundation

/// What is to be said where a text is not the one on file beside the test, in its folder `Snapshots`; `nil` where it is.
///
/// A new one is written there and a changed one to the temporary folder, and both fail, so that recording is always seen: look at
/// it, then commit it. To record a change, delete the old file and run the test twice.
public func snapshotFault(_ text: String, _ name: String, testFile: String = #filePath) -> String? {
  let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent().appendingPathComponent("Snapshots")
  let file = folder.appendingPathComponent(name)
  guard let known = try? String(contentsOf: file, encoding: .utf8) else {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? text.write(to: file, atomically: true, encoding: .utf8)
    return "recorded \(name): look at it, then run again"
  }
  guard known != text else { return nil }
  let changed = FileManager.default.temporaryDirectory.appendingPathComponent("changed-\(name)")
  try? text.write(to: changed, atomically: true, encoding: .utf8)
  return "\(name) changed: compare with \(changed.path), delete the old one to record"
}
