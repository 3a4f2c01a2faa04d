import Planning
import Units

extension TransportStage {
  /// Writes down a decision, with its price unless that depends on the other children of a shared run.
  @inline(__always)
  func record(_ child: Int, _ decision: Decision, home: Int32, setting: Int, in writer: inout JourneyWriter) {
    writer.mode[child] = decision.mode
    writer.isEligible[child] = decision.isEligible
    guard decision.mode != .none, decision.mode != .walk, decision.mode != .shared || decision.run < 0 else { return }
    price(child, decision, home: Int(home), setting: setting, in: &writer)
  }

  private func price(_ child: Int, _ decision: Decision, home: Int, setting: Int, in writer: inout JourneyWriter) {
    var pence = 0
    let miles = Metres(Int(decision.metres)).miles
    switch decision.mode {
    case .none, .walk: return
    case .pass: pence = figures.pass
    case .trained: pence = figures.training.annual
    case .budget:
      let straight =
        setting < 0 ? miles : study.homes[home].point.distance(to: study.settings[setting].point) / Metres.perMile
      pence = figures.budget.annual(driveMiles: miles, straightMiles: straight, days: Int(decision.days)).count
    case .mileage: pence = figures.mileage.annual(oneWayMiles: miles, days: Int(decision.days)).count
    case .shared, .alone:
      // A vehicle for one child, or its share of a vehicle to a placement that names no setting.
      let part = decision.mode == .shared ? 1 / figures.unlocatedSharers : 1
      let driven = 2 * Double(Int(decision.metres) + figures.fleet.deadMetres(Int(decision.metres)))
      let metres = driven * part * figures.shareOfSchoolDays(Int(decision.days))
      if setting >= 0 {
        writer.vehicles[setting] += part
        writer.vehicleMetres[setting] += metres
      } else {
        writer.unlocated += SIMD2(part, metres)
      }
      pence = Int((Double(figures.fleet.alone(decision).cost * Int(decision.days)) * part).rounded())
      writer.onBoard[child] = decision.seconds + Int32(figures.boarding(decision.needs))
    }
    writer.cost[child] = pence
    if setting >= 0 { writer.settingCost[setting] += pence }
  }
}
