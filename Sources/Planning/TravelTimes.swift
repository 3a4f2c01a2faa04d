import Geometry
import Units

/// Journeys between every home and every setting, one way.
///
/// With roads they stand in tables, homes x settings, row-major. Without any road each is worked out when it is asked for:
/// a table for a country would hold a hundred million journeys that nobody makes.
public struct TravelTimes: Sendable {
  /// Which of a day's two journeys. They differ by one-way streets, turn restrictions and the time of day.
  public enum Leg: String, Sendable, CaseIterable {
    /// From home to setting in the morning.
    case fromHome = "from_home"
    /// From setting to home in the afternoon.
    case toHome = "to_home"
  }
  /// The points between which every journey is the straight line.
  @usableFromInline struct Points: Sendable {
    @usableFromInline let line: StraightLine
    @usableFromInline let homes: [Point]
    @usableFromInline let settings: [Point]
    init(line: StraightLine, homes: [Point], settings: [Point]) {
      self.line = line
      self.homes = homes
      self.settings = settings
    }
  }
  public let leg: Leg
  public let homes: Int
  public let settings: Int
  /// Fastest drive in seconds; empty without roads, as the tables below.
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
  @usableFromInline let points: Points?

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
    points = nil
  }

  /// The same with the settings of another table of the same homes after its own.
  public func adding(_ other: TravelTimes) -> TravelTimes {
    if let points, let others = other.points {
      return TravelTimes(
        leg: leg, homes: points.homes, settings: points.settings + others.settings, straightLine: points.line,
        provenance: provenance)
    }
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

  /// Straight lines alone, for a study without roads.
  public init(
    leg: Leg = .fromHome, homes: [Point], settings: [Point], straightLine: StraightLine, provenance: [String]
  ) {
    self.leg = leg
    self.homes = homes.count
    self.settings = settings.count
    driveSeconds = []
    driveMetres = []
    walkMillimetres = []
    isStraightLine = []
    isWalkStraightLine = []
    self.provenance = provenance
    points = Points(line: straightLine, homes: homes, settings: settings)
  }

  /// Whether there is no road, so that journeys are worked out and not looked up.
  @inlinable public var hasNoRoads: Bool { points != nil }

  @inlinable func cell(home: Int, setting: Int) -> Int { home * settings + setting }

  /// The fastest drive one way.
  @inlinable public func drive(home: Int, setting: Int) -> (seconds: Int32, metres: Int32) {
    if let points { return points.line.journey(points.homes[home], points.settings[setting]) }
    let cell = cell(home: home, setting: setting)
    return (driveSeconds[cell], driveMetres[cell])
  }

  /// Millimetres of the shortest walk one way.
  @inlinable public func walk(home: Int, setting: Int) -> Int32 {
    if let points { return points.line.walk(points.homes[home], points.settings[setting]) }
    return walkMillimetres[cell(home: home, setting: setting)]
  }

  /// Whether the drive is the straight line.
  @inlinable public func isStraightLine(home: Int, setting: Int) -> Bool {
    points != nil || isStraightLine[cell(home: home, setting: setting)]
  }

  /// Whether the walk is the straight line.
  @inlinable public func isWalkStraightLine(home: Int, setting: Int) -> Bool {
    points != nil || isWalkStraightLine[cell(home: home, setting: setting)]
  }

  /// The share of drives that are straight lines, 0 where there are none.
  public var straightLineShare: Double {
    if points != nil { return homes * settings > 0 ? 1 : 0 }
    return isStraightLine.isEmpty ? 0 : Double(isStraightLine.count { $0 }) / Double(isStraightLine.count)
  }

  /// What no drive is longer than, and hardly shorter: without roads, from one corner of the study to the other.
  public var longestDrive: (seconds: Int32, metres: Int32) {
    guard let points else {
      return (
        driveSeconds.lazy.filter { $0 < .max }.max() ?? 0, driveMetres.lazy.filter { $0 < .max }.max() ?? 0
      )
    }
    guard let box = Bounds(points.homes + points.settings) else { return (0, 0) }
    return points.line.journey(box.low, box.high)
  }
}

/// "How long from here to there", for vehicle routing: the times between homes that a home-by-setting table lacks.
///
/// `Travel` supplies it and `Transport` asks.
public protocol JourneyTimes: Sendable {
  /// Fastest drives among homes, in the order given: `homes.count` squared, row-major, seconds and metres.
  func amongHomes(_ homes: [Int]) -> (seconds: [Int32], metres: [Int32])
}
