import Assumptions
import Planning

extension StraightLine {
  /// The study's figures for points beyond the road file, the speed's factor of the time of day applied.
  init(_ assumptions: AssumptionSet, _ timeOfDay: TimeOfDay = .morning) throws {
    let circuity = try assumptions.number("transport.circuity_fallback")
    let speed = try assumptions.number("speed.fallback_kmh") * SpeedFactor(assumptions, timeOfDay).of("other")
    guard circuity >= 1 else {
      throw AssumptionError(
        id: "transport.circuity_fallback", problem: "\(circuity) is below 1",
        remedy: "A road is no shorter than the straight line: give a ratio of 1 or more.")
    }
    guard speed > 0 else {
      throw AssumptionError(id: "speed.fallback_kmh", problem: "not above 0", remedy: "Give a speed in km/h.")
    }
    self.init(circuity: circuity, speed: speed)
  }
}
