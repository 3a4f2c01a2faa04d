import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS

/// The local web page: pages of a folder's studies and runs, and the commands that work on them.
public struct Server: Sendable {
  private let options: ServerOptions
  let token: String?

  /// - Throws: `ServerRefusal` when it would not be safe to serve so.
  public init(_ options: ServerOptions) throws(ServerRefusal) {
    self.options = options
    token = try options.checkedToken()
  }

  /// The address to open.
  public var address: String {
    let host = options.name ?? (options.address.contains(":") ? "[\(options.address)]" : options.address)
    return options.isBehindProxy ? "https://\(host)/" : "\(options.scheme)://\(host):\(options.port)/"
  }

  /// Serves until the process is told to stop. Runs that were cut off are taken up first; those that are going are told to
  /// stop at the end, and go on with the next server.
  public func run(onReady: @escaping @Sendable () -> Void) async throws {
    signal(SIGPIPE, SIG_IGN)
    let site = try await Site(options, pass: Gate(options, token: token).pass)
    let lock = try takeFolder(site.workspace)
    defer { close(lock) }
    try await application(site, onReady: onReady).runService()
    await site.jobs.stop()
    await site.estimates.stop()
  }

  /// Keeps a second server from the same folder, as long as the process lives: two would start the same runs.
  private func takeFolder(_ workspace: Workspace) throws -> Int32 {
    let file = workspace.state.appending(path: "lock")
    let descriptor = open(file.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      if descriptor >= 0 { close(descriptor) }
      throw ServerRefusal(
        description: "\(workspace.root.path): another server shows this folder. Use its page, or stop it first.",
        exitCode: 74)
    }
    return descriptor
  }

  /// The application over a site.
  func application(_ site: Site, onReady: @escaping @Sendable () -> Void = {}) throws
    -> Application<RouterResponder<BasicRequestContext>>
  {
    let gate = Gate(options, token: token)
    let router = Router(context: BasicRequestContext.self)
    router.add(middleware: Door(gate: gate, site: site))
    site.routes(on: router)
    var application = Application(
      router: router, server: try server(),
      configuration: .init(address: .hostname(options.address, port: options.port), serverName: nil),
      onServerRunning: { _ in onReady() })
    application.logger.logLevel = .error
    application.beforeServerStarts { try await site.jobs.takeUp() }
    return application
  }

  private func server() throws -> HTTPServerBuilder {
    guard let certificate = options.certificate, let key = options.key else { return .http1() }
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(certificate.path)
      let secret = try NIOSSLPrivateKey(file: key.path, format: .pem)
      let configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
      return try .tls(.http1(), tlsConfiguration: configuration)
    } catch {
      throw ServerRefusal(
        description: "\(certificate.path), \(key.path): not a certificate and its key in PEM (\(error)).", exitCode: 65)
    }
  }
}

/// What every request passes: the gate's rules, signing in, and the headers that keep a page to itself.
private struct Door: RouterMiddleware {
  let gate: Gate
  let site: Site

  func handle(
    _ request: Request, context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do { response = try await answer(request, context, next) } catch { response = apology(error) }
    let tiles = site.settings.tileOrigin.map { " \($0)" } ?? ""
    let headers: [(String, String)] = [
      (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:\(tiles); connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
      ),
      ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Permissions-Policy", "geolocation=(), camera=(), microphone=()"), ("Cache-Control", "no-store"),
    ]
    for (name, value) in headers where response.headers[HTTPField.Name(name)!] == nil {
      response.headers[HTTPField.Name(name)!] = value
    }
    if gate.scheme == "https" { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    return response
  }

  private func answer(
    _ request: Request, _ context: BasicRequestContext,
    _ next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    if let refusal = gate.refusal(request.head) { throw refusal }
    if let pass = gate.pass, !pass.admits(request.head), !Site.isOpen(request.uri.path) {
      if request.method == .get { return .redirect(to: "/sign-in", type: .normal) }
      throw HTTPError(.unauthorized, message: "Sign in first.")
    }
    return try await next(request, context)
  }

  /// A page that says what went wrong and what to do.
  private func apology(_ error: any Error) -> Response {
    let (status, message): (HTTPResponse.Status, String) =
      switch error {
      case let error as HTTPError: (error.status, error.body ?? "There is no such page.")
      case let error as any HTTPResponseError where error.status == .contentTooLarge:
        (error.status, "More was sent than a form of these pages holds.")
      case let error as any HTTPResponseError: (error.status, "The request cannot be answered.")
      case let failure as ProgramFailure: (.unprocessableContent, failure.description)
      default: (.internalServerError, "A fault of placeplan's own: \(error)")
      }
    let title = status == .notFound ? "Page not found" : "That did not work"
    return site.page("apology", title: title, ["message": message, "heading": title], status: status)
  }
}
