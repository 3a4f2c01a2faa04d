import Foundation
import Inputs
import VehicleRouting

/// A plan in VROOM's form, with the iterations and the seed that give it again.
struct RoutingSolution: Codable {
  var code = 0
  var iterations: Int
  var seed: UInt64
  var summary: Summary
  var routes: [Vehicle]
  var unassigned: [Left]

  struct Summary: Codable {
    var cost: Int
    var routes: Int
    var unassigned: Int
    var lowerBound: Int
    var changed: Int

    enum CodingKeys: String, CodingKey {
      case cost, routes, unassigned, changed
      case lowerBound = "lower_bound"
    }
  }
  struct Vehicle: Codable {
    var vehicle: Int
    var cost: Int
    var steps: [Step]
  }
  struct Step: Codable {
    var type: String
    var id: Int?
    var locationIndex: Int
    /// In the file's unit of time: of the day where there are bells, else from the first boarding.
    var arrival: Int

    enum CodingKeys: String, CodingKey {
      case type, id, arrival
      case locationIndex = "location_index"
    }
  }
  struct Left: Codable {
    var id: Int
    var type: String
    var reason: String
  }

  init(_ plan: RoutingPlan, of instance: RoutingInstance) {
    let problem = instance.problem
    iterations = plan.iterations
    seed = plan.seed
    summary = Summary(
      cost: plan.cost, routes: plan.routes.count, unassigned: plan.notCarried.count, lowerBound: plan.lowerBound,
      changed: plan.changed)
    var taken = [Int](repeating: 0, count: problem.vehicleTypes.count)
    let times = Recount(plan, of: problem).times
    routes = zip(plan.routes, times).map { route, times in
      defer { taken[route.vehicleType] += 1 }
      return Vehicle(
        vehicle: instance.vehicleIDs[route.vehicleType][taken[route.vehicleType]], cost: route.cost,
        steps: RoutingSolution.steps(route, times, instance))
    }
    unassigned = plan.notCarried.map {
      Left(
        id: instance.riderIDs[$0.rider], type: instance.isShipments ? "pickup" : "job",
        reason: RoutingSolution.sentence($0.reason))
    }
  }

  private static func steps(_ route: Route, _ times: [Int], _ instance: RoutingInstance) -> [Step] {
    let problem = instance.problem
    var steps: [Step] = []
    var aboard: [Int] = []
    for (call, time) in zip(route.calls, times) {
      switch call {
      case .pickUp(let rider):
        aboard.append(rider)
        steps.append(
          Step(
            type: instance.isShipments ? "pickup" : "job", id: instance.riderIDs[rider],
            locationIndex: problem.riders[rider].location, arrival: time))
      case .dropOff(let destination):
        let place = problem.destinations[destination]
        guard let drops = instance.dropIDs else {
          steps.append(Step(type: "end", id: nil, locationIndex: place, arrival: time))
          continue
        }
        for rider in aboard where problem.riders[rider].destination == destination {
          steps.append(Step(type: "delivery", id: drops[rider], locationIndex: place, arrival: time))
        }
        aboard.removeAll { problem.riders[$0].destination == destination }
      }
    }
    return steps
  }

  static func sentence(_ reason: NotCarried) -> String {
    switch reason {
    case .noVehicleFits: "no vehicle has the places it needs"
    case .noBellTime: "its destination has no bell time"
    case .limitShorterThanDirect(let excess): "the direct drive is \(excess) longer than the limit on board"
    case .unreachable: "there is no way to its destination"
    case .fleetUsedUp: "every vehicle that could carry it is in use"
    }
  }

  /// Riders by run and route, in the problem's numbering; riders it does not know are left out.
  func routes(of instance: RoutingInstance) -> [[[Int]]] {
    var index: [Int: Int] = [:]
    for (position, id) in instance.riderIDs.enumerated() { index[id] = position }
    return routes.map { route in
      var runs: [[Int]] = [[]]
      for step in route.steps {
        if step.type == "pickup" || step.type == "job" {
          if let rider = step.id.flatMap({ index[$0] }) { runs[runs.count - 1].append(rider) }
        } else if !runs[runs.count - 1].isEmpty {
          runs.append([])
        }
      }
      return runs.filter { !$0.isEmpty }
    }
  }
}
