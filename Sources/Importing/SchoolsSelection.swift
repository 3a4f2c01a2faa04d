import Geometry
import Inputs
import Planning

/// The schools of a register that a study takes: its own authority's, and those within reach over the border.
struct SchoolsSelection {
  private(set) var schools: [School] = []
  private(set) var notes: [String] = []

  /// - Parameters:
  ///   - expected: Box around the study's areas, where it has any, which positions are checked against.
  ///   - border: How far, in metres, a school may lie from the nearest of the authority's own.
  init(_ register: inout some SchoolRegister, expected: Bounds?, border: Double) {
    let table = register.table
    let own = register.entries.filter(\.isOwn)
    let ownPoints = own.compactMap(\.point).filter { pointFault($0, expected: nil) == nil }
    let near = register.entries.filter { entry in
      guard !entry.isOwn, let point = entry.point else { return false }
      guard pointFault(point, expected: nil) == nil else { return true }
      return ownPoints.contains { $0.distance(to: point) <= border }
    }
    let taken = (own + near).compactMap { entry in entry.point.map { (entry: entry, point: $0) } }
    let areSwapped = Self.mostAreSwapped(taken.map(\.point), expected)
    let positions = NamedColumns(table)["Easting", "eastings", "easting_m"]
    // Independent schools registered where their owner has its office: 131033 of Shropshire is in Potters Bar.
    var offices: [String] = []
    for (entry, point) in taken {
      if entry.isOwn, entry.kind == .independentSpecial || entry.kind == .independentMainstream,
        pointFault(point, expected: expected, margin: areSwapped ? 0 : 5_000) == nil,
        let away = Self.distance(point, expected), away > Self.reach
      {
        offices.append("\(entry.urn) (\(Int(away / 1000)) km)")
        continue
      }
      let fault =
        entry.isOwn
        ? Self.fault(point, expected, margin: areSwapped ? 0 : 5_000, reach: Self.reach)
        : Self.fault(point, expected, margin: areSwapped ? 0 : 100_000, reach: .infinity)
      if let fault, let positions { table.report(entry.row, positions, fault.clause, fault.remedy) }
      if let school = register.school(entry) { schools.append(school) }
    }
    schools.sort { ($0.isInArea ? 0 : 1, $0.urn.utf8.count, $0.urn) < ($1.isInArea ? 0 : 1, $1.urn.utf8.count, $1.urn) }

    if !offices.isEmpty {
      notes.append(
        "Independent schools of the authority far outside its areas, by the look of it at their owner's office, left out: "
          + "\(RegisterText.few(offices)). Add those that children go to by hand in settings.csv, with their own position."
      )
    }
    let unplaced = own.filter { $0.point == nil }.map { "\($0.urn) (\($0.kind.title.lowercased()))" }
    if !unplaced.isEmpty {
      notes.append(
        "The register has no position for, left out: \(RegisterText.few(unplaced)). Add them to settings.csv by hand.")
    }
    let lost = register.entries.count { !$0.isOwn && $0.point == nil }
    if lost > 0 { notes.append("\(lost) schools of other authorities have no position: left out.") }
  }

  /// The fault of a position, as the study's own reader sees it, or that it lies out of reach of the areas.
  private static func fault(
    _ point: Point, _ expected: Bounds?, margin: Double, reach: Double
  ) -> (clause: String, remedy: String)? {
    if let fault = pointFault(point, expected: expected, margin: margin) { return fault }
    guard let away = distance(point, expected), away > reach else { return nil }
    return (
      "\(Int(away / 1000)) km outside the study's areas, though the school is the authority's own",
      "Correct the position, or the authority's code."
    )
  }

  /// How far, in metres, one of the authority's own schools may lie outside the box around its areas.
  private static let reach = 20_000.0

  /// How far a point lies outside a box, east or north, whichever is more; `nil` where there is no box.
  private static func distance(_ point: Point, _ expected: Bounds?) -> Double? {
    guard let expected else { return nil }
    let east = max(expected.low.easting - point.easting, point.easting - expected.high.easting, 0)
    let north = max(expected.low.northing - point.northing, point.northing - expected.high.northing, 0)
    return max(east, north)
  }

  /// Whether more than half of the points would lie in the box changed over and lie outside it as they stand, which the
  /// study's reader takes for a table whose columns are changed over.
  private static func mostAreSwapped(_ points: [Point], _ expected: Bounds?) -> Bool {
    guard let expected else { return false }
    let swapped = points.count { point in
      !expected.contains(point) && expected.contains(Point(easting: point.northing, northing: point.easting))
    }
    return swapped * 2 > points.count
  }
}
