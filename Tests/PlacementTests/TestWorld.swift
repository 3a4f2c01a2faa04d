import Assumptions
import Geometry
import Planning
import Units

@testable import Placement

/// A straight road with homes and schools at stated kilometres from its western end; every kilometre takes two minutes.
struct TestWorld {
  var homes: [Double] = []
  var settings: [(kilometre: Double, isInArea: Bool)] = []
  var provisions: [Provision] = []
  var children: [Child] = []
  var horizon = 3
  var seed: UInt64 = 7
  var policy = PlacementPolicy.leastCost

  mutating func home(at kilometre: Double) -> Int {
    homes.append(kilometre)
    return homes.count - 1
  }

  /// Adds a provision at its own setting and returns its index.
  @discardableResult mutating func provision(
    _ kind: ProvisionKind, at kilometre: Double, places: Int?, ncYears: ClosedRange<Int> = 0...13,
    needs: NeedSet = .all, over: Int = 0, transferYears: [Int]? = nil, isInArea: Bool = true
  ) -> Int {
    settings.append((kilometre, isInArea))
    provisions.append(
      Provision(
        id: "\(kind.code)-\(provisions.count)", setting: settings.count - 1, kind: kind, needs: needs,
        ncYears: ncYears, places: places.map { Array(repeating: $0, count: horizon + 1) }, overPlaces: over,
        transferYears: transferYears))
    return provisions.count - 1
  }

  /// The study, its provisions first and then one destination for each kind, in order of kind.
  var study: Study {
    var study = Study(
      name: "test", laCode: "999", laName: "Test", baseYear: AcademicYear(start: 2024), horizon: horizon, draws: 1,
      seed: seed)
    study.areas = [
      Area(id: "a", name: "A", phase: "all", ruralUrban: .rural, boundary: MultiPolygon(polygons: []))
    ]
    study.homes = homes.map {
      Home(point: Point(easting: 400_000 + $0 * 1000, northing: 300_000), area: 0, kind: .synthetic)
    }
    study.settings = settings.enumerated().map { index, setting in
      Setting(
        id: "s\(index)", name: "Setting \(index)",
        point: Point(easting: 400_000 + setting.kilometre * 1000, northing: 300_000), isInArea: setting.isInArea)
    }
    study.provisions =
      provisions + ProvisionKind.allCases.map { Provision(id: $0.code, setting: nil, kind: $0) }
    study.caseload = children
    study.placementPolicy = policy
    return study
  }

  func destination(_ kind: ProvisionKind) -> Int { provisions.count + Int(kind.rawValue) }

  var travel: TravelTimes {
    var seconds: [Int32] = []
    var metres: [Int32] = []
    for home in homes {
      for setting in settings {
        let distance = abs(home - setting.kilometre) * 1000
        metres.append(Int32(distance.rounded()))
        seconds.append(Int32((distance * 0.12).rounded()))
      }
    }
    return TravelTimes(
      homes: homes.count, settings: settings.count, driveSeconds: seconds, driveMetres: metres,
      walkMillimetres: metres.map { $0 * 1000 },
      isStraightLine: Array(repeating: false, count: metres.count), provenance: [])
  }

  func stage(_ changes: [(id: String, value: AssumptionValue)] = withoutChance) throws -> PlacementStage {
    try PlacementStage(study: study, assumptions: sharedAssumptions(changes), travel: travel)
  }

  /// A supply whose places are these in every year, by provision.
  func supply(_ places: [Int: [Int]] = [:]) -> Supply {
    var changed = self
    for (provision, byYear) in places { changed.provisions[provision].places = byYear }
    return Supply(changed.study)
  }

  /// A cohort of the caseload's children, to which a test may add entrants.
  func cohort(draw: Int = 0) -> Cohort {
    var cohort = Cohort(horizon: horizon, draw: draw)
    for (index, child) in children.enumerated() {
      cohort.append(
        key: UInt64(index), home: child.home, baseNCYear: child.ncYear.number, need: child.need, band: child.band,
        traits: child.traits, entry: 0, exit: horizon + 1, caseloadIndex: index)
    }
    return cohort
  }

  @discardableResult mutating func child(
    _ need: Need, band: Int, ncYear: Int, home: Int, in provision: Int, traits: ChildTraits = []
  ) -> Int {
    children.append(
      Child(
        id: "c\(children.count)", ncYear: NCYear(ncYear), need: need, band: band, home: home, provision: provision,
        traits: traits))
    return children.count - 1
  }
}

extension Cohort {
  /// Adds a child whose plan is new in a year, and returns its row.
  @discardableResult mutating func entrant(
    _ need: Need, band: Int, ncYear: Int, home: Int, year: Int = 1, exit: Int? = nil, traits: ChildTraits = []
  ) -> Int {
    append(
      key: UInt64(1000 + count), home: home, baseNCYear: ncYear - year, need: need, band: band, traits: traits,
      entry: year, exit: exit ?? horizon + 1)
    return count - 1
  }
}

extension PlacementStage {
  func place(_ cohort: Cohort, _ supply: Supply) throws -> Placements {
    var workspace = Workspace()
    return try place(cohort, supply: supply, workspace: &workspace)
  }
}
