import Planning
import Units

/// The routes of a year with their pick-ups, for the transport team. Holds homes: local use only, never published.
public struct RouteBook: Sendable {
  public struct Stop: Sendable {
    /// Row of the cohort.
    public var child: Int
    /// Index into `Study.homes`.
    public var home: Int
    /// Seconds from the start of boarding here to arrival.
    public var onBoard: Seconds
    /// Seconds after midnight at which boarding starts, to arrive at the bell; `nil` where the bell is not known.
    public var boards: Seconds?
    public var needsWheelchairPlace: Bool
    public var needsAssistant: Bool
  }

  public struct Line: Sendable {
    public var setting: Int
    /// The vehicle's name in the fleet.
    public var vehicle: String
    public var seats: Int
    public var wheelchairPlaces: Int
    public var hasAssistant: Bool
    public var stops: [Stop]
    /// A morning's drive, empty approach included; and the approach alone.
    public var metres: Metres
    public var approach: Metres
    /// Both runs of a day.
    public var costPerDay: Pence
    public var days: Int
  }

  /// Shared runs by setting, then solo journeys in cohort order.
  public var lines: [Line]
}

extension TransportStage {
  /// A year planned afresh: its journeys, and the routes behind them.
  public func planned(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, year: Int,
    iterationsPerRider: Int = defaultIterationsPerRider, cache: inout RouteCache, jobs: Int = 1
  ) -> (journeys: Journeys, book: RouteBook) {
    (
      routed(
        cohort, draws, placements, year: year, iterationsPerRider: iterationsPerRider, cache: &cache, jobs: jobs),
      routeBook(
        cohort, draws, placements, year: year, iterationsPerRider: iterationsPerRider, cache: &cache, jobs: jobs)
    )
  }

  /// The route book of a year: the same plans that `routed` prices.
  public func routeBook(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, year: Int,
    iterationsPerRider: Int = defaultIterationsPerRider, cache: inout RouteCache, jobs: Int = 1
  ) -> RouteBook {
    let journeys = modes(cohort, draws, placements, year: year)
    let runs = sharedRuns(cohort, draws, placements, year: year, journeys)
    let plans = cache.plans(runs.map(\.key), iterationsPerRider: iterationsPerRider, jobs: jobs) {
      plan($0, iterationsPerRider: iterationsPerRider)
    }
    var book = RouteBook(lines: [])
    for (run, plan) in zip(runs, plans) {
      for vehicle in plan.vehicles { book.lines.append(line(vehicle, plan, run.key, run.children)) }
    }
    for child in 0..<cohort.count where journeys.mode[child] == .alone {
      let decision = decide(
        child, cohort, draws, provision: placements.provision(child, year: year), year: year)
      guard decision.run >= 0 else { continue }
      let own = figures.fleet.alone(decision)
      let approach = figures.fleet.deadMetres(Int(decision.metres))
      let vehicle = RunPlan.Vehicle(
        type: own.type, riders: [0], cost: own.cost, metres: Int(decision.metres) + approach, approachMetres: approach,
        hasAssistant: decision.needs.contains(.assistant))
      let word = RunKey.word(home: cohort.home[child], limit: 0, needs: decision.needs)
      var plan = RunPlan()
      plan.onBoard = [Int(decision.seconds) + figures.boarding(decision.needs)]
      book.lines.append(line(vehicle, plan, RunKey(words: [UInt64(decision.run), word], riders: 1), [child]))
    }
    return book
  }

  private func line(_ vehicle: RunPlan.Vehicle, _ plan: RunPlan, _ key: RunKey, _ children: [Int]) -> RouteBook.Line {
    let setting = key.run / 2
    let stops = vehicle.riders.map { rider in
      let onBoard = Seconds(plan.onBoard[rider])
      return RouteBook.Stop(
        child: children[rider], home: key.home(rider), onBoard: onBoard,
        boards: study.settings[setting].bellStart.map { $0 - onBoard },
        needsWheelchairPlace: key.needs(rider).contains(.wheelchair),
        needsAssistant: key.needs(rider).contains(.assistant))
    }
    return RouteBook.Line(
      setting: setting, vehicle: figures.fleet.names[vehicle.type], seats: figures.fleet.types[vehicle.type].seats,
      wheelchairPlaces: figures.fleet.types[vehicle.type].wheelchairPlaces, hasAssistant: vehicle.hasAssistant,
      stops: stops, metres: Metres(vehicle.metres),
      approach: Metres(vehicle.approachMetres), costPerDay: Pence(vehicle.cost), days: days(run: key.run))
  }
}
