import Planning
import Units

/// Of the caseload's children whom a mainstream school or a base suits, the share whom a base suits, by phase and need.
///
/// Shrunk to the share of all phases and needs by gamma-Poisson, as every thin count here is.
struct BaseSplit: Sendable {
  private let overall: Double?
  private let fit: GammaPoisson

  init(_ study: Study) {
    var base = Array(repeating: 0.0, count: Phase.allCases.count * needCount)
    var either = base
    for child in study.caseload where child.band <= 2 {
      let cell = Self.cell(Phase(child.ncYear), child.need)
      either[cell] += 1
      if child.band == 2 { base[cell] += 1 }
    }
    let total = either.reduce(0, +)
    overall = total > 0 ? base.reduce(0, +) / total : nil
    fit = GammaPoisson(observed: base, expected: either)
  }

  /// `nil` where the caseload has nobody of either band.
  func share(_ phase: Phase, _ need: Need) -> Double? {
    overall.map { min(1, $0 * fit.factor(Self.cell(phase, need))) }
  }

  private static func cell(_ phase: Phase, _ need: Need) -> Int { Int(phase.rawValue) * needCount + Int(need.rawValue) }
}
