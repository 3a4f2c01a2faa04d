import Foundation
import Importing
import Inputs
import Planning
import Testing

@Suite struct SEN2ReleaseTests {
  /// Reads a folder that holds these files.
  private func release(_ files: [String: String]) throws -> SEN2Release {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sen2-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
    return try SEN2Release(folder: folder)
  }

  private static let head =
    "time_period,geographic_level,region_code,region_name,new_la_code,old_la_code,la_name,breakdown_topic,breakdown,"
  private func stock(_ rows: String) -> [String: String] {
    ["caseload.csv": Self.head + "ehcplans,special_independent,special_non_maintained\n" + rows]
  }
  private func authority(
    _ period: String, _ code: String, _ cells: String, topic: String = "All EHC plans,All EHC plans"
  )
    -> String
  {
    "\(period),Local authority,E1,North,E0\(code),\(code),Town \(code),\(topic),\(cells)\n"
  }

  @Test func plansAndPlacementsStandUnderThreeDigitsAndJanuary() throws {
    let release = try release(
      stock(
        authority("202223", "801", "100,3,2") + authority("202324", "801", "120,4,x")
          + "202324,National,,,,,,All EHC plans,All EHC plans,5000,200,50\n"))
    let panel = release.panel
    #expect(panel.codes == ["801"] && release.names == ["Town 801"] && panel.years == 2023...2024)
    #expect(panel[.stock, 0, 2024] == 120 && panel[.inmss, 0, 2023] == 5)
    #expect(panel[.inmss, 0, 2024] == nil)
    #expect(panel[.stock, panel.england, 2024] == 5000)
    #expect(release.notes.contains { $0.contains("special_non_maintained is x in 1") })
    #expect(release.notes.contains { $0.hasPrefix("requests: no such file.") })
  }

