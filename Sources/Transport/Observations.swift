import Planning

extension TransportStage {
  /// The shared runs of a year as an estimator learns from them; those the cache lacks are planned first.
  ///
  /// - Parameter day: a number for the day, by which held-out errors set whole days apart.
  public func observations(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, year: Int, day: Int,
    iterationsPerRider: Int = defaultIterationsPerRider, cache: inout RouteCache, jobs: Int = 1
  ) -> [RunObservation] {
    let journeys = modes(cohort, draws, placements, year: year)
    let runs = sharedRuns(cohort, draws, placements, year: year, journeys)
    let plans = cache.plans(runs.map(\.key), iterationsPerRider: iterationsPerRider, jobs: jobs) {
      plan($0, iterationsPerRider: iterationsPerRider)
    }
    return zip(runs, plans).map { run, plan in
      var row = [Double](repeating: 0, count: RunFeatures.stride)
      row.withUnsafeMutableBufferPointer { row in
        for (rider, child) in run.children.enumerated() {
          let provision = placements.provision(child, year: year)
          let decision = decide(child, cohort, draws, provision: provision, year: year)
          RunFeatures.add(
            row.baseAddress!, alone: plan.alone[rider], metres: decision.metres,
            seconds: Int(decision.seconds) + figures.boarding(decision.needs), needs: decision.needs,
            cell: decision.sector)
        }
        RunFeatures.finish(row.baseAddress!)
      }
      return RunObservation(
        day: day, run: run.key.run, features: Array(row[0..<RunFeatures.count]),
        outcomes: [
          Double(plan.vehicles.reduce(0) { $0 + $1.cost }), Double(plan.vehicles.count),
          Double(plan.vehicles.reduce(0) { $0 + $1.metres }),
        ], onBoard: Double(plan.onBoard.reduce(0, +)), direct: row[RunFeatures.direct])
    }
  }

  /// An estimator fitted to routed runs of this study.
  public func estimator(_ observations: [RunObservation]) -> Estimator { Estimator(observations, runs: runs) }

  /// An estimator fitted to another stage of this study, to which settings have been added since.
  public func covering(_ estimator: Estimator) -> Estimator { estimator.covering(runs: runs) }
}
