/// A stop of a vehicle.
public enum Call: Sendable, Hashable {
  /// A rider of the problem boards.
  case pickUp(Int)
  /// All on board who are bound for this destination get off.
  case dropOff(Int)
}

/// One vehicle's morning.
public struct Route: Sendable, Equatable {
  /// Index into `RoutingProblem.vehicleTypes`.
  public var vehicleType: Int
  /// From the first pick-up to the last drop-off.
  public var calls: [Call]
  /// Driving seconds, approach included, boarding not.
  public var seconds: Int
  /// Metres driven, approach included.
  public var metres: Int
  /// Of those, what is driven empty: the approach to the first pick-up and the ways between runs.
  public var approachMetres: Int
  public var hasAssistant: Bool
  /// Pence a day.
  public var cost: Int
  /// The route of yesterday that this one carries on; `nil` for none.
  public var yesterday: Int?

  /// Riders in the order they are picked up.
  public var riders: [Int] {
    calls.compactMap { call in
      if case .pickUp(let rider) = call { rider } else { nil }
    }
  }

  /// Index into `RoutingProblem.destinations` of the first drop-off.
  public var destination: Int {
    for case .dropOff(let destination) in calls { return destination }
    return 0
  }

  /// Riders by run: those picked up between one drop-off and the next.
  public var runs: [[Int]] {
    var runs: [[Int]] = []
    var isNew = true
    for call in calls {
      guard case .pickUp(let rider) = call else {
        isNew = true
        continue
      }
      if isNew { runs.append([rider]) } else { runs[runs.count - 1].append(rider) }
      isNew = false
    }
    return runs
  }
}

/// Why a rider is not carried.
public enum NotCarried: Sendable, Equatable {
  /// No type has the places it needs (an assistant's seat included).
  case noVehicleFits
  /// Its destination has no bell time, while others have.
  case noBellTime
  /// Even alone and straight there it would be on board longer than its limit or any vehicle's: seconds short.
  case limitShorterThanDirect(excessSeconds: Int)
  /// The matrix has no way from its location to its destination.
  case unreachable
  /// Every vehicle that could carry it is in use.
  case fleetUsedUp
}

/// Routes for all who can be carried, and the others by name.
public struct RoutingPlan: Sendable, Equatable {
  /// In order of the first rider's index.
  public var routes: [Route]
  /// Ascending by rider.
  public var notCarried: [(rider: Int, reason: NotCarried)]
  /// Pence a day, the sum of the routes'.
  public var cost: Int
  public var iterations: Int
  public var seed: UInt64
  /// Riders carried today on another route than yesterday's.
  public var changed = 0
  /// No plan that carries the same riders costs less, pence a day. See `LowerBound`.
  public var lowerBound = 0

  public init(
    routes: [Route], notCarried: [(rider: Int, reason: NotCarried)], cost: Int, iterations: Int, seed: UInt64
  ) {
    self.routes = routes
    self.notCarried = notCarried
    self.cost = cost
    self.iterations = iterations
    self.seed = seed
  }

  /// Share of the cost that is not proven to be needed.
  public var gap: Double { cost == 0 ? 0 : Double(cost - lowerBound) / Double(cost) }

  public static func == (left: RoutingPlan, right: RoutingPlan) -> Bool {
    left.routes == right.routes && left.cost == right.cost
      && left.notCarried.elementsEqual(right.notCarried) { $0.rider == $1.rider && $0.reason == $1.reason }
  }
}
