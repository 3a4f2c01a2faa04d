import Planning
import VehicleRouting

/// Routes carried forward from year to year as a transport team does: a child who leaves is taken off its route, one who
/// comes is put where that costs least, and nobody else is moved.
///
/// It is how an option and doing nothing are compared: planning everything afresh saves money too, but no proposal
/// earned it. A route keeps its vehicle until its contract ends, and is then let in the cheapest that takes its children.
public struct RolledRoutes: Sendable {
  struct Route: Sendable, Equatable {
    /// Index into `Fleet.types`.
    var type: Int
    /// Rows of the cohort, in the order they are picked up.
    var children: [Int]
    /// Pence a day.
    var cost: Int
  }
  /// One run of one year: who rides, the routes they came from, and the routes and plan that result.
  struct Rolled: Sendable {
    var key: RunKey
    var children: [Int]
    var before: [Route]
    var after: [Route]
    /// Pence a day of the routes given up.
    var givenUp: [Int]
    var plan: RunPlan
  }
  /// Per run.
  var routes: [[Route]]
  /// Routes given up this year, pence a day and the run, from which notice is paid.
  var givenUp: [(run: Int, cost: Int)] = []
  /// Runs as they were rolled into this year: a world whose run has the same riders from the same routes takes it over.
  var rolled: [Int: Rolled] = [:]
}

extension TransportStage {
  /// Today's routes: those of the base year, planned.
  public func todaysRoutes(
    _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements,
    iterationsPerRider: Int = defaultIterationsPerRider, cache: inout RouteCache, jobs: Int = 1
  ) -> RolledRoutes {
    let journeys = modes(cohort, draws, placements, year: 0)
    let runs = sharedRuns(cohort, draws, placements, year: 0, journeys)
    let plans = cache.plans(runs.map(\.key), iterationsPerRider: iterationsPerRider, jobs: jobs) {
      plan($0, iterationsPerRider: iterationsPerRider)
    }
    var rolled = RolledRoutes(routes: Array(repeating: [], count: self.runs))
    for (run, plan) in zip(runs, plans) {
      rolled.routes[run.key.run] = plan.vehicles.map { vehicle in
        RolledRoutes.Route(type: vehicle.type, children: vehicle.riders.map { run.children[$0] }, cost: vehicle.cost)
      }
    }
    return rolled
  }

  /// Rolls the routes of the year before into `year` and prices them.
  ///
  /// - Parameters:
  ///   - like: the same year of another world under the same stage; its runs are taken over where they are the same.
  ///   - mayRelet: by setting, whether its contracts end before this year, so that vehicles may be changed.
  public func roll(
    _ before: RolledRoutes, _ cohort: Cohort, _ draws: TravelDraws, _ placements: Placements, year: Int,
    like: RolledRoutes? = nil, mayRelet: (Int) -> Bool
  ) -> (routes: RolledRoutes, journeys: Journeys) {
    var journeys = modes(cohort, draws, placements, year: year)
    journeys.isRouted = true
    var after = RolledRoutes(routes: Array(repeating: [], count: runs))
    for run in sharedRuns(cohort, draws, placements, year: year, journeys) {
      let number = run.key.run
      let kept = before.routes[number]
      let known = like?.rolled[number].flatMap {
        $0.key == run.key && $0.children == run.children && $0.before == kept ? $0 : nil
      }
      let made = known ?? rolled(run.key, run.children, from: kept, mayRelet: mayRelet(number / 2))
      after.routes[number] = made.after
      after.givenUp += made.givenUp.map { (number, $0) }
      after.rolled[number] = made
      journeys.add(made.plan, run.children, run: number, figures, days(run: number))
    }
    for run in before.routes.indices where after.rolled[run] == nil {
      after.givenUp += before.routes[run].map { (run, $0.cost) }
    }
    return (after, journeys)
  }

  /// One run rolled into a year.
  private func rolled(
    _ key: RunKey, _ children: [Int], from kept: [RolledRoutes.Route], mayRelet: Bool
  ) -> RolledRoutes.Rolled {
    let homes = Array(Set((0..<key.riders).map(key.home))).sorted()
    let problem = self.problem(key, homes: homes, setting: key.run / 2)
    var insertion = CheapestInsertion(problem, kept: kept, children: children, mayRelet: mayRelet)
    insertion.insertTheRest()
    var plan = RunPlan()
    plan.alone = (0..<key.riders).map { rider in
      let way = way(home: key.home(rider), setting: key.run / 2)
      return figures.fleet.alone(metres: Int(way.metres), needs: key.needs(rider)).cost
    }
    plan.onBoard = insertion.onBoard()
    plan.vehicles = insertion.routes.map { route in
      let measured = problem.route(route.riders, vehicleType: route.type)
      return RunPlan.Vehicle(
        type: route.type, riders: route.riders, cost: route.cost, metres: measured.metres,
        approachMetres: measured.approachMetres, hasAssistant: measured.hasAssistant)
    }
    return RolledRoutes.Rolled(
      key: key, children: children, before: kept,
      after: insertion.routes.map {
        RolledRoutes.Route(type: $0.type, children: $0.riders.map { children[$0] }, cost: $0.cost)
      }, givenUp: insertion.givenUp, plan: plan)
  }
}

