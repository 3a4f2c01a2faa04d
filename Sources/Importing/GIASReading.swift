import Geometry
import Inputs
import Planning
import Units

/// The school register as Get Information About Schools gives it: `edubasealldata` and extracts of it.
///
/// Columns are found by name, so that layouts of any year will do; heads, telephones, e-mail and web addresses are not read.
struct GIASRegister: SchoolRegister {
  let table: CSVTable
  private(set) var entries: [SchoolEntry] = []
  private(set) var openURNs: Set<String> = []
  private(set) var facts: [ImportReport.Fact] = []
  private(set) var notes: [String] = []
  var hasBases: Bool { bases.isKnown }
  let columns: GIASColumns
  private var bases: GIASBases
  private var basesByRow: [Int: [SchoolBase]] = [:]
  private var counts = Counts()
  private let study: Study
  private let allColumns: [CSVColumn]

  /// What is left out, for the notes.
  private struct Counts {
    var closed = 0
    var proposed = 0
    var closing: Set<String> = []
    var repeated = 0
    var headers = 0
    var remarks = 0
    var elsewhere = 0
    var leftOut: [String: Int] = [:]
    var strangeTypes: [String: Int] = [:]
  }

  /// Reads what decides on each row; faults go to the table's log.
  init(_ table: CSVTable, study: Study, repairs: [String] = []) {
    self.table = table
    notes = repairs
    self.study = study
    allColumns = table.columns.compactMap(table.optionalColumn)
    let names = NamedColumns(table)
    columns = GIASColumns(names)
    bases = columns.bases
    guard columns.urn != nil, columns.hasType, columns.hasAuthority, columns.name != nil else { return }
    let authority = GIASAuthority(table, columns, study: study)
    var seen: [String: Int] = [:]
    for row in 0..<table.rowCount where authority.canTell { read(row, authority, &seen) }
    let rows = table.rowCount - counts.headers - counts.remarks
    facts = [.init("rows", rows, "\(rows) rows read.")] + bases.facts
    authority.checkIsThere(openOwn: entries.contains { $0.isOwn })
    describe()
  }

  private mutating func read(_ row: Int, _ authority: GIASAuthority, _ seen: inout [String: Int]) {
    guard let column = columns.urn else { return }
    guard let urn = table.registerCode(row, column) else {
      // Extracts joined end to end repeat their header.
      if table.text(row, column) == column.name {
        counts.headers += 1
        return
      }
      if isRemark(row) {
        counts.remarks += 1
        return
      }
      return table.report(row, column, "not a URN", "Correct it, or take the row out.")
    }
    if let first = seen[urn] {
      if allColumns.allSatisfy({ table.bytes(row, $0).elementsEqual(table.bytes(first, $0)) }) {
        counts.repeated += 1
      } else {
        table.report(
          row, column, "already in row \(table.lines[first]), with other cells", "Keep the row that is right.")
      }
      return
    }
    seen[urn] = row
    let found = bases.bases(table, row)
    bases.add(found, table, row)
    if !found.isEmpty { basesByRow[row] = found }
    guard let isOpen = isOpen(row, urn), isOpen else { return }
    openURNs.insert(urn)
    let before = table.log.problems.count
    let isOwn = authority.isOwn(row)
    guard let type = type(row, isOwn: isOwn), table.log.problems.count == before else { return }
    if isOwn == nil, type.kind != nil {
      return table.report(
        row, columns.laCode ?? columns.laName ?? column, "no authority", "Fill it in, or take the row out.")
    }
    guard let kind = type.kind, isOwn == true || kind.reachesOverBorder else {
      if isOwn == true { counts.leftOut[type.name, default: 0] += 1 } else { counts.elsewhere += 1 }
      return
    }
    if kind == .independentMainstream, !columns.hasChildrenWithPlans(table, row) {
      counts.leftOut["\(type.name) without children with plans", default: 0] += 1
      return
    }
    let point = columns.position.point(table, row)
    guard table.log.problems.count == before else { return }
    entries.append(SchoolEntry(row: row, urn: urn, kind: kind, isOwn: isOwn == true, point: point))
  }

  /// Whether a row without a URN is of no school either: sums or remarks that somebody put below the list.
  private func isRemark(_ row: Int) -> Bool {
    [columns.name, columns.typeName, columns.typeCode, columns.laName, columns.laCode].allSatisfy { column in
      table.registerText(row, column).map { NamedColumns.key($0).hasPrefix("total") } ?? true
    }
  }

  /// Whether a school is open in the base January; `nil` when its status is unknown, which is reported.
  private mutating func isOpen(_ row: Int, _ urn: String) -> Bool? {
    let closing = columns.closeDate(table, row)
    // Dates as numbers such as 20260101 compare as they should.
    let hasClosed = closing.map { $0 < study.baseYear.january * 10_000 + 101 } ?? false
    switch columns.status(table, row) {
    case .open: return true
    case .unknown: return nil
    case .proposed:
      counts.proposed += 1
      return false
    case .closing where !hasClosed:
      counts.closing.insert(urn)
      return true
    case .notGiven where !hasClosed: return true
    case .closed, .closing, .notGiven:
      counts.closed += 1
      return false
    }
  }

