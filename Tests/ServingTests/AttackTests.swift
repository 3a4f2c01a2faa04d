import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Serving

/// Attacks on a server, each with the refusal it meets.
@Suite struct AttackTests {
  @Test func noPathLeadsOutOfTheFolder() async throws {
    try await withServer { client, _, folder in
      try Data("secret".utf8).write(to: folder.root.deletingLastPathComponent().appending(path: "secret.txt"))
      let tries = [
        "/assets/../../../../etc/passwd", "/assets/..%2F..%2F..%2Fetc%2Fpasswd",
        "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/assets/%252e%252e%252fetc%252fpasswd", "/assets//etc/passwd", "/assets/%2Fetc%2Fpasswd",
        "/assets/style.css%00.js",
        "/leaflet/..%2F..%2F..%2F..%2Fetc%2Fpasswd", "/leaflet/images/..%2f..%2fleaflet.js", "//etc/passwd",
        "/runs/..", "/runs/%2e%2e", "/runs/..%2F..%2Fetc", "/runs/~..~..~etc", "/runs/%2Fetc", "/runs/Runs%2FTiny-1",
        "/runs/Runs~Tiny-1/reports/..%2F..%2Fprovenance.json", "/runs/Runs~Tiny-1/reports/..%2Flocal%2Faggregates.csv",
        "/runs/Runs~Tiny-1/reports/%2Fetc%2Fpasswd", "/runs/Runs~Tiny-1/map/..%2F..%2Fsettings", "/studies/..%2F..",
        "/studies/tiny/options/..%2F..%2Fstudy", "/studies/~..", "/jobs/..%2F1", "/jobs/-1",
        "/runs/Runs~Tiny-1/reports/provenance.json",
      ]
      for address in tries {
        let answer = try await client.get(address)
        #expect(answer.status == .notFound, "\(address): \(answer.status)")
        #expect(!answer.text.contains("secret") && !answer.text.contains("root:"), "\(address)")
      }
    }
  }

  @Test func linksThatLeadOutAreNotFollowed() async throws {
    try await withServer { client, site, folder in
      let outside = try ServedFolder()
      defer { outside.remove() }
      let manager = FileManager.default
      try manager.createSymbolicLink(
        at: folder.root.appending(path: "Runs/linked"), withDestinationURL: outside.root.appending(path: "Runs/Tiny-1"))
      try manager.createSymbolicLink(
        at: folder.root.appending(path: "linked-study"), withDestinationURL: outside.root.appending(path: "tiny"))
      #expect(try await client.get("/runs/Runs~linked").status == .notFound)
      #expect(try await client.get("/studies/linked-study").status == .notFound)
      #expect(site.workspace.runs.map(\.name) == ["Runs/Tiny-1"])
      // A file of a run that is a link out of it.
      let report = folder.root.appending(path: "Runs/Tiny-1/report.html")
      try manager.removeItem(at: report)
      try manager.createSymbolicLink(at: report, withDestinationURL: URL(fileURLWithPath: "/etc/passwd"))
      #expect(try await client.get("/runs/Runs~Tiny-1/reports/report.html").status == .notFound)
      // An options folder that is a link: nothing is written through it.
      let options = folder.root.appending(path: "tiny/options")
      try manager.createSymbolicLink(at: options, withDestinationURL: outside.root)
      let saved = try await client.post("/studies/tiny/options", "name=Sly&do=save")
      #expect(saved.status == .unprocessableContent)
      #expect(!manager.fileExists(atPath: outside.root.appending(path: "sly.yaml").path))
    }
  }

