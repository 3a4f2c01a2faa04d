import Geometry
import Planning

/// A provision that children of the caseload may be named in.
struct NamedPlace: Sendable {
  var id: String
  var kind: ProvisionKind
  var point: Point
  var needs: NeedSet
  var ncYears: ClosedRange<Int>
  /// Children there at the base January; `nil` where the kind has no limit, as in mainstream.
  var children: Int?
  /// How many of them board.
  var residential: Int
}

/// Provisions of `provision.csv` at the points of `settings.csv`, with the children of `facts/placed.csv`.
func namedPlaces(_ facts: Facts) throws(FactError) -> [NamedPlace] {
  let settings = try facts.table("settings")
  let provision = try facts.table("provision")
  let placed = try facts.table("placed")
  var places: [NamedPlace] = []
  for row in 0..<provision.count {
    let id = try provision.text(row, "provision_id")
    let setting = try provision.text(row, "setting_id")
    guard let kind = ProvisionKind(code: try provision.text(row, "kind")),
      let site = settings.rows.firstIndex(where: { $0[0] == setting })
    else { throw FactError(file: provision.file, row: row + 2, problem: "unknown kind, or setting \(setting)") }
    let codes = try provision.text(row, "needs")
    let low = try provision.integer(row, "nc_year_low")
    let count = placed.rows.firstIndex { $0[0] == id }
    places.append(
      NamedPlace(
        id: id, kind: kind,
        point: Point(
          easting: Double(try settings.integer(site, "easting_m")),
          northing: Double(try settings.integer(site, "northing_m"))),
        needs: codes == "all" ? .all : NeedSet(codes.split(separator: ";").compactMap { Need(code: $0) }),
        ncYears: low...max(low, try provision.integer(row, "nc_year_high")),
        children: try count.map { row throws(FactError) in try placed.integer(row, "children") },
        residential: try count.map { row throws(FactError) in try placed.integer(row, "residential") } ?? 0))
  }
  return places
}
