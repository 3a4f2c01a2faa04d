import Foundation
import Importing
import Inputs
import Planning
import TestSupport
import Testing

/// An export as a case management system may write it, with three children for every value that a draft shows.
private let export = """
  Client ID,Surname,Forename,UPN,Date of Birth,Home Postcode,Primary Need,Placement Type,School,EHCP Status,Top-up Band,Escort,Cost Centre
  1,Oakapple,Ann,K820299920001,06/05/2015,TS1 1AA,Autism,E_MMS,Westfield School,Final,,Yes,Q
  2,Birchwood,Bea,K820299920002,31/08/2015,ts11ab,Autism,E_MSS,Eastfield Special School,Final,,No,Q
  3,Cedarholme,Cai,K820299920003,01/09/2015,TS2 2AA,ASD,E_SUMM,Westfield School,Final,,No,Q
  4,Dogwood,Dee,,29/02/2012,TS2 2AA,SEMH,EOTAS,,Final,,,Q
  5,Elderflower,Eve,K820299920005,06/05/2010,TS2 2AA,SEMH,E_INSS,Farside School,Ceased,,,Q

  """
private let secrets = [
  "Oakapple", "Birchwood", "Cedarholme", "Dogwood", "Elderflower", "K8202999", "06/05/2015", "31/08/2015", "2015-05-06",
  "2015-08-31", "29/02/2012", "TS1 1AA", "TS11AB", "TS1 1AB", "TS2 2AA",
]

@Suite("Caseload through a mapping file")
struct CaseloadImportTests {
  private func outcome(
    _ text: String, file: String = "export.csv", mapping: String? = nil, _ study: URL, _ sources: URL
  ) throws -> Outcome {
    let source = sources.appendingPathComponent(file)
    try Data(text.utf8).write(to: source)
    var options = CaseloadOptions()
    options.postcodes = sources.appendingPathComponent("postcodes.csv")
    if let mapping {
      options.mapping = sources.appendingPathComponent("mine.yaml")
      try Data(mapping.utf8).write(to: sources.appendingPathComponent("mine.yaml"))
    }
    let result = Outcome {
      try importCaseload(source, options, into: StudyFolder(study, replacesEdited: true), date: "2026-11-21")
    }
    if result.report != nil { _ = try loadTables(at: study, [.areas, .residences, .settings, .provision, .caseload]) }
    expectNone(of: secrets, in: try allText(under: study), "the study")
    expectNone(of: secrets, in: result.messages, "a message")
    return result
  }

  @Test("Where every header and value is known, a draft is written and the import runs at once")
  func atOnce() throws {
    try withImportFolders { study, sources in
      let result = try outcome(export, study, sources)
      #expect(result.problems.map(\.description) == [])
      #expect(result.draft?.open == nil)
      let rows = try tableRows(study.appendingPathComponent("caseload.csv"))
      #expect(rows.count == 4)
      let ann = rows.first { $0["child_id"] == pseudonym("K820299920001", study) }
      #expect(ann?["nc_year"] == "6")
      #expect(ann?["provision_id"] == "s1-mainstream")
      #expect(ann?["assistant"] == "true")
      #expect(ann?["easting_m"] == "442000")
      let bea = rows.first { $0["child_id"] == pseudonym("K820299920002", study) }
      #expect(bea?["nc_year"] == "6")
      #expect(bea?["provision_id"] == "s2-special")
      #expect(bea?["northing_m"] == "199500")
      let cai = rows.first { $0["child_id"] == pseudonym("K820299920003", study) }
      #expect(cai?["nc_year"] == "5")
      #expect(cai?["provision_id"] == "s1-base")
      let dee = rows.first { $0["child_id"] == pseudonym("person_id:4", study) }
      #expect(dee?["kind"] == "eotas")
      #expect(dee?["nc_year"] == "9")
      #expect(result.fact("plans_not_held") == 1)
      #expect(rows[0]["band"] == nil)
      let mapping = try String(contentsOf: study.appendingPathComponent("mappings/caseload.yaml"), encoding: .utf8)
      #expect(mapping.contains("date_of_birth: {column: \"Date of Birth\", date_format: \"DD/MM/YYYY\"}"))
      #expect(mapping.contains("\"E_SUMM\": specialist_base"))
      #expect(mapping.contains("# Personal, dropped: Surname, Forename"))
      #expect(mapping.contains("Not read: Top-up Band, Cost Centre"))
      #expect(mapping.contains("Hashed, or used to find a home or year group, and not copied: UPN"))
      // The second run reads what the first drafted.
      let again = try outcome(export, study, sources)
      #expect(again.fact("children") == 4)
      #expect(again.messages.contains("read as mappings/caseload.yaml says"))
    }
  }

