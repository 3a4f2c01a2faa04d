import Foundation
import Importing
import Inputs
import Planning
import TestSupport
import Testing

private let children = """
  upn,surname,date of birth,postcode,need,kind
  K820299950001,Oakapple,2015-05-06,TS1 1AA,ASD,mainstream
  K820299950002,Birchwood,2011-08-31,TS2 2AA,SEMH,special
  K820299950003,Cedarholme,2009-09-01,TS1 1AB,MLD,ehe

  """
private let secrets = ["Oakapple", "Birchwood", "Cedarholme", "K8202999", "2015-05-06", "TS1 1AA"]

@Suite("Top-ups through a mapping file")
struct TopUpsImportTests {
  /// A study with three children; hands over a function that imports a list of top-ups.
  private func withChildren(
    _ body: (URL, (_ text: String, _ mapping: String?) throws -> Outcome) throws -> Void
  ) throws {
    try withImportFolders { study, sources in
      let source = sources.appendingPathComponent("children.csv")
      try Data(children.utf8).write(to: source)
      var options = CaseloadOptions()
      options.postcodes = sources.appendingPathComponent("postcodes.csv")
      let caseload = Outcome { try importCaseload(source, options, into: StudyFolder(study), date: "2026-11-20") }
      #expect(caseload.fact("children") == 3)
      try body(study) { text, mapping in
        let list = sources.appendingPathComponent("top-ups.csv")
        try Data(text.utf8).write(to: list)
        let file = mapping.map { _ in sources.appendingPathComponent("mine.yaml") }
        if let mapping, let file { try Data(mapping.utf8).write(to: file) }
        let outcome = Outcome {
          try importTopUps(list, mapping: file, into: StudyFolder(study), date: "2026-11-21")
        }
        if outcome.report != nil {
          _ = try loadTables(at: study, [.areas, .residences, .settings, .provision, .caseload])
        }
        expectNone(of: secrets, in: outcome.messages, "a message")
        expectNone(of: secrets, in: try allText(under: study), "the study")
        return outcome
      }
    }
  }

  private func bands(_ study: URL) throws -> [String] {
    let rows = try tableRows(study.appendingPathComponent("caseload.csv"))
    return (1...3).map { number in
      rows.first { $0["child_id"] == pseudonym("K82029995000\(number)", study) }?["band"] ?? "none"
    }
  }

  @Test("Bands 1 to 4 are read at once; children not in the list keep none, children not in the caseload are counted")
  func bandsAtOnce() throws {
    try withChildren { study, importing in
      let first = try importing("UPN,Band\nK820299950001,2\nk820299950003,4\nK820299959999,3\n", nil)
      #expect(first.problems.map(\.description) == [])
      #expect(try bands(study) == ["2", "", "4"])
      #expect(first.fact("bands_set") == 2)
      #expect(first.fact("without_band") == 1)
      #expect(first.fact("not_in_caseload") == 1)
      // A later list takes the place of the earlier, and the register keeps where the children came from.
      let second = try importing("UPN,Band\nK820299950002,1\n", nil)
      #expect(second.fact("band_1") == 1)
      #expect(try bands(study) == ["", "1", ""])
      let register = try String(contentsOf: study.appendingPathComponent("imports.yaml"), encoding: .utf8)
      #expect(register.contains("name: children.csv"))
      #expect(register.contains("name: top-ups.csv"))
      #expect(register.components(separatedBy: "name: top-ups.csv").count == 2)
    }
  }

  @Test("Amounts ask from how many pounds each band begins, and those of one child are added up")
  func amounts() throws {
    let list =
      "UPN,Annual Top-up\nK820299950001,\"£2,999.99\"\nK820299950002,1500\nK820299950002,£1500\nK820299950003,15000\n"
    try withChildren { study, importing in
      let first = try importing(list, nil)
      #expect(first.draft?.open.count == 1)
      let file = study.appendingPathComponent("mappings/top-ups.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("band_from_pounds: {2: \"?\", 3: \"?\", 4: \"?\"}"))
      let untouched = try importing(list, nil)
      #expect(untouched.problems.count == 3)
      #expect(untouched.problems.allSatisfy { $0.file == "mappings/top-ups.yaml" && $0.row != nil })
      let wrong = text.replacingOccurrences(of: "{2: \"?\", 3: \"?\", 4: \"?\"}", with: "{2: 9000, 3: 8000, 4: 15000}")
      #expect(try importing(list, wrong).problems.map(\.fault) == ["below where the band before it begins"])
      let right = text.replacingOccurrences(of: "{2: \"?\", 3: \"?\", 4: \"?\"}", with: "{2: 3000, 3: 8000, 4: 15000}")
      #expect(try importing(list, right).problems.map(\.description) == [])
      #expect(try bands(study) == ["1", "2", "4"])
    }
  }

  @Test("Local bands are translated by the mapping; a child_id of the caseload serves as well as a UPN")
  func localBands() throws {
    try withChildren { study, importing in
      let id = pseudonym("K820299950002", study)
      let mapping = """
        kind: top-ups
        columns:
          child_id: {column: id}
          band: {column: band}
        values:
          band: {A: 1, "E+": 4}

        """
      #expect(try importing("id,band\n\(id),E+\n", mapping).problems.map(\.description) == [])
      #expect(try bands(study) == ["", "4", ""])
      let unknown = try importing("id,band\n\(id),Z\nnobody,A\n", mapping)
      #expect(unknown.problems.map { "\($0.row ?? 0) \($0.column ?? "")" } == ["2 band", "3 id"])
    }
  }

  @Test("Two bands for one child, empty and misshapen cells are problems")
  func wrong() throws {
    try withChildren { _, importing in
      for (list, column) in [
        ("UPN,Band\nK820299950001,2\nK820299950001,3\n", "Band"), ("UPN,Band\nK820299950001,2\n,3\n", "UPN"),
        ("UPN,Band\nK820299950001,2\nK820299950002,5\n", "Band"),
        ("UPN,Band\nK820299950001,2\nK820299950002,\n", "Band"),
      ] {
        let mapping = "kind: top-ups\ncolumns:\n  upn: {column: UPN}\n  band: {column: Band}\n"
        let outcome = try importing(list, mapping)
        #expect(outcome.problems.map { "\($0.row ?? 0) \($0.column ?? "")" } == ["3 \(column)"])
      }
    }
  }

  @Test("Damaged lists")
  func damaged() throws {
    let list =
      "UPN,Name,Band,Amount\nK820299950001,Oakapple,2,\nK820299950002,Birchwood,,9000\nK820299950003,Cedarholme,4,1\n"
    let mapping = """
      kind: top-ups
      band_from_pounds: {2: 3000, 3: 8000, 4: 15000}
      columns:
        upn: {column: UPN}
        band: {column: Band}
        amount: {column: Amount}

      """
    try withChildren { _, importing in
      for (name, bytes) in corruptions(of: Array(list.utf8), seed: 31) {
        let outcome = try importing(String(decoding: bytes, as: UTF8.self), mapping)
        let isSaid = outcome.report != nil || !outcome.problems.isEmpty || outcome.error != nil
        #expect(isSaid, "\(name)")
      }
    }
  }
}
