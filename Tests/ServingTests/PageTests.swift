import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Inputs
import TestSupport
import Testing

@testable import Serving

/// What pages say, and what their buttons do.
@Suite struct PageTests {
  @Test func everyPageThatIsLinkedToIsThere() async throws {
    try await withServer { client, _, _ in
      var waiting = ["/"]
      var seen: Set<String> = []
      while let address = waiting.popLast() {
        guard seen.insert(address).inserted, seen.count < 400 else { continue }
        let answer = try await client.get(address)
        #expect(answer.status == .ok, "\(address): \(answer.status)")
        guard answer.headers[.contentType]?.hasPrefix("text/html") == true, !address.contains("/reports/") else {
          continue
        }
        // Of the links to change a figure, hundreds on a page, the first will do.
        let links = answer.text.matches(of: /(?:href|src)="(\/[^"#]*)/).map { String($0.1) }
        waiting += links.filter { !$0.contains("?figure=") } + links.filter { $0.contains("?figure=") }.prefix(1)
      }
      #expect(seen.count > 20)
    }
  }

  @Test func theOverviewSaysWhatTheSummarySays() async throws {
    try await withServer { client, site, _ in
      let run = try #require(site.shelf.all.first)
      let text = try await client.get("/runs/Runs~Tiny-1").text
      #expect(text.contains("Tinyshire: overview"))
      #expect(text.contains(run.provenance.identity))
      #expect(text.contains("\(run.summary.draws)"))
      for option in run.summary.chosen { #expect(text.contains(option.name)) }
    }
  }

  @Test func theMapsTablesHoldEveryAreaInEveryYear() async throws {
    try await withServer { client, site, _ in
      let run = try #require(site.shelf.all.first)
      for year in run.summary.years {
        let text = try await client.get("/runs/Runs~Tiny-1/map/tables?metric=ehcp&option=plan-a&year=\(year)").text
        #expect(text.contains("data-area=\"west\"") && text.contains("data-area=\"east\""), "\(year)")
        #expect(text.contains("Education, health and care plans, \(year)"))
      }
      // What is not known is answered with what there is.
      let text = try await client.get("/runs/Runs~Tiny-1/map/tables?metric=poem&option=nobody&year=1066").text
      #expect(text.contains("Do nothing"))
    }
  }

  @Test func anOptionIsEstimatedSavedReadByTheLoaderAndOpenedAgain() async throws {
    try await withServer { client, _, folder in
      let fields =
        "name=Later+and+larger&include=east-base&delay.east-base=1&places.east-base=12"
        + "&easting.east-base=&northing.east-base="
      let estimate = try await client.post("/studies/tiny/estimate", fields)
      #expect(estimate.status == .ok && estimate.text.contains("\u{2212}12"))
      let saved = try await client.post("/studies/tiny/options", fields + "&do=save")
      #expect(saved.status == .seeOther)
      let file = folder.root.appending(path: "tiny/options/later-and-larger.yaml")
      let yaml = try String(contentsOf: file, encoding: .utf8)
      #expect(
        yaml.contains("field: delay_years\n  value: 1\n") && yaml.contains("field: places\n  value: 12\n"), "\(yaml)")
      let loaded = try loadStudy(at: folder.root.appending(path: "tiny"))
      let option = try #require(loaded.study.options.first { $0.id == "later-and-larger" })
      #expect(option.name == "Later and larger" && option.changes.count == 2)
      let page = try await client.get("/studies/tiny/options/later-and-larger").text
      #expect(page.contains(#"name="places.east-base" value="12""#) && page.contains("Later and larger"))
    }
  }

  @Test func whatIsWronglyFilledInIsSaidAndNothingIsSaved() async throws {
    try await withServer { client, _, folder in
      let tries = [
        ("name=Wrong&include=east-base&places.east-base=many&do=save", "places must be a whole number"),
        ("name=Wrong&include=east-base&easting.east-base=1&northing.east-base=x&do=save", "give easting and northing"),
        ("name=&do=save", "Give the option a name."), ("name=***&do=save", "letters or digits"),
        ("name=Plan+A&id=plan-a&do=save", "study.yaml has an option of that name"),
        ("name=Wrong&figure.placement.speed=fast&do=save", "must be a number"),
      ]
      for (fields, words) in tries {
        let answer = try await client.post("/studies/tiny/options", fields)
        #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(fields)")
      }
      #expect(!FileManager.default.fileExists(atPath: folder.root.appending(path: "tiny/options").path))
      for (fields, words) in [
        ("draws=0", "Draws must be"), ("years=21", "Years must be"), ("seed=-1", "The seed must be"),
        ("option=x", "no option x"),
      ] {
        let answer = try await client.post("/studies/tiny/runs", fields)
        #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(fields)")
      }
    }
  }

  @Test func aReportIsReadMadeAndDownloaded() async throws {
    try await withServer { client, _, folder in
      let page = try await client.get("/runs/Runs~Tiny-1/reports/board.html")
      let policy = page.headers[HTTPField.Name("Content-Security-Policy")!] ?? ""
      #expect(page.status == .ok && policy.contains("style-src 'sha256-") && policy.contains("sandbox"))
      let made = try await client.post("/runs/Runs~Tiny-1/reports", "kind=returns&format=xlsx")
      #expect(made.status == .ok, "\(made.text.suffix(2000))")
      let workbook = try await client.get("/runs/Runs~Tiny-1/reports/returns.xlsx")
      #expect(workbook.status == .ok && workbook.text.hasPrefix("PK"))
      #expect(workbook.headers[.contentDisposition] == "attachment; filename=\"Tiny-1-returns.xlsx\"")
      #expect(try await client.get("/runs/Runs~Tiny-1/reports/success_measures.csv").status == .ok)
      #expect(
        try await client.post("/runs/Runs~Tiny-1/reports", "kind=poem&format=pdf").status == .unprocessableContent)
      #expect(
        try await client.post("/runs/Runs~Tiny-1/reports", "kind=board&format=../x").status == .unprocessableContent)
      // Only the public edition is made, and nothing is written in the run.
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder.root.appending(path: "Runs/Tiny-1").path)
      #expect(!files.contains { $0.hasSuffix(".xlsx") })
    }
  }

  @Test func growthIsSplitIntoPartsThatAddUp() async throws {
    try await withServer { client, _, _ in
      #expect(try await client.get("/runs/Runs~Tiny-1/need").text.contains("Split the growth"))
      #expect(try await client.post("/runs/Runs~Tiny-1/need/growth").status == .seeOther)
      let text = try await client.get("/runs/Runs~Tiny-1/need").text
      #expect(text.contains("New plans a child") && text.contains("Change in the year"))
    }
  }

  @Test func settingsNameTilesAndThePolicyLetsThemThrough() async throws {
    try await withServer { client, site, _ in
      let before = try await client.get("/runs/Runs~Tiny-1/map")
      #expect(!before.text.contains("data-tiles"))
      let settings =
        "tiles: {address: \"https://{s}.tiles.example.org/{z}/{x}/{y}.png\", attribution: \"<b>Maker</b>\"}\n"
      try Data(settings.utf8).write(to: site.workspace.state.appending(path: "settings.yaml"))
      let after = try await client.get("/runs/Runs~Tiny-1/map")
      #expect(after.text.contains("data-tiles=\"https://{s}.tiles.example.org/{z}/{x}/{y}.png\""))
      #expect(!after.text.contains("<b>Maker"))
      let policy = after.headers[HTTPField.Name("Content-Security-Policy")!] ?? ""
      #expect(policy.contains("img-src 'self' data: https://*.tiles.example.org;"))
      // An address that would open the policy is left out.
      try Data("tiles: {address: \"https://x; script-src */\"}\n".utf8).write(
        to: site.workspace.state.appending(path: "settings.yaml"))
      let sly = try await client.get("/").headers[HTTPField.Name("Content-Security-Policy")!] ?? ""
      #expect(sly.contains("img-src 'self' data:;"))
    }
  }
}

