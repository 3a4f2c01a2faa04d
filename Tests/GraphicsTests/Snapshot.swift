import Foundation
import Testing

/// Compares a picture with the one on file. A new or changed one is written beside it and fails, so that recording is
/// always seen: look at it, then commit it.
func expectSnapshot(_ text: String, _ name: String, location: SourceLocation = #_sourceLocation) {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Snapshots")
  let file = folder.appendingPathComponent(name)
  guard let known = try? String(contentsOf: file, encoding: .utf8) else {
    try? text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name): look at it, then run again", sourceLocation: location)
    return
  }
  if known != text {
    let changed = FileManager.default.temporaryDirectory.appendingPathComponent("changed-\(name)")
    try? text.write(to: changed, atomically: true, encoding: .utf8)
    Issue.record(
      "\(name) changed: compare with \(changed.path), delete the old one to record", sourceLocation: location)
  }
}
