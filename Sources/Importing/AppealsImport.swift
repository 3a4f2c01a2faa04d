import Foundation
import Inputs
import Planning

/// Reads counts of SEND appeals and writes what the placement stage asks of them into the study's own assumptions: the
/// share of placements that a Tribunal directs, and to what kinds where a list says it.
///
/// - Throws: as `importCaseload` does.
public func importAppeals(
  _ source: URL, mapping: URL? = nil, into folder: StudyFolder, date: String
) throws -> ImportReport {
  let log = ProblemLog()
  let study = try folder.tables([.areas, .residences, .settings, .provision])
  let loaded = try loadMapping(
    appealsSchema, of: source, named: mapping, in: folder, settings: study.settings,
    drafts: placementsDecided(folder, study), date: date, log: log)
  var rows = loaded.table
  try log.throwIfAny()
  let table = AppealTable(&rows, study, folder)
  rows.faults.report(to: log)
  let settings = loaded.table.mapping
  guard let figures = AppealFigures(table, settings, source: source.lastPathComponent, log: log), log.isEmpty else {
    throw StudyProblems(log.problems)
  }
  var notes = loaded.notes + figures.notes
  if table.others > 0 { notes.append("\(counted(table.others, "row", "rows")) of other authorities left out.") }
  let file = try importedAssumptions(folder, figures.figures)
  let listing = StudyFileEdit(folder, adding: importedAssumptionsFile)
  notes += listing.notes
  try folder.write([file], from: [source, loaded.file], notes: notes, date: date)
  try listing.write()
  return ImportReport(
    kind: "appeals", source: source.lastPathComponent, files: [file], facts: figures.facts,
    notes: loaded.guessed + notes)
}

/// What a draft can propose: children whose placement began in the base year, by the caseload.
private func placementsDecided(_ folder: StudyFolder, _ study: Study) -> [String: String] {
  guard let data = FileManager.default.contents(atPath: folder.url.appendingPathComponent("caseload.csv").path) else {
    return [:]
  }
  let table = CSVTable(file: "caseload.csv", bytes: [UInt8](data), log: ProblemLog())
  guard let from = table.optionalColumn("year_from"), let ncYear = table.optionalColumn("nc_year") else { return [:] }
  let count = (0..<table.rowCount).count { row in
    table.text(row, from) == study.baseYear.description && (0...13).contains(table.integer(row, ncYear) ?? -9)
  }
  return count > 0 ? ["placements_decided": String(count)] : [:]
}

/// Figures of the placement stage, made of appeals.
private struct AppealFigures {
  private(set) var figures: [(id: String, lines: [String])] = []
  private(set) var facts: [ImportReport.Fact] = []
  private(set) var notes: [String] = []

