import Assumptions
import Planning

/// Starting values of optimism bias on capital, to be reduced as risks are managed (HM Treasury, DOMAIN 6.2).
public struct OptimismBias: Sendable, Equatable {
  /// Percent, upper and lower, of a standard and a non-standard building.
  public var standard: ClosedRange<Double>
  public var nonStandard: ClosedRange<Double>

  /// - Throws: `AssumptionError` where the table is missing or lacks a figure.
  public init(_ assumptions: AssumptionSet, id: String = "appraisal.optimism_bias_capex") throws {
    let table = try assumptions.nested(id)
    func range(_ building: String) throws -> ClosedRange<Double> {
      let row = table.first { $0.key == building }?.row
      guard let low = row?.first(where: { $0.key == "lower" })?.value,
        let high = row?.first(where: { $0.key == "upper" })?.value, low <= high
      else { throw AssumptionError(id: id, problem: "no range for \(building)", remedy: "Give upper and lower.") }
      return low * 100...high * 100
    }
    standard = try range("standard_building")
    nonStandard = try range("non_standard_building")
  }

  /// The upper bound of a building part of which is non-standard: 30% non-standard is 32.1% on capital.
  public func upper(nonStandardShare: Double) -> Double {
    nonStandardShare * nonStandard.upperBound + (1 - nonStandardShare) * standard.upperBound
  }

  /// The range that fits a building: a school of its own is non-standard, which is the prudent reading.
  public func range(_ works: BuildingWorks) -> ClosedRange<Double> { works == .newSchool ? nonStandard : standard }
}