  @Test func whatIsNotForPublicationHasNoRoute() async throws {
    try await withServer { client, _, folder in
      for address in [
        "/runs/Runs~Tiny-1/local", "/runs/Runs~Tiny-1/local/aggregates.csv", "/runs/Runs~Tiny-1/reports/aggregates.csv",
        "/runs/Runs~Tiny-1/reports/local", "/runs/Runs~Tiny-1/explain", "/runs/Runs~Tiny-1/children",
        "/studies/tiny/caseload",
        "/studies/tiny/caseload.csv", "/studies/tiny/residences.csv", "/runs/Runs~Tiny-1~local",
        "/runs/Runs~Tiny-1/map/residences",
        "/.placeplan/jobs", "/runs/.placeplan",
      ] {
        #expect(try await client.get(address).status == .notFound, "\(address)")
      }
      // No page that there is holds a child or a home of the study.
      let caseload = try String(contentsOf: folder.root.appending(path: "tiny/caseload.csv"), encoding: .utf8)
      let homes = caseload.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",")[4...5].joined(separator: ",")
      }
      for address in Self.pages {
        let answer = try await client.get(address)
        #expect(answer.status == .ok, "\(address)")
        for home in homes { #expect(!answer.text.contains(home), "\(address) holds the home \(home)") }
        #expect(!answer.text.contains("child_id"), "\(address)")
      }
    }
  }

  static let pages = [
    "/", "/studies/tiny", "/studies/tiny/options/new", "/studies/tiny/options/plan-a", "/studies/tiny/assumptions",
    "/runs/Runs~Tiny-1", "/runs/Runs~Tiny-1/map", "/runs/Runs~Tiny-1/map/tables",
    "/runs/Runs~Tiny-1/map/planning_areas",
    "/runs/Runs~Tiny-1/map/settings", "/runs/Runs~Tiny-1/compare", "/runs/Runs~Tiny-1/need",
    "/runs/Runs~Tiny-1/transport",
    "/runs/Runs~Tiny-1/assumptions", "/runs/Runs~Tiny-1/reports", "/runs/Runs~Tiny-1/reports/impact.html",
  ]

  @Test func aFormFromElsewhereChangesNothing() async throws {
    try await withServer { client, site, _ in
      for origin in ["http://evil.example", "null", nil] {
        let answer = try await client.post("/studies/tiny/runs", "draws=1", origin: origin)
        #expect(answer.status == .forbidden)
      }
      #expect(
        try await client.post("/studies/tiny/runs", "draws=1", kind: "text/plain").status == .unsupportedMediaType)
      #expect(try await client.execute(uri: "/studies/tiny/runs?draws=1", method: .get) { $0.status } == .notFound)
      #expect(await site.jobs.all.isEmpty)
    }
  }

  @Test func aBodyThatIsTooLargeIsRefused() async throws {
    try await withServer { client, _, _ in
      let answer = try await client.post(
        "/studies/tiny/estimate", "name=" + String(repeating: "x", count: FormFields.mostBytes))
      #expect(answer.status == .contentTooLarge)
    }
  }

  @Test func markupInNamesIsEscapedEverywhere() async throws {
    let attack = #""><script>alert(1)</script><img src=x onerror=alert(1)>'{{title}}"#
    try await withServer { client, _, folder in
      let study = folder.root.appending(path: "tiny/study.yaml")
      let text = try String(contentsOf: study, encoding: .utf8)
      let quoted = attack.replacing("\"", with: "\\\"")
      try Data(
        text.replacing("la_name: Tinyshire", with: "la_name: \"\(quoted)\"")
          .replacing("name: Plan A", with: "name: \"\(quoted)\"").utf8
      ).write(to: study)
      for name in ["summary.json", "provenance.json"] {
        let file = folder.root.appending(path: "Runs/Tiny-1/\(name)")
        let json = quoted.replacing("/", with: "\\/")
        let changed = try String(contentsOf: file, encoding: .utf8)
          .replacing("\"Plan A\"", with: "\"\(json)\"").replacing("\"Tinyshire\"", with: "\"\(json)\"")
        try Data(changed.utf8).write(to: file)
      }
      for address in Self.pages where !address.contains("/reports/") && !address.contains("/map/") {
        let answer = try await client.get(address)
        #expect(answer.status == .ok, "\(address)")
        #expect(!answer.text.contains("<script>alert") && !answer.text.contains("<img src=x"), "\(address)")
      }
      let saved = try await client.post(
        "/studies/tiny/options", "do=estimate&name=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E")
      #expect(saved.status == .ok && !saved.text.contains("<script>alert"))
      let refused = try await client.get("/jobs/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
      #expect(refused.status == .notFound && !refused.text.contains("<script>alert"))
    }
  }

  @Test func everyAnswerCarriesTheHeadersThatKeepItToItself() async throws {
    try await withServer { client, _, _ in
      for address in ["/", "/nothing", "/assets/map.js", "/runs/Runs~Tiny-1/reports/impact.html"] {
        let answer = try await client.get(address)
        let policy = answer.headers[HTTPField.Name("Content-Security-Policy")!] ?? ""
        #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "\(address)")
        #expect(!policy.contains("unsafe"), "\(address)")
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[HTTPField.Name("Cross-Origin-Resource-Policy")!] == "same-origin")
        #expect(answer.headers[HTTPField.Name("Access-Control-Allow-Origin")!] == nil)
      }
      // No inline script or style on any page, so that the policy breaks none.
      for address in AttackTests.pages where !address.contains("/map/") && !address.contains("/reports/") {
        let text = try await client.get(address).text
        #expect(!text.contains(" style=") && !text.contains("<style") && !text.contains(" onclick="), "\(address)")
        #expect(text.matches(of: /<script(?![^>]* src="\/assets\/)/).isEmpty, "\(address)")
      }
    }
  }

  @Test func withoutTheTokenNobodyComesIn() async throws {
    let token = "0123456789abcdef01234567"
    let file = FileManager.default.temporaryDirectory.appending(path: "token-\(UUID().uuidString)")
    try Data(token.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    try await withServer({ $0.tokenFile = file }) { client, site, _ in
      for address in AttackTests.pages + ["/nothing", "/assets/map.js"] {
        let answer = try await client.get(address)
        #expect(answer.status == .seeOther && answer.headers[.location] == "/sign-in", "\(address)")
      }
      #expect(try await client.post("/studies/tiny/runs").status == .unauthorized)
      #expect(await site.jobs.all.isEmpty)
      for wrong in ["", "0123456789abcdef0123456", "\(token)x"] {
        let answer = try await client.post("/sign-in", "token=\(wrong)")
        #expect(answer.status == .unauthorized && answer.headers[.setCookie] == nil)
      }
      #expect(try await client.get("/", [.cookie: "placeplan=\(token)"]).status == .seeOther)
      #expect(try await client.get("/", [.authorization: "Bearer wrong"]).status == .seeOther)
      let signed = try await client.post("/sign-in", "token=\(token)")
      let cookie = signed.headers[.setCookie] ?? ""
      #expect(signed.status == .seeOther && cookie.contains("HttpOnly; SameSite=Strict") && !cookie.contains(token))
      #expect(try await client.get("/", [.cookie: String(cookie.prefix { $0 != ";" })]).status == .ok)
      #expect(try await client.get("/", [.authorization: "Bearer \(token)"]).status == .ok)
    }
  }

  @Test func anotherNameIsRefusedOverTheWire() async throws {
    let folder = try ServedFolder()
    defer { folder.remove() }
    let server = try Server(folder.options)
    let site = try await Site(folder.options, pass: nil)
    try await server.application(site).test(.live) { client in
      let answer = try await client.get("/", [HTTPField.Name("X-Forwarded-Host")!: "evil.example"])
      #expect(answer.status == .ok)
      let port = try #require(client.port)
      for (name, expected) in [("evil.example", "421"), ("127.0.0.1.evil.example", "421"), ("localhost", "200")] {
        let said = try curl([
          "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", "Host: \(name):\(port)", "http://127.0.0.1:\(port)/",
        ])
        #expect(said == expected, "\(name)")
      }
      let two = try curl(["-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", "Host:", "http://127.0.0.1:\(port)/"])
      #expect(two == "400" || two == "421")
    }
  }

  private func curl(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["curl"] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
