import Foundation
import Inputs
import Placement
import Planning
import Simulation
import TestSupport
import Testing
import Travel

/// Runs started from January 2022, with only what was known then, beside what came in January 2025, kind by kind.
///
/// `past_january.py` says what is published and what stands in. Rutland runs always; the demonstrations' authorities too with
/// `PLACEPLAN_LONG_TESTS=1 swift test -c release --filter PastJanuaryTests`.
@Suite(
  "From January 2022 to January 2025",
  .enabled(if: SharedData.isPresent, "no ../shared/data beside the package: no January 2022 was built"))
struct PastJanuaryTests {
  /// The kinds of the return of January 2022: its placements "educated elsewhere" were split another way from 2023, and
  /// "not recorded" began then.
  static let groups: [(name: String, kinds: [ProvisionKind])] = [
    ("mainstream", [.mainstream]), ("inclusion base", [.specialistBase]),
    ("independent mainstream", [.independentMainstream]), ("state special", [.special]),
    ("INMSS", [.independentSpecial, .nmss]), ("alternative provision", [.ap]), ("further education", [.fe]),
    ("specialist post-16", [.specialistPost16]), ("early years", [.earlyYears]),
    ("educated elsewhere", [.eotas, .ehe, .elsewhere]),
  ]
  static let authorities =
    ["rutland"]
    + (ProcessInfo.processInfo.environment["PLACEPLAN_LONG_TESTS"] == nil ? [] : ["shropshire", "telford", "coventry"])

  @Test(arguments: authorities) func intervalsHoldSevenKindsInTen(_ authority: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("past-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = try #require(SharedData.folder).path
    var study = projectFolder().appendingPathComponent("GeoData/\(authority)")
    if authority == "rutland" {
      let models = projectFolder().appendingPathComponent("GeoData/shropshire").path
      study = folder.appendingPathComponent("2025")
      try run("authority_study.py", data, models, study.path)
    }
    let past = folder.appendingPathComponent("2022")
    try run("past_january.py", data, study.path, past.path)

    let loaded = try loadStudy(at: past, models: sharedModels())
    let travel = try Travel(roads: loaded.roads, study: loaded.study, assumptions: loaded.assumptions, jobs: 2)
    let simulation = try Simulation(study: loaded.study, assumptions: loaded.assumptions, travel: travel)
    let actual = try plans(past.appendingPathComponent("actual.csv"))
    // The places that would open were not known either: each draw has one of five courses of them.
    let supplies =
      [Supply(loaded.study)] + loaded.study.options.map { Supply(loaded.study, proposals: $0.proposals) }
    #expect(supplies.count == 5)
    var space = PlacementStage.Workspace()
    var counts = Array(repeating: [Int](), count: Self.groups.count)
    for draw in 0..<100 {
      let cohort = simulation.need.cohort(draw: draw)
      let placements = try simulation.placement.place(
        cohort, supply: supplies[draw % supplies.count], workspace: &space)
      var byKind = Array(repeating: 0, count: ProvisionKind.allCases.count)
      for child in 0..<cohort.count where placements.provision(child, year: 3) >= 0 {
        byKind[Int(loaded.study.provisions[placements.provision(child, year: 3)].kind.rawValue)] += 1
      }
      for (index, group) in Self.groups.enumerated() {
        counts[index].append(group.kinds.reduce(0) { $0 + byKind[Int($1.rawValue)] })
      }
    }
    var held = 0
    var lines: [String] = []
    for (index, group) in Self.groups.enumerated() {
      let sorted = counts[index].sorted()
      let came = group.kinds.reduce(0) { $0 + actual[$1, default: 0] }
      let isHeld = sorted[10] <= came && came <= sorted[89]
      if isHeld { held += 1 }
      lines.append("\(group.name): \(came) came, 80% \(sorted[10]) to \(sorted[89])\(isHeld ? "" : ", missed")")
    }
    print("\(authority): \(held) of \(Self.groups.count) kinds held. \(lines.joined(separator: "; "))")
    #expect(held >= 7, "\(authority): \(lines.joined(separator: "; "))")
  }

  private func plans(_ file: URL) throws -> [ProvisionKind: Int] {
    var plans: [ProvisionKind: Int] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      plans[try #require(ProvisionKind(code: cells[0]))] = Int(cells[1])
    }
    return plans
  }

  private func run(_ script: String, _ arguments: String...) throws {
    let path = projectFolder().appendingPathComponent("Tests/RealDataTests/\(script)").path
    #expect(try python([path] + arguments).status == 0, "\(script)")
  }
}
