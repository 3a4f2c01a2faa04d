import Assumptions
import Foundation
import Importing
import Inputs
import Planning
import TestSupport
import Testing

@testable import Importing

private let counts = """
  Local authority,Year,Appeals registered,Decided,Upheld,Settings ordered
  Tinyshire,2023/24,40,22,20,6
  Elsewhere,2023/24,400,300,290,200
  Tinyshire,2024-25,61,40,38,12

  """

@Suite("Appeals through a mapping file")
struct AppealsImportTests {
  private func outcome(
    _ text: String, _ study: URL, _ sources: URL, mapping: String? = nil
  ) throws -> Outcome {
    let source = sources.appendingPathComponent("appeals.csv")
    try Data(text.utf8).write(to: source)
    let file = mapping.map { _ in sources.appendingPathComponent("mine.yaml") }
    if let mapping, let file { try Data(mapping.utf8).write(to: file) }
    return Outcome { try importAppeals(source, mapping: file, into: StudyFolder(study), date: "2026-11-21") }
  }

  /// A figure as a run of the study would read it.
  private func figure(_ id: String, _ study: URL) throws -> Assumption? {
    try loadStudy(at: study, models: sharedModels()).assumptions[id]
  }

  @Test("Counts by year ask for the owner and the placements decided, and become the share directed")
  func counted() throws {
    let whole = { (tiny: inout TinyStudy) in tiny = TinyStudy() }
    try withImportFolders(whole) { study, sources in
      let first = try outcome(counts, study, sources)
      let draft = try #require(first.draft)
      // Two of the tiny study's children began in the base year: c8 in NC year 12 is one of them, and the only one.
      #expect(draft.open.map { $0.prefix(6) } == ["owner:"])
      let file = study.appendingPathComponent("mappings/appeals.yaml")
      var text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("placements_decided: 1\n"))
      text = text.replacingOccurrences(of: "owner: \"?\"", with: "owner: Head of SEND")
        .replacingOccurrences(of: "placements_decided: 1\n", with: "placements_decided: 950\n")
      try Data(text.utf8).write(to: file)
      let second = try outcome(counts, study, sources)
      #expect(second.problems.map(\.description) == [])
      #expect(second.fact("settings_ordered") == 12)
      #expect(second.fact("appeals_registered") == 61)
      let share = try #require(try figure("placement.directed_share", study))
      #expect(share.value == .number(0.0126))
      #expect(share.low == 0.0063)
      #expect(share.high == 0.0126)
      #expect(share.status == .local)
      #expect(share.owner == "Head of SEND")
      #expect(share.unit == "share of placements decided in NC year 0 to 13")
      #expect(share.source.contains("12 settings ordered, 38 appeals upheld, 40 decided, 61 registered over 950"))
      #expect(
        try String(contentsOf: study.appendingPathComponent("study.yaml"), encoding: .utf8)
          .contains("assumptions: [assumptions.yaml, imported-assumptions.yaml]"))
      #expect(second.messages.contains("1 row of other authorities"))
      // Once more: the file is listed already, and its figures are written over.
      let third = try outcome(counts, study, sources, mapping: text + "year: 2023/24\n")
      #expect(third.fact("settings_ordered") == 6)
      #expect(try figure("placement.directed_share", study)?.value == .number(0.0063))
    }
  }

  @Test("A list of appeals is counted by its outcomes, and ten orders or more give the kinds")
  func listed() throws {
    let kinds = ["special", "special", "special", "independent_special", "independent_special", "mainstream"]
    let rows = (0..<24).map { number -> String in
      let isOrdered = number < 12
      return
        "\(number),0\(number % 9 + 1)/10/2025,\(isOrdered ? "Allowed" : "Withdrawn"),\(isOrdered ? "Y" : "N"),\(kinds[number % 6])"
    }
    let list = "Ref,Date decided,Outcome,Placement ordered,Placement type\n" + rows.joined(separator: "\n") + "\n"
    try withImportFolders({ $0 = TinyStudy() }) { study, sources in
      _ = try outcome(list, study, sources)
      let file = study.appendingPathComponent("mappings/appeals.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
        .replacingOccurrences(of: "owner: \"?\"", with: "owner: Head of SEND")
        .replacingOccurrences(of: "placements_decided: 1\n", with: "placements_decided: 100\n")
      try Data(text.utf8).write(to: file)
      let result = try outcome(list, study, sources)
      #expect(result.problems.map(\.description) == [])
      #expect(try figure("placement.directed_share", study)?.value == .number(0.12))
      #expect(
        try figure("placement.directed_kinds", study)?.value
          == .table([("mainstream", 0.1667), ("special", 0.5), ("independent_special", 0.3333)]))
    }
  }

  @Test("Without orders a share of the appeals upheld is asked for; small counts are not said in the source")
  func shareOfUpheld() throws {
    let text = "year,registered,upheld\n2024/25,9,4\n"
    let mapping = """
      kind: appeals
      owner: Head of SEND
      placements_decided: 400
      ordered_share: 0.5
      columns:
        year: {column: year}
        registered: {column: registered}
        upheld: {column: upheld}

      """
    try withImportFolders({ $0 = TinyStudy() }) { study, sources in
      #expect(try outcome(text, study, sources).draft?.open.contains { $0.hasPrefix("ordered_share") } == true)
      #expect(try outcome(text, study, sources, mapping: mapping).problems.map(\.description) == [])
      let share = try #require(try figure("placement.directed_share", study))
      #expect(share.value == .number(0.005))
      #expect(share.source.contains("fewer than 5 settings ordered, fewer than 5 appeals upheld, 9 registered"))
      let few = mapping.replacingOccurrences(of: "400", with: "1")
      #expect(try outcome(text, study, sources, mapping: few).problems.map(\.row) == [3])
      let open = mapping.replacingOccurrences(of: "Head of SEND", with: "\"?\"")
      #expect(try outcome(text, study, sources, mapping: open).problems.map(\.row) == [2])
      for (old, new) in [("2024/25,9", "soon,9"), ("2024/25,9", ",9"), ("9,4", "9,four"), ("9,4", "9,-1")] {
        let wrong = try outcome(text.replacingOccurrences(of: old, with: new), study, sources, mapping: mapping)
        #expect(wrong.problems.contains { $0.file == "appeals.csv" && $0.row == 2 }, "\(new)")
      }
    }
  }

  @Test(
    "The file is added to study.yaml by one line however that lists its assumptions, and nothing else changes",
    arguments: [
      ("assumptions: [assumptions.yaml]", "assumptions: [assumptions.yaml, imported-assumptions.yaml]"),
      ("assumptions: []", "assumptions: [imported-assumptions.yaml]"),
      ("assumptions: assumptions.yaml", "assumptions: [assumptions.yaml, imported-assumptions.yaml]"),
      ("assumptions:\n  - assumptions.yaml", "assumptions:\n  - assumptions.yaml\n  - imported-assumptions.yaml"),
      (
        "assumptions:\n- assumptions.yaml # ours",
        "assumptions:\n- assumptions.yaml # ours\n- imported-assumptions.yaml"
      ),
      ("assumptions: [assumptions.yaml] # [ours]", "Add imported-assumptions.yaml"),
      ("", "disclosure_threshold: 5"),
    ])
  func studyFile(_ listed: String, _ expected: String) throws {
    let change = { (tiny: inout TinyStudy) in
      tiny = TinyStudy()
      tiny.replace("study.yaml", "assumptions: [assumptions.yaml]", with: listed)
    }
    try withImportFolders(change) { study, _ in
      let file = study.appendingPathComponent("study.yaml")
      let before = try String(contentsOf: file, encoding: .utf8)
      let edit = StudyFileEdit(try StudyFolder(study), adding: "imported-assumptions.yaml")
      try edit.write()
      let after = try String(contentsOf: file, encoding: .utf8)
      #expect(after.contains(expected) || edit.notes.joined().contains(expected), "\(after)")
      #expect(
        after.replacingOccurrences(of: expected, with: listed) == before || !edit.notes.joined().contains("was added")
          || listed.isEmpty)
      _ = try StudyFolder(study)
    }
  }

  @Test("Other figures of imported-assumptions.yaml stay as they are")
  func otherFigures() throws {
    let own = """
      # By hand.
      - id: transport.cost_pa_day
        value: 80
        unit: GBP per day
        date: "2026"
        status: local
        source: "contracts"
      - id: placement.directed_share
        value: 0.5
        unit: share
        date: "2020"
        status: local
        source: "old"

      """
    try withImportFolders({ $0["imported-assumptions.yaml"] = own }) { study, _ in
      let file = try importedAssumptions(
        StudyFolder(study), [("placement.directed_share", ["- id: placement.directed_share", "  value: 0.1"])])
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(file.rows == 2)
      #expect(text.contains("value: 80") && text.contains("value: 0.1") && !text.contains("value: 0.5"))
    }
  }

  @Test("Damaged tables")
  func damaged() throws {
    let mapping = """
      kind: appeals
      owner: Head of SEND
      placements_decided: 950
      columns:
        authority: {column: Local authority}
        year: {column: Year}
        registered: {column: Appeals registered}
        decided: {column: Decided}
        upheld: {column: Upheld}
        settings_ordered: {column: Settings ordered}

      """
    try withImportFolders { study, sources in
      for (name, bytes) in corruptions(of: Array(counts.utf8), seed: 41) {
        let source = sources.appendingPathComponent("appeals.csv")
        let file = sources.appendingPathComponent("mine.yaml")
        try Data(bytes).write(to: source)
        try Data(mapping.utf8).write(to: file)
        let result = Outcome { try importAppeals(source, mapping: file, into: StudyFolder(study), date: "2026-11-21") }
        if result.report == nil {
          #expect(!result.problems.isEmpty || result.error != nil, "\(name)")
        } else {
          #expect(throws: Never.self, "\(name)") {
            _ = try loadAssumptions(files: [study.appendingPathComponent("imported-assumptions.yaml")])
            _ = try StudyFolder(study)
          }
        }
      }
    }
  }
}
