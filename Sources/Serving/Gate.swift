import Foundation
import HTTPTypes
import Hummingbird
import Inputs

/// Who may ask what: the rules that hold for every request before any page is looked for.
///
/// A page of another site cannot reach the server by a name of its own (DNS rebinding: the `Host` must be one of ours), nor
/// send a form in the reader's name (cross-site request forgery: what changes something must come from our own origin).
struct Gate: Sendable {
  /// Names without port that a request may be addressed to, lower case.
  let hosts: Set<String>
  let scheme: String
  /// What the cookie of a signed-in browser holds; `nil` where no token is asked for.
  let pass: SignIn?

  init(_ options: ServerOptions, token: String?) {
    var hosts: Set<String> = []
    if options.isLoopback { hosts = ["localhost", "127.0.0.1", "[::1]"] }
    if let name = options.name?.lowercased() { hosts.insert(name) }
    if options.address != "0.0.0.0", options.address != "::" {
      hosts.insert(options.address.contains(":") ? "[\(options.address)]" : options.address)
    }
    self.hosts = hosts
    scheme = options.scheme
    pass = token.map { SignIn(token: $0, isSecure: options.scheme == "https") }
  }

  /// Why a request is refused; `nil` when it may go on.
  func refusal(_ request: HTTPRequest) -> HTTPError? {
    let authority = (request.authority ?? "").lowercased()
    guard hosts.contains(Self.host(authority)) else {
      return HTTPError(
        .misdirectedRequest,
        message: "This server is not known by that name. Use the address it printed when it started.")
    }
    if request.method != .get, request.method != .head {
      guard request.method == .post else {
        return HTTPError(.methodNotAllowed, message: "This page takes no such request.")
      }
      guard isOwn(request, authority: authority) else {
        return HTTPError(.forbidden, message: "The request came from another site, and nothing was changed.")
      }
      let kind = request.headerFields[.contentType]?.split(separator: ";").first.map(String.init)
      guard kind == "application/x-www-form-urlencoded" else {
        return HTTPError(.unsupportedMediaType, message: "Only forms of these pages are taken.")
      }
    }
    return nil
  }

  /// Whether a form was sent from a page of this server.
  private func isOwn(_ request: HTTPRequest, authority: String) -> Bool {
    if let site = request.headerFields[HTTPField.Name("Sec-Fetch-Site")!], site != "same-origin" { return false }
    guard let origin = request.headerFields[.origin]?.lowercased() else { return false }
    return origin == "\(scheme)://\(authority)"
  }

  /// The name without its port; `[::1]` keeps its brackets.
  private static func host(_ authority: String) -> String {
    if authority.hasPrefix("[") { return authority.prefix { $0 != "]" } + "]" }
    return String(authority.prefix { $0 != ":" })
  }
}

/// Signing in with the token: a browser keeps a cookie that only someone with the token can make.
struct SignIn: Sendable {
  static let cookie = "placeplan"
  private let token: String
  let isSecure: Bool

  init(token: String, isSecure: Bool) {
    self.token = token
    self.isSecure = isSecure
  }

  /// The cookie's value: of the token, but not the token.
  var cookieValue: String { sha256Hex(Array("placeplan session \(token)".utf8)) }

  func accepts(_ given: String) -> Bool { isSame(given, token) }

  /// Whether a request carries the cookie, or the token as a bearer.
  func admits(_ request: HTTPRequest) -> Bool {
    if let bearer = request.headerFields[.authorization], bearer.hasPrefix("Bearer ") {
      return accepts(String(bearer.dropFirst(7)))
    }
    let cookies = request.headerFields[.cookie]?.split(separator: ";") ?? []
    return cookies.contains { part in
      let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      return pair.count == 2 && pair[0] == Self.cookie && isSame(pair[1], cookieValue)
    }
  }

  /// Compares without stopping at the first difference, so that the time taken tells nothing.
  private func isSame(_ one: String, _ other: String) -> Bool {
    let (one, other) = (sha256Hex(Array(one.utf8)), sha256Hex(Array(other.utf8)))
    return zip(one.utf8, other.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
