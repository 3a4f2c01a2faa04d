import Foundation
import TestSupport
import Testing

/// What a person sees when a study is wrong: the sentence, the exit code, and nothing written. The sentence of every
/// fault has its own test in `InputsTests`; here the command passes them on.
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

  @Test func aMissingFileExits66() throws {
    let result = try assess { $0["settings.csv"] = nil }
    #expect(result.code == 66)
    #expect(result.error.contains("settings.csv"))
    #expect(result.error.contains("Nothing was written."))
  }

  @Test func badDataExits65AndNamesEveryProblem() throws {
    let result = try assess {
      $0.replace("caseload.csv", "c1,1,SLCN", with: "c1,1,TALL")
      $0.replace("provision.csv", "2026/27,4,0", with: "2026/27,-4,0")
    }
    #expect(result.code == 65)
    #expect(result.error.contains(#"caseload.csv, row 2, column need: "TALL""#))
    #expect(result.error.contains(#"column places: "-4""#))
    #expect(result.error.contains("2 problems. Nothing was written."))
  }

  @Test func aRoadNetworkWhoseHomesCannotReachASettingExits65() throws {
    let result = try assess {
      // The western end now stands by itself: one link, joined to nothing.
      $0.replace("road_links.csv", "n2,n3,5200,a_road,false,96,true\n", with: "")
    }
    #expect(result.code == 65)
    #expect(result.error.contains("not reachable by road from"))
    #expect(result.error.contains("Join the roads around it in the road file"))
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
