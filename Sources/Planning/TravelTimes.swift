import Units

/// Journeys between every home and every setting, one way: homes x settings, row-major.
public struct TravelTimes: Sendable {
  /// Which of a day's two journeys. They differ by one-way streets, turn restrictions and the time of day.
  public enum Leg: String, Sendable, CaseIterable {
    /// From home to setting in the morning.
    case fromHome = "from_home"
    /// From setting to home in the afternoon.
    case toHome = "to_home"
  }
  public let leg: Leg
  public let homes: Int
  public let settings: Int
  /// Fastest drive in seconds.
  public var driveSeconds: [Int32]
  /// Metres along that same fastest drive.
  public var driveMetres: [Int32]
  /// Shortest walk on the walking network. Not rounded, because the limits of the law lie between two metres: 2 miles
  /// are 3,218,688 mm.
  public var walkMillimetres: [Int32]
  /// Cells made from the straight line x circuity because the setting (or home) lies beyond the road network.
  public var isStraightLine: [Bool]
  /// The same of walks, which may lack a path where there is a road.
  public var isWalkStraightLine: [Bool]
  /// How the network was read and the coordinates transformed, for the report.
  public var provenance: [String]

  /// - Parameter isWalkStraightLine: As `isStraightLine` when left out.
  public init(
    leg: Leg = .fromHome, homes: Int, settings: Int, driveSeconds: [Int32], driveMetres: [Int32],
    walkMillimetres: [Int32], isStraightLine: [Bool], isWalkStraightLine: [Bool]? = nil, provenance: [String]
  ) {
    self.leg = leg
    self.homes = homes
    self.settings = settings
    self.driveSeconds = driveSeconds
    self.driveMetres = driveMetres
    self.walkMillimetres = walkMillimetres
    self.isStraightLine = isStraightLine
    self.isWalkStraightLine = isWalkStraightLine ?? isStraightLine
    self.provenance = provenance
  }

  /// The same with the settings of another table of the same homes after its own.
  public func adding(_ other: TravelTimes) -> TravelTimes {
    func joined<Value>(_ column: KeyPath<TravelTimes, [Value]>) -> [Value] {
      let (own, others) = (self[keyPath: column], other[keyPath: column])
      var cells: [Value] = []
      cells.reserveCapacity(own.count + others.count)
      for home in 0..<homes {
        cells += own[home * settings..<(home + 1) * settings]
        cells += others[home * other.settings..<(home + 1) * other.settings]
      }
      return cells
    }
    return TravelTimes(
      leg: leg, homes: homes, settings: settings + other.settings, driveSeconds: joined(\.driveSeconds),
      driveMetres: joined(\.driveMetres), walkMillimetres: joined(\.walkMillimetres),
      isStraightLine: joined(\.isStraightLine), isWalkStraightLine: joined(\.isWalkStraightLine), provenance: provenance
    )
  }

  @inlinable public func cell(home: Int, setting: Int) -> Int { home * settings + setting }
}

/// "How long from here to there", for vehicle routing: the times between homes that a home-by-setting table lacks.
///
/// `Travel` supplies it and `Transport` asks.
public protocol JourneyTimes: Sendable {
  /// Fastest drives among homes, in the order given: `homes.count` squared, row-major, seconds and metres.
  func amongHomes(_ homes: [Int]) -> (seconds: [Int32], metres: [Int32])
}
