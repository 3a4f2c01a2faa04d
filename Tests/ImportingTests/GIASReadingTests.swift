import Foundation
import Inputs
import Planning
import TestSupport
import Testing

@testable import Importing

@Suite("Register of schools")
struct GIASReadingTests {
  @Test func typesAreKnownByCodeAndByName() {
    let cases: [(code: Int, name: String, kind: ProvisionKind?)] = [
      (1, "Community school", .mainstream), (28, "Academy sponsor led", .mainstream),
      (40, "University technical college", .mainstream),
      (7, "Community special school", .special), (12, "FOUNDATION SPECIAL SCHOOL", .special),
      (33, "Academy special sponsor led", .special),
      (44, "Academy special converter", .special), (36, "Free schools - special", .special),
      (8, "Non-maintained special school", .nmss),
      (10, "Other Independent Special School", .independentSpecial),
      (11, "Other independent school", .independentMainstream),
      (14, "Pupil referral unit", .ap), (38, "Free schools - alternative provision", .ap),
      (42, "Academy alternative provision converter", .ap),
      (18, "Further education", .fe), (31, "Sixth form centres", .fe), (39, "Free schools 16-19", .fe),
      (45, "Academy 16-19 converter", .fe),
      (32, "Special post 16 institution", .specialistPost16), (15, "Local authority nursery school", .earlyYears),
      (29, "Higher education institutions", nil), (47, "Children\u{2019}s centre", nil),
      (30, "Welsh establishment", nil),
    ]
    for (code, name, kind) in cases {
      #expect(EstablishmentType.type(code: code)?.kind == kind, "\(code)")
      #expect(EstablishmentType.type(named: name)?.code == code, "\(name)")
    }
    #expect(EstablishmentType.type(code: 99) == nil)
    #expect(EstablishmentType.type(named: "School") == nil)
  }

  @Test func yearGroupsFollowStatutoryAges() {
    func years(_ low: Int?, _ high: Int?, _ kind: ProvisionKind, _ phase: String? = nil) -> ClosedRange<Int>? {
      SchoolAges(low: low, high: high, phase: phase).ncYears(kind)
    }
    #expect(years(4, 11, .mainstream) == 0...6)
    #expect(years(2, 11, .mainstream) == -1...6)
    #expect(years(3, 7, .mainstream) == -1...2)
    #expect(years(5, 11, .mainstream) == 0...6)
    #expect(years(5, 19, .nmss) == 1...14)
    #expect(years(7, 11, .mainstream) == 3...6)
    #expect(years(9, 13, .mainstream) == 5...8)
    #expect(years(11, 16, .mainstream) == 7...11)
    #expect(years(11, 18, .mainstream) == 7...13)
    #expect(years(2, 19, .special) == -1...14)
    #expect(years(16, 99, .fe) == 12...21)
    #expect(years(19, 25, .specialistPost16) == 15...21)
    #expect(years(2, 5, .earlyYears) == -1 ... -1)
    #expect(years(nil, nil, .mainstream, "Secondary") == 7...11)
    #expect(years(nil, nil, .special) == -1...14)
    #expect(years(11, nil, .mainstream, "Primary") == 7...7)
    #expect(years(16, 11, .mainstream) == nil)
  }

  @Test func needsAreReadAsTheRegisterWritesThem() {
    #expect(Need(registerName: "SpLD - Specific Learning Difficulty") == .spld)
    #expect(Need(registerName: "OTH - Other Difficulty/Disability") == .oth)
    #expect(Need(registerName: "MSI - Multi-Sensory Impairment") == .msi)
    #expect(Need(registerName: "asd") == .asd)
    #expect(Need(registerName: "Visual Impairment") == .vi)
    #expect(Need(registerName: "BESD - Behaviour, Emotional and Social Difficulty") == .semh)
    #expect(Need(registerName: "Reading") == nil)
  }

  @Test func numbersAreReadInEveryDress() {
    func read(_ text: String) -> Int? { RegisterText.number(ArraySlice(text.utf8)) }
    #expect(read("936") == 936)
    #expect(read("936.0") == 936)
    #expect(read("936.") == 936)
    #expect(read("1,050") == 1050)
    #expect(read("1,234,567.00") == 1_234_567)
    #expect(read("-4") == -4)
    for wrong in ["", ".", "1,05", ",105", "12,3456", "1.5", "1e3", "0x1F", "９", "1,-05", "99999999999999999999"] {
      #expect(read(wrong) == nil, "\(wrong)")
    }
  }

  @Test(
    "A genuine extract: 590 rows, 36 SEN units with 897 places, 26 resourced provisions with 346",
    .enabled(if: SharedData.isPresent, "no ../shared/data beside the package: the genuine extract was not read"))
  func surrey() throws {
    let data = try #require(SharedData.folder)
    try ImportBench.bareStudy("936", "Surrey", baseYear: "2020/21").withFolder { place in
      let report = try importSchools(
        data.appendingPathComponent("schools/gias_surrey_2021-05.csv"),
        options: SchoolsOptions(sen2: data.appendingPathComponent("sen2/caseload.csv.gz")),
        into: StudyFolder(place), date: "2026-11-21")
      let figures = ImportBench.figures(report)
      #expect(figures["rows"] == 590)
      #expect(figures["sen_unit_rows"] == 36)
      #expect(figures["sen_unit_places"] == 897)
      #expect(figures["resourced_rows"] == 26)
      #expect(figures["resourced_places"] == 346)
      // Four units with 365 places are whole special or independent schools.
      #expect(figures["sen_unit_rows_kept"] == 32)
      #expect(figures["sen_unit_places_kept"] == 532)
      #expect(figures["resourced_places_kept"] == 346)
      #expect(figures["in_area_nmss"] == 5)
      #expect(figures["in_area_special"] == 12 + 9 + 3)
      let study = try loadTables(at: place, [.settings, .provision])
      #expect(study.settings.count == 474)
      // The other six of the register's 14 are independent schools without a child with a plan.
      #expect(study.settings.count(where: \.isSelective) == 8)
      let bases = study.provisions.filter { $0.kind == .specialistBase && $0.setting != nil }
      #expect(bases.reduce(0) { $0 + ($1.places?[0] ?? 0) } == 532 + 346)
      #expect(report.notes.contains { $0.contains("SchoolWebsite") })
    }
  }

  @Test(
    "The table of schools with positions",
    .enabled(if: SharedData.isPresent, "no ../shared/data beside the package: the table of schools was not read"))
  func performanceTable() throws {
    let data = try #require(SharedData.folder)
    try ImportBench.bareStudy("857", "Rutland", baseYear: "2022/23").withFolder { place in
      let source = data.appendingPathComponent("schools/england_schools_2022-23_ehcp_easting_northing.csv.gz")
      let report = try importSchools(source, into: StudyFolder(place), date: "2026-11-21")
      #expect(ImportBench.figures(report)["rows"] == 24_433)
      #expect(ImportBench.figures(report)["in_area_special"] == 1)
      let study = try loadTables(at: place, [.settings, .provision])
      let parks = try #require(study.settings.firstIndex { $0.urn == "120355" })
      #expect(study.settings[parks].isInArea)
      #expect(study.provisions.first { $0.setting == parks }?.kind == .special)
      let own = study.settings.filter(\.isInArea).map(\.point)
      for setting in study.settings where !setting.isInArea {
        #expect(own.contains { $0.distance(to: setting.point) <= 40_000 })
      }
    }
  }
}
