/// Observed over expected counts of several groups, each drawn towards 1 as far as its evidence is thin.
///
/// Group rates follow a gamma distribution with mean 1, whose variance is found by moments from the groups themselves
/// (Clayton and Kaldor 1987): a ward with three children gets a sane factor and a town keeps its own.
struct GammaPoisson: Sendable {
  /// Shape and rate of the prior: its mean is 1 and its variance 1 / `prior`. Infinite where groups do not differ.
  let prior: Double
  let observed: [Double]
  /// Scaled so that it sums to the observed.
  let expected: [Double]

  init(observed: [Double], expected: [Double]) {
    let total = expected.reduce(0, +)
    let scale = total > 0 ? observed.reduce(0, +) / total : 0
    let scaled = expected.map { $0 * scale }
    self.observed = observed
    self.expected = scaled
    // E[(O - E)^2] = E + E^2 x variance of the group rates.
    var above = 0.0
    var squares = 0.0
    for (o, e) in zip(observed, scaled) where e > 0 {
      above += (o - e) * (o - e) - e
      squares += e * e
    }
    prior = above > 0 && squares > 0 ? squares / above : .infinity
  }

  /// Posterior mean of a group's factor; 1 for a group without evidence.
  func factor(_ group: Int) -> Double {
    prior.isFinite ? (prior + observed[group]) / (prior + expected[group]) : 1
  }
  /// Shape and rate of the posterior; `nil` where groups do not differ and the factor is 1.
  func posterior(_ group: Int) -> (shape: Double, rate: Double)? {
    prior.isFinite ? (prior + observed[group], prior + expected[group]) : nil
  }
}
