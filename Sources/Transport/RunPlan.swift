import Planning
import Randomness
import VehicleRouting

/// The routes of one run, its riders numbered as in its key.
struct RunPlan: Sendable, Equatable {
  struct Vehicle: Sendable, Equatable {
    /// Index into `Fleet.types`.
    var type: Int
    var riders: [Int]
    /// Pence a day, both runs.
    var cost: Int
    /// A morning, approach included; and the approach.
    var metres: Int
    var approachMetres: Int
    var hasAssistant: Bool
  }
  var vehicles: [Vehicle] = []
  /// Per rider, seconds on board one way.
  var onBoard: [Int] = []
  /// Per rider, pence a day if it rode alone: what a route's cost is shared in proportion to.
  var alone: [Int] = []
  /// Riders no shared vehicle can take, planned in one of their own.
  var strays = 0
}

extension TransportStage {
  /// Plans one run. The same key, seed and iterations give the same plan wherever and whenever it is asked.
  func plan(_ key: RunKey, iterationsPerRider: Int) -> RunPlan {
    let setting = key.run / 2
    let homes = Array(Set((0..<key.riders).map(key.home))).sorted()
    let problem = self.problem(key, homes: homes, setting: setting)
    let seed = study.seed &+ subjectKey(setting, key.run % 2)
    let routed = RoutingSolver.solve(
      problem, seed: seed, iterations: key.riders > 1 ? iterationsPerRider * key.riders : 0)
    let recount = Recount(routed, of: problem)
    assert(recount.breaches.isEmpty, "\(recount.breaches)")

    var plan = RunPlan()
    plan.onBoard = recount.onBoard
    plan.alone = (0..<key.riders).map { rider in
      figures.fleet.alone(metres: driveMetres(key.home(rider), setting), needs: key.needs(rider)).cost
    }
    plan.vehicles = routed.routes.map {
      RunPlan.Vehicle(
        type: $0.vehicleType, riders: $0.riders, cost: $0.cost, metres: $0.metres, approachMetres: $0.approachMetres,
        hasAssistant: $0.hasAssistant)
    }
    for (rider, _) in routed.notCarried {
      let metres = driveMetres(homes[problem.riders[rider].location], setting)
      let needs = key.needs(rider)
      let own = figures.fleet.alone(metres: metres, needs: needs)
      plan.vehicles.append(
        RunPlan.Vehicle(
          type: own.type, riders: [rider], cost: own.cost, metres: metres + figures.fleet.deadMetres(metres),
          approachMetres: figures.fleet.deadMetres(metres), hasAssistant: needs.contains(.assistant)))
      plan.onBoard[rider] =
        figures.boarding(needs) + Int(way(home: key.home(rider), setting: setting).seconds)
      plan.strays += 1
    }
    return plan
  }

  private func driveMetres(_ home: Int, _ setting: Int) -> Int {
    Int(way(home: home, setting: setting).metres)
  }

  /// Homes first, in ascending order, then the setting.
  func problem(_ key: RunKey, homes: [Int], setting: Int) -> RoutingProblem {
    let among = journeyTimes.amongHomes(homes)
    let count = homes.count + 1
    var seconds = [Int32](repeating: 0, count: count * count)
    var metres = seconds
    for from in homes.indices {
      for to in homes.indices {
        seconds[from * count + to] = among.seconds[from * homes.count + to]
        metres[from * count + to] = among.metres[from * homes.count + to]
      }
      let way = way(home: homes[from], setting: setting)
      seconds[from * count + homes.count] = way.seconds
      metres[from * count + homes.count] = way.metres
    }
    var row: [Int: Int] = [:]
    for (index, home) in homes.enumerated() { row[home] = index }
    var riders = (0..<key.riders).map { rider in
      let needs = key.needs(rider)
      let isWheelchair = needs.contains(.wheelchair)
      return Rider(
        location: row[key.home(rider)]!, boardingSeconds: figures.boarding(needs), seats: isWheelchair ? 0 : 1,
        wheelchairPlaces: isWheelchair ? 1 : 0, maxOnBoardSeconds: key.limit(rider),
        needsAssistant: needs.contains(.assistant),
        approachMetres: figures.fleet.deadMetres(driveMetres(key.home(rider), setting)))
    }
    for (first, second) in key.apart { riders[first].notWith.append(second) }
    return RoutingProblem(
      riders: riders, destinations: [homes.count], vehicleTypes: figures.fleet.types,
      matrix: TravelMatrix(count: count, seconds: seconds, metres: metres))
  }
}
