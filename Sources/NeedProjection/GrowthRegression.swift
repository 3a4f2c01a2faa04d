import Foundation
import Planning

/// The regression of one pattern of features.
struct GrowthRegression: Sendable {
  let coefficients: [Double]
  /// Slope of an authority's index on its last value, from 0 to 0.95.
  let damping: Double
  /// Surprises: the later January, the authority's plans a year before it, and the residual.
  let residuals: [(january: Int, stock: Double, error: Double)]

  init(_ features: GrowthFeatures, _ pattern: GrowthPattern) {
    let panel = features.panel
    let known = pattern.features
    let priors = features.priors
    var rows: [Double] = []
    var response: [Double] = []
    var weights: [Double] = []
    var places: [(january: Int, stock: Double)] = []
    for january in features.years.dropLast() {
      let growing = features.growing(january + 1)
      let centre = Robust.median(growing.map { features.growth[features.cell($0, january + 1)] })
      for area in growing {
        guard let stock = panel.plans(area, january), features.has(pattern, area, january) else { continue }
        for feature in known { rows.append(features.distance(feature, area, january)) }
        response.append(features.growth[features.cell(area, january + 1)] - centre)
        weights.append(features.weight(stock))
        places.append((january + 1, stock))
      }
    }
    let fitted = Robust.regression(
      rows: rows, response: response, weights: weights, prior: priors.coefficients[pattern] ?? [],
      priorRows: priors.weight)
    coefficients = fitted.coefficients
    residuals = zip(places, fitted.residuals).map { ($0.january, $0.stock, $1) }

    func index(_ area: Int, _ year: Int) -> Double {
      zip(known, fitted.coefficients).reduce(0) { $0 + $1.1 * features.distance($1.0, area, year) }
    }
    var before: [Double] = []
    var after: [Double] = []
    weights = []
    for january in features.years.dropLast() {
      for area in 0..<features.areas {
        guard features.has(pattern, area, january), features.has(pattern, area, january + 1),
          let stock = panel.plans(area, january + 1)
        else { continue }
        before.append(index(area, january))
        after.append(index(area, january + 1))
        weights.append(features.weight(stock))
      }
    }
    let slope = Robust.regression(
      rows: before, response: after, weights: weights, prior: [priors.persistence], priorRows: priors.weight)
    damping = min(max(slope.coefficients[0], 0), 0.95)
  }
}

/// Squared scale of one-year errors of a regression: recent years first, and the prior for one of them.
struct GrowthScale {
  let square: Double

  init(_ features: GrowthFeatures, _ regression: GrowthRegression, january: Int, turnover: Double) {
    let priors = features.priors
    // Of growth itself, year by year, and of what the regression leaves of it.
    var raw: [(january: Int, authorities: Int, square: Double, left: Double?)] = []
    for year in features.years {
      let growing = features.growing(year)
      guard growing.count >= 2 else { continue }
      let values = growing.map { features.growth[features.cell($0, year)] }
      let centre = Robust.median(values)
      let square = Robust.squaredScale(
        values.map { $0 - centre }, degrees: priors.degrees,
        extra: growing.map { turnover / (features.panel.plans($0, year) ?? 1) })
      let errors = regression.residuals.filter { $0.january == year }
      let left =
        errors.isEmpty
        ? nil
        : Robust.squaredScale(
          errors.map(\.error), degrees: priors.degrees, extra: errors.map { turnover / $0.stock })
      raw.append((year, growing.count, square, left))
    }
    // A year without residuals, such as the first, is scaled by what regressions leave in the others.
    let fitted = raw.filter { $0.left != nil }
    let rows = Double(regression.residuals.count)
    let share = fitted.reduce(0) { $0 + ($1.left ?? 0) } / max(fitted.reduce(0) { $0 + $1.square }, 1e-9)
    let ratio = (priors.weight * priors.unexplained + rows * share) / (priors.weight + rows)
    var sum = priors.scaleYears * priors.scale * priors.scale
    var total = priors.scaleYears
    for year in raw {
      let count = Double(year.authorities)
      let weight = pow(priors.memory, Double(january - year.january)) * count / (count + priors.weight)
      sum += weight * (year.left ?? ratio * year.square)
      total += weight
    }
    square = sum / total
  }
}
