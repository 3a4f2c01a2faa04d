import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Serving

/// Which requests the gate refuses, and why.
@Suite struct GateTests {
  private func gate(_ change: (inout ServerOptions) -> Void = { _ in }) -> Gate {
    var options = ServerOptions(folder: URL(fileURLWithPath: "/"), program: URL(fileURLWithPath: "/bin/true"))
    change(&options)
    return Gate(options, token: nil)
  }

  private func refusal(
    _ gate: Gate, _ authority: String, _ method: HTTPRequest.Method = .get, origin: String? = nil, site: String? = nil,
    kind: String? = "application/x-www-form-urlencoded"
  ) -> HTTPResponse.Status? {
    var request = HTTPRequest(method: method, scheme: "http", authority: authority, path: "/")
    request.headerFields[.origin] = origin
    request.headerFields[.contentType] = kind
    request.headerFields[HTTPField.Name("Sec-Fetch-Site")!] = site
    return gate.refusal(request)?.status
  }

  @Test func onlyTheServersOwnNamesAreAnswered() {
    let gate = gate()
    for authority in ["localhost:8040", "127.0.0.1:8040", "[::1]:8040", "LOCALHOST:8040", "localhost"] {
      #expect(refusal(gate, authority) == nil, "\(authority)")
    }
    for authority in [
      "evil.example", "evil.example:8040", "localhost.evil.example", "127.0.0.1.evil.example:8040", "", "[::2]",
    ] {
      #expect(refusal(gate, authority) == .misdirectedRequest, "\(authority)")
    }
    let named = self.gate { ($0.address, $0.name, $0.isBehindProxy) = ("0.0.0.0", "send.example.gov.uk", true) }
    #expect(refusal(named, "send.example.gov.uk") == nil)
    #expect(refusal(named, "0.0.0.0:8040") == .misdirectedRequest)
    #expect(refusal(named, "localhost:8040") == .misdirectedRequest)
  }

  @Test func aFormFromAnotherSiteIsRefused() {
    let gate = gate()
    #expect(refusal(gate, "localhost:8040", .post, origin: "http://localhost:8040") == nil)
    for origin in ["http://evil.example", "http://localhost:9999", "https://localhost:8040", "null", nil] {
      #expect(refusal(gate, "localhost:8040", .post, origin: origin) == .forbidden, "\(origin ?? "none")")
    }
    for site in ["cross-site", "same-site", "none"] {
      #expect(refusal(gate, "localhost:8040", .post, origin: "http://localhost:8040", site: site) == .forbidden)
    }
    #expect(refusal(gate, "localhost:8040", .post, origin: "http://localhost:8040", site: "same-origin") == nil)
  }

  @Test func otherMethodsAndKindsOfBodyAreRefused() {
    let gate = gate()
    for method in [HTTPRequest.Method.put, .delete, .patch, .options, .trace, .connect] {
      #expect(refusal(gate, "localhost:8040", method, origin: "http://localhost:8040") == .methodNotAllowed)
    }
    for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x", nil] {
      #expect(
        refusal(gate, "localhost:8040", .post, origin: "http://localhost:8040", kind: kind) == .unsupportedMediaType)
    }
  }
}

/// Which ways of serving are refused before anything listens.
@Suite struct ServerOptionsTests {
  private func refusal(_ change: (inout ServerOptions) -> Void) -> ServerRefusal? {
    var options = ServerOptions(
      folder: FileManager.default.temporaryDirectory, program: URL(fileURLWithPath: "/bin/true"))
    change(&options)
    do { _ = try Server(options) } catch { return error }
    return nil
  }

  private func token(_ text: String, mode: Int = 0o600) throws -> URL {
    let file = FileManager.default.temporaryDirectory.appending(path: "token-\(UUID().uuidString)")
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    return file
  }

  @Test func thisMachineAloneNeedsNothing() {
    for address in ["127.0.0.1", "127.1.2.3", "::1", "localhost"] { #expect(refusal { $0.address = address } == nil) }
  }

  @Test func anotherAddressNeedsATokenAndTLS() throws {
    let good = try token("0123456789abcdef01234567\n")
    for address in ["0.0.0.0", "192.168.1.5", "::", "127.0.0.1.example", "send.example.gov.uk"] {
      #expect(refusal { $0.address = address }?.description.contains("Give --token-file") == true, "\(address)")
      let bare = refusal { ($0.address, $0.tokenFile) = (address, good) }
      #expect(bare?.description.contains("Give --tls-cert and --tls-key, or --behind-proxy") == true, "\(address)")
      #expect(bare?.exitCode == 64)
    }
    let proxied = refusal {
      ($0.address, $0.tokenFile, $0.isBehindProxy, $0.name) = ("0.0.0.0", good, true, "send.example.gov.uk")
    }
    #expect(proxied == nil)
    #expect(
      refusal { ($0.isBehindProxy, $0.name) = (true, "send.example.gov.uk") }?.description.contains("--token-file")
        == true)
    #expect(refusal { ($0.isBehindProxy, $0.tokenFile) = (true, good) }?.description.contains("--name") == true)
    #expect(refusal { $0.certificate = good }?.description == "Give --tls-cert and --tls-key together.")
  }

  @Test func aTokenThatIsShortOrOpenToOthersIsRefused() throws {
    let short = try token("short")
    let open = try token("0123456789abcdef01234567", mode: 0o644)
    #expect(refusal { $0.tokenFile = short }?.description.contains("shorter than 24 characters") == true)
    #expect(refusal { $0.tokenFile = open }?.description.contains("chmod 600") == true)
    #expect(refusal { $0.tokenFile = URL(fileURLWithPath: "/nowhere") }?.exitCode == 66)
    #expect(refusal { $0.folder = URL(fileURLWithPath: "/nowhere") }?.exitCode == 66)
  }
}
