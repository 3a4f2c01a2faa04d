import Geometry
import Planning
import Units

/// Children with a plan at the base January. Pseudonyms only: names, numbers and dates of birth are refused.
extension StudyReader {
  mutating func readCaseload() {
    guard let table = files.table("caseload") else { return }
    refusePersonalColumns(table)
    var columns = CaseloadColumns(table, provisions: provisions)
    let destinations = ProvisionKind.allCases.map { kind in
      study.provisions.firstIndex { $0.setting == nil && $0.kind == kind && $0.proposal == nil }
    }
    let points = PointColumns(table, expected: bounds)
    var homes = HomeIndex(study.homes)
    var locator = AreaLocator(study: study, bounds: areaBounds)
    var ids = IDIndex()
    var notWith: [(child: Int, row: Int)] = []
    var siblings: [(child: Int, row: Int)] = []
    var withoutBand = 0
    for row in 0..<table.rowCount {
      let childID = table.newID(row, columns.id, in: &ids, index: study.caseload.count)
      if let childID, looksLikePupilNumber(childID), let column = columns.id {
        table.report(row, column, "a unique pupil number by the look of it", "Use a pseudonym of your own.")
      }
      let ncYear = columns.ncYear[row]
      let need = columns.need[row]
      let bandGiven = columns.band[row]
      let point = points.point(table, row, margin: 100_000)
      let provision = columns.provision(table, row, study, destinations)
      let traits = columns.traits(row)
      _ = columns.yearFrom[row]
      let pointKind = columns.pointKind[row]
      guard let childID, let ncYear, let need, let point, let provision else {
        if let childID { ids.refuse(childID) }
        continue
      }
      if bandGiven == nil { withoutBand += 1 }
      let home = homes.index(of: point) {
        Home(
          point: point, area: locator.area(of: point), kind: pointKind ?? usualPointKind,
          deprivationDecile: locator.deprivationDecile(of: point))
      }
      if !table.isEmpty(row, columns.notWith) { notWith.append((study.caseload.count, row)) }
      if !table.isEmpty(row, columns.sibling) { siblings.append((study.caseload.count, row)) }
      study.caseload.append(
        Child(
          id: childID, ncYear: NCYear(ncYear), need: need,
          band: bandGiven ?? usualBand(study.provisions[provision].kind), home: home, provision: provision,
          traits: traits))
    }
    study.homes = homes.homes
    link(table, columns.notWith, notWith, ids) { $0.caseload[$1].notWith.append($2) }
    link(table, columns.sibling, siblings, ids) { study, child, other in
      guard child != other, !study.caseload[child].siblings.contains(other) else { return }
      study.caseload[child].siblings.append(other)
      study.caseload[other].siblings.append(child)
    }
    noteFallbacks(table, withoutBand: withoutBand, locator: locator, hasPointKind: columns.hasPointKind)
    noteOpeningStock(table.file)
    noteUnused(table, known: CaseloadColumns.names + Array(personalColumns))
  }

  private func refusePersonalColumns(_ table: CSVTable) {
    for name in table.columns where personalColumns.contains(normalizedHeader(name)) {
      log.report(
        table.file, row: 1, column: name, "personal data that this program refuses",
        "Take the column out; child_id may be any pseudonym of your own.")
    }
  }

  /// Hands each child and each other that its cell names to `note`.
  private mutating func link(
    _ table: CSVTable, _ column: CSVColumn?, _ rows: [(child: Int, row: Int)], _ ids: IDIndex,
    note: (inout Study, _ child: Int, _ other: Int) -> Void
  ) {
    guard let column else { return }
    for (child, row) in rows {
      for other in table.list(row, column) {
        if let index = ids[other], study.caseload.indices.contains(index), study.caseload[index].id == other {
          note(&study, child, index)
        } else if !ids.isRefused(other) {
          table.report(row, column, value: other, "not a child_id of this table", "Correct it or take it out.")
        }
      }
    }
  }

  private mutating func noteFallbacks(
    _ table: CSVTable, withoutBand: Int, locator: AreaLocator, hasPointKind: Bool
  ) {
    if withoutBand > 0 {
      notes.append(
        "\(table.file): \(withoutBand) of \(table.rowCount) children have no band; it is taken from their placement: "
          + "mainstream 1, base 2, special 3, independent or non-maintained special 4.")
    }
    if locator.outside > 0 {
      notes.append(
        "\(table.file): homes in no area's boundary, which take the area of the nearest residence: \(locator.outside).")
    }
    if !hasPointKind {
      notes.append(
        "\(table.file): homes do not say what kind of point they are and are printed as "
          + "\(usualPointKind.rawValue), like most residences.")
    }
  }
}

/// The band a child without one is given, from the kind of the present placement.
func usualBand(_ kind: ProvisionKind) -> Int {
  switch kind {
  case .supportBase, .specialistBase, .ap: 2
  case .special, .satellite, .specialistPost16: 3
  case .nmss, .independentSpecial: 4
  default: 1
  }
}
