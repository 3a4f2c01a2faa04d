import Foundation
import Inputs
import Planning
import Units

/// Makes `history.csv` of DfE's "Education, health and care plans" releases: files, or folders of them.
///
/// Each January's plans, what led to them (new and ceased plans of the calendar year before, transfers out apart), and the
/// plans by kind of provision, by need, and by single year of age and kind where a release has them. Moves in are not published.
///
/// - Throws: `StudyProblems` with everything wrong in the sources; `ImportError` when the study cannot take the table.
public func importHistory(_ sources: [URL], into folder: StudyFolder, date: String) throws -> ImportReport {
  let log = ProblemLog()
  let study = folder.study
  let releases = HistoryReleases(sources, study: study, log: log)
  try log.throwIfAny()

  var table = TableText([
    "la_code", "year", "nc_year", "need", "kind", "stock", "new", "ceased", "moved_in", "moved_out",
  ])
  for year in releases.years { addYear(year, releases, study.laCode, &table) }
  let files = [ImportedFile(name: "history.csv", table: table)]
  let notes = releases.notes + notes(releases, study)
  try folder.write(files, from: releases.sources, notes: notes, date: date)
  return ImportReport(
    kind: "history", source: sources.map(\.lastPathComponent).joined(separator: ", "), files: files,
    facts: facts(releases), notes: notes)
}

extension HistoryReleases {
  /// Every year that something is known of, in order.
  var years: [AcademicYear] {
    Set(stock.keys).union(flows.keys).union(stockByNeed.keys).union(newByNeed.keys).sorted()
  }
}

/// The rows of one year: the total, then by kind, by need, and by year group and kind.
private func addYear(_ year: AcademicYear, _ releases: HistoryReleases, _ laCode: String, _ table: inout TableText) {
  func add(
    ncYear: Int? = nil, need: Need? = nil, kind: ProvisionKind? = nil, stock: Int?, flows: HistoryReleases.Flows? = nil
  ) {
    table.add([
      laCode, year.description, ncYear.map(String.init) ?? "all", need?.code ?? "all", kind?.code ?? "all",
      stock.map(String.init) ?? "", flows?.new.map(String.init) ?? "", flows?.ceased.map(String.init) ?? "", "",
      flows?.movedOut.map(String.init) ?? "",
    ])
  }
  add(stock: releases.stock[year], flows: releases.flows[year])
  for kind in ProvisionKind.allCases {
    if let count = releases.stockByKind[year]?[kind] { add(kind: kind, stock: count) }
  }
  for need in Need.allCases {
    let (stock, new) = (releases.stockByNeed[year]?[need], releases.newByNeed[year]?[need])
    if stock != nil || new != nil { add(need: need, stock: stock, flows: .init(new: new)) }
  }
  // A year group and kind without plans has no row.
  let held = (releases.stockByAgeAndKind[year] ?? [:]).filter { $0.value > 0 }
  for (cell, count) in held.sorted(by: { ($0.key.ncYear, $0.key.kind) < ($1.key.ncYear, $1.key.kind) }) {
    add(ncYear: cell.ncYear, kind: cell.kind, stock: count)
  }
}

private func facts(_ releases: HistoryReleases) -> [ImportReport.Fact] {
  var facts: [ImportReport.Fact] = [
    .init("rows", releases.rows, "\(releases.rows) rows of the authority read.")
  ]
  for year in releases.years {
    guard let stock = releases.stock[year] else { continue }
    facts.append(.init("stock_\(year.january)", stock, "\(stock) plans in January \(year.january)."))
  }
  for year in releases.years {
    guard let counts = releases.stockByAgeAndKind[year] else { continue }
    let sum = counts.values.reduce(0, +)
    facts.append(
      .init("stock_by_age_and_kind_\(year.january)", sum, "\(sum) of January \(year.january) by age and kind."))
  }
  if let last = releases.flows.keys.max(), let flows = releases.flows[last] {
    func say(_ name: String, _ value: Int?, _ text: String) {
      if let value { facts.append(.init(name, value, "\(value) \(text) in \(last.start).")) }
    }
    say("new", flows.new, "new plans")
    say("ceased", flows.ceased, "plans ceased, transfers apart,")
    say("moved_out", flows.movedOut, "plans transferred to other authorities")
  }
  return facts
}

private func notes(_ releases: HistoryReleases, _ study: Study) -> [String] {
  var notes: [String] = []
  let stocked = releases.stock.keys.sorted()
  if let first = stocked.first, let last = stocked.last {
    let gaps = (first.start...last.start).map(AcademicYear.init(start:)).filter { releases.stock[$0] == nil }
    if !gaps.isEmpty { notes.append("Years without stock: \(gaps.map(\.description).joined(separator: ", ")).") }
    if releases.stock[study.baseYear] == nil {
      notes.append("The base year \(study.baseYear) has no stock here; the last is \(last).")
    }
  } else {
    notes.append("No stock was found: give the caseload file as well.")
  }
  if stocked.contains(where: { $0 > study.baseYear }) {
    notes.append("Years after the base year \(study.baseYear) are kept, and a projection does not look at them.")
  }
  if releases.stockByAgeAndKind.values.contains(where: { $0.keys.contains { $0.ncYear == -2 } }) {
    notes.append("Children under three count as two years old (NC year -2).")
  }
  notes.append("Moves in are not published: left empty.")
  return notes
}