/// Small parts that need no server.
@Suite struct PartTests {
  @Test func aLineOfProgressIsRead() throws {
    let progress = try #require(RunProgress("41 s  Placing, carrying and counting: 12 of 200, about 9 s left"))
    #expect(progress.work == "Placing, carrying and counting" && progress.done == 12 && progress.total == 200)
    #expect(progress.secondsLeft == 9)
    #expect(RunProgress("4 s  Writing: 0 of 1")?.secondsLeft == nil)
    for line in ["", "Going on with 3 finished draws", "4 s  Writing: 0 of 0", "x s  Writing: 0 of 1"] {
      #expect(RunProgress(line) == nil, "\(line)")
    }
  }

  @Test func formsAreRead() {
    let fields = FormFields("a=1&a=2&b=x+y%26z&c=&d&=e")
    #expect(fields.all("a") == ["1", "2"] && fields.text("b") == "x y&z" && fields.text("c") == nil)
    #expect(fields.names(after: "a") == [""])
    #expect(FormFields("bad=%ZZ").text("bad") == nil)
  }

  @Test func idsAreMadeOfNames() {
    #expect(OptionForm.id(of: "All bases, later") == "all-bases-later")
    #expect(OptionForm.id(of: "../../etc/passwd") == "etc-passwd")
    #expect(OptionForm.id(of: "Ysgol \u{174}") == "ysgol")
    #expect(
      OptionForm.isID("plan-b") && !OptionForm.isID("../x") && !OptionForm.isID("") && !OptionForm.isID("do-nothing"))
    #expect(
      !OptionForm.isID("a/b") && !OptionForm.isID(".hidden") && !OptionForm.isID(String(repeating: "a", count: 61)))
  }

  @Test func anOptionFileComesBackAsItWent() throws {
    let text = """
      id: plan-b
      name: "Plan B: later"
      proposals: [one, two]
      changes:
        - {proposal: one, field: places, value: {2027/28: 10, 2028/29: 20}}
        - {proposal: two, field: site, value: {name: "Field", easting_m: 352600, northing_m: 274200}}
        - {proposal: two, field: site, value: some-school}
        - {proposal: two, field: needs, value: [ASD, SLCN]}
      assumptions: {cost.base_total: 21000.5}

      """
    try TestYAML.roundTrip(text)
  }

  private enum TestYAML {
    static func roundTrip(_ text: String) throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: "yaml-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder.appending(path: "options"), withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      try Data("name: x\n".utf8).write(to: folder.appending(path: "study.yaml"))
      let file = folder.appending(path: "options/plan-b.yaml")
      try Data(text.utf8).write(to: file)
      let workspace = Workspace(folder)
      let first = try StudyFolder(#require(workspace.study("~")), in: workspace).options
      try Data(try #require(first.first).yaml().utf8).write(to: file)
      #expect(try StudyFolder(#require(workspace.study("~")), in: workspace).options == first)
      #expect(first.first?.changes.count == 4)
    }
  }
}
