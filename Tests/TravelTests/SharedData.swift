import Foundation
import Testing

/// Real public data beside the package, which a user's machine need not have.
///
/// Found through `PLACEPLAN_SHARED_DATA`, or as `../shared/data` from the package's root.
enum SharedData {
  static let folder: URL? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["PLACEPLAN_SHARED_DATA"].map { URL(fileURLWithPath: $0) }
    let folder = named ?? root.appendingPathComponent("../shared/data").standardizedFileURL
    return FileManager.default.fileExists(atPath: folder.appendingPathComponent("roads").path) ? folder : nil
  }()

  static var isPresent: Bool { folder != nil }

  /// Rows of a comma-separated file without quotes, header row left out; `.gz` is unpacked by `gzip`.
  static func rows(_ path: String) throws -> [[String]] {
    let file = try #require(folder).appendingPathComponent(path)
    var data = try Data(contentsOf: file)
    if path.hasSuffix(".gz") {
      let gzip = Process()
      gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      gzip.arguments = ["gzip", "-dc", file.path]
      let output = Pipe()
      gzip.standardOutput = output
      try gzip.run()
      data = output.fileHandleForReading.readDataToEndOfFile()
      gzip.waitUntilExit()
    }
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
