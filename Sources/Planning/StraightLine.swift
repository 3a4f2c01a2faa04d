import Geometry

/// A journey where no road is known: the straight line x circuity, at one speed. Always flagged as such.
public struct StraightLine: Sendable, Equatable {
  /// Metres by road over metres in a straight line, 1 or more.
  public let circuity: Double
  /// km/h, above 0.
  public let speed: Double

  public init(circuity: Double, speed: Double) {
    self.circuity = circuity
    self.speed = speed
  }

  /// Whole seconds and metres, each rounded once.
  @inlinable public func journey(_ from: Point, _ to: Point) -> (seconds: Int32, metres: Int32) {
    let metres = from.distance(to: to) * circuity
    return (Int32((metres * 3.6 / speed).rounded()), Int32(metres.rounded()))
  }

  /// The same way on foot: its whole metres in millimetres, as many as there can be.
  @inlinable public func walk(_ from: Point, _ to: Point) -> Int32 {
    Int32(clamping: Int(journey(from, to).metres) * 1000)
  }
}
