import Assumptions
import NeedProjection
import Placement
import Planning
import Transport
import Travel

/// The order of the stages: need, then placement, then transport, for any world and draw.
///
/// One of the two modules that know that order. Every draw runs from pupil forecast to pounds, so totals reconcile within
/// it; the same draw of two worlds shares its children.
public struct Simulation: Sendable {
  public let study: Study
  public let need: NeedProjection
  public let travel: Travel
  public let placement: PlacementStage
  public let transport: TransportStage

  public init(study: Study, assumptions: AssumptionSet, travel: Travel) throws {
    self.study = study
    self.travel = travel
    need = try NeedProjection(study: study, assumptions: assumptions)
    var placement = try PlacementStage(study: study, assumptions: assumptions, travel: travel.times)
    let need = need
    let pilots = study.isNational ? 1 : Self.pilots(study.caseload.count)
    try placement.steer(by: (1...pilots).map { need.cohort(draw: -1 - $0) }, supply: Supply(study))
    self.placement = placement
    transport = try TransportStage(
      study: study, assumptions: assumptions, travel: travel.times, journeyTimes: travel.journeys)
  }

  /// The same authority with settings and provisions that nothing opens after its own: its children, and the flows found for
  /// it, are as they were.
  ///
  /// - Parameter travel: with the columns of the new settings.
  public func adding(_ study: Study, assumptions: AssumptionSet, travel: Travel) throws -> Simulation {
    try Simulation(self, adding: study, assumptions, travel)
  }

  private init(_ known: Simulation, adding study: Study, _ assumptions: AssumptionSet, _ travel: Travel) throws {
    self.study = study
    self.travel = travel
    need = known.need
    placement = try PlacementStage(
      study: study, assumptions: assumptions, travel: travel.times, beyond: known.placement)
    transport = try TransportStage(
      study: study, assumptions: assumptions, travel: travel.times, journeyTimes: travel.journeys,
      beyond: known.transport)
  }

  /// Cohorts on which placement is steered: as many as hold some 12,000 children, whose chances then count for little, and
  /// three at least; of a country one.
  private static func pilots(_ children: Int) -> Int { min(max(12_000 / max(children, 1), 3), 24) }

  /// The draw whose parameters sit at their fitted values; routing is done on it.
  public static let central = -1
}

extension Study {
  /// Whether it has more children than any authority by far, so that one day or cohort of it says what several do of others.
  public var isNational: Bool { caseload.count > 100_000 }
}
