import Assumptions
import Planning

/// How eligible children travel: shares of passes, budgets and solo journeys, and how many families take support up.
struct ModeShares: Sendable {
  /// By kind: share of eligible children whose families take the support.
  let takeUp: [Double]
  /// By kind: share of carried pupils from Year 7 who travel on a pass; bands 1 and 2 without wheelchair or assistant.
  let pass: [Double]
  let budget: Double
  /// Share of carried children whose parent is paid by the mile.
  let mileage: Double
  let solo: Double
  let soloSEMH: Double
  let soloBand4: Double

  init(_ assumptions: AssumptionSet) throws {
    takeUp = try Self.byKind("transport.take_up", assumptions)
    pass = try Self.byKind("transport.pass_share", assumptions)
    budget = try assumptions.number("transport.budget_share")
    mileage = try assumptions.number("transport.mileage_share")
    solo = try assumptions.number("transport.solo_share")
    soloSEMH = try assumptions.number("transport.solo_share_semh")
    soloBand4 = try assumptions.number("transport.solo_share_band_4")
  }

  private static func byKind(_ id: String, _ assumptions: AssumptionSet) throws -> [Double] {
    var shares = [Double](repeating: 0, count: ProvisionKind.allCases.count)
    for (code, share) in try assumptions.table(id) {
      shares[Int(try TransportFigures.kind(code, in: id).rawValue)] = share
    }
    return shares
  }

  /// How a child whose family takes the support travels, by one uniform draw cut into shares.
  ///
  /// Shares are cut in a fixed order from 0, so that a larger share of one mode moves nobody from any but the next.
  @inline(__always)
  func mode(
    _ kind: ProvisionKind, ncYear: Int, need: Need, band: Int, needs: PassengerNeeds.Flags, draw: Double,
    training: TravelTraining
  ) -> TravelMode {
    let isIndependent = ncYear >= 7 && band <= 2 && needs.isEmpty
    var bound = isIndependent ? pass[Int(kind.rawValue)] : 0
    if draw < bound { return .pass }
    bound += budget
    if draw < bound { return .budget }
    bound += mileage
    if draw < bound { return .mileage }
    if isIndependent {
      bound += (1 - bound) * training.share
      if draw < bound { return .trained }
    }
    let share = max(need == .semh ? soloSEMH : solo, band >= 4 ? soloBand4 : solo)
    return draw < bound + (1 - bound) * share ? .alone : .shared
  }
}
