import Units

/// Journeys from every home to every setting: one way, in the morning, homes x settings, row-major.
public struct TravelTimes: Sendable {
  public let homes: Int
  public let settings: Int
  /// Fastest drive in seconds.
  public var driveSeconds: [Int32]
  /// Metres along that same fastest drive.
  public var driveMetres: [Int32]
  /// Shortest walk in metres on the walking network.
  public var walkMetres: [Int32]
  /// Cells made from the straight line x circuity because the setting (or home) lies beyond the road network.
  public var isStraightLine: [Bool]
  /// How the network was read and the coordinates transformed, for the report.
  public var provenance: [String]

  public init(
    homes: Int, settings: Int, driveSeconds: [Int32], driveMetres: [Int32], walkMetres: [Int32],
    isStraightLine: [Bool], provenance: [String]
  ) {
    self.homes = homes
    self.settings = settings
    self.driveSeconds = driveSeconds
    self.driveMetres = driveMetres
    self.walkMetres = walkMetres
    self.isStraightLine = isStraightLine
    self.provenance = provenance
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
