import Foundation
import Planning
import TestSupport
import Testing

@testable import Inputs

/// The tiny study after a change, as `placeplan check` sees it; `times` stand in for the stage that computes journeys.
func checked(
  models: [URL] = [], problems: [Problem] = [], used: Set<String> = [],
  _ change: (inout TinyStudy) -> Void = { _ in }, times: (Study) -> TravelTimes? = { _ in nil }
) throws -> StudyCheck {
  var tiny = TinyStudy()
  change(&tiny)
  return try tiny.withFolder { folder in
    let loaded = try loadStudy(at: folder, models: models)
    return StudyCheck(
      loaded, tables: TableFacts(studyAt: folder),
      stages: StageFacts(times: times(loaded.study), problems: problems, usedFigures: used, notes: []))
  }
}

extension StudyCheck {
  /// Sentences of the findings that one section's figures stand behind.
  func sentences(_ section: String) -> [String] { findings.filter { $0.section == section }.map(\.sentence) }
}

/// What `placeplan check` says of a sound study.
@Suite struct StudyCheckTests {
  @Test func textBeginsWithTheStudyAndTheVerdict() throws {
    let text = try checked().text
    #expect(
      text.hasPrefix(
        """
        Tiny: Tinyshire (999), 2025/26 to 2028/29, 4 draws, seed 7

        Ready to run, with 2 findings that affect its figures.
        0 must fix, 2 should know, 2 for information

        What to fix or know, first things first
          1. Should know: 1 of 8 children who travel to a placement each day names no provision (12.5%):

        """), "\(text.prefix(700))")
    #expect(text.hasSuffix("\n0 must fix, 2 should know, 2 for information: see the top.\n"))
    #expect(text.contains("\n    residences   given    4 rows\n"))
  }

  @Test func noLineIsLongerThan100Columns() throws {
    let text = try checked(models: sharedModels()).text
    let longest = text.split(separator: "\n").map(\.count).max()
    #expect((60...100).contains(try #require(longest)))
  }

  @Test func longTablesAreCutAndSayWhereTheRestIs() throws {
    let text = try checked(models: sharedModels(), used: Set(["base.group_size"])).text
    #expect(text.contains("Open figures that no run uses, "))
    #expect(text.contains(" in all: see --page or --json\n"))
    let page = try checked(models: sharedModels()).page
    #expect(page.sections.flatMap(\.tables).contains { $0.rows.count > 40 })
  }

  @Test func problemsComeFirstAndStopTheRun() throws {
    let problem = Problem(
      file: "settings.csv", column: "setting_id", value: "s1", fault: "not reachable by road", remedy: "Join the roads."
    )
    let check = try checked(problems: [problem])
    #expect(!check.verdict.isReady)
    #expect(check.verdict.sentence == "Not ready to run: 1 problem must be fixed first.")
    #expect(check.findings[0].severity == .mustFix)
    #expect(check.findings[0].sentence == "settings.csv, column setting_id: \"s1\" is not reachable by road.")
    #expect(check.findings[0].remedy == "Join the roads.")
  }

  @Test func valuesOfTheCaseloadStayOutOfThePage() {
    let problem = Problem(
      file: "children.csv", row: 3, column: "child_id", value: "A123456789012", fault: "a unique pupil number",
      remedy: "Use a pseudonym.")
    var tables = TableFacts()
    tables.caseloadFile = "children.csv"
    let refused = RefusedStudy(name: "x", problems: [problem], tables: tables)
    #expect(refused.page.findings.map(\.sentence) == ["children.csv, row 3, column child_id: a unique pupil number."])
    #expect(refused.problems[0].value == "A123456789012")
  }

  @Test func figuresComeUsedFirstAndWithoutAnOwnerFirst() throws {
    let check = try checked(
      models: sharedModels(), used: ["transport.cost_pa_day", "transport.boarding_minutes", "placement.directed_share"])
    let used = check.openFigures.filter(\.isUsed)
    #expect(used.map(\.id) == ["placement.directed_share", "transport.boarding_minutes", "transport.cost_pa_day"])
    #expect(used.map(\.mark) == ["illustrative", "unverified", "illustrative"])
    #expect(used.map(\.owner) == ["no owner", "no owner", "tests"])
    #expect(used.map(\.isUsable) == [true, false, true])
    #expect(check.openFigures.prefix(3).map(\.isUsed) == [true, true, true])
    #expect(
      check.sentences("figures") == [
        "A run rests on 2 illustrative figures and 1 unverified: results that use them are not the authority's own.",
        "2 of the 3 open figures a run uses have no owner.",
      ])
  }

  @Test func jsonGoesThereAndBack() throws {
    let check = try checked(models: sharedModels())
    let read = try JSONDecoder().decode(StudyCheck.self, from: JSONEncoder().encode(check))
    #expect(read == check)
  }

  /// What a machine may rely on: every key of the JSON, arrays by their first element.
  @Test func jsonKeepsItsShape() throws {
    let problem = Problem(file: "settings.csv", fault: "wrong", remedy: "Mend it.")
    let check = try checked(models: sharedModels(), problems: [problem])
    let json = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(check))
    let paths = keyPaths(json, at: "")
    #expect(
      paths.filter { !$0.contains(".") } == [
        "baseYear", "counts", "draws", "findings", "inputs", "laCode", "laName", "lastYear", "name", "notes",
        "openFigures", "problems", "quality", "seed", "verdict",
      ])
    func inside(_ key: String) -> [String] {
      paths.filter { $0.hasPrefix(key + ".") }.map { String($0.dropFirst(key.count + 1)) }
    }
    #expect(inside("problems") == ["column", "fault", "file", "remedy", "row", "sheet", "value"])
    #expect(inside("verdict") == ["information", "isReady", "mustFix", "sentence", "shouldKnow"])
    #expect(inside("findings") == ["remedy", "section", "sentence", "severity"])
    #expect(inside("openFigures") == ["date", "id", "isUsable", "isUsed", "mark", "owner", "source"])
    #expect(
      inside("quality").filter { !$0.contains(".") } == [
        "ages", "capacity", "children", "coverage", "pupils", "reconciliation", "residences", "roads", "rolls",
      ])
    #expect(
      inside("quality.capacity.kinds") == [
        "children", "excess", "kind", "occupancy", "places", "provisions", "unfilled",
      ])
    #expect(
      inside("quality.capacity.rows") == [
        "children", "isOver", "kind", "overPlaces", "places", "provision", "setting",
      ])
    #expect(inside("quality.coverage.caseloadColumns") == ["column", "fallback", "filled", "isGiven", "share"])
    #expect(inside("quality.reconciliation.rows") == ["breakdown", "caseload", "difference", "history", "item"])
  }

  @Test func aRefusedStudyIsProblemsAndAVerdict() throws {
    let problem = Problem(file: "pupils.csv", row: 2, fault: "wrong", remedy: "Mend it.")
    let refused = RefusedStudy(name: "mine", problems: [problem], tables: TableFacts())
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = String(decoding: try encoder.encode(refused), as: UTF8.self)
    #expect(
      json
        == #"{"problems":[{"column":null,"fault":"wrong","file":"pupils.csv","remedy":"Mend it.","row":2,"sheet":null,"#
        + #""value":null}],"verdict":{"information":0,"isReady":false,"mustFix":1,"#
        + #""sentence":"Not ready to run: 1 problem must be fixed first.","shouldKnow":0}}"#)
  }

  /// Keys joined by dots, sorted; of an array those of its first element.
  private func keyPaths(_ json: Any, at path: String) -> [String] {
    if let list = json as? [Any] { return list.first.map { keyPaths($0, at: path) } ?? [] }
    guard let object = json as? [String: Any] else { return [] }
    return object.keys.sorted().flatMap { key in
      let full = path.isEmpty ? key : "\(path).\(key)"
      return [full] + keyPaths(object[key] as Any, at: full)
    }
  }
}
