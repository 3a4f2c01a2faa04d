import Foundation
import Inputs
import TestSupport
import Testing

/// A study of one authority and January from public data, made in a folder of its own by `authority_study.py`.
enum AuthorityStudy {
  static func with<Result>(
    _ la: String = "857", january: Int = 2025, _ body: (LoadedStudy, URL) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("study-\(la)-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let build = try python([
      projectFolder().appendingPathComponent("Tests/RealDataTests/authority_study.py").path,
      try #require(SharedData.folder).path, projectFolder().appendingPathComponent("GeoData/shropshire").path,
      folder.path, la, "\(january)",
    ])
    #expect(build.status == 0, "authority \(la), January \(january)")
    return try await body(try loadStudy(at: folder, models: sharedModels()), folder)
  }
}
