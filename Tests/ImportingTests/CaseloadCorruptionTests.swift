import Foundation
import Importing
import Inputs
import Planning
import TestSupport
import Testing

/// Damaged exports: an import never crashes, never writes what the study's reader would refuse, and never lets a name, a
/// number, a date of birth or a postcode out.
@Suite("Damaged caseloads")
struct CaseloadCorruptionTests {
  /// Imports and checks what is always so.
  private func sound(
    _ name: String, _ source: URL, _ sources: URL, _ study: URL, _ secrets: [String], mapping: URL? = nil
  ) throws -> Outcome {
    var options = CaseloadOptions()
    options.postcodes = sources.appendingPathComponent("postcodes.csv")
    options.mapping = mapping
    let outcome = Outcome {
      try importCaseload(source, options, into: StudyFolder(study, replacesEdited: true), date: "2026-11-21")
    }
    if outcome.report != nil {
      do {
        _ = try loadTables(at: study, [.areas, .residences, .settings, .provision, .caseload])
      } catch {
        Issue.record("\(name): what was written does not load: \(error)")
      }
    } else {
      let isSaid = !outcome.problems.isEmpty || outcome.error != nil || outcome.draft?.open.isEmpty == false
      if !isSaid { Issue.record("\(name): nothing was said") }
    }
    expectNone(of: secrets, in: outcome.messages, "a message after \(name)")
    expectNone(of: secrets, in: try allText(under: study), "the study after \(name)")
    return outcome
  }

  private static let blades: BladeFiles = {
    var blades = BladeFiles(layout: .v13)
    blades.children = [
      .init(), .init(birth: "2012-Feb-29 00:00:00", postcode: "TS2 2AA", placements: [.init(urn: "100002")]),
      .init(placements: [.init(setting: "EHE")], needs: [("SEMH", 1), ("SLCN", 2)]),
      .init(postcode: "TS1 1AB", cease: "2025-Dec-01 00:00:00", reason: "5"),
    ]
    return blades
  }()

  @Test(
    "Damaged blades",
    arguments: zip(
      ["person", "requests", "assessment", "namedplan", "activeplans", "placementdetail", "senneed"], UInt64(1)...7))
  func damagedBlades(_ module: String, _ seed: UInt64) throws {
    let blades = Self.blades
    let rows = blades.modules.first { $0.name == module }?.rows ?? []
    let bytes = Array(rows.map { $0.joined(separator: ",") + "\n" }.joined().utf8)
    try withImportFolders { study, sources in
      let folder = sources.appendingPathComponent("sen2")
      try blades.write(to: folder)
      let file = folder.appendingPathComponent("Blade-Export_30-01-2026_\(module).csv")
      for (name, damaged) in corruptions(of: bytes, count: 60, seed: seed) {
        try Data(damaged).write(to: file)
        _ = try sound("\(module) \(name)", folder, sources, study, blades.secrets)
      }
    }
  }

