import Foundation
import Inputs
import Planning

/// How a caseload is imported.
public struct CaseloadOptions: Sendable {
  /// A mapping file; `nil`: the study's own `mappings/caseload.yaml`, drafted when there is none.
  public var mapping: URL?
  /// Code-Point Open (a file or its folder), ONSPD, or a table of postcodes.
  public var postcodes: URL?
  /// OS Open UPRN, or a table of UPRNs.
  public var uprns: URL?
  /// The day of the stock as `2026-01-15`; `nil`: the third Thursday of the base year's January.
  public var censusDate: String?
  public var withEqualityColumns = false
  public var homesUnknownToCentroid = false

  public init() {}
}

/// Reads the children who held a plan on the census day from a SEN2 export or through a mapping file, and writes
/// `caseload.csv`. Names, numbers, dates of birth, postcodes and addresses stay behind.
///
/// - Parameter source: A folder of COLLECT blade files, one of them, or a CSV or XLSX export of another system.
/// - Throws: `StudyProblems` with everything wrong, and then nothing is written; `MappingDraft` when a mapping was drafted
///   that somebody must complete; `ImportError` when the study cannot be written.
public func importCaseload(
  _ source: URL, _ options: CaseloadOptions = CaseloadOptions(), into folder: StudyFolder, date: String
) throws -> ImportReport {
  let log = ProblemLog()
  let study = try folder.tables([.areas, .residences, .settings, .provision])
  let census = try censusDay(options, folder.study)
  let key = try PseudonymKey(folder)
  var work = CaseloadImport(study: study, folder: folder, options: options, census: census, log: log)
  if let export = BladeExport(source) {
    try work.read(export, key)
  } else if source.isFolder {
    throw StudyProblems([
      Problem(
        file: source.lastPathComponent, fault: "the folder holds no blade files of COLLECT",
        remedy: "Put the files Blade-Export_DD-MM-YYYY_person.csv and so on there, or name an export's file.",
        isMissing: true)
    ])
  } else {
    try work.read(source, key, date: date)
  }
  return try work.finish(source, key, date: date)
}

/// The day whose stock is imported.
private func censusDay(_ options: CaseloadOptions, _ study: Study) throws(StudyProblems) -> CalendarDay {
  guard let text = options.censusDate else { return .januaryCensus(study.baseYear.january) }
  guard let day = CalendarDay(iso: text), day.academicYear == study.baseYear else {
    throw StudyProblems([
      Problem(
        file: "--census-date", value: text, fault: "not a day of the base year \(study.baseYear)",
        remedy: "Write it like \(study.baseYear.january)-01-15, or leave it out for the January census.")
    ])
  }
  return day
}

/// A caseload on its way from source to study.
private struct CaseloadImport {
  let study: Study
  let folder: StudyFolder
  let options: CaseloadOptions
  let census: CalendarDay
  let log: ProblemLog
  private var source: CaseloadSource?
  private var sources: [URL] = []
  private var identityColumn = "upn"
  private var facts: [ImportReport.Fact] = []
  private var notes: [String] = []
  private var guessed: [String] = []

  init(study: Study, folder: StudyFolder, options: CaseloadOptions, census: CalendarDay, log: ProblemLog) {
    self.study = study
    self.folder = folder
    self.options = options
    self.census = census
    self.log = log
  }

  /// Takes the stock from a SEN2 export.
  mutating func read(_ export: BladeExport, _ key: PseudonymKey) throws {
    sources = export.sources
    if let mapping = options.mapping {
      notes.append("\(mapping.lastPathComponent) was not read: a SEN2 export needs no mapping file.")
    }
    if let newest = export.older.first {
      notes.append(
        "The folder holds \(export.older.count + 1) exports; that of \(export.date) was read, not that of \(newest).")
    }
    checkReference(export)
    let modules = BladeModules(export, log: log)
    guard let modules else { return try log.throwIfAny() }
    let read = BladeCaseload(modules, census: census, year: study.baseYear, options: options, hash: key.hash)
    source = read.source
    facts += read.facts
    notes += read.notes
  }

  /// A return that was made before the census day cannot say who held a plan on it.
  private func checkReference(_ export: BladeExport) {
    guard let table = export.table(.sen2, log: log), table.rowCount > 0 else { return }
    var columns = BladeColumns(table, log: log)
    let days = columns.days(columns.column("referencedate", required: false))
    columns.faults.report(to: log)
    guard let day = days?[0], day < census else { return }
    log.report(
      table.file, row: table.lines[0], column: "referencedate", value: "\(day)",
      "before the census day of the study, \(census)",
      "Export the return of \(census.year), or set base_year in study.yaml to the year of this one.")
  }

  /// Takes the stock from an export of another system, through a mapping file.
  mutating func read(_ url: URL, _ key: PseudonymKey, date: String) throws {
    let mapped = try MappedCaseload(
      url, folder: folder, study: study, census: census, options: options, hash: key.hash, date: date, log: log)
    sources = [url, mapped.mapping]
    source = mapped.source
    identityColumn = mapped.identityColumn
    facts += mapped.facts
    notes += mapped.notes
    guessed = mapped.guessed
  }

  /// Looks up homes and provisions, and writes the table when nothing is wrong.
  mutating func finish(_ url: URL, _ key: PseudonymKey, date: String) throws -> ImportReport {
    guard var source = source.take() else { throw StudyProblems(log.problems) }
    var finder = PlacementFinder(study, folder, source.placements)
    source.place(&finder)
    let homes = source.findHomes(study, options, log: log)
    source.order(column: identityColumn)
    source.faults.report(to: log)
    if source.caseload.children.isEmpty, log.isEmpty {
      log.report(
        source.table.file, "no child held a plan on \(census)",
        "Check base_year in study.yaml and the dates of the plans.")
    }
    try log.throwIfAny()
    let count = source.caseload.children.count
    let file = source.caseload.file(study)
    facts.insert(.init("children", count, counted(count, "child", "children", "held a plan on \(census)")), at: 0)
    facts += homes.facts
    let tally = finder.tally
    facts += tally.facts
    notes += tally.notes
    if homes.atCentre > 0 {
      notes.append(
        "\(homes.atCentre) of \(count) homes were not found and stand at the population-weighted centre of the residences."
      )
    }
    if let lookup = options.uprns { notes.append("UPRNs were looked up in \(lookup.lastPathComponent).") }
    if let lookup = options.postcodes { notes.append("Postcodes were looked up in \(lookup.lastPathComponent).") }
    // The table of the source is no longer needed, and is as large as all the rest.
    _ = consume source
    try key.keep(in: folder)
    try folder.write([file], from: sources, notes: notes, date: date)
    return ImportReport(
      kind: "caseload", source: url.lastPathComponent, files: [file], facts: facts, notes: guessed + notes)
  }
}
