import Foundation
import Planning

/// Growth of placements in independent and non-maintained special schools: a damped drift shared by all, and the index
/// of the authority's total.
///
/// Their own past growth does not foretell their next: its regression coefficient is between -0.1 and 0.1.
public struct InmssGrowth: Sendable {
  /// Half the placements' own mean growth and half that of all plans: their share of plans carries half the drift.
  let level: Double
  let variance: Double
  let priors: GrowthPriors

  /// - Parameter movement: national growth of all plans, year by year.
  init(_ panel: AuthorityPanel, january: Int, movement: [Double], priors: GrowthPriors) {
    let terms = priors.inmss
    var levels: [Double] = []
    var sum = terms.scaleYears * terms.scale * terms.scale
    var total = terms.scaleYears
    for year in panel.years {
      var growth: [Double] = []
      var held: [Double] = []
      for area in panel.codes.indices {
        guard let now = panel[.inmss, area, year], let before = panel[.inmss, area, year - 1] else { continue }
        growth.append(log((now + terms.offset) / (before + terms.offset)))
        held.append(before + terms.offset)
      }
      guard !growth.isEmpty else { continue }
      let mean = Robust.mean(growth, weights: held.map { $0 / ($0 + terms.halfWeight) })
      levels.append(mean)
      let square = Robust.squaredScale(
        growth.map { $0 - mean }, degrees: priors.degrees, extra: held.map { terms.turnover / $0 })
      let count = Double(growth.count)
      let weight = pow(priors.memory, Double(january - year)) * count / (count + priors.weight)
      sum += weight * square
      total += weight
    }
    variance = sum / total
    let means = [levels, movement].filter { !$0.isEmpty }.map { $0.reduce(0, +) / Double($0.count) }
    level = means.isEmpty ? 0 : means.reduce(0, +) / Double(means.count)
    self.priors = priors
  }

  /// - Parameter index: what the authority's features add to its total over the years, log.
  func forecast(_ held: Double, index: Double, years: Int) -> GrowthForecast {
    let terms = priors.inmss
    let base = held + terms.offset
    let drift = level * terms.damping * GrowthCoefficients.damped(terms.damping, years)
    let national = terms.nationalDeviation * Double(years)
    let square = (variance + terms.turnover / base) * Double(years) + national * national
    return GrowthForecast(
      base: base, growth: drift + index, scale: square.squareRoot(),
      degrees: 4 + years * Int((priors.degrees - 4).rounded()), offset: terms.offset)
  }
}
