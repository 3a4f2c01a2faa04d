import Planning

/// How a child travels as a transport team counts it: in what, and with whom (DOMAIN 2.5).
public struct TravelClass: Hashable, Comparable, Sendable {
  public enum Vehicle: Int, Sendable, CaseIterable {
    /// Eligible, and the family makes its own way.
    case ownWay
    case pass, travelTrained, personalBudget, parentalMileage
    /// Nine passenger seats or more.
    case sharedMinibus
    case sharedTaxi
    /// One child in the vehicle, by need or because nobody else is on the way.
    case soloTaxi
    /// A vehicle to a placement that names no setting, taken as shared at the assumed number.
    case elsewhere

    /// `shared_minibus` and so on.
    public var code: String {
      [
        "own_way", "pass", "travel_trained", "personal_budget", "parental_mileage", "shared_minibus", "shared_taxi",
        "solo_taxi", "vehicle_elsewhere",
      ][rawValue]
    }

    public var title: String {
      [
        "own way", "pass", "travel trained", "personal budget", "parental mileage",
        "shared minibus (9 passenger seats or more)", "shared taxi", "one child alone",
        "to placements that name no setting",
      ][rawValue]
    }
  }
  public var vehicle: Vehicle
  /// An assistant rides in the vehicle.
  public var hasAssistant = false
  /// The vehicle carries a wheelchair.
  public var isAccessible = false

  public init(_ vehicle: Vehicle, hasAssistant: Bool = false, isAccessible: Bool = false) {
    self.vehicle = vehicle
    self.hasAssistant = hasAssistant
    self.isAccessible = isAccessible
  }

  /// Such as `shared_taxi_assistant_wheelchair`.
  public var code: String {
    vehicle.code + (hasAssistant ? "_assistant" : "") + (isAccessible ? "_wheelchair" : "")
  }

  public static func < (left: TravelClass, right: TravelClass) -> Bool {
    (left.vehicle.rawValue, left.hasAssistant ? 1 : 0, left.isAccessible ? 1 : 0)
      < (right.vehicle.rawValue, right.hasAssistant ? 1 : 0, right.isAccessible ? 1 : 0)
  }
}

extension RouteBook.Line {
  /// The class of every child on this route.
  public var travelClass: TravelClass {
    TravelClass(
      stops.count == 1 ? .soloTaxi : seats >= 9 ? .sharedMinibus : .sharedTaxi, hasAssistant: hasAssistant,
      isAccessible: stops.contains(where: \.needsWheelchairPlace))
  }
}

extension Journeys {
  /// Per child of the cohort, how it travels; `nil` where it is not eligible.
  public func classes(_ book: RouteBook) -> [TravelClass?] {
    var classes: [TravelClass?] = mode.indices.map { child in
      switch mode[child] {
      case .none, .walk: isEligible[child] ? TravelClass(.ownWay) : nil
      case .pass: TravelClass(.pass)
      case .trained: TravelClass(.travelTrained)
      case .budget: TravelClass(.personalBudget)
      case .mileage: TravelClass(.parentalMileage)
      case .shared, .alone: TravelClass(.elsewhere)
      }
    }
    for line in book.lines { for stop in line.stops { classes[stop.child] = line.travelClass } }
    return classes
  }
}
