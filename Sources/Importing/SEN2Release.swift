import Foundation
import Inputs
import Planning

/// DfE's release of the special educational needs survey, every authority and year that its files hold.
///
/// Read from the files as published: `caseload`, and as far as they are there `newplans`, `ceased_plans`, `requests`
/// and `assessments`, each `.csv` or `.csv.gz`.
public struct SEN2Release: Sendable {
  /// Authorities under their three-digit code, which stays when boundaries do; the nine characters where a file has no
  /// other.
  public var panel: AuthorityPanel
  /// By the panel's authorities.
  public var names: [String]
  /// What was done with each oddity, as sentences.
  public var notes: [String]

  /// - Throws: `StudyProblems` naming a missing folder or `caseload`, or a file that is not one of these.
  public init(folder: URL) throws(StudyProblems) {
    let log = ProblemLog()
    var cells = SEN2Cells()
    var notes: [String] = []
    guard SEN2File.all[0].find(in: folder) != nil else {
      log.report(
        "caseload.csv", "the file is missing", "Put DfE's caseload.csv or caseload.csv.gz into \(folder.path).",
        isMissing: true)
      throw StudyProblems(log.problems)
    }
    for kind in SEN2File.all {
      guard let url = kind.find(in: folder) else {
        notes.append("\(kind.name): no such file. \(kind.without)")
        continue
      }
      if let table = readTables(url, log: log).first { cells.read(kind, table) }
    }
    try log.throwIfAny()
    guard let years = cells.years, !cells.codes.isEmpty else {
      log.report(
        "caseload.csv", "no row gives the plans of a local authority in a January",
        "Use the file as DfE publishes it, with geographic_level, time_period, old_la_code and ehcplans.")
      throw StudyProblems(log.problems)
    }
    notes += cells.notes
    cells.dropRegionalTotals(&notes)
    var panel = AuthorityPanel(codes: cells.codes, years: years)
    cells.fill(&panel)
    SEN2History.standIn(&panel, &notes)
    let history = SEN2History(panel: panel, cells: cells)
    self.panel = panel
    names = panel.codes.map { cells.names[$0] ?? $0 }
    self.notes = notes + history.notes
  }
}

/// One file of the release and what is taken from it.
struct SEN2File: Sendable {
  var name: String
  /// The breakdown that is not broken down.
  var total: String
  /// Columns that add up to each series.
  var columns: [(series: SurveySeries, names: [String])]
  var isStock = false
  /// What a folder without it loses; the caseload is never left out.
  var without = ""

  /// The caseload first.
  static let all = [
    SEN2File(
      name: "caseload", total: "all ehc plans",
      columns: [(.stock, ["ehcplans"]), (.inmss, ["special_independent", "special_non_maintained"])], isStock: true),
    SEN2File(
      name: "newplans", total: "new ehc plans", columns: [(.newPlans, ["new_ehc_plans"])],
      without: "New plans are not known but where assessments give plans issued."),
    SEN2File(
      name: "ceased_plans", total: "all ceased ehc plans", columns: [(.ceased, ["total_ceased"])],
      without: "Stock and flows cannot be held against each other."),
    SEN2File(
      name: "requests", total: "all requests for ehc needs assessments",
      columns: [(.requests, ["requests_received_in_year"]), (.refusals, ["requests_decided_not_to_assess"])],
      without: "Requests are not known, and forecasts lose half of what they gain on the shrinkage rule."),
    SEN2File(
      name: "assessments", total: "all ehc needs assessments", columns: [(.issued, ["assess_issued"])],
      without: "Nothing stands in where new plans are not known."),
  ]
  /// The breakdown of the caseload by age on 31 August.
  static let ages = "child or young persons age"

  /// Whether a row, topic and breakdown in small letters, is not broken down: what this release calls its total, or
  /// what another might.
  func isTotal(topic: String, breakdown: String?) -> Bool {
    if topic == total { return true }
    return [topic, breakdown ?? topic].allSatisfy { $0 == "total" || $0.hasPrefix("all ") }
  }

  func find(in folder: URL) -> URL? {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return ["\(name).csv", "\(name).csv.gz"].lazy.compactMap { wanted in files.first { $0.lowercased() == wanted } }
      .first.map { folder.appendingPathComponent($0) }
  }
}
