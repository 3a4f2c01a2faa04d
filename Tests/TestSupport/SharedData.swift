import Foundation

/// Real public data beside the package, which a user's machine need not have.
///
/// Found through `PLACEPLAN_SHARED_DATA`, or as `../shared/data` from the package's root.
public enum SharedData {
  public static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["PLACEPLAN_SHARED_DATA"].map { URL(fileURLWithPath: $0) }
    let folder = named ?? projectFolder().appendingPathComponent("../shared/data").standardizedFileURL
    return FileManager.default.fileExists(atPath: folder.appendingPathComponent("roads").path) ? folder : nil
  }()

  public static var isPresent: Bool { folder != nil }

  /// Rows of a comma-separated file without quotes, header row left out; `.gz` is unpacked by `gzip`.
  public static func rows(_ path: String) throws -> [[String]] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    let file = folder.appendingPathComponent(path)
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