  init?(_ table: AppealTable, _ mapping: MappingFile, source: String, log: ProblemLog) {
    let root = mapping.root
    let owner = root.text("owner", required: true)
    let placements = root.integer("placements_decided", in: 1...1_000_000, required: true)
    let share = root.number("ordered_share")
    if let share, !(0...1).contains(share) {
      root.report("ordered_share", "not between 0 and 1", "Write a share such as 0.4.")
    }
    let wanted = root.text("year").map { AppealTable.label($0) ?? $0 }
    let chosen = wanted.map { wanted in table.years.first { $0.year == wanted } } ?? table.years.last
    guard let owner, let placements, let (year, counts) = chosen else {
      if log.isEmpty {
        log.report(
          source, "there is no row of the study's authority\(wanted.map { " and the year \($0)" } ?? "")",
          "Check la_name in study.yaml, and authority and year in the mapping file.")
      }
      return nil
    }
    func ordered(_ counts: AppealCounts) -> Double? {
      counts.settingsOrdered ?? share.flatMap { share in (counts.upheld ?? counts.registered).map { $0 * share } }
    }
    guard let orders = ordered(counts) else {
      log.report(
        mapping.name, row: root.line("columns"), "nothing says how many settings were ordered in \(year)",
        "Map settings_ordered or setting_ordered, or give ordered_share.")
      return nil
    }
    guard orders <= Double(placements) else {
      root.report(
        "placements_decided", "fewer than the \(shortNumber(orders)) settings ordered in \(year)", "Correct it.")
      return nil
    }
    let rates = table.years.compactMap { ordered($0.counts).map { $0 / Double(placements) } }.filter { $0 <= 1 }
    let counted = "\(source), \(year): \(Self.sentence(counts, orders)) over \(placements) placements decided"
    figures.append(
      (
        "placement.directed_share",
        Self.lines(
          "placement.directed_share", value: Self.rounded(orders / Double(placements)),
          unit: "share of placements decided in NC year 0 to 13",
          low: rates.count > 1 ? rates.min() : nil, high: rates.count > 1 ? rates.max() : nil, year: year,
          source: counted, owner: owner,
          note: rates.count > 1
            ? "Low and high are the least and the greatest of \(rates.count) years over the same placements."
            : "One year's count.")
      ))
    addKinds(counts, year: year, source: source, owner: owner)
    for (name, count, what) in [
      ("appeals_registered", counts.registered, "appeals registered"), ("appeals_decided", counts.decided, "decided"),
      ("appeals_upheld", counts.upheld, "upheld"), ("settings_ordered", Optional(orders), "settings ordered"),
    ] {
      if let count { facts.append(.init(name, Int(count.rounded()), "\(Int(count.rounded())) \(what) in \(year)")) }
    }
  }

  /// Shares by kind, where enough orders have one for a share to mean something.
  private mutating func addKinds(_ counts: AppealCounts, year: String, source: String, owner: String) {
    let total = counts.kinds.values.reduce(0, +)
    if total == 0 { return }
    guard total >= 10 else {
      notes.append(
        "Fewer than 10 orders have a known kind of setting, too few for shares: placement.directed_kinds stays as it was."
      )
      return
    }
    let shares = counts.kinds.keys.sorted().map { kind in
      "\(kind.code): \(Self.rounded(Double(counts.kinds[kind] ?? 0) / Double(total)))"
    }
    figures.append(
      (
        "placement.directed_kinds",
        Self.lines(
          "placement.directed_kinds", value: "{\(shares.joined(separator: ", "))}",
          unit: "share of directed placements by kind", low: nil, high: nil, year: year,
          source: "\(source), \(year): \(total) orders with a known setting", owner: owner, note: "One year's orders.")
      ))
  }

  /// Counts in words; 1 to 4 are not said, because reports print the source of a figure.
  private static func sentence(_ counts: AppealCounts, _ orders: Double) -> String {
    func said(_ count: Double, _ what: String) -> String {
      count > 0 && count < 5 ? "fewer than 5 \(what)" : "\(Int(count.rounded())) \(what)"
    }
    var parts = [said(orders, "settings ordered")]
    if let upheld = counts.upheld { parts.append(said(upheld, "appeals upheld")) }
    if let decided = counts.decided { parts.append(said(decided, "decided")) }
    if let registered = counts.registered { parts.append(said(registered, "registered")) }
    return parts.joined(separator: ", ")
  }

  /// Four decimals.
  private static func rounded(_ value: Double) -> String { String((value * 10_000).rounded() / 10_000) }

  private static func lines(
    _ id: String, value: String, unit: String, low: Double?, high: Double?, year: String, source: String, owner: String,
    note: String
  ) -> [String] {
    [
      "- id: \(id)", "  value: \(value)", "  unit: \(unit)", "  low: \(low.map(rounded) ?? "null")",
      "  high: \(high.map(rounded) ?? "null")", "  date: \(quoted(year))", "  status: local",
      "  source: \(quoted(source))", "  owner: \(quoted(owner))", "  note: \(quoted(note))",
      "  usable_as_default: true",
    ]
  }
}
