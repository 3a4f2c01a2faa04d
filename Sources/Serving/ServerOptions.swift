import Foundation

/// What the server is told at its start: the folder it shows, where it listens and who may come in.
public struct ServerOptions: Sendable {
  /// The folder of studies and runs.
  public var folder: URL
  /// Where to listen; another machine can reach any but this machine's own.
  public var address = "127.0.0.1"
  public var port = 8040
  /// The name that browsers use when it is not the address: `send.example.gov.uk`.
  public var name: String?
  /// Holds the secret that a browser signs in with, 24 characters or more, readable by nobody else.
  public var tokenFile: URL?
  /// The certificate to speak TLS with, in PEM, and its key.
  public var certificate: URL?
  public var key: URL?
  /// A reverse proxy in front speaks TLS with the browsers.
  public var isBehindProxy = false
  /// The `placeplan` that makes runs, estimates and reports.
  public var program: URL
  /// The folder of Leaflet, as Debian's libjs-leaflet installs it.
  public var leaflet = URL(fileURLWithPath: "/usr/share/javascript/leaflet")

  /// - Parameters:
  ///   - folder: of studies and runs.
  ///   - program: `placeplan`.
  public init(folder: URL, program: URL) {
    self.folder = folder
    self.program = program
  }

  /// Whether only this machine can reach the server.
  var isLoopback: Bool {
    address == "localhost" || address == "::1"
      || (address.hasPrefix("127.") && address.allSatisfy { $0 == "." || $0.isNumber })
  }

  var isTLS: Bool { certificate != nil }

  /// What browsers see in front of the name.
  var scheme: String { isTLS || isBehindProxy ? "https" : "http" }
}

/// Why the server does not start: a sentence that says what to do, and the exit code of the command contract.
public struct ServerRefusal: Error, CustomStringConvertible, Equatable {
  public var description: String
  public var exitCode: Int32
}

extension ServerOptions {
  /// The token, when the options are safe to serve with; `nil` where none is asked for.
  ///
  /// - Throws: `ServerRefusal` when another machine could come in without a token or could listen to what is sent.
  public func checkedToken() throws(ServerRefusal) -> String? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw ServerRefusal(
        description: "\(folder.path): there is no such folder. Give a folder of studies and runs.", exitCode: 66)
    }
    if (certificate == nil) != (key == nil) { throw usage("Give --tls-cert and --tls-key together.") }
    if isBehindProxy, name == nil {
      throw usage("--behind-proxy: give the name that browsers use as well, such as --name send.example.gov.uk.")
    }
    if isLoopback, !isBehindProxy { return try tokenFile.map(token) }
    guard let tokenFile else {
      throw usage(
        "--address \(address): other machines could come in. Give --token-file with a secret of 24 characters or more.")
    }
    guard isTLS || isBehindProxy else {
      throw usage(
        "--address \(address): what is sent could be read on the way. Give --tls-cert and --tls-key, or --behind-proxy when a reverse proxy in front speaks TLS."
      )
    }
    return try token(tokenFile)
  }

  private func usage(_ sentence: String) -> ServerRefusal { ServerRefusal(description: sentence, exitCode: 64) }

  private func token(_ file: URL) throws(ServerRefusal) -> String {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw ServerRefusal(description: "\(file.path): cannot be read. Give a file that holds the token.", exitCode: 66)
    }
    let mode = (try? FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]) as? Int ?? 0
    guard mode & 0o077 == 0 else {
      throw usage("\(file.path): others on this machine can read it. Take that away: chmod 600 \(file.path)")
    }
    let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard token.utf8.count >= 24 else {
      throw usage("\(file.path): the token is shorter than 24 characters. Make one: openssl rand -hex 24")
    }
    return token
  }
}