  /// The type of a row, from its code, its name or both. One that is not in the crosswalk is a fault in the study's own
  /// authority and a note elsewhere, because new types come up now and then.
  private mutating func type(_ row: Int, isOwn: Bool?) -> EstablishmentType? {
    let code = table.registerCode(row, columns.typeCode).flatMap { Int($0) }.flatMap(EstablishmentType.type(code:))
    let name = table.text(row, columns.typeName).flatMap(EstablishmentType.type(named:))
    if let code, let name, code.code != name.code, isOwn != false, let column = columns.typeCode {
      table.report(
        row, column, "the code of \(code.name), and the name beside it that of another type", "Correct one of the two.")
      return nil
    }
    let strange =
      code == nil && table.registerText(row, columns.typeCode) != nil
      ? columns.typeCode : name == nil && table.registerText(row, columns.typeName) != nil ? columns.typeName : nil
    if let type = code ?? name, strange == nil || isOwn == false { return type }
    guard let column = strange ?? columns.typeName ?? columns.typeCode else { return nil }
    if isOwn == false {
      counts.strangeTypes[table.text(row, column) ?? "", default: 0] += 1
    } else {
      table.report(
        row, column, "not a type of establishment that the register has",
        "Correct it to the name or code in GIAS, or take the row out.")
    }
    return nil
  }

  mutating func school(_ entry: SchoolEntry) -> School? {
    let before = table.log.problems.count
    let row = entry.row
    let ages = SchoolAges(
      low: table.registerCount(row, columns.lowAge, in: 0...120),
      high: table.registerCount(row, columns.highAge, in: 0...120), phase: table.registerText(row, columns.phase))
    let years = ages.ncYears(entry.kind)
    if years == nil, let column = columns.lowAge ?? columns.highAge {
      table.report(
        row, column, "above the highest age (\(ages.high ?? 0))", "Correct StatutoryLowAge or StatutoryHighAge.")
    }
    let name = table.schoolName(row, columns.name)
    var capacity = table.registerCount(row, columns.capacity)
    let placesPRU = table.registerCount(row, columns.placesPRU)
    if (capacity ?? 0) == 0, entry.kind == .ap { capacity = placesPRU }
    let roll = table.registerCount(row, columns.roll)
    let needs = columns.needs(table, row)
    let admissions = columns.admissionsPolicy(table, row)
    let type = type(row, isOwn: entry.isOwn)
    guard table.log.problems.count == before, let years, let name, let type, let point = entry.point else { return nil }
    return School(
      row: row, urn: entry.urn, name: name, typeCode: String(type.code), kind: entry.kind,
      laCode: entry.isOwn ? study.laCode : table.registerCode(row, columns.laCode) ?? "",
      body: columns.body(table, row, type), point: point, isInArea: entry.isOwn,
      capacity: capacity == 0 ? nil : capacity, roll: roll, ncYears: years, needs: needs,
      bases: basesByRow[row] ?? [], admissions: admissions)
  }

  private mutating func describe() {
    func say(_ count: Int, _ text: String) { if count > 0 { notes.append("\(count) \(text)") } }
    say(counts.closed, "rows are of schools that have closed: left out.")
    say(counts.proposed, "rows are of schools proposed to open: left out; make them proposals.")
    say(
      counts.elsewhere, "open rows are of other authorities, of kinds that no child reaches over the border: left out.")
    say(counts.repeated, "rows repeat another: read once.")
    say(counts.headers, "rows repeat the header: passed over.")
    say(counts.remarks, "rows name no school, as sums below a list do: passed over.")
    say(table.shortRowCount, "rows are shorter than the header: the cells missing at their end count as empty.")
    for (type, count) in counts.leftOut.sorted(by: { $0.key < $1.key }) {
      notes.append("\(type): \(count) of the authority left out.")
    }
    for (type, count) in counts.strangeTypes.sorted(by: { $0.key < $1.key }) {
      notes.append(
        "\"\(type)\" is a type of establishment not known here: \(count) rows of other authorities left out.")
    }
    let closing = entries.filter { $0.isOwn && counts.closing.contains($0.urn) }.map(\.urn)
    if !closing.isEmpty {
      notes.append("Open but proposed to close, kept: \(RegisterText.few(closing)). Make their closing a proposal.")
    }
    if !bases.strange.isEmpty {
      notes.append("TypeOfResourcedProvision also says, taken as no base: \(RegisterText.few(bases.strange)).")
    }
    notes.append("The register has no code for Down syndrome: add DS to the needs of settings that are for it.")
    if !columns.personal.isEmpty {
      notes.append("Not read, because they name or reach people: \(columns.personal.joined(separator: ", ")).")
    }
  }
}
