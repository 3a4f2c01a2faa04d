import Planning

extension TransportStage {
  /// Eligible children of a year by the first ground that holds, in the order of `EligibilityGround`, and last those who
  /// are only recorded as carried. Adds up to the children eligible.
  public func eligibleByGround(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, year: Int
  ) -> [(code: String, children: Int)] {
    var counts = Array(repeating: 0, count: EligibilityGround.allCases.count + 1)
    for child in 0..<cohort.count {
      let provision = placements.provision(child, year: year)
      guard provision >= 0 else { continue }
      let decision = decide(child, cohort, draws, provision: provision, year: year)
      guard decision.isEligible else { continue }
      counts[decision.ground.map { Int($0.rawValue) } ?? counts.count - 1] += 1
    }
    return zip(EligibilityGround.allCases.map(\.code) + ["recorded_as_carried"], counts).map { ($0, $1) }
  }
}
