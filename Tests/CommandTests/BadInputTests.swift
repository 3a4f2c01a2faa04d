import Foundation
import TestSupport
import Testing

/// What a person sees when a study is wrong: the sentence, the exit code, and nothing written. The sentence of every
/// other fault has its own test in `InputsTests`.
@Suite struct BadInputTests {
  private func assess(_ change: (inout TinyStudy) throws -> Void) throws -> Command.Result {
    try withTemporaryFolder { folder in
      var tiny = try TinyStudy.assessable()
      try change(&tiny)
      return try tiny.withFolder { study in
        let output = folder.appendingPathComponent("run")
        let result = try Command.run(["assess", study.path, "--output", output.path])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        return result
      }
    }
  }

  /// One fault, the sentence it must give, and the exit code.
  struct Fault: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var code: Int32 = 65
    var sentence: String
    var change: @Sendable (inout TinyStudy) -> Void
  }

  static let faults: [Fault] = [
    Fault(
      testDescription: "missing file", code: 66,
      sentence:
        "settings.csv: the file is missing. Make it with placeplan import schools, put it in the study folder, or name another under inputs in study.yaml."
    ) { $0["settings.csv"] = nil },
    Fault(
      testDescription: "missing column",
      sentence: "provision.csv, row 1, column kind: the header has no such column. Add the column kind."
    ) { $0.replace("provision.csv", "provision_id,setting_id,kind", with: "provision_id,setting_id,sort") },
    Fault(
      testDescription: "text in a number",
      sentence:
        #"settings.csv, row 2, column net_capacity_places: "many" is not a whole number. Write digits only, such as 12."#
    ) { $0.replace("settings.csv", "445000,200000,900", with: "445000,200000,many") },
    Fault(
      testDescription: "negative places",
      sentence: #"provision.csv, row 4, column places: "-4" is below 0. Write a whole number of 0 or more."#
    ) { $0.replace("provision.csv", "2026/27,4,0", with: "2026/27,-4,0") },
    Fault(
      testDescription: "easting and northing swapped",
      sentence:
        #"settings.csv, row 3, column easting_m: "200000" is a northing by the look of it: the study lies around (455000, 200000). Swap easting_m and northing_m."#
    ) { $0.replace("settings.csv", "455000,200000", with: "200000,455000") },
    Fault(
      testDescription: "setting outside Great Britain",
      sentence:
        #"settings.csv, row 3, column easting_m: "650000" is outside Great Britain, at (650000, 50000). Give metres on the British National Grid (EPSG:27700)."#
    ) { $0.replace("settings.csv", "455000,200000", with: "650000,50000") },
    Fault(
      testDescription: "unknown need code",
      sentence:
        #"caseload.csv, row 2, column need: "TALL" is not a need code. Use SPLD, MLD, SLD, PMLD, SEMH, SLCN, HI, VI, MSI, PD, ASD, DS or OTH."#
    ) { $0.replace("caseload.csv", "c1,1,SLCN", with: "c1,1,TALL") },
    Fault(
      testDescription: "duplicate child id",
      sentence: #"caseload.csv, row 3, column child_id: "c1" is already in row 2. Give each row an id of its own."#
    ) { $0.replace("caseload.csv", "c2,3", with: "c1,3") },
    Fault(
      testDescription: "proposal for an unknown site",
      sentence:
        #"proposals/east-base.yaml, row 4: "s9" is not in settings.csv. Correct the id, or describe a site with name, easting_m and northing_m."#
    ) {
      $0.replace(
        "proposals/east-base.yaml", "site: {name: Eastgate Academy, easting_m: 456000, northing_m: 200200}",
        with: "setting_id: s9")
    },
    Fault(
      testDescription: "NC year out of range",
      sentence:
        #"caseload.csv, row 2, column nc_year: "22" is not an NC year. An NC year is the age on 31 August less 4, from -4 to 21."#
    ) { $0.replace("caseload.csv", "c1,1,", with: "c1,22,") },
    Fault(
      testDescription: "truncated PBF",
      sentence:
        "roads.osm.pbf: the road file is truncated or damaged. Download it again, or copy it again from where it came."
    ) {
      $0["road_nodes.csv"] = nil
      $0["road_links.csv"] = nil
      var roads = TinyPBF()
      roads.nodes = [(1, -1.2, 51.7), (2, -1.1, 51.7)]
      roads.ways = [(1, [1, 2], [("highway", "primary")])]
      $0.set("roads.osm.pbf", Array(roads.bytes.dropLast(20)))
    },
    Fault(
      testDescription: "empty CSV",
      sentence: "pupils.csv: the file is empty. Write its header row and at least one row below it."
    ) { $0.set("pupils.csv", []) },
    Fault(
      testDescription: "latin-1 bytes",
      sentence:
        "settings.csv, row 2, column name: \"W\u{E9}stfield School\" is not UTF-8 text. Save the file as CSV UTF-8."
    ) { study in
      let text = study["settings.csv"]!.replacing("Westfield", with: "W#stfield")
      study.set("settings.csv", Array(text.utf8).map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 })
    },
    Fault(
      testDescription: "homes cannot reach a setting",
      sentence:
        #"settings.csv, column setting_id: "s1" is not reachable by road from 5 of 8 homes inside the road network. Join the roads around it in the road file, or correct its easting_m and northing_m."#
    ) {
      // The western end now stands by itself: one link, joined to nothing.
      $0.replace("road_links.csv", "n2,n3,5200,a_road,false,96,true\n", with: "")
    },
  ]

  @Test(arguments: faults) func aFaultGivesItsSentenceAndCodeAndNothingIsWritten(fault: Fault) throws {
    let result = try assess(fault.change)
    #expect(result.code == fault.code)
    #expect(result.error.split(separator: "\n").map(String.init).contains(fault.sentence), "\(result.error)")
    #expect(result.error.hasSuffix("Nothing was written.\n"))
  }

  @Test func everyProblemIsNamedAtOnce() throws {
    let result = try assess {
      $0.replace("caseload.csv", "c1,1,SLCN", with: "c1,1,TALL")
      $0.replace("provision.csv", "2026/27,4,0", with: "2026/27,-4,0")
    }
    #expect(result.code == 65)
    #expect(result.error.contains("2 problems. Nothing was written."))
  }

  @Test func anUnverifiedFigureIsNeverASilentDefault() throws {
    let result = try assess { $0["assumptions.yaml"] = "[]\n" }
    #expect(result.code == 65)
    #expect(result.error.contains("not usable as a default"))
    #expect(result.error.contains("status: local"))
  }

  @Test func anUnknownOptionIsWrongUsage() throws {
    try TinyStudy.assessable().withFolder { study in
      let result = try Command.run(["assess", study.path, "--option", "plan-z"])
      #expect(result.code == 64)
      #expect(result.error.contains("--option plan-z: the study has no such option. It has: plan-a."))
    }
  }

  @Test func checkSaysWhatAStudyHolds() throws {
    try TinyStudy.assessable().withFolder { study in
      let result = try Command.run(["check", study.path])
      #expect(result.code == 0)
      #expect(result.output.contains("Tiny: Tinyshire (999)"))
      let json = try Command.run(["check", study.path, "--json"])
      let read = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect(read?["laCode"] as? String == "999")
    }
  }
}
