import Foundation
import Importing
import Inputs
import Planning
import TestSupport
import Testing

@Suite("Caseload of SEN2 blades")
struct BladeCaseloadTests {
  private static let layouts: [BladeFiles.Layout] = [.v11, .v13]

  /// Imports children of a layout; hands over the outcome, the study and the row of a child by its position.
  private func imported(
    _ blades: BladeFiles, equality: Bool = false, change: (inout TinyStudy) -> Void = { _ in },
    _ body: (Outcome, URL, (Int) -> [String: String]?) throws -> Void
  ) throws {
    try withImportFolders(change) { study, sources in
      let folder = sources.appendingPathComponent("sen2")
      try blades.write(to: folder)
      var options = CaseloadOptions()
      options.postcodes = sources.appendingPathComponent("postcodes.csv")
      options.withEqualityColumns = equality
      let outcome = Outcome {
        try importCaseload(folder, options, into: StudyFolder(study), date: "2026-11-21")
      }
      let rows = outcome.report == nil ? [] : try tableRows(study.appendingPathComponent("caseload.csv"))
      if outcome.report != nil {
        _ = try loadTables(at: study, [.areas, .residences, .settings, .provision, .caseload])
      }
      expectNone(of: blades.secrets, in: try allText(under: study), "the study")
      expectNone(of: blades.secrets, in: outcome.messages, "a message")
      try body(outcome, study) { index in
        let upn = blades.upn(index)
        let id = pseudonym(upn.isEmpty ? "persontableid:P\(index)" : upn, study)
        return rows.first { $0["child_id"] == id }
      }
    }
  }

  @Test("Plans held on the census day are taken, others left out and counted", arguments: layouts)
  func stock(_ layout: BladeFiles.Layout) throws {
    typealias Child = BladeFiles.Child
    var blades = BladeFiles(layout: layout)
    blades.children = [
      Child(),
      Child(cease: "2025-Dec-01 00:00:00", reason: "2"),
      Child(cease: "2025-Nov-10 00:00:00", reason: "5"),
      Child(start: "2026-Jan-16 00:00:00"),
      // Held on its last day, and one that ceases the day after.
      Child(cease: "2026-Jan-15 00:00:00", reason: "1"), Child(cease: "2026-Jan-16 00:00:00", reason: "5"),
      // Started on the day itself.
      Child(start: "2026-Jan-15 00:00:00"),
      // A plan that moved in has no named plan here.
      Child(start: nil),
      // A plan that moves in after the day.
      Child(start: nil, placements: [.init(urn: "100001", entry: "2026-Jan-20 00:00:00")]),
      // A reason without a date: it has ended.
      Child(reason: "9"),
    ]
    try imported(blades) { outcome, _, row in
      #expect(outcome.problems.map(\.description) == [])
      let held = blades.children.indices.filter { row($0) != nil }
      #expect(held == [0, 4, 5, 6, 7])
      #expect(outcome.fact("children") == 5)
      #expect(outcome.fact("plans_ceased") == 2)
      #expect(outcome.fact("plans_transferred_out") == 1)
      #expect(outcome.fact("plans_starting_later") == 2)
      #expect(outcome.messages.contains("1 plan: no named plan"))
    }
  }

