import Foundation

/// Student's t with a whole number of degrees of freedom.
enum StudentT {
  /// Chance of a value up to `t`, by the finite series in the angle whose tangent is t / sqrt(degrees) (Abramowitz and
  /// Stegun 26.7.3 and 26.7.4).
  static func cumulative(_ t: Double, degrees: Int) -> Double {
    let angle = atan(t / Double(degrees).squareRoot())
    let (sine, cosine) = (sin(angle), cos(angle))
    var term = degrees.isMultiple(of: 2) ? 1.0 : cosine
    var sum = degrees == 1 ? 0 : term
    for k in stride(from: degrees.isMultiple(of: 2) ? 2 : 3, through: degrees - 2, by: 2) {
      term *= cosine * cosine * Double(k - 1) / Double(k)
      sum += term
    }
    let between = degrees.isMultiple(of: 2) ? sine * sum : (angle + sine * sum) * 2 / .pi
    return (1 + between) / 2
  }

  /// The value with chance `share` below it; `share` between 0 and 1, both left out.
  static func quantile(_ share: Double, degrees: Int) -> Double {
    if share == 0.5 { return 0 }
    if share < 0.5 { return -quantile(1 - share, degrees: degrees) }
    var (low, high) = (0.0, 1.0)
    while cumulative(high, degrees: degrees) < share, high < 1e12 { high *= 2 }
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if cumulative(middle, degrees: degrees) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
