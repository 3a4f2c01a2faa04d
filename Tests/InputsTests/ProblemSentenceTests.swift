import Inputs
import TestSupport
import Testing

/// Each thing that can be wrong with a study, one at a time, and the whole sentence that says so.
@Suite struct ProblemSentenceTests {
  /// The sentences about the tiny study after one change.
  private func sentences(_ change: (inout TinyStudy) -> Void) throws -> [String] {
    var tiny = TinyStudy()
    change(&tiny)
    return try tiny.problems()
  }

  @Test func missingFile() throws {
    #expect(
      try sentences { $0["settings.csv"] = nil } == [
        "settings.csv: the file is missing. Make it with placeplan import schools, put it in the study folder, or name another under inputs in study.yaml."
      ])
  }

  @Test func missingStudyFile() throws {
    #expect(
      try sentences { $0["study.yaml"] = nil } == [
        "study.yaml: the file is missing. Name a study folder, such as GeoData/shropshire."
      ])
  }

  @Test func missingColumn() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "nc_year,", with: "year_group,") } == [
        "caseload.csv, row 1, column nc_year: the header has no such column. Add the column nc_year."
      ])
  }

  @Test func textInANumber() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "c1,1,SLCN", with: "c1,one,SLCN") } == [
        "caseload.csv, row 2, column nc_year: \"one\" is not a whole number. Write digits only, such as 12."
      ])
  }

  @Test func negativePlaces() throws {
    #expect(
      try sentences { $0.replace("provision.csv", "0,11,,6,", with: "0,11,,-6,") } == [
        "provision.csv, row 3, column places: \"-6\" is below 0. Write a whole number of 0 or more."
      ])
  }

  @Test func placesWithAFraction() throws {
    #expect(
      try sentences { $0.replace("provision.csv", "0,11,,6,", with: "0,11,,6.5,") } == [
        "provision.csv, row 3, column places: \"6.5\" is not a whole number. Write digits only, such as 12."
      ])
  }

  @Test func swappedSetting() throws {
    #expect(
      try sentences { $0.replace("settings.csv", "445000,200000", with: "200000,445000") } == [
        "settings.csv, row 2, column easting_m: \"200000\" is a northing by the look of it: the study lies around "
          + "(445000, 200000). Swap easting_m and northing_m."
      ])
  }

  @Test func swappedResidence() throws {
    #expect(
      try sentences { $0.replace("residences.csv", "447000,199500", with: "199500,447000") } == [
        "residences.csv, row 3, column easting_m: \"199500\" is a northing by the look of it: the study lies around "
          + "(447000, 199500). Swap easting_m and northing_m."
      ])
  }

  @Test func swappedChild() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "444000,201000", with: "201000,444000") } == [
        "caseload.csv, row 6, column easting_m: \"201000\" is a northing by the look of it: the study lies around "
          + "(444000, 201000). Swap easting_m and northing_m."
      ])
  }

  @Test func swappedSite() throws {
    #expect(
      try sentences {
        $0.replace(
          "proposals/east-base.yaml", "easting_m: 456000, northing_m: 200200",
          with: "easting_m: 200200, northing_m: 456000")
      } == [
        "proposals/east-base.yaml, row 4: \"200200\" is a northing by the look of it: the study lies around "
          + "(456000, 200200). Swap easting_m and northing_m."
      ])
  }

  @Test func settingOutsideGreatBritain() throws {
    #expect(
      try sentences { $0.replace("settings.csv", "479000,200000", with: "979000,200000") } == [
        "settings.csv, row 4, column easting_m: \"979000\" is outside Great Britain, at (979000, 200000). "
          + "Give metres on the British National Grid (EPSG:27700)."
      ])
  }

  @Test func settingInTheSea() throws {
    #expect(
      try sentences { $0.replace("settings.csv", "479000,200000", with: "50000,450000") } == [
        "settings.csv, row 4, column easting_m: \"50000\" is outside Great Britain, at (50000, 450000). "
          + "Give metres on the British National Grid (EPSG:27700)."
      ])
  }

  @Test func settingInDegrees() throws {
    #expect(
      try sentences { $0.replace("settings.csv", "479000,200000", with: "-0.86,51.69") } == [
        "settings.csv, row 4, column easting_m: \"-0.86\" is a longitude or latitude by the look of it, not an easting in "
          + "metres. Give metres on the British National Grid (EPSG:27700)."
      ])
  }

  @Test func unknownNeedOfAChild() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "c2,3,ASD", with: "c2,3,ASC") } == [
        "caseload.csv, row 3, column need: \"ASC\" is not a need code. Use SPLD, MLD, SLD, PMLD, SEMH, SLCN, HI, VI, MSI, "
          + "PD, ASD, DS or OTH."
      ])
  }

  @Test func unknownNeedOfAProvision() throws {
    #expect(
      try sentences { $0.replace("provision.csv", "SEMH;MLD", with: "SEMH;BESD") } == [
        "provision.csv, row 4, column needs: \"BESD\" is not a need code. Use SPLD, MLD, SLD, PMLD, SEMH, SLCN, HI, VI, "
          + "MSI, PD, ASD, DS or OTH."
      ])
  }

  @Test func unknownKind() throws {
    #expect(
      try sentences { $0.replace("provision.csv", "s1,support_base", with: "s1,resourced") } == [
        "provision.csv, row 4, column kind: \"resourced\" is not a kind of provision. Use mainstream, support_base, "
          + "specialist_base, special, satellite, nmss, independent_special, independent_mainstream, ap, fe, "
          + "specialist_post16, early_years, eotas, ehe, elsewhere, not_recorded or unplaced."
      ])
  }

  @Test func kindThatIsNotItsProvisions() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "s2-special,special,2020/21", with: "s2-special,satellite,2020/21") }
        == [
          "caseload.csv, row 5, column kind: \"satellite\" is not the kind of its provision_id (special). Correct kind or "
            + "provision_id, or leave kind empty."
        ])
  }

  @Test func duplicateChild() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "c5,9,PMLD", with: "c3,9,PMLD") } == [
        "caseload.csv, row 6, column child_id: \"c3\" is already in row 4. Give each row an id of its own."
      ])
  }

  @Test func duplicateSetting() throws {
    #expect(
      try sentences { $0.replace("settings.csv", "s3,100003", with: "s2,100003") } == [
        "contracts.csv, row 4, column setting_id: \"s3\" is not in settings.csv. Correct the id, or add it to settings.csv.",
        "provision.csv, row 6, column setting_id: \"s3\" is not in settings.csv. Correct the id, or add it to settings.csv.",
        "provision.csv, row 7, column setting_id: \"s3\" is not in settings.csv. Correct the id, or add it to settings.csv.",
        "settings.csv, row 4, column setting_id: \"s2\" is already in row 3. Give each row an id of its own.",
      ])
  }

  @Test func duplicateProvision() throws {
    #expect(
      try sentences {
        $0.replace("provision.csv", "s1-support,s1,support_base,SEMH;MLD", with: "s1-base,s1,specialist_base,ASD;SLCN")
      } == [])
    #expect(
      try sentences {
        $0.replace(
          "provision.csv", "s1-support,s1,support_base,SEMH;MLD,0,11,2026/27",
          with: "s1-base,s1,specialist_base,ASD;SLCN,0,11,")
      } == [
        "provision.csv, row 4, column provision_id: \"s1-base\" is already in row 3 with the same year_from. Give each "
          + "provision one row, or each of its rows a later year_from."
      ])
  }

  @Test func ncYearOutOfRange() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "c8,12,MLD", with: "c8,22,MLD") } == [
        "caseload.csv, row 9, column nc_year: \"22\" is not an NC year. An NC year is the age on 31 August less 4, from -4 "
          + "to 21."
      ])
  }

  @Test func badYear() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "2025/26", with: "2025/27") } == [
        "caseload.csv, row 9, column year_from: \"2025/27\" is not an academic year. Write it as 2026/27."
      ])
  }

  @Test func unknownArea() throws {
    #expect(
      try sentences { $0.replace("residences.csv", "r3,east", with: "r3,north") } == [
        "residences.csv, row 4, column area_id: \"north\" is not in the areas. Correct the id, or add it to the areas."
      ])
  }

  @Test func provisionOfAnUnknownSetting() throws {
    #expect(
      try sentences { $0.replace("provision.csv", "s2-special,s2", with: "s2-special,s9") } == [
        "provision.csv, row 5, column setting_id: \"s9\" is not in settings.csv. Correct the id, or add it to settings.csv."
      ])
  }

  @Test func childAtAnUnknownProvision() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "200500,s2-special", with: "200500,s2-hub") } == [
        "caseload.csv, row 5, column provision_id: \"s2-hub\" is not in provision.csv. Correct the id, or add it to "
          + "provision.csv."
      ])
  }

  @Test func negativeWeight() throws {
    #expect(
      try sentences { $0.replace("residences.csv", "80,90,100,120", with: "80,-90,100,120") } == [
        "residences.csv, row 3, column weight_5_10: \"-90\" is below 0. Write a number of 0 or more."
      ])
  }

  @Test func bellTime() throws {
    #expect(
      try sentences { $0.replace("settings.csv", "08:50", with: "8.50") } == [
        "settings.csv, row 2, column bell_start: \"8.50\" is not a time of day. Write hours and minutes as HH:MM, such as "
          + "08:50."
      ])
  }

  @Test func emptyCell() throws {
    #expect(
      try sentences { $0.replace("settings.csv", "Westfield School", with: "") } == [
        "settings.csv, row 2, column name: the cell is empty. Fill it in, or take the row out."
      ])
  }

  @Test func personalColumn() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "year_from,transported", with: "Date of Birth,transported") } == [
        "caseload.csv, row 1, column Date of Birth: personal data that this program refuses. Take the column out; child_id "
          + "may be any pseudonym of your own."
      ])
  }

  @Test func uniquePupilNumber() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "c1,1,SLCN", with: "A123456789012,1,SLCN") } == [
        "caseload.csv, row 2, column child_id: \"A123456789012\" is a unique pupil number by the look of it. Use a pseudonym "
          + "of your own."
      ])
  }

  @Test func unknownCompanion() throws {
    #expect(
      try sentences { $0.replace("caseload.csv", "false,c7,", with: "false,c9,") } == [
        "caseload.csv, row 7, column not_with: \"c9\" is not a child_id of this table. Correct it or take it out."
      ])
  }
}
