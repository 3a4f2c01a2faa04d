import Assumptions
import Geometry
import Planning
import Units

@testable import Transport

/// Small worlds on a plane in metres, driven at 10 m/s and walked in straight lines.
struct TransportWorld {
  var study: Study
  var cohort = Cohort(horizon: 2, draw: -1)
  private var placed: [Int] = []

  /// Special schools at the given points, one provision each, and after them a destination for each kind.
  init(settings: [(x: Double, y: Double)] = [(0, 0)], kind: ProvisionKind = .special) {
    study = Study(
      name: "test", laCode: "000", laName: "Test", baseYear: AcademicYear(start: 2024), horizon: 2, draws: 1, seed: 7)
    study.areas = [Area(id: "a", name: "A", phase: "all", ruralUrban: .rural, boundary: MultiPolygon(polygons: []))]
    for (index, point) in settings.enumerated() {
      study.settings.append(
        Setting(id: "s\(index)", name: "S\(index)", point: Point(easting: point.x, northing: point.y)))
      study.provisions.append(Provision(id: "p\(index)", setting: index, kind: kind))
    }
    for kind in ProvisionKind.allCases {
      study.provisions.append(Provision(id: kind.code, setting: nil, kind: kind))
    }
  }

  /// Adds a child at a home of its own; of the caseload where `isKnown`, so that traits are facts. Returns its row.
  @discardableResult
  mutating func add(
    _ x: Double, _ y: Double, provision: Int = 0, ncYear: Int = 4, need: Need = .asd, band: Int = 3,
    traits: ChildTraits = [], isKnown: Bool = false, notWith: [Int] = []
  ) -> Int {
    let home = study.homes.count
    study.homes.append(Home(point: Point(easting: x, northing: y), area: 0, kind: .synthetic))
    let traits = isKnown ? traits.union(.transportKnown) : traits
    var index = -1
    if isKnown {
      index = study.caseload.count
      study.caseload.append(
        Child(
          id: "c\(index)", ncYear: NCYear(ncYear), need: need, band: band, home: home, provision: provision,
          traits: traits, notWith: notWith))
    }
    cohort.append(
      key: UInt64(1000 + cohort.count), home: home, baseNCYear: ncYear, need: need, band: band, traits: traits,
      entry: 0, exit: 3, caseloadIndex: index)
    placed.append(provision)
    return cohort.count - 1
  }

  /// Everybody where they were added, in every year.
  var placements: Placements {
    var placements = Placements(children: cohort.count, years: 3, provisions: study.provisions.count)
    for year in 0..<3 {
      for (child, provision) in placed.enumerated() {
        placements.provision[year * cohort.count + child] = Int16(provision)
      }
    }
    return placements
  }

  func destination(_ kind: ProvisionKind) -> Int { study.destination(kind) }

  func stage(_ assumptions: AssumptionSet = TransportWorld.assumptions()) throws -> TransportStage {
    let homes = study.homes.map(\.point)
    var metres: [Int32] = []
    for home in homes { for site in study.settings { metres.append(Int32(home.distance(to: site.point))) } }
    let travel = TravelTimes(
      homes: homes.count, settings: study.settings.count, driveSeconds: metres.map { $0 / 10 }, driveMetres: metres,
      walkMillimetres: metres.map { $0 * 1000 }, isStraightLine: metres.map { _ in false }, provenance: [])
    return try TransportStage(
      study: study, assumptions: assumptions, travel: travel, journeyTimes: StraightJourneys(points: homes))
  }

