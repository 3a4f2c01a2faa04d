/// Travel among numbered locations: `count` squared cells, row-major, from row to column.
public struct TravelMatrix: Sendable, Equatable {
  public let count: Int
  /// Driving seconds.
  public let seconds: [Int32]
  /// Metres along the same drive.
  public let metres: [Int32]

  public init(count: Int, seconds: [Int32], metres: [Int32]) {
    precondition(seconds.count == count * count && metres.count == count * count, "a cell for every pair of locations")
    self.count = count
    self.seconds = seconds
    self.metres = metres
  }
}

/// One who is picked up at a location and carried to a destination, on its own terms.
public struct Rider: Sendable, Hashable {
  /// Row of the matrix.
  public var location: Int
  /// Index into `RoutingProblem.destinations`.
  public var destination: Int
  /// Time the vehicle stands while this rider boards; those already on board wait.
  public var boardingSeconds: Int
  public var seats: Int
  public var wheelchairPlaces: Int
  /// Longest time on board, from the start of this rider's own boarding to arrival.
  public var maxOnBoardSeconds: Int
  /// The vehicle carries nobody else.
  public var ridesAlone: Bool
  /// The vehicle must carry an assistant; one serves all who need one.
  public var needsAssistant: Bool
  /// Riders, by index, this one must not share a vehicle with. It need be said of one of the two only.
  public var notWith: [Int]
  /// The empty run a vehicle makes to its first pick-up of the day when that is this rider: priced, and not time on board.
  public var approachSeconds: Int
  public var approachMetres: Int
  /// The route, of those of yesterday, that this rider was on; `nil` for none.
  public var yesterday: Int?

  public init(
    location: Int, destination: Int = 0, boardingSeconds: Int = 0, seats: Int = 1, wheelchairPlaces: Int = 0,
    maxOnBoardSeconds: Int = .max, ridesAlone: Bool = false, needsAssistant: Bool = false, notWith: [Int] = [],
    approachSeconds: Int = 0, approachMetres: Int = 0, yesterday: Int? = nil
  ) {
    self.location = location
    self.destination = destination
    self.boardingSeconds = boardingSeconds
    self.seats = seats
    self.wheelchairPlaces = wheelchairPlaces
    self.maxOnBoardSeconds = maxOnBoardSeconds
    self.ridesAlone = ridesAlone
    self.needsAssistant = needsAssistant
    self.notWith = notWith
    self.approachSeconds = approachSeconds
    self.approachMetres = approachMetres
    self.yesterday = yesterday
  }
}

/// A kind of vehicle, its places and its prices for a day.
public struct VehicleType: Sendable, Hashable, BitwiseCopyable {
  public var seats: Int
  public var wheelchairPlaces: Int
  /// Paid once a day for each vehicle in use.
  public var dayPricePence: Int
  /// Millionths of a penny, so that mile prices stay whole numbers: £2 a mile is 124,274 a metre.
  public var micropencePerMetre: Int
  public var micropencePerSecond: Int
  /// Paid once a day where an assistant rides.
  public var assistantPence: Int
  /// Seats the assistant takes.
  public var assistantSeats: Int
  /// Longest time from the start of the first boarding to the last arrival.
  public var maxRouteSeconds: Int
  /// Vehicles of this type there are.
  public var maximum: Int

  public init(
    seats: Int, wheelchairPlaces: Int = 0, dayPricePence: Int, micropencePerMetre: Int = 0,
    micropencePerSecond: Int = 0, assistantPence: Int = 0, assistantSeats: Int = 0, maxRouteSeconds: Int = .max,
    maximum: Int = .max
  ) {
    self.seats = seats
    self.wheelchairPlaces = wheelchairPlaces
    self.dayPricePence = dayPricePence
    self.micropencePerMetre = micropencePerMetre
    self.micropencePerSecond = micropencePerSecond
    self.assistantPence = assistantPence
    self.assistantSeats = assistantSeats
    self.maxRouteSeconds = maxRouteSeconds
    self.maximum = maximum
  }

  /// What a route costs a day, pence, rounded half up once.
  @inlinable public func price(seconds: Int, metres: Int, hasAssistant: Bool) -> Int {
    let travel = metres * micropencePerMetre + seconds * micropencePerSecond
    return dayPricePence + (hasAssistant ? assistantPence : 0) + (travel + 500_000) / 1_000_000
  }
}

/// Riders to be carried to their destinations at least cost a day.
///
/// Routes are open: they start at the first pick-up (its approach is priced apart) and end at the last destination.
public struct RoutingProblem: Sendable {
  public var riders: [Rider]
  /// Rows of the matrix.
  public var destinations: [Int]
  public var vehicleTypes: [VehicleType]
  public var matrix: TravelMatrix
  /// One for each destination, `nil` where it is not known; or none at all, and each vehicle makes one run.
  public var bells: [Bell?]
  /// Riders of several destinations may be on board together, where their bells are of one group; otherwise each run
  /// empties the vehicle. Whoever stays on board while others get off, or before a bell, is on board all the while.
  public var mixesLoads = false
  /// Vehicles are counted first and priced second.
  public var fewestVehiclesFirst: Bool
  /// What it counts, beside the price, that a rider of a route of yesterday rides on another today.
  public var changePence: Int

  public init(
    riders: [Rider], destinations: [Int], vehicleTypes: [VehicleType], matrix: TravelMatrix, bells: [Bell?] = [],
    fewestVehiclesFirst: Bool = false, changePence: Int = 0
  ) {
    precondition(bells.isEmpty || bells.count == destinations.count, "a bell for every destination, or none")
    self.riders = riders
    self.destinations = destinations
    self.vehicleTypes = vehicleTypes
    self.matrix = matrix
    self.bells = bells
    self.fewestVehiclesFirst = fewestVehiclesFirst
    self.changePence = changePence
  }
}