  @Test func columnsMayStandInAnyOrderAndCase() throws {
    let text = "EHCPLANS,Old_LA_Code,TIME_PERIOD,Geographic_Level\n70,802,2023/24,local AUTHORITY\n"
    let release = try release(["Caseload.CSV": text])
    #expect(release.panel[.stock, 0, 2024] == 70)
    #expect(
      release.notes.contains { $0.hasPrefix("caseload: no column special_independent and special_non_maintained") })
  }

  @Test func withoutThreeDigitsTheNineCharactersServe() throws {
    let text = "time_period,geographic_level,new_la_code,ehcplans\n202324,Local authority,E06000001,70\n"
    #expect(try release(["caseload.csv": text]).panel.codes == ["E06000001"])
  }

  @Test(arguments: ["c", "x", "z", "k", "low", "", "-5", "1e99", "many"]) func whatIsNotACountIsNotKnown(cell: String)
    throws
  {
    let release = try release(
      stock(authority("202223", "801", "50,1,1") + authority("202324", "801", "\(cell),1,1")))
    #expect(release.panel[.stock, 0, 2024] == nil)
    #expect(release.notes.contains { $0.hasPrefix("caseload: ehcplans is") })
  }

  @Test func aRowGivenTwiceCountsOnceAndOneThatDisagreesIsNotKnown() throws {
    let row = authority("202324", "801", "50,1,1")
    let same = try release(stock(row + row))
    #expect(same.panel[.stock, 0, 2024] == 50)
    #expect(same.notes.contains { $0.contains("they agree and count once") })
    let other = try release(stock(authority("202223", "801", "40,1,1") + row + authority("202324", "801", "60,1,1")))
    #expect(other.panel[.stock, 0, 2024] == nil)
    #expect(other.notes.contains { $0.contains("disagree for Town 801 2024") })
  }

  @Test func authoritiesThatRepeatTheirRegionLoseTheFlow() throws {
    let both = authority("202324", "801", "500,1,1") + authority("202324", "802", "700,1,1")
    var files = stock(both)
    let total = "New EHC plans,New EHC plans"
    files["newplans.csv"] =
      Self.head + "new_ehc_plans\n2023,Regional,E1,North,,,,\(total),160\n"
      + authority("2023", "801", "160", topic: total) + authority("2023", "802", "90", topic: total)
    files["assessments.csv"] =
      Self.head + "assess_issued\n"
      + authority("2023", "801", "70", topic: "All EHC needs assessments,All EHC needs assessments")
    let release = try release(files)
    // The first repeats the region's 160, so plans issued stand in; the second keeps its own.
    #expect(release.panel[.newPlans, 0, 2023] == 70 && release.panel[.newPlans, 1, 2023] == 90)
    #expect(release.notes.contains { $0.contains("1 authorities of North repeat") })
    #expect(release.notes.contains { $0.contains("New plans not known in 1 cells") })
  }

  @Test func laterRowsMoveNothingEarlier() throws {
    let total = "New EHC plans,New EHC plans"
    func files(later: String, region: String) -> [String: String] {
      var files = stock(
        authority("202223", "801", "500,1,1") + authority("202223", "802", "700,1,1")
          + authority("202324", "801", later).replacing(",E1,", with: region)
          + authority("202324", "803", later).replacing(",E1,", with: region))
      files["newplans.csv"] =
        Self.head + "new_ehc_plans\n2022,Regional,E1,North,,,,\(total),160\n"
        + authority("2022", "801", "160", topic: total) + authority("2022", "802", "90", topic: total)
        + authority("2023", "801", "9", topic: total).replacing(",E1,", with: region)
        + authority("2023", "802", "9", topic: total).replacing(",E1,", with: region)
      return files
    }
    let clean = try release(files(later: "520,1,1", region: ",E1,")).panel
    for (later, region) in [("x,c,z", ",E2,"), ("9999999,1,1", ",,"), ("-3,low,", ",E1,"), ("0,0,0", ",\u{1F600},")] {
      let spoiled = try release(files(later: later, region: region)).panel
      for code in ["801", "802"] {
        guard let one = clean.codes.firstIndex(of: code), let other = spoiled.codes.firstIndex(of: code) else {
          Issue.record("no \(code)")
          continue
        }
        #expect(clean[.stock, one, 2023] == spoiled[.stock, other, 2023])
        #expect(clean[.inmss, one, 2023] == spoiled[.inmss, other, 2023])
        // Only the first repeats its region, whatever region it is in later.
        #expect(clean[.newPlans, one, 2022] == spoiled[.newPlans, other, 2022])
      }
      #expect(spoiled[.newPlans, 0, 2022] == nil && spoiled[.newPlans, 1, 2022] == 90)
    }
  }

  @Test(arguments: ["Total,Total", "All plans,Total", "ALL EHC PLANS,all ehc plans"])
  func totalsOfAnotherReleaseAreFound(
    topic: String
  ) throws {
    let split = authority("202526", "801", "40,1,1", topic: "Sex,All")
    let release = try release(stock(authority("202526", "801", "100,3,2", topic: topic) + split))
    #expect(release.panel[.stock, 0, 2026] == 100)
  }

  @Test func aFlowWithoutItsColumnIsNotKnownAndSaidSo() throws {
    var files = stock(authority("202223", "801", "100,3,2") + authority("202324", "801", "120,4,1"))
    files["requests.csv"] =
      Self.head + "requests_received_in_year\n"
      + authority("2023", "801", "50", topic: "All requests for EHC needs assessments,All")
    files["newplans.csv"] = Self.head + "new_ehc_plans\n" + authority("2023", "801", "20", topic: "Sex,Male")
    let release = try release(files)
    #expect(release.panel[.requests, 0, 2023] == 50 && release.panel[.refusals, 0, 2023] == nil)
    #expect(release.notes.contains { $0.hasPrefix("requests: no column requests_decided_not_to_assess") })
    #expect(release.notes.contains { $0.hasPrefix("newplans: no row is a total") })
  }

  @Test func agesAddUpToBandsAndASuppressedOneMakesItsBandUnknown() throws {
    func age(_ label: String, _ count: String) -> String {
      authority("202324", "801", "\(count),,", topic: "Child or young persons age,\(label)")
    }
    let release = try release(
      stock(
        authority("202324", "801", "100,1,1") + age("under 3", "2") + age("age 4", "3") + age("age 5", "20")
          + age("age 10", "15") + age("age 11", "c") + age("age 15", "9") + age("age 25", "4") + age("unknown", "3")))
    #expect(release.panel[.age0to4, 0, 2024] == 5 && release.panel[.age5to10, 0, 2024] == 35)
    #expect(release.panel[.age11to15, 0, 2024] == nil && release.panel[.age16to25, 0, 2024] == 4)
  }

  @Test func beginningsEndsAndGapsAreSaid() throws {
    var rows = ""
    for period in ["202122", "202223", "202324"] { rows += authority(period, "801", "100,1,1") }
    rows += authority("202122", "802", "50,1,1") + authority("202324", "802", "60,1,1")
    for period in ["202122", "202223"] { rows += authority(period, "803", "100,1,1") }
    for period in ["202223", "202324"] { rows += authority(period, "804", "100,1,1") }
    let notes = try release(stock(rows)).notes
    #expect(notes.contains { $0.hasPrefix("Town 802 (802) has no plans in January 2023") })
    #expect(notes.contains { $0.hasPrefix("Town 803 (803) ends after January 2023") })
    #expect(notes.contains { $0.hasPrefix("Town 804 (804) begins in January 2023") })
  }

  @Test func withoutTheCaseloadTheInputIsMissing() throws {
    let error = try #require(throws: StudyProblems.self) { _ = try release(["requests.csv": "a\n1\n"]) }
    #expect(error.problems.allSatisfy { $0.isMissing })
    let text = try #require(throws: StudyProblems.self) { _ = try release(["caseload.csv": "name,town\nx,y\n"]) }
    #expect(!text.problems.isEmpty && text.problems.allSatisfy { !$0.isMissing })
  }

  @Test func noBytesEndTheProgram() throws {
    var state: UInt64 = 7
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return Int(state >> 33)
    }
    let good = Array(
      (Self.head + "ehcplans,special_independent,special_non_maintained\n" + authority("202324", "801", "50,1,1")).utf8)
    for _ in 0..<60 {
      var bytes = good
      for _ in 0..<8 { bytes[next() % bytes.count] = UInt8(next() % 256) }
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sen2-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      try Data(bytes).write(to: folder.appendingPathComponent("caseload.csv"))
      if let release = try? SEN2Release(folder: folder) { #expect(!release.panel.codes.isEmpty) }
    }
  }
}
