import Foundation
import Reporting

/// Where a run keeps its report pages: `reports/` for the public edition, `local/reports/` for the restricted one.
struct ReportPlace {
  let folder: URL

  init(run: URL, edition: Edition) {
    folder = run.appending(path: edition == .public ? "reports" : "local/reports")
  }

  func page(_ kind: ReportKind) -> URL { folder.appending(path: "\(kind.rawValue).html") }
}
