import Foundation
import Testing

@testable import Serving

/// `placeplan serve` as a user types it.
@Suite struct ServeCommandTests {
  /// Runs `placeplan serve` to its end.
  private func run(_ arguments: [String]) throws -> (code: Int32, output: String, error: String) {
    let process = Process()
    process.executableURL = ServedFolder.placeplan
    process.arguments = ["serve"] + arguments
    let (output, error) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, error)
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = error.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: said, as: UTF8.self), String(decoding: complained, as: UTF8.self)
    )
  }

  /// Runs `placeplan serve`, waits for its address, and interrupts it after the body.
  private func serving(_ arguments: [String], _ body: (String) throws -> Void) throws {
    let process = Process()
    process.executableURL = ServedFolder.placeplan
    process.arguments = ["serve"] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    defer {
      process.interrupt()
      process.waitUntilExit()
    }
    try body(line)
  }

  private func curl(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}"] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespaces)
  }

  private func freePort() -> Int { Int.random(in: 20_000...39_999) }

  @Test func itSaysHowItIsUsed() throws {
    let help = try run(["--help"])
    #expect(help.code == 0 && help.output.contains("placeplan serve .") && help.output.contains("--tls-cert"))
    #expect(try run(["/nowhere"]).code == 66)
    #expect(try run([]).code == 64)
    #expect(try run([".", "--port", "0"]).code == 64)
    let open = try run([".", "--address", "0.0.0.0"])
    #expect(open.code == 64 && open.error.contains("Give --token-file"))
  }

  @Test func itServesOnThisMachineAloneAndAPortInUseIsSaid() throws {
    let folder = try ServedFolder()
    defer { folder.remove() }
    let port = freePort()
    try serving([folder.root.path, "--port", "\(port)"]) { line in
      #expect(line.hasPrefix("Open http://127.0.0.1:\(port)/ "))
      #expect(try curl(["http://127.0.0.1:\(port)/"]) == "200")
      #expect(try curl(["-H", "Host: evil.example", "http://127.0.0.1:\(port)/"]) == "421")
      let same = try run([folder.root.path, "--port", "\(port + 1)"])
      #expect(same.code == 74 && same.error.contains("another server shows this folder"))
      let other = try ServedFolder()
      defer { other.remove() }
      let second = try run([other.root.path, "--port", "\(port)"])
      #expect(second.code == 74 && second.error.contains("Give another --port"))
    }
  }

  @Test func withTLSAndATokenItAsksForTheToken() throws {
    let folder = try ServedFolder()
    defer { folder.remove() }
    func file(_ name: String) -> String { folder.root.appending(path: name).path }
    let openssl = Process()
    openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    openssl.arguments = [
      "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=send.example", "-keyout",
      file("key.pem"), "-out", file("cert.pem"),
    ]
    openssl.standardError = FileHandle.nullDevice
    try openssl.run()
    openssl.waitUntilExit()
    try Data("0123456789abcdef01234567".utf8).write(to: URL(fileURLWithPath: file("token")))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file("token"))
    let port = freePort()
    let flags = [
      folder.root.path, "--address", "0.0.0.0", "--name", "send.example", "--port", "\(port)", "--token-file",
      file("token"),
      "--tls-cert", file("cert.pem"), "--tls-key", file("key.pem"),
    ]
    try serving(flags) { line in
      #expect(line.hasPrefix("Open https://send.example:\(port)/ "))
      let there = ["-k", "--resolve", "send.example:\(port):127.0.0.1"]
      let address = "https://send.example:\(port)/"
      let nobody = try curl(there + [address])
      #expect(nobody == "303 \(address)sign-in")
      let bearer = try curl(there + ["-H", "Authorization: Bearer 0123456789abcdef01234567", address])
      #expect(bearer == "200")
      #expect(try curl(["-k", "https://127.0.0.1:\(port)/"]) == "421")
    }
  }
}