  @Test("The NC year is the age on 31 August less 4: born on 31 August and 1 September differ", arguments: layouts)
  func ncYears(_ layout: BladeFiles.Layout) throws {
    let births = [
      ("2015-Aug-31", "6"), ("2015-Sep-01", "5"), ("2016-Feb-29", "5"), ("2012-Feb-29", "9"), ("2000-Aug-31", "21"),
      ("2025-Aug-31", "-4"), ("2021-Sep-01", "-1"), ("2021-Aug-31", "0"),
    ]
    var blades = BladeFiles(layout: layout)
    blades.children = births.map { BladeFiles.Child(birth: $0.0 + " 00:00:00") }
    try imported(blades) { outcome, _, row in
      #expect(outcome.problems.map(\.description) == [])
      for (index, birth) in births.enumerated() { #expect(row(index)?["nc_year"] == birth.1, "\(birth.0)") }
    }
  }

  @Test("Placement and need ranked first are taken, whatever the order of the rows", arguments: layouts)
  func ranks(_ layout: BladeFiles.Layout) throws {
    var blades = BladeFiles(layout: layout)
    blades.children = [
      .init(placements: [.init(urn: "100001", rank: 2), .init(urn: "100002", rank: 1, entry: "2021-Sep-06 00:00:00")]),
      .init(needs: [("SLCN", 2), ("SEMH", 1)]),
      .init(placements: []),
      .init(placements: [.init(urn: "100002", leaving: "2025-Jul-20 00:00:00"), .init(urn: "100003")]),
      .init(placements: [.init(urn: "100002", rank: 2)]),
      .init(needs: []), .init(needs: [("NSA", 1)]), .init(needs: [("DS", 1)]),
    ]
    try imported(blades) { outcome, _, row in
      #expect(outcome.problems.map(\.description) == [])
      #expect(row(0)?["provision_id"] == "s2-special")
      #expect(row(0)?["year_from"] == "2021/22")
      #expect(row(1)?["need"] == "SEMH")
      #expect(row(2)?["kind"] == "not_recorded")
      #expect(row(2)?["provision_id"] == "")
      #expect(outcome.fact("placements_not_recorded") == 1)
      #expect(row(3)?["provision_id"] == "s3-independent")
      #expect(row(4)?["kind"] == "special")
      #expect(outcome.messages.contains("only a second placement"))
      #expect(row(5)?["need"] == "OTH")
      #expect(row(6)?["need"] == "OTH")
      #expect(outcome.fact("needs_not_recorded") == 1)
      #expect(row(7)?["need"] == "DS")
    }
  }

  @Test("Kinds by URN, former URN, indicators, UKPRN and SENsetting", arguments: layouts)
  func kinds(_ layout: BladeFiles.Layout) throws {
    var blades = BladeFiles(layout: layout)
    let unit = BladeFiles.Placement(urn: "100001", unit: "1")
    blades.children = [
      .init(placements: [.init(urn: "100001")]), .init(placements: [unit]),
      .init(placements: [.init(urn: "100001", resourced: "true")]), .init(placements: [.init(urn: "90001", unit: "1")]),
      .init(placements: [.init(urn: "999999")]), .init(placements: [.init(urn: "999999", unit: "1")]),
      .init(placements: [.init(ukprn: "10009439")]), .init(placements: [.init(ukprn: "10001111")]),
      .init(placements: [.init(setting: "OLA")]), .init(placements: [.init(setting: "OPA")]),
      .init(placements: [.init(setting: "EHE")]), .init(placements: [.init(setting: "EYP")]),
      .init(placements: [.init(setting: "NEET")]), .init(placements: [.init(setting: "OTH")]),
      // A flag at a special school is a slip.
      .init(placements: [.init(urn: "100002", unit: "1")]),
      // NC year 16, above what the independent school is for and within what the college there is for.
      .init(birth: "2005-May-06 00:00:00", placements: [.init(urn: "100003")]),
      // NC year 13: both would fit, and the type says school.
      .init(birth: "2008-May-06 00:00:00", placements: [.init(urn: "100003")]),
    ]
    let settings = """
      setting_id,urn,former_urns,ukprn,name,type_code,la_code,responsible_body,easting_m,northing_m,net_capacity_places,roll,roll_forecast,in_area,bell_start,bell_end
      s1,100001,90000;90001,,Westfield School,1,999,maintained,445000,200000,900,800,780,true,08:50,15:20
      s2,100002,,,Eastfield Special School,7,999,maintained,455000,200000,,12,,true,09:00,15:15
      s3,100003,,10009439,Farside School,10,998,independent,479000,200000,,,,false,09:00,15:15

      """
    try imported(blades, change: { $0["settings.csv"] = settings }) { outcome, _, row in
      #expect(outcome.problems.map(\.description) == [])
      let found = blades.children.indices.map { index in
        row(index).map { "\($0["kind"] ?? "") \($0["provision_id"] ?? "")" }
      }
      #expect(
        found == [
          "mainstream s1-mainstream", "specialist_base s1-base", "specialist_base s1-base", "specialist_base s1-base",
          "elsewhere ", "specialist_base ", "independent_special s3-independent", "fe ", "eotas ", "elsewhere ", "ehe ",
          "early_years ", "elsewhere ", "elsewhere ", "special s2-special", "specialist_post16 s3-post16",
          "independent_special s3-independent",
        ])
      #expect(outcome.messages.contains("urn 999999"))
      #expect(outcome.messages.contains("ukprn 10001111"))
      #expect(outcome.messages.contains("of a setting that is not mainstream"))
    }
  }

  @Test("Children flagged where the study has no base are kept in a base and named by setting")
  func flagWithoutBase() throws {
    var blades = BladeFiles(layout: .v13)
    blades.children = [.init(placements: [.init(urn: "100001", resourced: "1")])]
    let withoutBase = { (tiny: inout TinyStudy) in
      tiny.replace("provision.csv", "s1-base,s1,specialist_base", with: "s1-base,s1,support_base")
    }
    try imported(blades, change: withoutBase) { outcome, _, row in
      #expect(row(0)?["kind"] == "specialist_base")
      #expect(row(0)?["provision_id"] == "")
      #expect(outcome.messages.contains("westfield school"))
    }
  }

  @Test("Residential from the active plan before v1.2 and from the placement since", arguments: layouts)
  func residential(_ layout: BladeFiles.Layout) throws {
    var blades = BladeFiles(layout: layout)
    blades.children = [
      .init(placements: [.init(urn: "100003", residential: "A")]), .init(placements: [.init(urn: "100003")]),
    ]
    try imported(blades) { _, _, row in
      #expect(row(0)?["residential"] == "true")
      #expect(row(1)?["residential"] == "false")
      #expect(row(0)?["sex"] == nil)
    }
    try imported(blades, equality: true) { _, _, row in
      #expect(row(0)?["sex"] == "F")
      #expect(row(0)?["ethnicity"] == "WBRI")
    }
  }

