import Planning

extension TransportStage {
  /// Transport in a year with the estimator in the place of routing: for Monte Carlo draws, called tens of thousands of
  /// times. Three scratch rows are all it allocates; `journeys` must have been made for this cohort and study.
  ///
  /// Eligibility, modes, budgets, passes and solo journeys are as in `routed`; only shared runs are estimated. Costs of
  /// children add to those of settings exactly.
  public func estimated(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, year: Int, estimator: Estimator,
    into journeys: inout Journeys
  ) {
    journeys.withWriter(children: cohort.count, settings: study.settings.count) { writer in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: runs * RunFeatures.stride) { rows in
        withUnsafeTemporaryAllocation(of: Apportionment.self, capacity: runs) { shares in
          rows.initialize(repeating: 0)
          withUnsafeTemporaryAllocation(of: Way.self, capacity: cohort.count) { ways in
            lookUp(cohort, placements, year, ways.baseAddress!)
            addUp(cohort, draws, placements, year, ways.baseAddress!, &writer, rows.baseAddress!)
          }
          for run in 0..<runs {
            let row = rows.baseAddress! + run * RunFeatures.stride
            RunFeatures.finish(row)
            shares.initializeElement(at: run, to: price(run, row, estimator, writer))
          }
          share(cohort, placements, year, estimator, writer, shares)
        }
      }
    }
  }

  /// Looks every child's way up ahead of the decisions: no step waits for another, so memory is fetched in parallel.
  private func lookUp(
    _ cohort: borrowing Cohort, _ placements: borrowing Placements, _ year: Int, _ found: UnsafeMutablePointer<Way>
  ) {
    for child in 0..<cohort.count {
      let provision = placements.provision(child, year: year)
      (found + child).initialize(to: provision < 0 ? Way() : way(child, cohort, provision))
    }
  }

  /// First pass: decides every child, prices what stands alone, and sums the shared runs. A child of a shared run
  /// carries its cost alone and its direct time for the second pass.
  private func addUp(
    _ cohort: borrowing Cohort, _ draws: borrowing TravelDraws, _ placements: borrowing Placements, _ year: Int,
    _ ways: UnsafePointer<Way>, _ writer: inout JourneyWriter, _ rows: UnsafeMutablePointer<Double>
  ) {
    for child in 0..<cohort.count {
      let provision = placements.provision(child, year: year)
      guard provision >= 0 else { continue }
      addUp(child, provision, along: ways[child], cohort, draws, year, &writer, rows)
    }
  }

  /// One child of the first pass.
  @inline(__always)
  func addUp(
    _ child: Int, _ provision: Int, along way: Way, _ cohort: borrowing Cohort, _ draws: borrowing TravelDraws,
    _ year: Int, _ writer: inout JourneyWriter, _ rows: UnsafeMutablePointer<Double>
  ) {
    let decision = decide(child, cohort, draws, provision: provision, way: way, year: year)
    record(child, decision, home: cohort.home[child], setting: Int(sites[provision].setting), in: &writer)
    guard decision.mode == .shared, decision.run >= 0 else { return }
    let alone = figures.fleet.alone(decision).cost
    let seconds = Int(decision.seconds) + figures.boarding(decision.needs)
    writer.cost[child] = alone
    writer.onBoard[child] = Int32(seconds)
    RunFeatures.add(
      rows + Int(decision.run) * RunFeatures.stride, alone: alone, metres: decision.metres, seconds: seconds,
      needs: decision.needs, cell: decision.sector)
  }

  /// A run's cost, vehicles and metres, added to its setting; returns what its children are to share.
  func price(
    _ run: Int, _ row: UnsafePointer<Double>, _ estimator: borrowing Estimator, _ writer: JourneyWriter
  ) -> Apportionment {
    guard row[RunFeatures.children] > 0 else { return Apportionment(total: 0, weight: 0) }
    let days = days(run: run)
    let total = Int((estimator.cost(row, run: run) * Double(days)).rounded())
    writer.settingCost[run / 2] += total
    writer.vehicles[run / 2] += estimator.vehicles(row, run: run)
    writer.vehicleMetres[run / 2] += 2 * estimator.metres(row, run: run) * figures.shareOfSchoolDays(days)
    return Apportionment(total: total, weight: Int(row[RunFeatures.alone]))
  }

  /// Second pass: each child of a shared run gets its part of the cost and its time on board.
  private func share(
    _ cohort: borrowing Cohort, _ placements: borrowing Placements, _ year: Int, _ estimator: borrowing Estimator,
    _ writer: JourneyWriter, _ shares: UnsafeMutableBufferPointer<Apportionment>
  ) {
    for child in 0..<cohort.count where writer.mode[child] == .shared {
      share(child, placements.provision(child, year: year), estimator, writer, shares)
    }
  }

  /// One child of the second pass, in a shared vehicle.
  @inline(__always)
  func share(
    _ child: Int, _ provision: Int, _ estimator: borrowing Estimator, _ writer: JourneyWriter,
    _ shares: UnsafeMutableBufferPointer<Apportionment>
  ) {
    let run = Int(sites[provision].run)
    guard run >= 0 else { return }
    writer.cost[child] = shares[run].next(writer.cost[child])
    writer.onBoard[child] = Int32(Double(writer.onBoard[child]) * estimator.detours[run])
  }
}
