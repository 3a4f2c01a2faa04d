import Foundation
import Inputs
import Planning
import TestSupport
import Testing

@testable import Importing

@Suite("Import of schools")
struct SchoolsImportTests {
  private func run(
    _ register: String = tinyRegister, options: SchoolsOptions = SchoolsOptions(), study: TinyStudy = TinyStudy(),
    _ check: (ImportReport, URL) throws -> Void
  ) throws {
    try ImportBench.withImport(register, study: study) { folder, source, place in
      let report = try importSchools(source, options: options, into: folder, date: "2026-11-21")
      try check(report, place)
      _ = try loadTables(at: place, [.areas, .settings, .provision])
    }
  }

  private func faults(_ register: String) throws -> [String] {
    try ImportBench.problems { try run(register) { _, _ in } }
  }

  @Test func aGrammarSchoolIsMarkedAsSelective() throws {
    let policies = [
      "100001": "Non-selective", "100002": "Selective", "100003": "Not applicable", "100004": "", "100008": "Selective",
    ]
    func register(_ policies: [String: String]) -> String {
      tinyRegister.split(separator: "\n").map { line in
        line.hasPrefix("URN") ? "\(line),AdmissionsPolicy (name)" : "\(line),\(policies[String(line.prefix(6))] ?? "")"
      }
      .joined(separator: "\n")
    }
    try run(register(policies)) { _, place in
      let settings = try ImportBench.cells(place, "settings.csv")
      #expect(
        settings.map { $0["admissions_policy"] } == ["non_selective", "selective", "", "", "selective", "", "", ""])
      let study = try loadTables(at: place, [.areas, .settings])
      #expect(study.settings.filter(\.isSelective).map(\.id) == ["100002", "100008"])
    }
    let faults = try faults(register(["100001": "Selektive"]))
    #expect(faults.count == 1 && faults[0].contains("AdmissionsPolicy (name)") && faults[0].contains("Selektive"))
  }

  @Test func keptAreOpenSchoolsOfTheAuthorityAndSpecialOnesWithinReachOverTheBorder() throws {
    try run { report, place in
      let settings = try ImportBench.cells(place, "settings.csv")
      #expect(
        settings.map { $0["setting_id"] } == [
          "100001", "100002", "100003", "100004", "100008", "100014", "100010", "100012",
        ])
      #expect(settings.map { $0["in_area"] } == ["yes", "yes", "yes", "yes", "yes", "yes", "no", "no"])
      #expect(settings[1]["responsible_body"] == "Eastfield Trust")
      #expect(settings[0]["responsible_body"] == "maintained")
      #expect(settings[0]["net_capacity_places"] == "420")
      #expect(settings[0]["roll"] == "400")
      #expect(settings[0]["bell_start"] == "")
      let figures = ImportBench.figures(report)
      #expect(figures["rows"] == 14)
      #expect(figures["settings_in_area"] == 6)
      #expect(figures["settings_over_border"] == 2)
      #expect(report.notes.contains { $0.contains("100014") && $0.contains("proposed to close") })
      #expect(report.notes.contains { $0.contains("Children's centre: 1") })
    }
    try run(options: SchoolsOptions(borderKilometres: 100)) { report, _ in
      #expect(ImportBench.figures(report)["settings_over_border"] == 3)
    }
    try run(options: SchoolsOptions(borderKilometres: 0)) { report, _ in
      #expect(ImportBench.figures(report)["settings_over_border"] == 0)
    }
  }

  @Test func basesAreCountedOverAllRowsAndMadeInMainstreamSchoolsOnly() throws {
    try run { report, place in
      let figures = ImportBench.figures(report)
      #expect(figures["sen_unit_rows"] == 3)
      #expect(figures["sen_unit_places"] == 12 + 100 + 16)
      #expect(figures["resourced_rows"] == 3)
      #expect(figures["resourced_places"] == 8 + 10)
      #expect(figures["sen_unit_rows_kept"] == 1)
      #expect(figures["sen_unit_places_kept"] == 12)
      #expect(figures["resourced_places_kept"] == 18)
      let provision = try ImportBench.cells(place, "provision.csv")
      let rows = provision.map { row in
        ["provision_id", "kind", "needs", "nc_year_low", "nc_year_high", "places"].map { row[$0] ?? "" }.joined(
          separator: " ")
      }
      #expect(
        rows == [
          "100001-mainstream mainstream  0 6 ",
          "100001-resourced_provision specialist_base SPLD;ASD 0 6 8",
          "100002-mainstream mainstream  7 13 ",
          "100002-sen_unit specialist_base MLD 7 13 12",
          "100002-resourced_provision specialist_base MLD 7 13 10",
          "100003-special special SLD -1 14 100",
          "100004-early_years early_years  -1 -1 ",
          "100008-independent_mainstream independent_mainstream  0 8 ",
          "100014-ap ap  7 11 24",
          "100010-nmss nmss HI 1 14 60",
          "100012-fe fe  12 21 ",
        ])
    }
  }

  @Test func whereACapacityIsMissingThePupilsOnRollStandInAndThatIsSaid() throws {
    var table = PlainTable(Array(tinyRegister.utf8))
    table[1, "ResourcedProvisionCapacity"] = ""
    table[3, "SchoolCapacity"] = ""
    table[2, "ResourcedProvisionCapacity"] = "0"
    table[2, "ResourcedProvisionOnRoll"] = "0"
    try run(String(decoding: table.bytes, as: UTF8.self)) { report, place in
      let provision = try ImportBench.cells(place, "provision.csv")
      #expect(provision.first { $0["provision_id"] == "100001-resourced_provision" }?["places"] == "7")
      #expect(provision.first { $0["provision_id"] == "100003-special" }?["places"] == "98")
      #expect(!provision.contains { $0["provision_id"] == "100002-resourced_provision" })
      #expect(ImportBench.figures(report)["resourced_places"] == 0)
      #expect(report.notes.contains { $0.contains("pupils on roll: 100001-resourced_provision") })
      #expect(report.notes.contains { $0.contains("pupils on roll: 100003") })
      #expect(report.notes.contains { $0.contains("neither places nor pupils") && $0.contains("100002") })
    }
  }

  @Test func namesAndWaysToReachPeopleStayOutsideTheStudy() throws {
    try run { report, place in
      let everything = try FileManager.default.contentsOfDirectory(atPath: place.path)
        .filter { $0 != "source.csv" }.map { place.appendingPathComponent($0) }
        .compactMap { try? String(contentsOf: $0, encoding: .utf8) }.joined()
      for personal in ["Robin", "Teacherperson", "01999", "westfield.test", "Mx"] {
        #expect(!everything.contains(personal), "\(personal) is in the study")
      }
      #expect(everything.contains("Not read, because they name or reach people"))
      let said = try JSONEncoder().encode(report)
      #expect(!String(decoding: said, as: UTF8.self).contains("Teacherperson"))
    }
  }

  /// The tiny register in other dress: what is in it is the same.
  @Test(
    arguments: [
      "capitals", "codes only", "names only", "floats", "columns backwards", "commas at the end", "short rows",
      "byte order mark", "windows line ends", "blank lines", "line break in a name", "semicolons", "UTF-16",
      "header repeated", "rows repeated", "optional columns gone", "row names", "commas without quotes",
      "more cells at the end", "words for nothing", "titles above", "end marks", "spaces that do not break",
      "sums at the end", "snake case", "tabs", "accents of Windows", "accents of UTF-8",
    ])
  func anExtractInOtherDressSaysTheSame(_ dress: String) throws {
    var plain: [[String: String]] = []
    var facts: [String: Int] = [:]
    try run { report, place in
      plain = try ImportBench.cells(place, "provision.csv")
      facts = ImportBench.figures(report)
    }
    try ImportBench.withImport(dressed(tinyRegister, dress)) { folder, source, place in
      let report = try importSchools(source, into: folder, date: "2026-11-21")
      #expect(try ImportBench.cells(place, "provision.csv") == plain)
      let same = ImportBench.figures(report)
      for (name, value) in facts where name != "rows" { #expect(same[name] == value, "\(name)") }
      #expect(same["rows"] == (dress == "rows repeated" ? 16 : 14))
      _ = try loadTables(at: place, [.areas, .settings, .provision])
    }
  }

  private func dressed(_ register: String, _ dress: String) -> [UInt8] {
    var table = PlainTable(Array(register.utf8.filter { _ in true }))
    // The one quoted comma is put back where the rows are cut.
    let status = table.index(of: "EstablishmentStatus (name)") ?? 0
    let last = table.rows.count - 1
    table.rows[last][status] += [UInt8(ascii: ",")] + table.rows[last].remove(at: status + 1)
    func drop(_ names: [String]) {
      for name in names {
        guard let index = table.index(of: name) else { continue }
        for row in table.rows.indices { table.rows[row].remove(at: index) }
      }
    }
    func text() -> String { String(decoding: table.bytes, as: UTF8.self) }
    switch dress {
    case "capitals":
      table.rows[0] = table.rows[0].map { Array(String(decoding: $0, as: UTF8.self).uppercased().utf8) }
    case "codes only": drop(["TypeOfEstablishment (name)", "LA (name)"])
    case "names only": drop(["TypeOfEstablishment (code)", "LA (code)"])
    case "floats":
      for name in [
        "URN", "LA (code)", "StatutoryLowAge", "StatutoryHighAge", "SchoolCapacity", "SenUnitCapacity", "Easting",
      ] {
        for row in 1...last where table[row, name] != "" { table[row, name] = table[row, name].map { "\($0).0" } }
      }
    case "columns backwards": table.rows = table.rows.map { $0.reversed() }
    case "commas at the end": table.rows = table.rows.map { $0 + [[], [], []] }
    case "short rows":
      table.rows = table.rows.map { row in Array(row.reversed().drop { $0.isEmpty }.reversed()) }
    case "byte order mark": return [0xEF, 0xBB, 0xBF] + table.bytes
    case "windows line ends": return Array(text().replacingOccurrences(of: "\n", with: "\r\n").utf8)
    case "blank lines": return Array(text().replacingOccurrences(of: "\n", with: "\n\n,,,\n").utf8)
    case "line break in a name": table[1, "EstablishmentName"] = "\"Westfield\nSchool\""
    case "semicolons":
      return Array(
        text().replacingOccurrences(of: "\"Open, but", with: "Open| but").replacingOccurrences(
          of: "close\"", with: "close"
        )
        .replacingOccurrences(of: ",", with: ";").replacingOccurrences(of: "|", with: ",").utf8)
    case "UTF-16": return [0xFF, 0xFE] + text().utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case "header repeated": table.rows.insert(table.rows[0], at: 5)
    case "rows repeated": table.rows.insert(contentsOf: table.rows[2...3], at: 6)
    case "optional columns gone":
      drop(["CloseDate", "UKPRN", "SchoolWebsite", "HeadTitle (name)", "EstablishmentNumber"])
    case "row names":
      table.rows = table.rows.enumerated().map { $0 == 0 ? $1 : [Array("\"\($0)\"".utf8)] + $1 }
    case "commas without quotes":
      table[4, "EstablishmentName"] = "Acorn Nursery, Infants"
      return Array(text().replacingOccurrences(of: "\"", with: "").utf8)
    case "titles above": return Array("Extract of the register\n\"Made on 1 May, 2026\"\n\n".utf8) + table.bytes
    case "end marks": return table.bytes + [0, 0, 0x1A]
    case "spaces that do not break":
      for row in 1...last { table[row, "LA (code)"] = table[row, "LA (code)"].map { "\u{A0}\($0)\u{A0}" } }
    case "sums at the end":
      for column in ["URN", "EstablishmentName"] {
        table.rows.append(table.rows[0].map { _ in [] })
        let row = table.rows.count - 1
        (table[row, column], table[row, "SenUnitCapacity"]) = ("Total", "178")
      }
    case "snake case":
      table.rows[0] = table.rows[0].map { name in
        Array(String(decoding: name, as: UTF8.self).replacing(/[^A-Za-z0-9]+/, with: "_").lowercased().utf8)
      }
    case "tabs":
      let status = text().replacing("\"Open, but proposed to close\"", with: "Open| but proposed to close")
      return Array(status.replacing(",", with: "\t").replacing("|", with: ",").utf8)
    case "accents of Windows": return text().utf8.map { $0 == UInt8(ascii: "W") ? 0xC9 : $0 }
    case "accents of UTF-8": return Array(text().replacing("Westfield", with: "Éastfield").utf8)
    case "more cells at the end": table.rows[3] += [Array("x".utf8), Array("y".utf8)]
    default:
      for name in [
        "SEN1 (name)", "SEN2 (name)", "Trusts (name)", "SchoolCapacity", "SenUnitCapacity", "SENStat", "CloseDate",
      ] {
        for row in 1...last where table[row, name] == "" {
          table[row, name] = name == "SENStat" ? "N/A" : "Not applicable"
        }
      }
    }
    return table.bytes
  }

  @Test func whatTheFormatOrAReferenceShowsIsReported() throws {
    let damage: [(row: Int, column: String, cell: String, says: String)] = [
      (1, "URN", "", "not a URN"), (1, "URN", "12x", "not a URN"), (2, "URN", "100001", "already in row 2"),
      (1, "LA (code)", "", ""), (1, "LA (code)", "99", "not a local authority's code"),
      (1, "LA (code)", "998", "not the code of the authority named beside it"),
      (1, "EstablishmentName", "", "not a name"),
      (1, "TypeOfEstablishment (code)", "77", "not a type of establishment"),
      (1, "TypeOfEstablishment (name)", "Skool", "not a type of establishment"),
      (1, "TypeOfEstablishment (code)", "7", "another type"), (1, "EstablishmentStatus (name)", "Opne", "not a status"),
      (1, "StatutoryLowAge", "four", "not a whole number"), (1, "StatutoryLowAge", "14", "above the highest age"),
      (1, "SchoolCapacity", "many", "not a whole number"), (1, "NumberOfPupils", "-5", "not between 0"),
      (1, "SEN1 (name)", "Nonsense", "not a type of need"), (13, "SenUnitCapacity", "ten", "not a whole number"),
      (1, "Easting", "", "empty, though its partner is not"), (1, "Easting", "east", "not a number"),
      (1, "Easting", "4450", "outside"), (1, "Easting", "-0.7", "a longitude"),
      (1, "Easting", "345000", "km outside the study's areas"),
      (10, "Northing", "north", "not a number"), (10, "SEN1 (name)", "XX - Nothing", "not a type of need"),
    ]
    for change in damage {
      var table = PlainTable(Array(tinyRegister.utf8))
      table[change.row, change.column] = change.cell
      let found = try faults(String(decoding: table.bytes, as: UTF8.self))
      let isExpected = change.cell.isEmpty && change.says.isEmpty
      if isExpected {
        // The name beside it still tells the authority.
        #expect(found.isEmpty)
      } else {
        #expect(
          found.contains { $0.contains("row \(change.row + 1)") && $0.contains(change.column) },
          "\(change) was not reported: \(found)")
      }
    }
  }

  @Test func anIndependentSchoolAtItsOwnersOfficeIsLeftOutAndSaid() throws {
    var table = PlainTable(Array(tinyRegister.utf8))
    table[8, "Easting"] = "580500"
    try ImportBench.withImport(table.bytes) { folder, source, place in
      let report = try importSchools(source, into: folder, date: "2026-11-21")
      #expect(report.notes.contains { $0.contains("at their owner's office, left out: 100008 (120 km).") })
      #expect(!(try ImportBench.cells(place, "settings.csv")).contains { $0["urn"] == "100008" })
    }
  }

  @Test func changedOverCoordinatesAreReportedForEveryRowAtOnce() throws {
    var table = PlainTable(Array(tinyRegister.utf8))
    for row in 1..<table.rows.count {
      (table[row, "Easting"], table[row, "Northing"]) = (table[row, "Northing"], table[row, "Easting"])
    }
    // The last row's quoted comma moves its cells by one: left out.
    table.rows.removeLast()
    let found = try faults(String(decoding: table.bytes, as: UTF8.self))
    #expect(found.count >= 5)
    #expect(found.allSatisfy { $0.contains("northing by the look of it") || $0.contains("outside Great Britain") })
  }

  @Test func aRegisterWithoutTheAuthorityOrOfAnotherKindSaysWhatToDo() throws {
    let other = try faults(tinyRegister.replacingOccurrences(of: "999,Tinyshire", with: "997,Elsewhere"))
    #expect(other.count == 1)
    #expect(other[0].contains("Check la_code in study.yaml") && other[0].contains("Elsewhere"))
    #expect(try faults("a,b\n1,2\n").first?.contains("Get Information About Schools") == true)
    let without = try faults(tinyRegister.replacingOccurrences(of: "Easting", with: "East"))
    #expect(without.count == 1 && without[0].contains("Easting"))
    // A map file has commas and quotes of its own, which are of no interest.
    #expect(try faults("{ \"type\": \"x\", \"name\": \"y\" }\n{ \"a\": \"b\"c, \"d\": 1 }\n").count == 1)
    let onlyONS = try faults(
      tinyRegister.replacingOccurrences(of: "LA (code)", with: "GSSLACode (name)")
        .replacingOccurrences(of: "LA (name)", with: "Region"))
    #expect(onlyONS.isEmpty)
    let unknown = try faults(
      tinyRegister.replacingOccurrences(of: "LA (code)", with: "GSSLACode (name)")
        .replacingOccurrences(of: "LA (name)", with: "Region").replacingOccurrences(of: ",999,", with: ",E06000099,"))
    #expect(unknown.count == 1 && unknown[0].contains("LA (code)") && unknown[0].contains("ONS"))
    let missing = try ImportBench.problems {
      try ImportBench.withImport("") { folder, source, place in
        _ = try importSchools(place.appendingPathComponent("none.csv"), into: folder, date: "2026-11-21")
      }
    }
    #expect(missing.first?.contains("missing") == true)
  }

  @Test func linksGiveFormerURNsThroughAnyNumberOfSteps() throws {
    let links = """
      URN,LinkURN,LinkName,LinkType,LinkEstablishedDate
      100002,90002,Eastfield School,Predecessor,01-09-2015
      80002,90002,Eastfield School,Successor,01-09-2001
      100001,90001,Westfield Infants,Predecessor - amalgamated,01-09-2010
      100001,90003,Old School,Predecessor - Split School,01-09-2010
      100003,90003,Old School,Predecessor - Split School,01-09-2010
      100001,100002,Eastfield Academy,Predecessor,01-09-2010
      100001,100004,Acorn Nursery,Sixth Form Centre Link,01-09-2010

      """
    try ImportBench.withImport(tinyRegister) { folder, source, place in
      let file = place.appendingPathComponent("links.csv")
      try Data(links.utf8).write(to: file)
      let report = try importSchools(source, options: SchoolsOptions(links: file), into: folder, date: "2026-11-21")
      let settings = try ImportBench.cells(place, "settings.csv")
      #expect(settings.map { $0["former_urns"] ?? "none" } == ["90001", "80002;90002", "", "", "", "", "", ""])
      #expect(report.notes.contains { $0.contains("90003") })
      #expect(report.notes.contains { $0.contains("Sixth Form Centre Link") })
      // The column is one that the study's reader knows.
      let loaded = try ImportBench.problems { _ = try loadTables(at: place, [.areas, .settings]) }
      #expect(loaded.isEmpty)
    }
  }

  @Test func basesAreComparedWithWhatTheHistoryReports() throws {
    var study = TinyStudy()
    study["history.csv"] =
      (study["history.csv"] ?? "")
      + "999,2025/26,3,all,specialist_base,5,,,,\n999,2025/26,8,all,specialist_base,4,,,,\n"
    try run(study: study) { report, _ in
      let gap = try #require(report.facts.first { $0.name == "base_pupils_sen2" })
      #expect(gap.value == 9)
      #expect(gap.sentence.contains("24 pupils in 30 places") && gap.sentence.contains("both under-record"))
    }
  }

  @Test func corruptionsNeverCrashNorMakeAnInvalidStudy() throws {
    try ImportBench.withImport(tinyRegister) { folder, source, place in
      var refused = 0
      for damage in corruptions(of: Array(tinyRegister.utf8), seed: 8) {
        try Data(damage.bytes).write(to: source)
        do {
          _ = try importSchools(source, into: folder, date: "2026-11-21")
          let faults = try ImportBench.problems { _ = try loadTables(at: place, [.areas, .settings, .provision]) }
          #expect(faults.isEmpty, "\(damage.name) made an invalid study: \(faults)")
        } catch let error as StudyProblems {
          #expect(!error.problems.isEmpty, "\(damage.name) was refused without a reason")
          refused += 1
        }
      }
      #expect(refused > corruptionCount(100) * 3 / 10)
    }
  }
}
