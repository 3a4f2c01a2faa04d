/// A place in EPSG:27700, the British National Grid, in metres.
@frozen public struct Point: Hashable, Codable, Sendable {
  public var easting: Double
  public var northing: Double
  @inlinable public init(easting: Double, northing: Double) {
    self.easting = easting
    self.northing = northing
  }

  /// Straight-line distance in metres on the grid.
  @inlinable public func distance(to other: Point) -> Double {
    let x = easting - other.easting
    let y = northing - other.northing
    return (x * x + y * y).squareRoot()
  }

  /// Whether the point lies on the grid's 700 km by 1,300 km, a first guard against swapped or foreign coordinates.
  @inlinable public var isOnNationalGrid: Bool {
    (0...700_000).contains(easting) && (0...1_300_000).contains(northing)
  }
}
