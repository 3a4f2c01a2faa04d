import Foundation
import HTTPTypes
import Hummingbird
import Inputs
import Reporting

/// Reports of a run, to read, make and download. The public edition only.
extension Site {
  private static let kinds: [(kind: ReportKind, title: String, text: String)] = [
    (
      .impact, "Travel impact assessment",
      "Each proposal on its own, and where the guidance (SPP1-8, CAP1-12) is answered."
    ),
    (.board, "Board comparison", "Options side by side, then a page for each."),
    (.transport, "Transport pack", "Eligible children, vehicles, kilometres and cost by year and option."),
    (.strategy, "Capital strategy paper", "In the order of cabinet reports."),
    (.returns, "Returns", "Success measures, trajectories and the specialist forecast for SCAP."),
  ]
  private static let formats: [(ending: String, name: String, kind: String)] = [
    ("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("pdf", "PDF", "application/pdf"),
    ("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  ]
  /// Files of a run that may leave it.
  private static let data: [(name: String, text: String, kind: String)] = [
    ("report.html", "The whole assessment on one page", "text/html; charset=utf-8"),
    ("metrics.csv", "Every figure, by year, option and group", "text/csv; charset=utf-8"),
    ("summary.json", "Figures of the whole authority, for programs", "application/json"),
    ("run.gpkg", "Map and figures for QGIS", "application/geopackage+sqlite3"),
  ]

  func reportRoutes(_ router: Router<BasicRequestContext>) {
    router.get("runs/:run/reports") { _, context in reportsPage(try run(context)) }
    router.post("runs/:run/reports") { request, context in
      try await make(try run(context), try await FormFields(request))
    }
    router.get("runs/:run/reports/:file") { _, context in
      let run = try run(context)
      return try await file(context.parameters.require("file"), of: run, context)
    }
  }

  private func made(_ run: FinishedRun) -> URL {
    workspace.state.appending(path: "reports/\(run.provenance.identity.prefix(16))")
  }

  private func reportsPage(
    _ run: FinishedRun, problem: String? = nil, made kind: ReportKind? = nil, status: HTTPResponse.Status = .ok
  ) -> Response {
    let folder = made(run)
    let tables = openTables(run)
    return page(
      "reports", title: "\(run.provenance.laName): reports",
      known([
        "kinds": Self.kinds.map { entry -> [String: Any] in
          [
            "kind": entry.kind.rawValue, "kindTitle": entry.title, "text": entry.text,
            "formats": Self.formats.map { format -> [String: Any] in
              let name = "\(entry.kind.rawValue).\(format.ending)"
              return [
                "ending": format.ending, "format": format.name, "file": name,
                "ready": workspace.file(name, of: folder) != nil,
              ]
            },
          ]
        },
        "tables": tables, "hasTables": !tables.isEmpty,
        "data": Self.data.filter { workspace.file($0.name, of: run.folder.url) != nil }.map {
          ["file": $0.name, "text": $0.text, "size": size(run.folder.url.appending(path: $0.name))]
        }, "problem": problem, "madeTitle": kind.flatMap { kind in Self.kinds.first { $0.kind == kind }?.title },
      ]), run: run, tab: "Reports", status: status)
  }

  private func openTables(_ run: FinishedRun) -> [String] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: run.folder.url.appending(path: "reports").path)) ?? []
    return names.filter { $0.hasSuffix(".csv") }.sorted()
  }

  private func size(_ file: URL) -> String {
    let bytes = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) ?? 0
    return bytes >= 1_000_000 ? "\((bytes + 500_000) / 1_000_000) MB" : "\((bytes + 999) / 1000) kB"
  }

  private func make(_ run: FinishedRun, _ fields: FormFields) async throws -> Response {
    guard let kind = fields.text("kind").flatMap({ ReportKind(rawValue: $0) }), let format = fields.text("format"),
      Self.formats.contains(where: { $0.ending == format })
    else { throw HTTPError(.unprocessableContent, message: "There is no such report or format.") }
    let result = try await child.run(
      [
        "report", run.folder.url.path, "--kind", kind.rawValue, "--format", format, "--edition", "public", "--output",
        made(run).path, "--quiet",
      ], in: workspace.root)
    guard result.code == 0 else {
      return reportsPage(run, problem: ProgramFailure(result).description, status: .unprocessableContent)
    }
    return reportsPage(run, made: kind)
  }

  /// One of the files listed above, by its name among them.
  private func file(_ name: String, of run: FinishedRun, _ context: BasicRequestContext) async throws -> Response {
    let (place, kind): (URL?, String)
    if let data = Self.data.first(where: { $0.name == name }) {
      (place, kind) = (workspace.file(name, of: run.folder.url), data.kind)
    } else if openTables(run).contains(name) {
      (place, kind) = (workspace.file("reports/\(name)", of: run.folder.url), "text/csv; charset=utf-8")
    } else if let page = Self.kinds.first(where: { "\($0.kind.rawValue).html" == name }) {
      (place, kind) = (
        workspace.file("reports/\(page.kind.rawValue).html", of: run.folder.url), "text/html; charset=utf-8"
      )
    } else if let format = Self.formats.first(where: { format in
      Self.kinds.contains { "\($0.kind.rawValue).\(format.ending)" == name }
    }) {
      (place, kind) = (workspace.file(name, of: made(run)), format.kind)
    } else {
      (place, kind) = (nil, "")
    }
    guard let place else { throw HTTPError(.notFound, message: "The run has no such file.") }
    if name.hasSuffix(".html") { return try reportPage(place) }
    let body = try await FileIO().loadFile(path: place.path, context: context)
    return Response(
      status: .ok,
      headers: [
        .contentType: kind, .contentDisposition: "attachment; filename=\"\(run.folder.url.lastPathComponent)-\(name)\"",
      ], body: body)
  }

  /// A report as its own page. It holds one style sheet, which the policy names by its fingerprint, and no script.
  private func reportPage(_ file: URL) throws -> Response {
    let text = try String(contentsOf: file, encoding: .utf8)
    let styles = text.matches(of: /<style>([\s\S]*?)<\/style>/).map { "'sha256-\(sha256Base64(String($0.1)))'" }
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/html; charset=utf-8",
        HTTPField.Name("Content-Security-Policy")!:
          "sandbox allow-same-origin allow-top-navigation-by-user-activation; default-src 'none'; style-src \(styles.joined(separator: " ")); img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      ], body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  private func sha256Base64(_ text: String) -> String {
    let hex = Array(sha256Hex(Array(text.utf8)))
    let bytes = stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(String(hex[$0...$0 + 1]), radix: 16) }
    return Data(bytes).base64EncodedString()
  }
}
