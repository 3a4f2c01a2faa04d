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
    placement = try PlacementStage(study: study, assumptions: assumptions, travel: travel.times)
    transport = try TransportStage(
      study: study, assumptions: assumptions, travel: travel.times, journeyTimes: travel.journeys)
  }

  /// The draw whose parameters sit at their fitted values; routing is done on it.
  public static let central = -1
}
