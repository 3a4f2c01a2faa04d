import Foundation
import Hummingbird
import Mustache

/// Everything that pages are made from: the folder, what was read of it, and the programs that do the work.
struct Site: Sendable {
  let workspace: Workspace
  let shelf: RunShelf
  let tables: RunTables
  let maps: RunMaps
  let jobs: RunJobs
  let estimates: EstimatePrograms
  let child: ChildProgram
  let pass: SignIn?
  private let templates: MustacheLibrary
  private let assets: Assets

  /// - Parameter pass: what signs a browser in; `nil` where no token is asked for.
  init(_ options: ServerOptions, pass: SignIn?) async throws {
    workspace = Workspace(options.folder)
    shelf = RunShelf(workspace)
    tables = RunTables(workspace)
    child = ChildProgram(program: options.program)
    maps = RunMaps(workspace: workspace, child: child)
    jobs = RunJobs(workspace: workspace, program: options.program)
    estimates = EstimatePrograms(program: options.program)
    self.pass = pass
    templates = try await MustacheLibrary(directory: Assets.folder.appending(path: "templates").path)
    assets = try Assets(leaflet: options.leaflet)
    try FileManager.default.createDirectory(at: workspace.state, withIntermediateDirectories: true)
  }

  var settings: ServerSettings { ServerSettings(workspace) }

  /// The pages and what they are made of.
  func routes(on router: Router<BasicRequestContext>) {
    homeRoutes(router)
    jobRoutes(router)
    runRoutes(router)
    mapRoutes(router)
    compareRoutes(router)
    needRoutes(router)
    transportRoutes(router)
    assumptionRoutes(router)
    reportRoutes(router)
    optionRoutes(router)
    signInRoutes(router)
    router.get("assets/:name") { _, context in try assets.response("assets/\(context.parameters.require("name"))") }
    router.get("leaflet/:name") { _, context in try assets.response("leaflet/\(context.parameters.require("name"))") }
    router.get("leaflet/images/:name") { _, context in
      try assets.response("leaflet/images/\(context.parameters.require("name"))")
    }
  }

  /// A whole page.
  ///
  /// - Parameters:
  ///   - title: of the browser's tab, before the name of the server.
  ///   - run: whose pages are to be listed above it.
  ///   - tab: which of them this is.
  func page(
    _ template: String, title: String, _ values: [String: Any], run: FinishedRun? = nil, tab: String = "",
    status: HTTPResponse.Status = .ok
  ) -> Response {
    var values = values
    values["title"] = title
    values["folder"] = workspace.root.lastPathComponent
    values["signed"] = pass != nil
    if let run {
      values["tabs"] = Self.tabs.map { name, path in
        [
          "name": name, "address": "/runs/\(run.folder.id)\(path)", "current": name == tab,
        ] as [String: Any]
      }
      values["run"] = run.folder.id
      values["runName"] = run.folder.name
      values["laName"] = run.provenance.laName
    }
    return html(fragment(template, values), status: status)
  }

  /// A part of a page, to be put in the place of an older one.
  func part(_ template: String, _ values: [String: Any]) -> Response { html(fragment(template, values)) }

  func fragment(_ template: String, _ values: [String: Any]) -> String {
    templates.render(values, withTemplate: template) ?? ""
  }

  private func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  private static let tabs: [(String, String)] = [
    ("Overview", ""), ("Map", "/map"), ("Compare", "/compare"), ("Need", "/need"), ("Transport", "/transport"),
    ("Assumptions", "/assumptions"), ("Reports", "/reports"),
  ]

  /// The run that a request names.
  func run(_ context: BasicRequestContext) throws -> FinishedRun {
    guard let folder = workspace.run(try context.parameters.require("run")) else {
      throw HTTPError(.notFound, message: "There is no such run in this folder.")
    }
    do { return try shelf.run(folder) } catch {
      throw HTTPError(
        .internalServerError,
        message:
          "\(folder.name): the run's files cannot be read. Make the run again, with the placeplan that runs here.")
    }
  }

  /// The study that a request names.
  func study(_ context: BasicRequestContext) throws -> StudyFolder {
    guard let folder = workspace.study(try context.parameters.require("study")) else {
      throw HTTPError(.notFound, message: "There is no such study in this folder.")
    }
    do { return try StudyFolder(folder, in: workspace) } catch {
      throw HTTPError(
        .internalServerError,
        message: "\(folder.name)/study.yaml cannot be read. Mend it: placeplan check says what is wrong.")
    }
  }

  /// The study of a run, where the folder has it.
  func study(of run: FinishedRun) -> StudyFolder? {
    workspace.studies.lazy.compactMap { try? StudyFolder($0, in: workspace) }.first { $0.name == run.summary.study }
  }
}

/// The server's own scripts and styles, and Leaflet's: read once, so that no address is ever made into a path.
struct Assets: Sendable {
  static let folder = Bundle.module.bundleURL.appending(path: "Web")
  private let files: [String: ByteBuffer]

  init(leaflet: URL) throws {
    var files: [String: ByteBuffer] = [:]
    func read(_ folder: URL, as prefix: String, _ endings: Set<String>) {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      where endings.contains((name as NSString).pathExtension) {
        guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path) else { continue }
        files[prefix + name] = ByteBuffer(bytes: data)
      }
    }
    read(Self.folder.appending(path: "assets"), as: "assets/", ["js", "css", "svg"])
    read(leaflet, as: "leaflet/", ["js", "css"])
    read(leaflet.appending(path: "images"), as: "leaflet/images/", ["png"])
    self.files = files
  }

  func response(_ name: String) throws -> Response {
    guard let file = files[name] else { throw HTTPError(.notFound, message: "There is no such file.") }
    let kinds = [
      "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "svg": "image/svg+xml",
      "png": "image/png",
    ]
    let kind = kinds[(name as NSString).pathExtension] ?? "application/octet-stream"
    return Response(
      status: .ok, headers: [.contentType: kind, .cacheControl: "no-cache"], body: .init(byteBuffer: file))
  }
}

/// The fields of a form, each as often as it was filled in.
struct FormFields: Sendable {
  /// What a form of these pages may hold.
  static let mostBytes = 256 * 1024
  private var values: [String: [String]] = [:]

  init(_ request: Request) async throws {
    var request = request
    let body = try await request.collectBody(upTo: Self.mostBytes)
    self.init(String(buffer: body))
  }

  /// - Parameter text: `application/x-www-form-urlencoded`.
  init(_ text: String) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
        String($0).replacing("+", with: " ").removingPercentEncoding ?? ""
      }
      values[parts[0], default: []].append(parts.count > 1 ? parts[1] : "")
    }
  }

  func all(_ name: String) -> [String] { values[name] ?? [] }
  /// What was filled in, without the spaces around it; `nil` when that is nothing.
  func text(_ name: String) -> String? {
    guard let text = values[name]?.first?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else {
      return nil
    }
    return text
  }
  /// The names that begin so, without that beginning.
  func names(after prefix: String) -> [String] {
    values.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
  }
}
