import Geometry
import Planning
import Units

/// Children with a plan at the base January. Pseudonyms only: names, numbers and dates of birth are refused.
extension StudyReader {
  mutating func readCaseload() {
    guard let table = files.table("caseload") else { return }
    refusePersonalColumns(table)
    let columns = CaseloadColumns(table)
    let points = PointColumns(table, expected: bounds)
    var homes = HomeIndex(study.homes)
    var locator = AreaLocator(study: study, bounds: areaBounds)
    var ids = IDIndex()
    var notWith: [(child: Int, row: Int)] = []
    var withoutBand = 0
    for row in 0..<table.rowCount {
      let childID = table.newID(row, columns.id, in: &ids, index: study.caseload.count)
      if let childID, looksLikePupilNumber(childID), let column = columns.id {
        table.report(row, column, "a unique pupil number by the look of it", "Use a pseudonym of your own.")
      }
      let ncYear = table.ncYear(row, columns.ncYear)
      let need = table.need(row, columns.need)
      let bandGiven = table.integer(row, columns.band, in: 1...4)
      let point = points.point(table, row, margin: 100_000)
      let provision = columns.provision(table, row, study, provisions)
      let traits = columns.traits(table, row)
      _ = table.year(row, columns.yearFrom, required: false)
      let pointKind = table.choice(
        row, columns.pointKind, PointKind.self, what: "a kind of home point", required: false)
      guard let childID, let ncYear, let need, let point, let provision else {
        if let childID { ids.refuse(childID) }
        continue
      }
      if table.isEmpty(row, columns.band) { withoutBand += 1 }
      let home = homes.index(of: point) {
        Home(point: point, area: locator.area(of: point), kind: pointKind ?? usualPointKind)
      }
      if !table.isEmpty(row, columns.notWith) { notWith.append((study.caseload.count, row)) }
      study.caseload.append(
        Child(
          id: childID, ncYear: NCYear(ncYear), need: need,
          band: bandGiven ?? usualBand(study.provisions[provision].kind), home: home, provision: provision,
          traits: traits))
    }
    study.homes = homes.homes
    linkNotWith(table, columns.notWith, notWith, ids)
    noteFallbacks(table, withoutBand: withoutBand, locator: locator, hasPointKind: columns.pointKind != nil)
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

  private mutating func linkNotWith(
    _ table: CSVTable, _ column: CSVColumn?, _ rows: [(child: Int, row: Int)], _ ids: IDIndex
  ) {
    guard let column else { return }
    for (child, row) in rows {
      for other in table.list(row, column) {
        if let index = ids[other], study.caseload.indices.contains(index), study.caseload[index].id == other {
          study.caseload[child].notWith.append(index)
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

/// Homes by point, so that children of one household or one postcode share a home.
private struct HomeIndex {
  private(set) var homes: [Home]
  private var places: [Point: Int] = [:]

  init(_ homes: [Home]) {
    self.homes = homes
    for (index, home) in homes.enumerated() where places[home.point] == nil { places[home.point] = index }
  }

  mutating func index(of point: Point, make: () -> Home) -> Int {
    if let index = places[point] { return index }
    homes.append(make())
    places[point] = homes.count - 1
    return homes.count - 1
  }
}

/// Finds the planning area of a point: the first whose boundary holds it, else that of the nearest residence.
private struct AreaLocator {
  private let areas: [(bounds: Bounds, boundary: MultiPolygon, index: Int)]
  private let residences: [Home]
  /// Points that no boundary held.
  private(set) var outside = 0

  init(study: Study, bounds: [Bounds?]) {
    areas = study.areas.enumerated().compactMap { index, area in
      guard bounds.indices.contains(index), let box = bounds[index] else { return nil }
      return (box, area.boundary, index)
    }
    residences = study.homes
  }

  mutating func area(of point: Point) -> Int {
    if let area = areas.first(where: { $0.bounds.contains(point) && $0.boundary.contains(point) }) { return area.index }
    outside += 1
    return residences.min { $0.point.distance(to: point) < $1.point.distance(to: point) }?.area ?? 0
  }
}
