import Assumptions
import Planning
import Units

/// How the authority stands to England in placing children of school age in special schools, state and independent.
///
/// Authorities differ by more than their needs do, and hold their level for years: without it an authority that uses
/// special schools twice as much as England would see them empty when nothing is done.
struct SpecialLevel: Sendable {
  /// Factor on the national share of bands 3 and 4.
  let factor: Double

  /// - Parameter share: England's share of entrants in bands 3 and 4, by phase and need.
  init(_ study: Study, _ assumptions: AssumptionSet, share: (Phase, Need) -> Double) throws {
    let stockRatio = try assumptions.number("need.special_stock_ratio")
    let prior = try assumptions.number("need.special_level_prior")
    var observed = 0.0
    var expected = 0.0
    for child in study.caseload where (0...11).contains(child.ncYear.number) {
      let kind = study.provisions[child.provision].kind
      let isSpecial = kind.isStateSpecial || kind.isINMSS
      guard isSpecial || kind.isBase || kind == .mainstream || kind == .independentMainstream else { continue }
      if isSpecial { observed += 1 }
      expected += min(0.95, share(Phase(child.ncYear), child.need) * stockRatio)
    }
    factor = expected + prior > 0 ? (observed + prior) / (expected + prior) : 1
  }
}
