import Foundation
import Inputs
import Planning

/// Reads the local top-up band or amount of each child and puts it in as `band` of `caseload.csv`. Children who are not in
/// the list keep none.
///
/// - Throws: as `importCaseload` does.
public func importTopUps(_ source: URL, mapping: URL? = nil, into folder: StudyFolder, date: String) throws
  -> ImportReport
{
  let log = ProblemLog()
  let study = try folder.tables(Set(StudyTable.allCases).subtracting([.pupils, .history, .contracts]))
  let key = try PseudonymKey(folder)
  let loaded = try loadMapping(
    topUpsSchema, of: source, named: mapping, in: folder, settings: study.settings, date: date, log: log)
  var rows = loaded.table
  let thresholds = bandThresholds(loaded.table.mapping, log)
  try log.throwIfAny()
  var list = TopUpList(rows, study.caseload, key.hash)
  list.read(&rows, thresholds)
  rows.faults.report(to: log)
  try log.throwIfAny()
  let file = try bandedCaseload(folder, list.bands)
  let outside = list.outside.count
  var notes = loaded.notes
  if outside > 0 {
    notes.append(
      "\(counted(outside, "child", "children")) of the list not in caseload.csv: without a plan on the census day, or known "
        + "there by another number.")
  }
  let earlier = ImportRegister(folder: folder.url)["caseload.csv"]
  // The register goes on saying what it said of the caseload, and of the newest top-ups alone.
  let kept = (earlier?.notes ?? []).filter { !$0.hasPrefix(topUpsMark) }
  try folder.write([file], from: [source, loaded.file], notes: kept + notes.map { topUpsMark + $0 }, date: date)
  try keepOrigins(earlier, in: folder)
  let count = list.count()
  let without = study.caseload.count - count
  var facts: [ImportReport.Fact] = [
    .init("bands_set", count, counted(count, "child", "children", "with a band from the list")),
    .init("without_band", without, counted(without, "child", "children", "not in the list, without a band")),
    .init("not_in_caseload", outside, counted(outside, "child", "children", "of the list not in the caseload")),
  ]
  for band in 1...4 {
    facts.append(.init("band_\(band)", list.count(band), "\(list.count(band)) in band \(band)"))
  }
  return ImportReport(
    kind: "top-ups", source: source.lastPathComponent, files: [file], facts: facts, notes: loaded.guessed + notes)
}

/// `caseload.csv` as it stands with the bands put in.
///
/// - Parameter bands: By row, 0 for none; the study's reader has read the same rows without a problem.
private func bandedCaseload(_ folder: StudyFolder, _ bands: [Int]) throws -> ImportedFile {
  let log = ProblemLog()
  let data = FileManager.default.contents(atPath: folder.url.appendingPathComponent("caseload.csv").path) ?? Data()
  let table = CSVTable(file: "caseload.csv", bytes: [UInt8](data), log: log)
  if table.rowCount != bands.count, log.isEmpty {
    log.report(table.file, "the children are in another file", "Take caseload out of inputs in study.yaml.")
  }
  try log.throwIfAny()
  var names = table.columns
  if !names.contains("band") { names.insert("band", at: (names.firstIndex(of: "need") ?? 0) + 1) }
  let columns = names.map { $0 == "band" ? nil : table.optionalColumn($0) }
  var bytes = TableText(names).bytes
  bytes.reserveCapacity(data.count + table.rowCount * 2)
  for row in 0..<table.rowCount {
    for (position, column) in columns.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      if let column {
        appendCell(table.bytes(row, column), &bytes)
      } else if bands[row] > 0 {
        appendInteger(bands[row], &bytes)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }
  return ImportedFile(name: "caseload.csv", bytes: bytes, rows: table.rowCount)
}

/// What notes of top-ups begin with in the register.
private let topUpsMark = "Top-ups: "

/// Keeps what the register said of the caseload's first import beside the top-ups.
private func keepOrigins(_ earlier: ImportRegister.Entry?, in folder: StudyFolder) throws(ImportError) {
  var register = ImportRegister(folder: folder.url)
  guard let earlier, var entry = register["caseload.csv"] else { return }
  // The list and mapping of top-ups before these stand last.
  let hadTopUps = earlier.notes.contains { $0.hasPrefix(topUpsMark) }
  entry.origins = earlier.origins.dropLast(hadTopUps ? 2 : 0) + entry.origins
  register.enter(entry)
  let place = folder.url.appendingPathComponent("imports.yaml")
  do {
    try Data(register.text.utf8).write(to: place, options: .atomic)
  } catch {
    throw ImportError(file: place.path, problem: "cannot be written", remedy: "Check its permissions and the disk.")
  }
}
