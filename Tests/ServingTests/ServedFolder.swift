import Foundation
import Hummingbird
import HummingbirdTesting
import TestSupport

@testable import Serving

/// A folder to serve: the tiny study, and a finished run of it, made once for all tests and copied.
struct ServedFolder {
  let root: URL

  /// Beside the test bundle that this code is in.
  static let placeplan = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "placeplan")
  static let standIn = projectFolder().appending(path: "Tests/ServingTests/stand_in.py")

  private static let made: URL = {
    let root = FileManager.default.temporaryDirectory.appending(path: "served-\(UUID().uuidString)")
    setenv("PLACEPLAN_MODELS", projectFolder().appending(path: "Models").path, 1)
    setenv("PLACEPLAN_REAL", placeplan.path, 1)
    try! TinyStudy.assessable().withFolder { study in
      try FileManager.default.createDirectory(at: root.appending(path: "Runs"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: study, to: root.appending(path: "tiny"))
      let process = Process()
      process.executableURL = placeplan
      process.arguments = [
        "assess", root.appending(path: "tiny").path, "--quiet", "--output", root.appending(path: "Runs/Tiny-1").path,
      ]
      try process.run()
      process.waitUntilExit()
      precondition(process.terminationStatus == 0, "the tiny study could not be assessed")
    }
    return root
  }()

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "serve-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    try FileManager.default.copyItem(at: Self.made, to: root)
  }

  func remove() { try? FileManager.default.removeItem(at: root) }

  var options: ServerOptions { ServerOptions(folder: root, program: Self.standIn) }

  /// Puts a client before a server of the folder.
  func serving<Answer: Sendable>(
    _ change: (inout ServerOptions) -> Void = { _ in },
    _ body: @escaping @Sendable (any TestClientProtocol, Site) async throws -> Answer
  ) async throws -> Answer {
    var options = options
    change(&options)
    let server = try Server(options)
    let site = try await Site(options, pass: Gate(options, token: server.token).pass)
    let answer = try await server.application(site).test(.router) { client in try await body(client, site) }
    await site.jobs.stop()
    await site.estimates.stop()
    return answer
  }
}

/// A folder that goes away after the body, with a server of it.
func withServer<Answer: Sendable>(
  _ change: (inout ServerOptions) -> Void = { _ in },
  _ body: @escaping @Sendable (any TestClientProtocol, Site, ServedFolder) async throws -> Answer
) async throws -> Answer {
  let folder = try ServedFolder()
  defer { folder.remove() }
  return try await folder.serving(change) { client, site in try await body(client, site, folder) }
}

extension TestClientProtocol {
  func get(_ address: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
    try await execute(uri: address, method: .get, headers: headers) { $0 }
  }

  /// A form, sent as a page of the server sends it unless told otherwise.
  func post(
    _ address: String, _ fields: String = "", origin: String? = "http://localhost",
    kind: String = "application/x-www-form-urlencoded", headers more: HTTPFields = [:]
  ) async throws -> TestResponse {
    var headers = more
    headers[.contentType] = kind
    headers[.origin] = origin
    return try await execute(uri: address, method: .post, headers: headers, body: ByteBuffer(string: fields)) { $0 }
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }
}
