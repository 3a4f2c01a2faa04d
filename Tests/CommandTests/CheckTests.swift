import Foundation
import TestSupport
import Testing

/// `placeplan check` as a user runs it.
@Suite struct CheckTests {
  private func check(
    _ arguments: [String] = [], _ change: (inout TinyStudy) throws -> Void = { _ in }
  ) throws -> Command.Result {
    var tiny = try TinyStudy.assessable()
    try change(&tiny)
    return try tiny.withFolder { try Command.run(["check", $0.path] + arguments) }
  }

  private func object(_ result: Command.Result) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  /// The western end stands by itself: one link, joined to nothing.
  private func cutTheRoad(_ study: inout TinyStudy) {
    study.replace("road_links.csv", "n2,n3,5200,a_road,false,96,true\n", with: "")
  }

  @Test func aSoundStudyIsReady() throws {
    let result = try check()
    #expect(result.code == 0)
    #expect(result.error == "")
    #expect(result.output.contains("\nReady to run, with "))
    #expect(result.output.contains("\n0 must fix, "))
    for title in [
      "Caseload against history", "Children and placements", "Places in bases and special schools", "Pupil numbers",
      "Mainstream rolls, pupils and net capacity", "Residences and pupils by area", "Roads",
      "What is given and what stands in", "Ages of figures", "Figures that nobody has settled", "Notes", "Files read",
    ] { #expect(result.output.contains("\n\(title)\n---"), "\(title)") }
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func theStagesSayWhichFiguresARunUses() throws {
    let figures = try #require(try object(check(["--json"]))["openFigures"] as? [[String: Any]])
    func isUsed(_ id: String) -> Bool? { figures.first { $0["id"] as? String == id }?["isUsed"] as? Bool }
    #expect(isUsed("transport.boarding_minutes") == true)
    #expect(isUsed("cost.base_total") == true)
    #expect(isUsed("area.unit_m2_per_place") == false)
  }

  @Test func jsonCarriesWhatThePageSays() throws {
    let json = try object(check(["--json"]))
    let verdict = try #require(json["verdict"] as? [String: Any])
    #expect(verdict["isReady"] as? Bool == true)
    #expect((json["problems"] as? [Any])?.isEmpty == true)
    let findings = try #require(json["findings"] as? [[String: Any]])
    let counts = ["must_fix": "mustFix", "should_know": "shouldKnow", "information": "information"]
    for (severity, key) in counts {
      #expect(findings.count { $0["severity"] as? String == severity } == verdict[key] as? Int, "\(severity)")
    }
    let roads = try #require((json["quality"] as? [String: Any])?["roads"] as? [String: Any])
    #expect(roads["isComputed"] as? Bool == true)
    #expect(roads["dailyJourneys"] as? Int == 7)
  }

  @Test func settingsThatNoRoadReachesAreProblems() throws {
    let text = try check { cutTheRoad(&$0) }
    #expect(text.code == 65)
    #expect(text.output.contains("\nNot ready to run: "))
    let words = text.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "2. Must fix: settings.csv, column setting_id: \"s1\" is not reachable by road from 5 of 8 homes inside the road "
          + "network. Join the roads around it in the road file, or correct its easting_m and northing_m."))
    #expect(text.error.hasSuffix(" problems.\n"))
    let json = try check(["--json"]) { cutTheRoad(&$0) }
    #expect(json.code == 65)
    let problems = try #require(try object(json)["problems"] as? [[String: Any]])
    #expect(problems.first?.keys.sorted() == ["column", "fault", "file", "remedy", "row", "sheet", "value"])
    #expect(problems.compactMap { $0["value"] as? String } == ["east-base-site", "s1", "s2", "s3"])
    #expect(problems.first?["row"] is NSNull)
  }

  @Test func everyFigureThatARunLacksIsNamedAtOnce() throws {
    let result = try check(["--json"]) { $0["assumptions.yaml"] = "[]\n" }
    #expect(result.code == 65)
    let problems = try #require(try object(result)["problems"] as? [[String: Any]])
    let ids = problems.compactMap { $0["value"] as? String }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
    // Of travel, need, placement, transport and money, each.
    for id in ["transport.circuity_fallback", "need.looked_after_share", "transport.fleet", "cost.ap", "cost.eotas"] {
      #expect(ids.contains(id), "\(id)")
    }
  }

  @Test func aStudyThatCannotBeReadIsProblemsInJSONToo() throws {
    let bad = try check(["--json"]) { $0.replace("caseload.csv", "c1,1,SLCN", with: "c1,1,TALL") }
    #expect(bad.code == 65)
    let json = try object(bad)
    #expect(json.keys.sorted() == ["problems", "verdict"])
    let problem = try #require((json["problems"] as? [[String: Any]])?.first)
    #expect(problem["file"] as? String == "caseload.csv")
    #expect(problem["row"] as? Int == 2)
    #expect(problem["column"] as? String == "need")
    #expect(problem["value"] as? String == "TALL")
    #expect(problem["fault"] as? String == "not a need code")
    #expect(bad.error.contains("caseload.csv, row 2, column need: \"TALL\" is not a need code."))
    #expect(bad.error.hasSuffix("1 problem.\n"))

    let missing = try check(["--json"]) { $0["settings.csv"] = nil }
    #expect(missing.code == 66)
    #expect((try object(missing)["problems"] as? [Any])?.count == 1)
  }

  @Test func thePageIsWrittenWithAndWithoutProblems() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("quality.html")
      let sound = try check(["--page", file.path])
      #expect(sound.code == 0)
      #expect(sound.error == "Page: \(file.path)\n")
      let page = try String(contentsOf: file, encoding: .utf8)
      #expect(page.hasPrefix("<!DOCTYPE html>"))
      #expect(page.contains("<h1>Data quality: Tinyshire</h1>"))
      let bad = try check(["--page", file.path]) { $0["pupils.csv"] = nil }
      #expect(bad.code == 66)
      #expect(try String(contentsOf: file, encoding: .utf8).contains("<h3>Must fix (1)</h3>"))
      let nowhere = folder.appendingPathComponent("no/such/folder/q.html").path
      #expect(try check(["--page", nowhere]).code == 74)
    }
  }

  /// A home or a child id planted in the study stands nowhere in what may be forwarded.
  @Test func noHomeAndNoChildIDIsPrinted() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("quality.html")
      let result = try check(["--page", file.path]) {
        $0["caseload.csv"] = $0["caseload.csv"]!.replacing("c6,", with: "PLANTED6,").replacing(
          ",c6,", with: ",PLANTED6,"
        )
        .replacing("458000,199500,s3", with: "457321,199123,s3")
      }
      #expect(result.code == 0)
      let page = try String(contentsOf: file, encoding: .utf8)
      for planted in ["PLANTED6", "457321", "199123"] {
        #expect(!page.contains(planted), "\(planted)")
        #expect(!result.output.contains(planted), "\(planted)")
      }
    }
  }

  @Test func theDemonstrationsAreReady() throws {
    for (name, children) in [("telford", 2439), ("coventry", 3477)] {
      let folder = projectFolder().appendingPathComponent("GeoData/\(name)").path
      let result = try Command.run(["check", folder, "--json"])
      #expect(result.code == 0, "\(name): \(result.error)")
      let quality = try #require(try object(result)["quality"] as? [String: Any])
      #expect((quality["children"] as? [String: Any])?["total"] as? Int == children)
      let rows = try #require((quality["reconciliation"] as? [String: Any])?["rows"] as? [[String: Any]])
      #expect(rows.count > 20)
      #expect(rows.map { $0["difference"] as? Int } == rows.map { _ in 0 })
    }
  }
}
