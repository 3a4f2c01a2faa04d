import Foundation
import Geometry
import Inputs
import Planning

/// What `importSchools` may be told.
public struct SchoolsOptions: Sendable {
  /// The register's links file, which tells what schools were before.
  public var links: URL?
  /// Schools of other authorities are taken within this distance of the authority's own, in kilometres.
  public var borderKilometres: Double
  /// A caseload file of DfE's EHC plan release, to compare bases with.
  public var sen2: URL?
  public init(links: URL? = nil, borderKilometres: Double = 40, sen2: URL? = nil) {
    self.links = links
    self.borderKilometres = borderKilometres
    self.sen2 = sen2
  }
}

/// Makes `settings.csv` and `provision.csv` of the school register: an extract of Get Information About Schools, or a table
/// of DfE's performance tables with positions.
///
/// Kept are open schools of the study's authority, and special schools and colleges within reach over its border.
///
/// - Parameter date: Of the import, as `2026-11-21`.
/// - Throws: `StudyProblems` with everything wrong in the sources; `ImportError` when the study cannot take the tables.
public func importSchools(
  _ source: URL, options: SchoolsOptions = SchoolsOptions(), into folder: StudyFolder, date: String
) throws -> ImportReport {
  let (tables, log, repairs) = readRegister(source)
  if let table = tables.first(where: PerformanceTable.fit) {
    return try importSchools(PerformanceTable(table, study: folder.study), source, options, folder, date)
  }
  if let table = tables.first(where: GIASColumns.fit) {
    return try importSchools(
      GIASRegister(table, study: folder.study, repairs: repairs), source, options, folder, date)
  }
  guard let table = tables.first else { throw StudyProblems(log.problems) }
  // What else is odd about a file of another kind is of no interest.
  throw StudyProblems([
    Problem(
      file: table.file, sheet: table.sheet, row: table.headerLine, column: "URN",
      fault: "the header is not that of a school register",
      remedy: "Download \"all establishment data\" from Get Information About Schools.")
  ])
}

/// The tables of a register, and a note where rows longer than its header were put right.
private func readRegister(_ source: URL) -> (tables: [CSVTable], log: ProblemLog, repairs: [String]) {
  let log = ProblemLog()
  let tables = readTables(source, log: log)
  let again = ProblemLog()
  guard let first = tables.first(where: GIASColumns.fit), first.sheet == nil,
    let text = readSource(source, log: again).map({ ForeignText($0) }), let meant = GIASLongRows(text, first)
  else { return (tables, log, []) }
  let table = CSVTable(
    file: source.lastPathComponent, bytes: meant.bytes, dialect: .foreign, firstLine: text.headerLine, log: again)
  let note =
    "\(meant.lines.count) rows have more cells than the header, such as a comma in a cell without quotes: read as the header "
    + "means them (rows \(RegisterText.few(meant.lines.map(String.init))))."
  return ([table], again, [note])
}

private func importSchools(
  _ register: some SchoolRegister, _ source: URL, _ options: SchoolsOptions, _ folder: StudyFolder, _ date: String
) throws -> ImportReport {
  var register = register
  let log = register.table.log
  let area = (try? folder.tables([.areas, .residences])) ?? (try? folder.tables([.areas]))
  let corners = (area?.areas ?? []).compactMap(\.boundary.bounds).flatMap { [$0.low, $0.high] }
  let homes = (area?.residences ?? []).compactMap { area?.homes[$0.home].point }
  let selection = SchoolsSelection(
    &register, expected: Bounds(corners) ?? Bounds(homes), border: options.borderKilometres * 1000)

  if !selection.schools.contains(where: \.isInArea), log.isEmpty {
    log.report(
      register.table.file, "no school of the authority has a position", "Download an extract with Easting and Northing."
    )
  }

  var links = options.links.map { GIASLinks($0, log: log) }
  let former = links?.formerURNs(of: selection.schools.map(\.urn), open: register.openURNs)
  let gap = register.hasBases ? SchoolsBaseGap.find(folder, sen2: options.sen2, log: log) : nil
  try log.throwIfAny()

  let made = SchoolsTables(selection.schools, former: former)
  let files = [
    ImportedFile(name: "settings.csv", table: made.settings),
    ImportedFile(name: "provision.csv", table: made.provision),
  ]
  let notes = register.notes + selection.notes + (links?.notes ?? []) + made.notes
  let report = ImportReport(
    kind: "schools", source: source.lastPathComponent, files: files,
    facts: register.facts + facts(selection.schools, made, hasBases: register.hasBases, former: former, gap: gap),
    notes: notes)
  try folder.write(
    files, from: [source] + [options.links, options.sen2].compactMap(\.self), notes: notes, date: date)
  return report
}

/// What was kept.
private func facts(
  _ schools: [School], _ made: SchoolsTables, hasBases: Bool, former: [String: String]?, gap: SchoolsBaseGap?
) -> [ImportReport.Fact] {
  let own = schools.filter(\.isInArea)
  var facts: [ImportReport.Fact] = [
    .init("settings_in_area", own.count, "\(own.count) open schools and colleges of the authority kept."),
    .init(
      "settings_over_border", schools.count - own.count,
      "\(schools.count - own.count) special schools and colleges over the border kept."),
  ]
  for kind in ProvisionKind.allCases {
    let count = own.count { $0.kind == kind }
    if count > 0 {
      facts.append(.init("in_area_\(kind.code)", count, "\(kind.title): \(count) of the authority."))
    }
  }
  let (units, resourced) = (made.bases[0], made.bases[1])
  let bases: [ImportReport.Fact] = [
    .init(
      "sen_unit_rows_kept", units.rows, "\(units.rows) SEN units of the authority's mainstream schools kept as bases."),
    .init("sen_unit_places_kept", units.places, "\(units.places) places in them."),
    .init(
      "resourced_rows_kept", resourced.rows,
      "\(resourced.rows) resourced provisions of the authority's mainstream schools kept as bases."),
    .init("resourced_places_kept", resourced.places, "\(resourced.places) places in them."),
  ]
  if hasBases { facts += bases }
  if let former {
    facts.append(.init("former_urns", former.count, "\(former.count) of the schools have former URNs."))
  }
  if let gap {
    facts.append(gap.fact(places: units.places + resourced.places, onRoll: units.onRoll + resourced.onRoll))
  }
  return facts
}