/// One run's routes while children are taken off and put on. Limits and places are as the routing engine has them; a
/// rider that no vehicle takes gets one of its own, the dearest.
private struct CheapestInsertion {
  struct Route {
    var type: Int
    var riders: [Int]
    var cost: Int
  }
  let problem: RoutingProblem
  let mayRelet: Bool
  private(set) var routes: [Route] = []
  private(set) var givenUp: [Int] = []
  private var waiting: [Int] = []
  private let apart: [Set<Int>]

  init(_ problem: RoutingProblem, kept: [RolledRoutes.Route], children: [Int], mayRelet: Bool) {
    self.problem = problem
    self.mayRelet = mayRelet
    var apart = Array(repeating: Set<Int>(), count: problem.riders.count)
    for (rider, each) in problem.riders.enumerated() {
      for other in each.notWith {
        apart[rider].insert(other)
        apart[other].insert(rider)
      }
    }
    self.apart = apart
    let position = Dictionary(uniqueKeysWithValues: children.enumerated().map { ($1, $0) })
    var placed = Set<Int>()
    for route in kept {
      let stayed = route.children.compactMap { position[$0] }
      guard !stayed.isEmpty else {
        givenUp.append(route.cost)
        continue
      }
      // A child's limit may have changed with its age or need; one that no longer fits is put on anew.
      var riders = stayed
      var found = price(riders, keeping: route.type)
      while found == nil, riders.count > 1 {
        riders.removeFirst()
        found = price(riders, keeping: route.type)
      }
      guard let found else {
        givenUp.append(route.cost)
        continue
      }
      routes.append(Route(type: found.type, riders: riders, cost: found.cost))
      placed.formUnion(riders)
    }
    waiting = problem.riders.indices.filter { !placed.contains($0) }
  }

  /// Puts every waiting rider where it costs least, those furthest from the setting first.
  mutating func insertTheRest() {
    func drive(_ rider: Int) -> Int32 {
      problem.matrix.seconds[problem.riders[rider].location * problem.matrix.count + problem.destinations[0]]
    }
    for rider in waiting.sorted(by: { (-drive($0), $0) < (-drive($1), $1) }) {
      let own = price([rider], keeping: nil) ?? dearest(rider)
      var best = (added: own.cost, route: -1, place: 0, type: own.type)
      for (index, route) in routes.enumerated() where apart[rider].isDisjoint(with: route.riders) {
        for place in 0...route.riders.count {
          var riders = route.riders
          riders.insert(rider, at: place)
          guard let found = price(riders, keeping: route.type), found.cost - route.cost < best.added else { continue }
          best = (found.cost - route.cost, index, place, found.type)
        }
      }
      if best.route < 0 {
        routes.append(Route(type: own.type, riders: [rider], cost: own.cost))
      } else {
        routes[best.route].riders.insert(rider, at: best.place)
        routes[best.route].type = best.type
        routes[best.route].cost += best.added
      }
    }
  }

  /// Seconds on board by rider.
  func onBoard() -> [Int] {
    var times = Array(repeating: 0, count: problem.riders.count)
    for route in routes { for (rider, time) in zip(route.riders, self.times(route.riders)) { times[rider] = time } }
    return times
  }

  private func times(_ riders: [Int]) -> [Int] {
    var times = Array(repeating: 0, count: riders.count)
    var clock = 0
    for place in riders.indices.reversed() {
      let rider = problem.riders[riders[place]]
      let next =
        place + 1 < riders.count ? problem.riders[riders[place + 1]].location : problem.destinations[rider.destination]
      clock += Int(problem.matrix.seconds[rider.location * problem.matrix.count + next]) + rider.boardingSeconds
      times[place] = clock
    }
    return times
  }

  /// The vehicle and pence a day of these riders in this order; `nil` where a limit or every vehicle forbids it.
  ///
  /// A contracted type is kept where it fits and may not be let anew; a larger one is hired where it is too small.
  private func price(_ riders: [Int], keeping type: Int?) -> (type: Int, cost: Int)? {
    let isWithin = zip(riders, times(riders)).allSatisfy { $1 <= problem.riders[$0].maxOnBoardSeconds }
    guard isWithin else { return nil }
    let aboard = riders.map { problem.riders[$0] }
    let hasAssistant = aboard.contains(where: \.needsAssistant)
    let seats = aboard.reduce(0) { $0 + $1.seats }
    let wheelchairs = aboard.reduce(0) { $0 + $1.wheelchairPlaces }
    func fits(_ index: Int) -> Bool {
      let type = problem.vehicleTypes[index]
      return seats + (hasAssistant ? type.assistantSeats : 0) <= type.seats && wheelchairs <= type.wheelchairPlaces
    }
    if let type, !mayRelet, fits(type) { return (type, problem.route(riders, vehicleType: type).cost) }
    let prices = problem.vehicleTypes.indices.filter(fits).map { ($0, problem.route(riders, vehicleType: $0).cost) }
    return prices.min { ($0.1, $0.0) < ($1.1, $1.0) }.map { (type: $0.0, cost: $0.1) }
  }

  private func dearest(_ rider: Int) -> (type: Int, cost: Int) {
    problem.vehicleTypes.indices.map { (type: $0, cost: problem.route([rider], vehicleType: $0).cost) }
      .max { ($0.cost, -$0.type) < ($1.cost, -$1.type) }!
  }
}
