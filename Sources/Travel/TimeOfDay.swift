import Assumptions

/// When a road is driven, so far as speeds differ by it.
public enum TimeOfDay: String, CaseIterable, Sendable {
  /// To school, about 8:30.
  case morning
  /// From school, about 15:15.
  case afternoon
  /// The average over the day.
  case average

  /// The assumption that holds the ratio of its speeds to the average.
  var assumption: String {
    switch self {
    case .morning: "speed.school_run_factor"
    case .afternoon: "speed.afternoon_run_factor"
    case .average: "speed.drive_kmh"
    }
  }

  var words: String {
    switch self {
    case .morning: "the school run"
    case .afternoon: "the school run home"
    case .average: "the average over the day"
    }
  }
}

/// The ratio of speeds at a time of day to the average: one number, or a number by class of road with `other` for the
/// classes that are not named.
struct SpeedFactor {
  private let other: Double
  private let byClass: [(key: String, value: Double)]

  init(_ assumptions: AssumptionSet, _ timeOfDay: TimeOfDay) throws {
    let id = timeOfDay.assumption
    if timeOfDay == .average {
      (other, byClass) = (1, [])
    } else if case .table? = assumptions[id]?.value {
      byClass = try assumptions.table(id)
      guard let other = byClass.first(where: { $0.key == "other" })?.value else {
        throw AssumptionError(
          id: id, problem: "no ratio for other classes", remedy: "Add other: and a ratio to the table.")
      }
      self.other = other
    } else {
      (other, byClass) = (try assumptions.number(id), [])
    }
    for ratio in byClass.map(\.value) + [other] where !(ratio > 0) {
      throw AssumptionError(id: id, problem: "\(ratio) is not above 0", remedy: "Give a ratio of speeds, such as 0.9.")
    }
  }

  func of(_ roadClass: String) -> Double { byClass.first { $0.key == roadClass }?.value ?? other }

  /// `0.9`, or `0.8 to 1` where it differs by class.
  var text: String {
    let ratios = byClass.map(\.value) + [other]
    guard let least = ratios.min(), let most = ratios.max(), least < most else { return decimal(other) }
    return "\(decimal(least)) to \(decimal(most)) by class"
  }
}
