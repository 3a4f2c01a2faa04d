import Assumptions
import Planning
import Units

/// The figures the placement stage rests on, read once and laid out flat.
///
/// Ids `placement.*` are in `Models/assumptions/placement.yaml`, with their sources; money is in pence here.
public struct PlacementParameters: Sendable {
  public let suitability: Suitability
  /// Year groups of a destination without a setting, by `ProvisionKind.rawValue`.
  let kindNCYears: [ClosedRange<Int>]
  /// Seconds one way, by `Phase.rawValue`.
  let travelCeiling: [Int]
  /// Pence an academic year for a kilometre of one-way distance: both legs of every school day.
  let travelPencePerKilometre: Int
  let outOfAreaMetres: Int
  let overPlacePenalty: Int
  let unplacedPenalty: Int
  /// Mainstream schools with a number of places that are considered for a child.
  let mainstreamChoices: Int
  let waitingShare: Double
  let waitingPenalty: Int
  let sixthFormShare: Double
  /// Share who stay at the Year 12 transfer, by kind; 0 unless stated.
  let post16StayShare: [Double]
  let divertedShare: Double
  /// Of INMSS placements of school age, the share reviewed each September for a state place.
  let repatriationShare: Double
  let directedShare: Double
  let directedKinds: [(kind: ProvisionKind, share: Double)]
  let preferenceShare: Double
  let preferenceNearest: Int
  private(set) var breakdown: BreakdownHazard
  let otherKinds: OtherKindShares
  /// Of a provision's places, the share for the authority's own children, by `ProvisionKind.rawValue`; 1 unless stated.
  let residentShare: [Double]
  /// The most of a mixed-age base's places that one year group may take when children compete; 1: no limit.
  let yearGroupShare: Double

  /// - Throws: `AssumptionError` naming the figure that is missing, unusable or misshapen.
  public init(_ assumptions: AssumptionSet) throws {
    func pounds(_ id: String) throws -> Int { Int((try assumptions.number(id) * 100).rounded()) }
    suitability = try Suitability(assumptions)
    let years = try assumptions.nested("placement.kind_nc_years")
    var ranges = Array(repeating: NCYear.all, count: ProvisionKind.allCases.count)
    for (key, row) in years {
      let kind = try ProvisionKind(named: key, in: "placement.kind_nc_years")
      let low = row.first { $0.key == "low" }?.value ?? Double(NCYear.all.lowerBound)
      let high = row.first { $0.key == "high" }?.value ?? Double(NCYear.all.upperBound)
      guard low <= high else {
        throw AssumptionError(
          id: "placement.kind_nc_years", problem: "\(key) has its low year above its high",
          remedy: "Write the lower NC year as low.")
      }
      ranges[Int(kind.rawValue)] = Int(low)...Int(high)
    }
    kindNCYears = ranges
    let minutes = try assumptions.table("placement.travel_ceiling_minutes")
    travelCeiling = Phase.allCases.map { phase in
      minutes.first { $0.key == phase.code }.map { Int($0.value * 60) } ?? Int(Int32.max)
    }
    let days = try assumptions.number("transport.school_days")
    let perMile = try assumptions.number("transport.cost_per_loaded_mile")
    travelPencePerKilometre = Int((perMile * 100 / Metres.perMile * 1000 * 2 * days).rounded())
    outOfAreaMetres = Int((try assumptions.number("placement.out_of_area_miles") * Metres.perMile).rounded())
    overPlacePenalty = try pounds("placement.over_place_penalty")
    unplacedPenalty = try pounds("placement.unplaced_penalty")
    mainstreamChoices = Int(try assumptions.number("placement.mainstream_choices"))
    waitingShare = try assumptions.number("placement.waiting_share")
    waitingPenalty = try pounds("placement.waiting_penalty")
    sixthFormShare = try assumptions.number("placement.sixth_form_share")
    post16StayShare = try kindTable("placement.post16_stay_share", assumptions, otherwise: 0)
    divertedShare = try assumptions.number("placement.diverted_share")
    repatriationShare = try assumptions.number("placement.repatriation_share")
    directedShare = try assumptions.number("placement.directed_share")
    directedKinds = try assumptions.table("placement.directed_kinds").map {
      (try ProvisionKind(named: $0.key, in: "placement.directed_kinds"), $0.value)
    }
    preferenceShare = try assumptions.number("placement.preference_share")
    preferenceNearest = max(1, Int(try assumptions.number("placement.preference_nearest")))
    breakdown = try BreakdownHazard(assumptions)
    otherKinds = try OtherKindShares(assumptions)
    residentShare = try kindTable("placement.resident_share", assumptions, otherwise: 1)
    yearGroupShare = try assumptions.number("placement.base_year_group_share")
    for (id, shares) in [
      ("placement.resident_share", residentShare), ("placement.base_year_group_share", [yearGroupShare]),
    ]
    where !shares.allSatisfy({ $0 > 0 && $0 <= 1 }) {
      throw AssumptionError(id: id, problem: "not a share of places", remedy: "Use more than 0 and at most 1.")
    }
  }

  /// Holds the base year's caseload at the national breakdown rate.
  mutating func standardiseBreakdown(on study: Study) { breakdown.standardise(on: study) }

  /// Whether a base is the least intensive suitable kind for a child: school age, band 2 in the published table, and a
  /// need that bases serve. A child of whom this is true and who is in neither a base nor a preferred mainstream place
  /// is unmet base demand.
  public func needsBase(need: Need, band: Int, ncYear: Int) -> Bool {
    (0...11).contains(ncYear)
      && suitability.leastIntensiveSuitableKind(need: need, band: band, ncYear: ncYear)?.isBase == true
  }
}

extension ProvisionKind {
  /// The kind that a table's key names.
  init(named key: String, in id: String) throws {
    guard let kind = ProvisionKind(code: key) else {
      throw AssumptionError(
        id: id, problem: "\(key) is not a provision kind", remedy: "Use a code such as support_base.")
    }
    self = kind
  }
}

extension Need {
  /// The need that a table's key names.
  init(named key: String, in id: String) throws {
    guard let need = Need(code: key) else {
      throw AssumptionError(id: id, problem: "\(key) is not a need code", remedy: "Use a code such as SEMH.")
    }
    self = need
  }
}

/// A table by provision kind as one number a kind.
func kindTable(_ id: String, _ assumptions: AssumptionSet, otherwise: Double) throws -> [Double] {
  var values = Array(repeating: otherwise, count: ProvisionKind.allCases.count)
  for (key, value) in try assumptions.table(id) { values[Int(try ProvisionKind(named: key, in: id).rawValue)] = value }
  return values
}

/// A table by need as one number a need.
func needTable(_ id: String, _ row: [(key: String, value: Double)], otherwise: Double) throws -> [Double] {
  var values = Array(repeating: otherwise, count: Need.allCases.count)
  for (key, value) in row { values[Int(try Need(named: key, in: id).rawValue)] = value }
  return values
}
