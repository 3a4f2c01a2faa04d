import Foundation
import Reporting

/// Where a run keeps its report pages: `reports/` for the public edition, `local/reports/` for the restricted one.
struct ReportPlace {
  let folder: URL

  init(run: URL, edition: Edition) {
    folder = run.appending(path: edition == .public ? "reports" : "local/reports")
  }

  /// The tables for open data, each with the file that describes it.
  var tables: [URL] {
    get throws {
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter {
        $0.pathExtension == "csv"
      }.sorted { $0.path < $1.path }
    }
  }

  func page(_ kind: ReportKind) -> URL { folder.appending(path: "\(kind.rawValue).html") }
}
