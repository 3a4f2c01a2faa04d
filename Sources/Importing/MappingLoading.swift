import Foundation
import Inputs
import Planning

/// A mapping file was drafted, and somebody must complete it before the import can run.
public struct MappingDraft: Error, Codable, Sendable {
  /// Relative to the study folder.
  public var file: String
  /// What was guessed, as sentences.
  public var guessed: [String]
  /// What is still open, as sentences with the line in the file where there is one.
  public var open: [String]
}

/// An export bound to its mapping, with what to say of it.
struct LoadedMapping {
  var table: MappingTable
  var file: URL
  /// For the register and the report.
  var notes: [String]
  /// What a draft guessed, for the report alone: the mapping file says it too.
  var guessed: [String] = []
}

/// Reads the mapping of an export: the file named, else the study's own, else a draft made of the export itself.
///
/// - Parameter drafts: What the draft proposes for the schema's own settings.
/// - Throws: `StudyProblems` when the mapping or the export cannot be read or leaves something open; `MappingDraft` when a
///   draft was written that somebody must complete.
func loadMapping(
  _ schema: MappingSchema, of source: URL, named: URL?, in folder: StudyFolder, settings: [Setting],
  drafts: [String: String] = [:], date: String, log: ProblemLog
) throws -> LoadedMapping {
  let place = named ?? folder.url.appendingPathComponent(schema.file)
  if named == nil, !FileManager.default.fileExists(atPath: place.path) {
    return try draftMapping(schema, of: source, at: place, settings: settings, drafts: drafts, date: date, log: log)
  }
  let name = named?.lastPathComponent ?? schema.file
  guard let data = FileManager.default.contents(atPath: place.path) else {
    throw StudyProblems([
      Problem(file: name, fault: "the file is missing", remedy: "Check the path \(place.path).", isMissing: true)
    ])
  }
  let mapping = MappingFile(schema: schema, name: name, bytes: [UInt8](data), log: log)
  guard let mapping, log.isEmpty else { throw StudyProblems(log.problems) }
  let tables = exportTables(
    source, sheet: mapping.sheet, headerRow: mapping.headerRow, isPersonal: schema.isPersonal, log: log)
  guard let table = bestTable(schema, tables.map(\.table)), table.rowCount > 0 else {
    if log.isEmpty { log.report(source.lastPathComponent, "there are no rows in it", "Export it again.") }
    throw StudyProblems(log.problems)
  }
  return LoadedMapping(
    table: MappingTable(mapping, table, log: log), file: place, notes: ["Read as \(name) says."])
}

/// The table with the most columns that the schema knows, the longest of those.
private func bestTable(_ schema: MappingSchema, _ tables: [CSVTable]) -> CSVTable? {
  func rank(_ table: CSVTable) -> (Int, Int) { (guessedColumns(schema, table).count, table.rowCount) }
  return tables.reduce(nil) { best, table in
    guard let best else { return table }
    return rank(table) > rank(best) ? table : best
  }
}

private func draftMapping(
  _ schema: MappingSchema, of source: URL, at place: URL, settings: [Setting], drafts: [String: String], date: String,
  log: ProblemLog
) throws -> LoadedMapping {
  let tables = exportTables(source, isPersonal: schema.isPersonal, log: log)
  guard let table = bestTable(schema, tables.map(\.table)), table.rowCount > 0, log.isEmpty else {
    if log.isEmpty { log.report(source.lastPathComponent, "there are no rows in it", "Export it again.") }
    throw StudyProblems(log.problems)
  }
  let headerRow = tables.first { $0.table.sheet == table.sheet }?.headerRow ?? 1
  var draft = MappingDrafting(schema, table, headerRow: headerRow, settings: SettingNames(settings), all: settings)
  draft.guess(drafts)
  if draft.columns.isEmpty {
    log.report(
      table.file, sheet: table.sheet, row: table.headerLine, "no column of the header is known",
      "Check that the header row holds the columns' names; else write \(schema.file) by hand.")
    throw StudyProblems(log.problems)
  }
  let text = draft.text(date: date)
  do {
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place, options: .atomic)
  } catch {
    throw ImportError(file: place.path, problem: "cannot be written", remedy: "Check its permissions and the disk.")
  }
  if !draft.open.isEmpty { throw MappingDraft(file: schema.file, guessed: draft.guessed, open: draft.open) }
  guard let mapping = MappingFile(schema: schema, name: schema.file, bytes: Array(text.utf8), log: log), log.isEmpty
  else { throw StudyProblems(log.problems) }
  return LoadedMapping(
    table: MappingTable(mapping, table, log: log), file: place,
    notes: ["The columns were guessed; \(schema.file) says how, and may be edited."], guessed: draft.guessed)
}
