import Assumptions
import Geometry

/// The flagged fallback for points beyond the road file: the straight line x circuity, at one speed.
struct StraightLine: Sendable {
  let circuity: Double
  /// km/h, the factor of the time of day applied.
  let speed: Double

  init(_ assumptions: AssumptionSet, _ timeOfDay: TimeOfDay = .morning) throws {
    circuity = try assumptions.number("transport.circuity_fallback")
    speed = try assumptions.number("speed.fallback_kmh") * SpeedFactor(assumptions, timeOfDay).of("other")
    guard circuity >= 1 else {
      throw AssumptionError(
        id: "transport.circuity_fallback", problem: "\(circuity) is below 1",
        remedy: "A road is no shorter than the straight line: give a ratio of 1 or more.")
    }
    guard speed > 0 else {
      throw AssumptionError(id: "speed.fallback_kmh", problem: "not above 0", remedy: "Give a speed in km/h.")
    }
  }

  /// Whole seconds and metres, each rounded once.
  func journey(_ from: Point, _ to: Point) -> (seconds: Int32, metres: Int32) {
    let metres = from.distance(to: to) * circuity
    return (Int32((metres * 3.6 / speed).rounded()), Int32(metres.rounded()))
  }
}
