import Assumptions
import Foundation
import Planning
import Units

/// Switches that change the course of new plans, each with a date and a strength from 0 (off) to 1.
///
/// All are off unless a study or an option turns one on; off multiplies by exactly 1, so results stay the same bit for
/// bit. Terms are read only when their switch is on.
public struct Scenario: Sendable, Equatable {
  /// Multiplier on new plans by year index 0 to the horizon.
  public var newPlans: [Double]
  /// Ceiling on plans over residents of NC -4 to 21, and how far it is applied; `nil` when off.
  public var saturation: Saturation?

  public struct Saturation: Sendable, Equatable {
    public var prevalence: Double
    public var strength: Double
  }

  init(_ assumptions: AssumptionSet, study: Study) throws {
    newPlans = Array(repeating: 1, count: study.horizon + 1)
    let january = study.baseYear.january
    if let terms = try Terms(assumptions, "demand_surge") {
      let (multiplier, from, lag) = (try terms["multiplier"], try terms["from"], try terms["lag_years"])
      let length = try terms["months"] / 12
      for year in 1..<(study.horizon + 1) {
        // Share of the flow year, January to January, in which plans from surge requests are issued.
        let start = Double(january + year - 1)
        let share = max(0, min(start + 1, from + lag + length) - max(start, from + lag))
        newPlans[year] *= 1 + terms.strength * (multiplier - 1) * share
      }
    }
    if let terms = try Terms(assumptions, "experts_at_hand") {
      let (reduction, from, ramp) = (try terms["reduction"], try terms["from"], try terms["years_to_full"])
      for year in 1..<(study.horizon + 1) {
        newPlans[year] *= 1 - terms.strength * reduction * Self.ramp(january + year - 1, from: from, years: ramp)
      }
    }
    if let terms = try Terms(assumptions, "threshold_reform") {
      let (multiplier, from) = (try terms["new_plan_multiplier"], try terms["from"])
      let ramp = try terms["years_to_full"]
      for year in 1..<(study.horizon + 1) {
        newPlans[year] *=
          1 + terms.strength * (multiplier - 1) * Self.ramp(january + year - 1, from: from, years: ramp)
      }
    }
    if let terms = try Terms(assumptions, "saturation") {
      saturation = Saturation(prevalence: try terms["prevalence"], strength: terms.strength)
    }
  }

  /// Whether any switch is on.
  public var isOn: Bool { saturation != nil || newPlans.contains { $0 != 1 } }

  /// Multiplier on new plans from last January's prevalence.
  func restraint(prevalence: Double, opening: Double) -> Double {
    guard let saturation else { return 1 }
    let room = saturation.prevalence - opening
    guard room > 0 else { return 1 - saturation.strength }
    let left = min(1, max(0, (saturation.prevalence - prevalence) / room))
    return 1 + saturation.strength * (left - 1)
  }

  /// Share of its full effect that a measure has in the middle of the flow year that begins in a January.
  private static func ramp(_ january: Int, from: Double, years: Double) -> Double {
    let since = Double(january) + 0.5 - from
    return years > 0 ? min(1, max(0, since / years)) : since >= 0 ? 1 : 0
  }

  private struct Terms {
    let id: String
    let strength: Double
    let table: [(key: String, value: Double)]

    /// `nil` when the switch is off or absent.
    init?(_ assumptions: AssumptionSet, _ name: String) throws {
      guard assumptions["scenario.\(name)"] != nil else { return nil }
      strength = try assumptions.number("scenario.\(name)")
      guard strength != 0 else { return nil }
      id = "scenario.\(name)_terms"
      table = try assumptions.table(id)
    }
    subscript(key: String) -> Double {
      get throws {
        guard let value = table.first(where: { $0.key == key })?.value else {
          throw AssumptionError(id: id, problem: "no \(key)", remedy: "Give it in the table.")
        }
        return value
      }
    }
  }
}