  /// Round figures: everybody eligible takes support up and shares; a car at £40 and £1.609344 a mile (£1 a kilometre).
  static func assumptions(_ changes: [String: AssumptionValue] = [:]) -> AssumptionSet {
    let chance: [(key: String, value: Double)] = [
      ("primary_gate", 0), ("primary_limit", 0), ("secondary_gate", 0), ("secondary_limit", 0),
    ]
    let all = ProvisionKind.allCases.map(\.code)
    var values: [String: AssumptionValue] = [
      "transport.walk_limit_under_8": .number(2), "transport.walk_limit_8_and_over": .number(3),
      "transport.extended_8_to_10_min": .number(2), "transport.extended_11_to_15_range": .numbers([2, 6]),
      "transport.extended_belief_range": .numbers([2, 15]),
      "transport.sen_mobility_chance": .nested(all.map { ($0, chance) }),
      "transport.post16_policy": .nested(all.map { ($0, [(key: "sixth_form", value: 1), ("from_19", 0)]) }),
      "transport.post16_minimum_miles": .number(3), "transport.take_up": .table(all.map { ($0, 1) }),
      "transport.pass_share": .table([("mainstream", 0)]), "transport.budget_share": .number(0),
      "transport.mileage_share": .number(0), "transport.parent_mileage_rate": .number(0.45),
      "transport.ptb_in_bands": .flag(false), "transport.ptb_bands_straight_line": .flag(true),
      "carbon.diesel_car": .number(0.2),
      "transport.school_days_to_march": .number(133), "transport.price_growth": .number(0),
      "transport.price_factor": .number(1), "transport.outturn_pre16": .number(0),
      "transport.travel_training": .table([("offered", 0), ("success", 0.65), ("cost_gbp", 0), ("years", 3)]),
      "transport.solo_share": .number(0), "transport.solo_share_semh": .number(0),
      "transport.solo_share_band_4": .number(0), "transport.ptb_rate": .number(0.45),
      "transport.legs_parent_mileage": .number(4), "transport.bus_pass": .number(318),
      "transport.school_days": .number(190), "transport.post16_days": .number(100),
      "transport.boarding_minutes": .number(1), "transport.wheelchair_boarding_minutes": .number(5),
      "transport.guideline_minutes_primary": .number(45), "transport.guideline_minutes_secondary": .number(75),
      "transport.long_journey_detour": .number(1.2), "transport.unlocated_miles": .table([("independent_special", 25)]),
      "transport.unlocated_sharers": .number(2), "transport.unlocated_mph": .number(30),
      "transport.cost_pa_day": .number(60), "transport.dead_mileage_share": .number(0),
      "transport.passenger_needs": .nested(
        Need.allCases.map { ($0.code, [(key: "wheelchair", value: 0), ("assistant", 0)]) }),
      "transport.fleet": .nested([
        ("car", vehicle(seats: 4, wheelchairs: 0, day: 40)), ("bus", vehicle(seats: 12, wheelchairs: 2, day: 120)),
      ]),
    ]
    for (id, value) in changes { values[id] = value }
    return AssumptionSet(
      values.keys.sorted().map {
        Assumption(id: $0, value: values[$0]!, unit: "", date: "2024", status: .illustrative, source: "test")
      })
  }

  static func vehicle(seats: Double, wheelchairs: Double, day: Double) -> [(key: String, value: Double)] {
    [
      ("seats", seats), ("wheelchair_places", wheelchairs), ("day_price_gbp", day), ("price_per_mile_gbp", 1.609344),
    ]
  }
}

struct StraightJourneys: JourneyTimes {
  let points: [Point]
  func amongHomes(_ homes: [Int]) -> (seconds: [Int32], metres: [Int32]) {
    var metres: [Int32] = []
    for from in homes { for to in homes { metres.append(Int32(points[from].distance(to: points[to]))) } }
    return (metres.map { $0 / 10 }, metres)
  }
}

extension TransportStage {
  /// Routed in year 0 with a cache of its own.
  func routed(_ world: TransportWorld, year: Int = 0, jobs: Int = 1) -> Journeys {
    var cache = RouteCache()
    return routed(
      world.cohort, draws(world.cohort), world.placements, year: year, iterationsPerRider: 10, cache: &cache, jobs: jobs
    )
  }
}