  @Test("A child without a UPN is known by the return's own number; the same UPN gives the same child_id again")
  func pseudonyms() throws {
    var blades = BladeFiles(layout: .v13)
    blades.children = [.init(upn: ""), .init(upn: "K820299900002"), .init()]
    try imported(blades) { outcome, study, row in
      #expect(outcome.fact("without_upn") == 1)
      #expect(row(0) != nil)
      let ids = try tableRows(study.appendingPathComponent("caseload.csv")).compactMap { $0["child_id"] }
      #expect(ids == ids.sorted())
      let key = study.appendingPathComponent("local/pseudonym.key")
      let permissions = try FileManager.default.attributesOfItem(atPath: key.path)[.posixPermissions] as? Int
      #expect(permissions == 0o600)
      #expect(try Data(contentsOf: key).count == 32)
      #expect(try String(contentsOf: study.appendingPathComponent("local/.gitignore"), encoding: .utf8) == "*\n")
    }
  }

  @Test("Of several exports in a folder the newest is read, and said")
  func newest() throws {
    try withImportFolders { study, sources in
      let folder = sources.appendingPathComponent("sen2")
      var blades = BladeFiles(layout: .v13)
      blades.children = [.init()]
      try blades.write(to: folder, date: "28-02-2025")
      blades.children = [.init(), .init()]
      try blades.write(to: folder, date: "03-01-2026")
      var options = CaseloadOptions()
      options.postcodes = sources.appendingPathComponent("postcodes.csv")
      let outcome = Outcome { try importCaseload(folder, options, into: StudyFolder(study), date: "2026-11-21") }
      #expect(outcome.fact("children") == 2)
      #expect(outcome.messages.contains("holds 2 exports; that of 3 january 2026 was read"))
      let old = folder.appendingPathComponent("Blade-Export_28-02-2025_person.csv")
      let named = Outcome {
        try importCaseload(old, options, into: StudyFolder(study, replacesEdited: true), date: "2026-11-21")
      }
      #expect(named.fact("children") == 1)
    }
  }

  @Test("A return made before the census day is refused, and so is one with a module missing")
  func wrongReturn() throws {
    var blades = BladeFiles(layout: .v11)
    blades.children = [.init()]
    blades.referenceDate = "2025-Jan-16 00:00:00"
    try imported(blades) { outcome, study, _ in
      #expect(outcome.problems.map(\.column) == ["referencedate"])
      #expect(!FileManager.default.fileExists(atPath: study.appendingPathComponent("local").path))
    }
    try withImportFolders { study, sources in
      blades.referenceDate = "2026-Jan-15 00:00:00"
      let folder = sources.appendingPathComponent("sen2")
      try blades.write(to: folder) { name, bytes in name == "senneed" ? nil : bytes }
      let outcome = Outcome { try importCaseload(folder, into: StudyFolder(study), date: "2026-11-21") }
      #expect(outcome.problems.map(\.file) == ["Blade-Export_30-01-2026_senneed.csv"])
      #expect(outcome.problems.allSatisfy { $0.isMissing })
    }
  }

  @Test("Homes that are not found are problems, or stand at the centre of the residences when that is asked for")
  func unknownHomes() throws {
    var blades = BladeFiles(layout: .v13)
    blades.children = [.init(), .init(postcode: "TS9 9ZZ"), .init(postcode: ""), .init(postcode: "nowhere")]
    try withImportFolders { study, sources in
      let folder = sources.appendingPathComponent("sen2")
      try blades.write(to: folder)
      var options = CaseloadOptions()
      let without = Outcome { try importCaseload(folder, options, into: StudyFolder(study), date: "2026-11-21") }
      #expect(without.problems.contains { $0.fault.contains("no file of postcodes was given") })
      options.postcodes = sources.appendingPathComponent("postcodes.csv")
      let strict = Outcome { try importCaseload(folder, options, into: StudyFolder(study), date: "2026-11-21") }
      #expect(strict.problems.map(\.row).sorted { ($0 ?? 0) < ($1 ?? 0) } == [3, 4])
      #expect(strict.problems.allSatisfy { $0.column == "postcode" && $0.value == nil })
      #expect(strict.problems.contains { $0.fault.contains("in 2 rows (3, 5)") })
      options.homesUnknownToCentroid = true
      let kept = Outcome { try importCaseload(folder, options, into: StudyFolder(study), date: "2026-11-21") }
      #expect(kept.fact("homes_at_centre") == 3)
      #expect(kept.fact("homes_by_postcode") == 1)
      expectNone(of: blades.secrets, in: without.messages + strict.messages + kept.messages, "a message")
      let rows = try tableRows(study.appendingPathComponent("caseload.csv"))
      #expect(Set(rows.compactMap { $0["point_kind"] }) == ["postcode", "synthetic"])
      // Weights 480, 390, 680 and 300 at eastings 442, 447, 452 and 458 km.
      let centre = (442_000 * 480 + 447_000 * 390 + 452_000 * 680 + 458_000 * 300) / 1850
      #expect(rows.contains { $0["easting_m"] == String(centre) })
    }
  }
}