  @Test(
    "Empty, unknown and misshapen cells of a blade are reported where they stand",
    arguments: [
      ("person", "personbirthdate", ""), ("person", "personbirthdate", "2015-Feb-30 00:00:00"),
      ("person", "personbirthdate", "1915-Feb-03 00:00:00"), ("person", "postcode", ""), ("person", "postcode", "XX"),
      ("person", "persontableid", ""), ("person", "persontableid", "P1"), ("requests", "persontableid", "P77"),
      ("requests", "requeststableid", "R77"), ("assessment", "requeststableid", "R77"), ("namedplan", "startdate", ""),
      ("namedplan", "startdate", "soon"), ("namedplan", "ceasedate", "2025-Nov"), ("namedplan", "ceasereason", "12"),
      ("placementdetail", "urn", "12a456"), ("placementdetail", "ukprn", "123"),
      ("placementdetail", "sensetting", "XYZ"),
      ("placementdetail", "placementrank", "first"), ("placementdetail", "entrydate", "31/12/2025"),
      ("placementdetail", "senunitindicator", "maybe"), ("placementdetail", "res", "Z"),
      ("placementdetail", "activeplanstableid", "AP77"), ("senneed", "sentype", ""), ("senneed", "sentype", "XYZ"),
      ("senneed", "sentyperank", "one"),
    ])
  func reported(_ module: String, _ column: String, _ value: String) throws {
    let blades = Self.blades
    try withImportFolders { study, sources in
      let folder = sources.appendingPathComponent("sen2")
      try blades.write(to: folder) { name, bytes in
        guard name == module else { return bytes }
        var table = PlainTable(bytes.filter { $0 != UInt8(ascii: "\r") })
        table[1, column] = value
        return table.bytes
      }
      let outcome = try sound("\(module) \(column)", folder, sources, study, blades.secrets)
      #expect(
        outcome.problems.contains {
          $0.file.hasSuffix("_\(module).csv") && $0.column == column || $0.fault.contains("not an id of")
        },
        "\(outcome.messages)")
    }
  }

  private static let export = """
    UPN,Surname,Date of Birth,Postcode,Need,Placement Type,School,Easting,Northing,Band
    K820299940001,Oakapple,06/05/2015,TS1 1AA,ASD,special,Eastfield Special School,442000,200500,3
    K820299940002,Birchwood,31/08/2011,TS2 2AA,SEMH,mainstream,Westfield School,,,1
    K820299940003,Cedarholme,01/09/2009,TS1 1AB,MLD,ehe,,447000,199500,

    """
  private static let secrets = [
    "Oakapple", "Birchwood", "Cedarholme", "K8202999", "06/05/2015", "31/08/2011", "01/09/2009", "2015-05-06",
    "TS1 1AA",
    "TS11AA", "TS2 2AA", "TS1 1AB",
  ]
  private static let mapping = """
    kind: caseload
    columns:
      upn: {column: UPN}
      date_of_birth: {column: Date of Birth, date_format: DD/MM/YYYY}
      need: {column: Need}
      postcode: {column: Postcode}
      easting_m: {column: Easting}
      northing_m: {column: Northing}
      setting_name: {column: School}
      placement_type: {column: Placement Type}
      band: {column: Band}

    """

  @Test("Damaged exports, with a mapping and with a new draft each time", arguments: [true, false])
  func damagedExports(_ hasMapping: Bool) throws {
    try withImportFolders { study, sources in
      let source = sources.appendingPathComponent("export.csv")
      let mapping = sources.appendingPathComponent("mine.yaml")
      try Data(Self.mapping.utf8).write(to: mapping)
      for (name, damaged) in corruptions(of: Array(Self.export.utf8), seed: hasMapping ? 11 : 12) {
        try Data(damaged).write(to: source)
        try? FileManager.default.removeItem(at: study.appendingPathComponent("mappings"))
        _ = try sound(name, source, sources, study, Self.secrets, mapping: hasMapping ? mapping : nil)
      }
    }
  }

  @Test("Damaged mapping files and postcode files")
  func damagedMappings() throws {
    try withImportFolders { study, sources in
      let source = sources.appendingPathComponent("export.csv")
      let mapping = sources.appendingPathComponent("mine.yaml")
      try Data(Self.export.utf8).write(to: source)
      for (name, damaged) in corruptions(of: Array(Self.mapping.utf8), seed: 13) {
        try Data(damaged).write(to: mapping)
        _ = try sound("mapping \(name)", source, sources, study, Self.secrets, mapping: mapping)
      }
      try Data(Self.mapping.utf8).write(to: mapping)
      let postcodes = sources.appendingPathComponent("postcodes.csv")
      for (name, damaged) in corruptions(of: Array(tinyPostcodes.utf8), seed: 14) {
        try Data(damaged).write(to: postcodes)
        // The file holds postcodes, which a message must not.
        _ = try sound("postcodes \(name)", source, sources, study, Self.secrets, mapping: mapping)
      }
    }
  }

  @Test(
    "Empty, unknown and misshapen cells of an export are reported where they stand",
    arguments: [
      ("UPN", ""), ("Date of Birth", ""), ("Date of Birth", "31/02/2015"), ("Need", ""), ("Need", "XYZ"),
      ("Placement Type", "XYZ"), ("Easting", "abc"), ("Northing", "1e400"), ("Band", "7"), ("Postcode", "TS9 9ZZ"),
    ])
  func reportedInExport(_ column: String, _ value: String) throws {
    try withImportFolders { study, sources in
      var table = PlainTable(Array(Self.export.utf8))
      table[2, column] = value
      let source = sources.appendingPathComponent("export.csv")
      let mapping = sources.appendingPathComponent("mine.yaml")
      try Data(table.bytes).write(to: source)
      try Data(Self.mapping.utf8).write(to: mapping)
      let outcome = try sound(column, source, sources, study, Self.secrets, mapping: mapping)
      #expect(outcome.problems.contains { $0.column == column && $0.row == 3 }, "\(outcome.messages)")
    }
  }
}
