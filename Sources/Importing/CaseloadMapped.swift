import Foundation
import Geometry
import Inputs
import Planning
import Units

/// The children of another system's export, read through a mapping file.
struct MappedCaseload {
  private(set) var source: CaseloadSource
  /// The mapping file.
  let mapping: URL
  /// Header of the column that says who a child is.
  let identityColumn: String
  private(set) var facts: [ImportReport.Fact] = []
  private(set) var notes: [String]
  /// What a draft of the mapping guessed.
  let guessed: [String]

  private var notHeld = 0
  private var startsLater = 0
  private var ceased = 0
  private var secondPlacements = 0

  /// - Throws: what `loadMapping` throws.
  init(
    _ url: URL, folder: StudyFolder, study: Study, census: CalendarDay, options: CaseloadOptions, hash: PseudonymHash,
    date: String, log: ProblemLog
  ) throws {
    let loaded = try loadMapping(
      caseloadSchema, of: url, named: options.mapping, in: folder, settings: study.settings, date: date, log: log)
    mapping = loaded.file
    notes = loaded.notes
    guessed = loaded.guessed
    var rows = loaded.table
    identityColumn = rows.header(rows.has("upn") ? "upn" : "person_id")
    source = CaseloadSource(
      table: rows.table,
      homeColumns: ["easting_m", "uprn", "postcode"].filter(rows.has).map(rows.header))
    guard log.isEmpty else { return }
    let columns = CaseloadColumns(&rows, study, withEqualityColumns: options.withEqualityColumns)
    source.placements = columns.statedPlacements
    var identities = CaseloadIdentities(rows, hash)
    for row in 0..<rows.table.rowCount where isHeld(columns, row, census) {
      guard let pseudonym = identities.pseudonym(row, &rows.faults) else { continue }
      guard let ncYear = columns.ncYear(row, study.baseYear, &rows), let need = columns.need(row, &rows) else {
        continue
      }
      var child = CaseloadChild(pseudonym: pseudonym, row: row, ncYear: ncYear, need: need)
      columns.describe(&child, row, &source.caseload)
      child.sibling = identities.sibling(row) ?? 0
      source.add(child, placement: columns.placement(row), columns.home(row))
      let others = identities.notWith(row)
      if !others.isEmpty { source.caseload.notWith[source.caseload.children.count - 1] = others }
    }
    linkOthers(identities, &rows)
    rows.faults.report(to: log)
    addFacts()
  }

  private mutating func isHeld(_ columns: CaseloadColumns, _ row: Int, _ census: CalendarDay) -> Bool {
    if let rank = columns.rank?[row], rank > 1 {
      secondPlacements += 1
    } else if columns.status?[row] == "not_held" {
      notHeld += 1
    } else if let start = columns.planStart?[row], start > census {
      startsLater += 1
    } else if let end = columns.planEnd?[row], end < census {
      ceased += 1
    } else {
      return true
    }
    return false
  }

  /// Children named in not_with and sibling_id must be children of the table; others have left it.
  private mutating func linkOthers(_ identities: CaseloadIdentities, _ rows: inout MappingTable) {
    guard identities.hasOthers else { return }
    let known = Set(source.caseload.children.map(\.pseudonym))
    var gone = 0
    func kept(_ named: UInt64) -> UInt64? {
      let pseudonym = identities.canonical(named)
      if known.contains(pseudonym) { return pseudonym }
      gone += 1
      return nil
    }
    for (child, others) in source.caseload.notWith {
      let left = others.compactMap(kept)
      source.caseload.notWith[child] = left.isEmpty ? nil : left
    }
    for index in source.caseload.children.indices where source.caseload.children[index].sibling != 0 {
      source.caseload.children[index].sibling = kept(source.caseload.children[index].sibling) ?? 0
    }
    if gone > 0 {
      notes.append(
        "\(counted(gone, "mention", "mentions")) of other children who hold no plan on the day left out.")
    }
  }

  private mutating func addFacts() {
    func add(_ name: String, _ count: Int, _ what: String) {
      if count > 0 { facts.append(.init(name, count, counted(count, "row", "rows", what))) }
    }
    add("plans_not_held", notHeld, "with a status that says the plan is not held")
    add("plans_starting_later", startsLater, "with a plan that began later")
    add("plans_ceased", ceased, "with a plan that had ceased")
    add("second_placements", secondPlacements, "of second placements")
    if source.table.shortRowCount > 0 {
      notes.append(
        "\(source.table.shortRowCount) rows are shorter than the header; their missing cells were taken as empty.")
    }
  }
}
