import Planning
import Units

/// What cannot be planned as asked, one by one; everything else is planned. Names children: local use only.
public enum TravelException: Sendable, Equatable {
  /// No vehicle of the fleet takes the child's wheelchair or assistant: one is priced as hired for it.
  case noVehicleFits(child: Int, setting: Int)
  /// The direct drive with boarding is longer than the journey-time guideline: the child may be on board for longer.
  case directDriveBeyondGuideline(child: Int, setting: Int, direct: Seconds, guideline: Seconds)
  /// The school gives no bell time: its routes are planned, without times of day.
  case noBellTime(setting: Int)
}

extension TransportStage {
  /// What the routes of a year could not take as asked: schools in order, then children in cohort order.
  public func exceptions(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, year: Int, _ journeys: Journeys
  ) -> [TravelException] {
    var withoutBell = Set<Int>()
    var found: [TravelException] = []
    for child in 0..<cohort.count where journeys.mode[child].isVehicle {
      let provision = placements.provision(child, year: year)
      let decision = decide(child, cohort, draws, provision: provision, year: year)
      guard decision.run >= 0 else { continue }
      let setting = Int(decision.run) / 2
      if study.settings[setting].bellStart == nil { withoutBell.insert(setting) }
      if !figures.fleet.takes(decision.needs) { found.append(.noVehicleFits(child: child, setting: setting)) }
      let direct = Seconds(Int(decision.seconds) + figures.boarding(decision.needs))
      let guideline = cohort.ncYear(child, year: year) <= 6 ? figures.limitPrimary : figures.limitSecondary
      if direct > guideline {
        found.append(
          .directDriveBeyondGuideline(child: child, setting: setting, direct: direct, guideline: guideline))
      }
    }
    return withoutBell.sorted().map { .noBellTime(setting: $0) } + found
  }
}