  @Test("What cannot be guessed is left open in the draft, and imports once it is filled in")
  func open() throws {
    let odd = export.replacingOccurrences(of: "Primary Need", with: "Type")
      .replacingOccurrences(of: "E_MSS", with: "E_XYZ").replacingOccurrences(of: "SEMH", with: "Zeta")
      .replacingOccurrences(of: "Type,Placement", with: "SEN Need,Placement")
    try withImportFolders { study, sources in
      let first = try outcome(odd, study, sources)
      let draft = try #require(first.draft)
      #expect(draft.file == "mappings/caseload.yaml")
      #expect(draft.open.count == 2)
      #expect(draft.open.contains { $0.contains("placement_type \"E_XYZ\"") })
      // Zeta stands in two rows only, so it is not printed.
      #expect(draft.open.contains { $0.contains("column SEN Need that fewer than three rows have, such as in row 5") })
      #expect(!FileManager.default.fileExists(atPath: study.appendingPathComponent("caseload.csv").path))
      #expect(!FileManager.default.fileExists(atPath: study.appendingPathComponent("local").path))
      let file = study.appendingPathComponent("mappings/caseload.yaml")
      var text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains("Zeta"))
      let untouched = try outcome(odd, study, sources)
      let line = text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("E_XYZ") }
      #expect(untouched.problems.first?.row == line.map { $0 + 1 })
      #expect(untouched.problems.first?.file == "mappings/caseload.yaml")
      text = text.replacingOccurrences(of: "\"E_XYZ\": \"?\"", with: "\"E_XYZ\": special")
        .replacingOccurrences(of: "    \"Autism\": ASD", with: "    \"Autism\": ASD\n    \"zeta\": SEMH")
      try Data(text.utf8).write(to: file)
      let second = try outcome(odd, study, sources)
      #expect(second.problems.map(\.description) == [])
      #expect(second.fact("children") == 4)
    }
  }

  private static let mapping = """
    kind: caseload
    columns:
      person_id: {column: Client ID}
      date_of_birth: {column: Date of Birth, date_format: DD/MM/YYYY}
      need: {column: Primary Need}
      postcode: {column: home postcode}
      placement_type: {column: Placement Type}
      year_from: {value: x}
    values:
      need: {Autism: ASD}
      placement_type: {E_MMS: mainstream, E_MSS: special, E_SUMM: base, E_INSS: independent_special}

    """

  @Test("Mistakes in a mapping file are named with their lines")
  func mappingMistakes() throws {
    try withImportFolders { study, sources in
      let result = try outcome(export, mapping: Self.mapping, study, sources)
      let found = result.problems.map { "\($0.file) \($0.row ?? 0) \($0.value ?? "")" }
      #expect(found == ["mine.yaml 8 year_from", "mine.yaml 11 base"])
      let fixed = Self.mapping.replacingOccurrences(of: "  year_from: {value: x}\n", with: "")
        .replacingOccurrences(of: "E_SUMM: base", with: "E_SUMM: specialist_base")
      let named = try outcome(
        export, mapping: fixed.replacingOccurrences(of: "{column: Primary Need}", with: "{column: Need}"), study,
        sources)
      #expect(
        named.problems.map(\.description).first?.hasPrefix("mine.yaml, row 5, column need: \"Need\" is not a column")
          == true)
      let wrongDates = try outcome(
        export, mapping: fixed.replacingOccurrences(of: "DD/MM/YYYY", with: "MM/DD/YYYY"), study, sources)
      #expect(wrongDates.problems.first?.column == "Date of Birth")
      #expect(wrongDates.problems.first?.value == nil)
      #expect(wrongDates.problems.first?.fault.contains("in 2 rows (3, 5)") == true)
      let empty = try outcome(export, mapping: "kind: contracts\n", study, sources)
      #expect(empty.problems.count >= 3)
      let notYAML = try outcome(export, mapping: "kind: [", study, sources)
      #expect(notYAML.problems.count == 1)
      #expect(try outcome(export, mapping: fixed, study, sources).fact("children") == 5)
    }
  }

  @Test("Titles above the header, semicolons and windows-1252 are read through; header_row says where the header is")
  func layouts() throws {
    try withImportFolders { study, sources in
      let titled = "Children with a plan\n\n" + export.replacingOccurrences(of: ",", with: ";")
      let result = try outcome(titled, study, sources)
      #expect(result.fact("children") == 4)
      let mapping = try String(contentsOf: study.appendingPathComponent("mappings/caseload.yaml"), encoding: .utf8)
      #expect(mapping.contains("header_row: 3"))
      let broken = try outcome(titled.replacingOccurrences(of: "TS2 2AA;ASD", with: "TS2 2AA;QQ"), study, sources)
      #expect(broken.problems.map(\.row) == [6])
    }
  }

  @Test("A workbook is read from the sheet whose headers are known, and the mapping names it")
  func workbook() throws {
    try withImportFolders { study, sources in
      let rows = export.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let source = sources.appendingPathComponent("export.xlsx")
      try writeWorkbook(rows, sheet: "EHCPs", to: source)
      var options = CaseloadOptions()
      options.postcodes = sources.appendingPathComponent("postcodes.csv")
      let result = Outcome { try importCaseload(source, options, into: StudyFolder(study), date: "2026-11-21") }
      #expect(result.problems.map(\.description) == [])
      #expect(result.fact("children") == 4)
      let file = study.appendingPathComponent("mappings/caseload.yaml")
      let mapping = try String(contentsOf: file, encoding: .utf8)
      #expect(mapping.contains("sheet: \"EHCPs\""))
      try Data(mapping.replacingOccurrences(of: "EHCPs", with: "Others").utf8).write(to: file)
      let other = Outcome { try importCaseload(source, options, into: StudyFolder(study), date: "2026-11-21") }
      #expect(other.problems.map(\.fault) == ["there is no sheet Others"])
    }
  }

  @Test("A table without a header row is refused, and nothing of it is printed")
  func headerless() throws {
    try withImportFolders { study, sources in
      let rows = export.split(separator: "\n").dropFirst().joined(separator: "\n")
      let result = try outcome(rows, study, sources)
      #expect(result.problems.count == 1)
      #expect(result.problems[0].fault.contains("holds data, not a name"))
    }
  }

  @Test("Two rows of one child, rows without anybody, and years that no plan is held in are problems")
  func rows() throws {
    try withImportFolders { study, sources in
      let bad =
        export + "6,Firbank,Flo,K820299920001,06/05/2015,TS1 1AA,ASD,E_MMS,Westfield School,Final,,,Q\n"
        + ",Gorsefield,Gus,,06/05/2015,TS1 1AA,ASD,E_MMS,Westfield School,Final,,,Q\n"
        + "8,Hazelmere,Hal,K820299920008,06/05/1985,TS1 1AA,ASD,E_MMS,Westfield School,Final,,,Q\n"
        + "9,Ivybridge,Ina,K820299920009,,TS1 1AA,,E_MMS,Westfield School,Final,,,Q\n"
      let result = try outcome(bad, study, sources)
      let found = result.problems.map { "\($0.row ?? 0) \($0.column ?? "")" }
      #expect(found == ["7 UPN", "8 UPN", "9 Date of Birth", "10 Date of Birth"])
      expectNone(of: ["Firbank", "1985", "Hazelmere"], in: result.messages, "a message")
    }
  }

  @Test("Children not to travel with, brothers and sisters become pseudonyms of the table")
  func others() throws {
    let text = """
      person_id,upn,nc_year,need,easting,northing,kind,not_with,sibling_id,band
      11,K820299930001,6,ASD,442000,200500,mainstream,12;K820299930003,13,2
      12,,7,ASD,442000,200500,special,,,3
      13,K820299930003,Year 8,ASD,442000.5,200500,special,99,11,4

      """
    try withImportFolders { study, sources in
      let result = try outcome(text, study, sources)
      #expect(result.problems.map(\.description) == [])
      let rows = try tableRows(study.appendingPathComponent("caseload.csv"))
      let ids = [("K820299930001"), ("person_id:12"), ("K820299930003")].map { pseudonym($0, study) }
      let first = rows.first { $0["child_id"] == ids[0] }
      #expect(first?["not_with"] == [ids[1], ids[2]].sorted().joined(separator: ";"))
      #expect(first?["sibling_id"] == ids[2])
      #expect(first?["band"] == "2")
      let third = rows.first { $0["child_id"] == ids[2] }
      #expect(third?["easting_m"] == "442000.5")
      #expect(third?["sibling_id"] == ids[0])
      #expect(third?["not_with"] == "")
      #expect(result.messages.contains("1 mention of other children"))
    }
  }
}
