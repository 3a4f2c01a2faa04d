import Planning

extension TransportStage {
  /// Eligibility and mode of every child with a plan in a year, and the cost of all but the shared vehicles.
  public func modes(_ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, year: Int) -> Journeys {
    var journeys = Journeys(children: cohort.count, settings: study.settings.count, isRouted: false)
    journeys.withWriter(children: cohort.count, settings: study.settings.count) { writer in
      for child in 0..<cohort.count {
        let provision = placements.provision(child, year: year)
        guard provision >= 0 else { continue }
        let decision = decide(child, cohort, draws, provision: provision, year: year)
        record(child, decision, home: cohort.home[child], setting: Int(sites[provision].setting), in: &writer)
      }
    }
    return journeys
  }
}
