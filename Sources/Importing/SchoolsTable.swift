import Geometry
import Inputs
import Planning

/// A table of schools made from DfE's performance tables and GIAS positions: type in words, pupils and pupils with plans.
///
/// It has no statutory ages, capacities, colleges or bases; what it stands in for them is said in the notes.
struct PerformanceTable: SchoolRegister {
  let table: CSVTable
  private(set) var entries: [SchoolEntry] = []
  private(set) var openURNs: Set<String> = []
  private(set) var facts: [ImportReport.Fact] = []
  private(set) var notes: [String] = []
  var hasBases: Bool { false }
  private let urn, type, pupils, withPlans, name, laCode, closing: CSVColumn?
  private let position: SchoolPositions
  private let study: Study

  /// Whether a table is of this layout; the year is part of the column names.
  static func fit(_ table: CSVTable) -> Bool {
    let names = NamedColumns(table)
    return names["URN"] != nil && !names.beginning(with: "school_type_2").isEmpty
  }

  init(_ table: CSVTable, study: Study) {
    self.table = table
    self.study = study
    let names = NamedColumns(table)
    urn = names.required("URN")
    type = names.beginning(with: "school_type").first
    pupils = names.beginning(with: "pupils").first
    withPlans = names.beginning(with: "ehcp_pupils").first
    name = names.required("name", "school_name", "EstablishmentName")
    laCode = names.required("la_code", "LA (code)", "old_la_code")
    closing = names["close_date", "CloseDate"]
    position = SchoolPositions(names)
    guard urn != nil, name != nil, laCode != nil else { return }
    read()
  }

  private mutating func read() {
    guard let urn, let laCode, let type else { return }
    var closed = 0
    var elsewhere = 0
    var mainstreamIndependent = 0
    var strange: [String: Int] = [:]
    for row in 0..<table.rowCount {
      guard let code = table.registerCode(row, urn), !openURNs.contains(code) else {
        table.report(row, urn, "not a URN, or already in a row above", "Correct it, or take the row out.")
        continue
      }
      if table.registerText(row, closing) != nil {
        closed += 1
        continue
      }
      openURNs.insert(code)
      guard let authority = table.registerCode(row, laCode), authority.utf8.count == 3 else {
        table.report(row, laCode, "not a local authority's code", "Write DfE's three digits, such as 936.")
        continue
      }
      let isOwn = authority == study.laCode
      guard let kind = kind(row) else {
        let text = table.text(row, type) ?? ""
        if isOwn {
          table.report(
            row, type, value: text, "not a type of school that this table has", "Correct it, or take the row out.")
        } else {
          strange[text, default: 0] += 1
        }
        continue
      }
      if kind == .independentMainstream, isOwn, (table.registerCount(row, withPlans) ?? 0) == 0 {
        mainstreamIndependent += 1
      } else if isOwn || kind.reachesOverBorder {
        let before = table.log.problems.count
        let point = position.point(table, row)
        if table.log.problems.count == before {
          entries.append(SchoolEntry(row: row, urn: code, kind: kind, isOwn: isOwn, point: point))
        }
      } else {
        elsewhere += 1
      }
    }
    facts = [.init("rows", table.rowCount, "\(table.rowCount) rows read.")]
    if !entries.contains(where: \.isOwn), table.log.isEmpty {
      table.log.report(
        table.file, column: laCode.name, value: study.laCode, "an authority of which this file has no open school",
        "Check la_code in study.yaml, or take a table that holds it.")
    }
    if closed > 0 { notes.append("\(closed) rows are of schools that have closed: left out.") }
    notes.append(
      "\(elsewhere) rows are of other authorities, of kinds that no child reaches over the border: left out.")
    if mainstreamIndependent > 0 {
      notes.append(
        "Independent schools without children with plans: \(mainstreamIndependent) of the authority left out.")
    }
    for (text, count) in strange.sorted(by: { $0.key < $1.key }) {
      notes.append("\"\(text)\" is a type of school not known here: \(count) rows of other authorities left out.")
    }
    notes += [
      "The table has no statutory ages: primary schools count as Reception to Year 6, secondary as Year 7 to 11, special as "
        + "nursery to Year 14. Sixth forms and colleges are not in it.",
      "The table has no bases and no capacities: add bases to provision.csv; places are the pupils of the year it counts.",
      "Independent schools count as special where at least half of their pupils have plans.",
    ]
  }

  private func kind(_ row: Int) -> ProvisionKind? {
    switch NamedColumns.key(table.text(row, type) ?? "") {
    case "statefundedprimary", "statefundedsecondary", "statefundedallthrough": return .mainstream
    case "statefundedspecialschool", "statefundedspecial": return .special
    case "nonmaintainedspecialschool": return .nmss
    case "statefundednursery": return .earlyYears
    case "statefundedapschool", "statefundedap": return .ap
    case "independentschool":
      let (all, held) = (table.registerCount(row, pupils) ?? 0, table.registerCount(row, withPlans) ?? 0)
      return held > 0 && held * 2 >= all ? .independentSpecial : .independentMainstream
    default: return nil
    }
  }

  mutating func school(_ entry: SchoolEntry) -> School? {
    let row = entry.row
    let before = table.log.problems.count
    let words = NamedColumns.key(table.text(row, type) ?? "")
    let phase = words == "statefundedprimary" ? "primary" : words == "statefundedsecondary" ? "secondary" : nil
    let name = table.schoolName(row, name)
    let roll = table.registerCount(row, pupils)
    guard table.log.problems.count == before, let name, let point = entry.point,
      let years = SchoolAges(low: nil, high: nil, phase: phase).ncYears(entry.kind)
    else { return nil }
    return School(
      row: row, urn: entry.urn, name: name, typeCode: "", kind: entry.kind,
      laCode: table.registerCode(row, laCode) ?? "", body: "", point: point, isInArea: entry.isOwn, capacity: nil,
      roll: roll, ncYears: years, needs: .all)
  }
}
