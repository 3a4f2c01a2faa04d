import Planning
import Randomness
import Units

/// How the new-plan rate of each planning area stands to the authority's, by gamma-Poisson shrinkage.
///
/// The evidence is the area's new plans where the history gives them, else its opening stock, over what England's rates
/// by NC year would give for its children. Factors are scaled so that the authority's expected new plans stay as they
/// are.
struct AreaFactors: Sendable {
  let fit: GammaPoisson
  /// Expected new plans at England's rates, the weight of each area.
  let weights: [Double]
  let usesNewPlans: Bool

  init(study: Study, pupils: PupilForecast, rates: NationalRates) {
    func expected(_ perChild: [Double]) -> [Double] {
      study.areas.indices.map { area in
        let start = pupils.cell(area: area, year: 0)
        return perChild.indices.reduce(0) { $0 + pupils.children[start + $1] * perChild[$1] }
      }
    }
    var new = Array(repeating: 0.0, count: study.areas.count)
    for row in study.history where row.year <= study.baseYear && HistoryTotals.Breakdown(row) == .area {
      if let area = row.area, let count = row.new { new[area] += Double(count) }
    }
    weights = expected(rates.newPlans)
    usesNewPlans = new.contains { $0 > 0 }
    if usesNewPlans {
      fit = GammaPoisson(observed: new, expected: weights)
    } else {
      var stock = Array(repeating: 0.0, count: study.areas.count)
      for child in study.caseload { stock[study.homes[child.home].area] += 1 }
      fit = GammaPoisson(observed: stock, expected: expected(rates.stock))
    }
  }

  /// Fitted factors by area.
  var central: [Double] { scaled(weights.indices.map(fit.factor)) }

  /// The factor of an area with no evidence of its own: that of all areas together.
  var group: Double { 1 / scale(weights.indices.map(fit.factor)) }

  /// One draw of all factors.
  func draw(seed: UInt64, draw: Int) -> [Double] {
    scaled(
      weights.indices.map { area in
        guard let (shape, rate) = fit.posterior(area) else { return 1 }
        var random = NamedRandom(seed: seed, stream: Self.stream, draw: draw, subject: UInt64(area))
        return random.gamma(shape: shape) / rate
      })
  }
  private static let stream = RandomStream("need.area")

  private func scaled(_ factors: [Double]) -> [Double] {
    let scale = scale(factors)
    return factors.map { $0 / scale }
  }
  private func scale(_ factors: [Double]) -> Double {
    let total = weights.reduce(0, +)
    guard total > 0 else { return 1 }
    let mean = zip(factors, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
    return mean > 0 ? mean : 1
  }
}
