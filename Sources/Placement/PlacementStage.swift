import Assignment
import Assumptions
import Planning
import Randomness
import Units

/// Places every child of a cohort, year by year, under a supply of places.
///
/// The order of decisions is that of `Models/assumptions/placement-principles.yaml`. A pure function of study,
/// assumptions, travel times, cohort and supply: equal supplies give equal placements, child by child.
public struct PlacementStage: Sendable {
  public let parameters: PlacementParameters
  let table: ProvisionTable
  let journeys: JourneyTable
  let choices: ChoiceTable
  let nearby: NearbyMainstream
  let travel: TravelTimes
  let annualCost: [Int]
  let seed: UInt64
  let policy: PlacementPolicy
  /// How the flows into kinds that no places rule are scaled; at their fitted rates until `steer(by:supply:)`.
  var steering: Steering
  /// `placement.repatriation_share`; none while steering, so that reviews act on the path and are not steered away.
  var repatriationShare: Double
  let siblings: Siblings
  /// By caseload index: where the caseload says the child is.
  let opening: [Int16]
  /// Recounts every allocation by separate code and throws if it could be cheaper: always in a debug build.
  public var checksCertificates: Bool

  static let decisionStream = RandomStream("placement.decision")
  static let breakdownStream = RandomStream("placement.breakdown")
  static let stayStream = RandomStream("placement.stay")
  static let reviewStream = RandomStream("placement.review")

  /// - Parameter known: the stage of the same study without its last provisions, which nothing opens; the flows found for it
  ///   are taken over, and the mainstream schools near each home where none of the new provisions is mainstream.
  /// - Throws: `AssumptionError` naming a figure that is missing or unusable.
  public init(
    study: Study, assumptions: AssumptionSet, travel: TravelTimes, beyond known: PlacementStage? = nil
  ) throws {
    var parameters = try PlacementParameters(assumptions)
    parameters.standardiseBreakdown(on: study)
    self.parameters = parameters
    annualCost = try annualCosts(study, assumptions)
    table = ProvisionTable(study, parameters)
    journeys = JourneyTable(homes: study.homes.count, table, travel, parameters)
    choices = ChoiceTable(table, parameters, annualCost: annualCost)
    if let known, !table.kind[known.table.count...].contains(.mainstream) {
      nearby = known.nearby
    } else {
      nearby = NearbyMainstream(homes: study.homes.count, table, travel, parameters)
    }
    self.travel = travel
    seed = study.seed
    repatriationShare = parameters.repatriationShare
    policy = study.placementPolicy
    if let known {
      steering = known.steering
    } else {
      steering = Steering(try KindCourse.all(study, assumptions), years: study.horizon + 1)
    }
    siblings = Siblings(study)
    opening = study.caseload.map { Int16($0.provision) }
    #if DEBUG
      checksCertificates = true
    #else
      checksCertificates = false
    #endif
  }

  /// Whether a base is the least intensive suitable kind for a child; see `PlacementParameters.needsBase`.
  public func needsBase(need: Need, band: Int, ncYear: Int) -> Bool {
    parameters.needsBase(need: need, band: band, ncYear: ncYear)
  }

  /// Places a cohort in every year of the horizon.
  ///
  /// - Throws: `PlacementFault`, a fault of this program or of the cohort it was given.
  public func place(_ cohort: Cohort, supply: Supply, workspace: inout Workspace) throws -> Placements {
    var result = Placements(children: cohort.count, years: cohort.horizon + 1, provisions: table.count)
    let flows = steering.multipliers(seed: seed, draw: cohort.draw)
    for year in 0..<result.years {
      try place(year, cohort, supply, flows, &result, &workspace)
    }
    return result
  }

  /// One year of a cohort; years before it are placed.
  ///
  /// - Parameter flows: the draw's multipliers, all years.
  func place(
    _ year: Int, _ cohort: Cohort, _ supply: Supply, _ flows: [Double], _ result: inout Placements,
    _ space: inout Workspace
  ) throws {
    if year == 0 { return try open(cohort, &result) }
    try placeYear(
      year, cohort, supply, flows: flows[year * Steering.kinds..<(year + 1) * Steering.kinds], &result, &space)
  }

  /// The base January, exactly as the caseload says.
  func open(_ cohort: Cohort, _ result: inout Placements) throws {
    for child in 0..<cohort.count where cohort.isPresent(child, year: 0) {
      let index = Int(cohort.caseloadIndex[child])
      guard opening.indices.contains(index) else { throw PlacementFault.entrantInBaseYear(child: child) }
      result.provision[child] = opening[index]
      result.reason[child] = .openingStock
    }
  }
}

/// A fault of the program, or of a cohort that breaks its own rules; never of a study's data.
public enum PlacementFault: Error, Sendable, Equatable {
  /// A child without a caseload row holds a plan at the base January.
  case entrantInBaseYear(child: Int)
  /// The year's allocation failed its own recount.
  case notLeastCost(year: Int, fault: AssignmentCertificate.Fault?)
}
