/// One vehicle's run.
public struct Route: Sendable, Equatable {
  /// Index into `RoutingProblem.vehicleTypes`.
  public var vehicleType: Int
  /// Index into `RoutingProblem.destinations`.
  public var destination: Int
  /// Riders in the order they are picked up.
  public var riders: [Int]
  /// Driving seconds, approach included, boarding not.
  public var seconds: Int
  /// Metres driven, approach included.
  public var metres: Int
  /// Of those, the empty approach to the first pick-up.
  public var approachMetres: Int
  public var hasAssistant: Bool
  /// Pence a day.
  public var cost: Int
}

/// Why a rider is not carried.
public enum NotCarried: Sendable, Equatable {
  /// No type has the places it needs (an assistant's seat included).
  case noVehicleFits
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

  public init(
    routes: [Route], notCarried: [(rider: Int, reason: NotCarried)], cost: Int, iterations: Int, seed: UInt64
  ) {
    self.routes = routes
    self.notCarried = notCarried
    self.cost = cost
    self.iterations = iterations
    self.seed = seed
  }

  public static func == (left: RoutingPlan, right: RoutingPlan) -> Bool {
    left.routes == right.routes && left.cost == right.cost
      && left.notCarried.elementsEqual(right.notCarried) { $0.rider == $1.rider && $0.reason == $1.reason }
  }
}
