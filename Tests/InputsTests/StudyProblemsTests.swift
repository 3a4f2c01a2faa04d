import Inputs
import TestSupport
import Testing

/// Faults of whole files, and several faults found in one reading.
@Suite struct StudyProblemsTests {
  @Test func emptyTable() throws {
    var tiny = TinyStudy()
    tiny["pupils.csv"] = ""
    #expect(
      try tiny.problems() == ["pupils.csv: the file is empty. Write its header row and at least one row below it."])
  }

  @Test func tableWithoutRows() throws {
    var tiny = TinyStudy()
    tiny["pupils.csv"] = "area_id,year,nc_year,pupils,basis\n"
    #expect(
      try tiny.problems() == [
        "pupils.csv, row 1: there are no rows below the header. Add the rows, or export the table again."
      ])
  }

  @Test func latin1Bytes() throws {
    var tiny = TinyStudy()
    var bytes = Array((tiny["settings.csv"] ?? "").utf8)
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "W")))
    bytes[place] = 0xD4
    tiny.set("settings.csv", bytes)
    #expect(
      try tiny.problems() == [
        "settings.csv, row 2, column name: \"Ôestfield School\" is not UTF-8 text. Save the file as CSV UTF-8."
      ])
  }

  @Test func truncatedRoadFile() throws {
    var tiny = TinyStudy()
    // The length and header of a first PBF block whose body is missing.
    tiny.set("roads.osm.pbf", [0, 0, 0, 13, 10, 9] + Array("OSMHeader".utf8) + [24, 90, 10, 3])
    #expect(
      try tiny.problems() == [
        "roads.osm.pbf: the road file is truncated or damaged. Download it again, or copy it again from where it came."
      ])
  }

  @Test func roadFileOfAnotherKind() throws {
    var tiny = TinyStudy()
    tiny["roads.osm.pbf"] = "not a map"
    #expect(
      try tiny.problems() == [
        "roads.osm.pbf: not an OpenStreetMap PBF file. Download it again, or copy it again from where it came."
      ])
  }

  @Test func roadToAnUnknownNode() throws {
    var tiny = TinyStudy()
    tiny.replace("road_links.csv", "n5,n6", with: "n5,n7")
    #expect(
      try tiny.problems() == [
        "road_links.csv, row 6, column to: \"n7\" is not in road_nodes.csv. Correct the id, or add it to road_nodes.csv."
      ])
  }

  @Test func everythingWrongIsFoundAtOnceInOrderOfFileAndRow() throws {
    var tiny = TinyStudy()
    tiny.replace("study.yaml", "draws: 4", with: "draws: none")
    tiny.replace("settings.csv", "15:20", with: "late")
    tiny.replace("caseload.csv", "c8,12,MLD", with: "c8,99,MLD")
    tiny.replace("caseload.csv", "c2,3,ASD", with: "c2,3,ASC")
    tiny["history.csv"] = nil
    #expect(
      try tiny.problems() == [
        "caseload.csv, row 3, column need: \"ASC\" is not a need code. Use SPLD, MLD, SLD, PMLD, SEMH, SLCN, HI, VI, MSI, "
          + "PD, ASD, DS or OTH.",
        "caseload.csv, row 9, column nc_year: \"99\" is not an NC year. An NC year is the age on 31 August less 4, from -4 "
          + "to 21.",
        "history.csv: the file is missing. Make it with placeplan import history, put it in the study folder, or name another under inputs in study.yaml.",
        "settings.csv, row 2, column bell_end: \"late\" is not a time of day. Write hours and minutes as HH:MM, such as "
          + "08:50.",
        "study.yaml, row 6: \"none\" is not a whole number, which draws must be. Write digits only, such as 12.",
      ])
  }

  @Test func onlyAMissingFileIsMissingInput() throws {
    var tiny = TinyStudy()
    tiny["history.csv"] = nil
    tiny.replace("settings.csv", "15:20", with: "late")
    try tiny.withFolder { folder in
      let error = #expect(throws: StudyProblems.self) { try loadStudy(at: folder, models: []) }
      #expect(error?.problems.map(\.isMissing) == [true, false])
    }
  }

  @Test func inputsMayHaveOtherNames() throws {
    var tiny = TinyStudy()
    let settings = tiny["settings.csv"]
    tiny["settings.csv"] = nil
    tiny["schools 2026.csv"] = settings
    tiny.replace("study.yaml", "seed: 7", with: "seed: 7\ninputs: {settings: schools 2026.csv}")
    #expect(try tiny.problems() == [])
    #expect(try tiny.load().inputs.map(\.file).contains("schools 2026.csv"))
  }

  @Test func aTableThatIsAllSwappedIsReportedRowByRow() throws {
    var tiny = TinyStudy()
    // Close to the diagonal of the grid, where no single row gives itself away.
    let rows = (1...4).map { "r\($0),west,\(440_000 + $0),435000,1,1,1,1,synthetic" }
    let head = "residence_id,area_id,easting_m,northing_m,weight_0_4,weight_5_10,weight_11_15,weight_16_25,point_kind"
    tiny["areas.csv"] = """
      area_id,name,phase,rural_urban,geometry
      west,West,all,rural,"POLYGON ((430000 438000, 439000 438000, 439000 447000, 430000 447000, 430000 438000))"
      east,East,all,rural,"POLYGON ((425000 438000, 430000 438000, 430000 447000, 425000 447000, 425000 438000))"
      """
    tiny["residences.csv"] = ([head] + rows).joined(separator: "\n")
    let problems = try tiny.problems().filter { $0.hasPrefix("residences.csv") }
    #expect(problems.count == 4)
    #expect(
      problems.first
        == "residences.csv, row 2, column easting_m: \"440001\" is a northing by the look of it: the study lies around "
        + "(435000, 440001). Swap easting_m and northing_m.")
  }

  @Test func theDemonstrationStudyIsSound() throws {
    let folder = projectFolder().appendingPathComponent("GeoData/shropshire")
    let loaded = try loadStudy(at: folder, models: sharedModels())
    #expect(loaded.study.caseload.count == 3016)
    #expect(loaded.study.proposals.count == 15)
  }
}
