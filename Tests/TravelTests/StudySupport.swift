import Assumptions
import Geometry
import Planning
import Units

/// A study with nothing in it but homes and settings, each setting with one provision.
func study(homes: [Point], settings: [Point]) -> Study {
  var study = Study(
    name: "test", laCode: "000", laName: "Test", baseYear: AcademicYear(start: 2025), horizon: 1, draws: 1, seed: 1)
  study.homes = homes.map { Home(point: $0, area: 0, kind: .address) }
  for (index, point) in settings.enumerated() {
    study.settings.append(Setting(id: "s\(index)", name: "Setting \(index)", point: point))
    study.provisions.append(Provision(id: "p\(index)", setting: index, kind: .special, places: [10, 10]))
  }
  return study
}

/// 36 km/h (10 m a second) on every road but what `speeds` says, and no school-run slowing.
func assumptions(
  speeds: [(key: String, value: Double)] = [], factor: Double = 1, afternoon: Double = 1, circuity: Double? = 1.5,
  limit: Double = 500
) -> AssumptionSet {
  let classes = ["local", "minor", "residential", "unclassified", "primary", "trunk", "service", "motorway"]
  let table = classes.map { name in (key: name, value: speeds.first { $0.key == name }?.value ?? 36) }
  func figure(_ id: String, _ value: AssumptionValue) -> Assumption {
    Assumption(id: id, value: value, unit: "", date: "2026", status: .local, source: "test")
  }
  var set = AssumptionSet([
    figure("speed.drive_kmh", .table(table)), figure("speed.school_run_factor", .number(factor)),
    figure("speed.afternoon_run_factor", .number(afternoon)),
    figure("speed.fallback_kmh", .number(54)), figure("travel.snap_limit_m", .number(limit)),
    figure("travel.snap_detour_m", .number(100)),
  ])
  if let circuity { set.insert(figure("transport.circuity_fallback", .number(circuity))) }
  return set
}

/// Roads drawn by hand: every link two-way, walked and 36 km/h unless told otherwise.
struct Roads {
  var links = RoadLinks()

  init(_ nodes: [Point]) {
    links.nodes = nodes
    links.classes = ["local", "minor"]
  }

  mutating func link(
    _ from: Int, _ to: Int, access: RoadLinks.Access = [.driveForward, .driveBackward, .walk], roadClass: UInt8 = 0,
    limit: UInt8 = 0
  ) {
    links.from.append(Int32(from))
    links.to.append(Int32(to))
    links.lengthMillimetres.append(Int32((links.nodes[from].distance(to: links.nodes[to]) * 1000).rounded()))
    links.roadClass.append(roadClass)
    links.speedKmh.append(limit)
    links.access.append(access)
  }
}

func at(_ east: Double, _ north: Double) -> Point { Point(easting: east, northing: north) }
