#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension NamedRandom {
  /// True with probability `probability`.
  @inlinable public mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

  /// Standard normal, by the polar method (Marsaglia and Bray 1964).
  public mutating func normal() -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let square = u * u + v * v
      if square < 1, square > 0 { return u * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// Student's t with `degrees` degrees of freedom (normal over root of a scaled chi-square).
  public mutating func studentT(_ degrees: Double) -> Double {
    normal() / (gamma(shape: degrees / 2) * 2 / degrees).squareRoot()
  }

  /// Gamma with unit scale (Marsaglia and Tsang 2000). `shape` above 0.
  public mutating func gamma(shape: Double) -> Double {
    if shape < 1 { return gamma(shape: shape + 1) * pow(uniform(), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      if v > 0, log(uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  /// Beta(a, b).
  public mutating func beta(_ a: Double, _ b: Double) -> Double {
    let x = gamma(shape: a)
    let y = gamma(shape: b)
    return x / (x + y)
  }

  /// Poisson with the given mean: inversion below 30, otherwise split by halves so that inversion stays exact enough.
  public mutating func poisson(_ mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    if mean >= 30 {
      // The larger part is gamma-thinned (Ahrens and Dieter 1974), exact in distribution.
      let m = Int(mean * 7 / 8)
      let x = gamma(shape: Double(m))
      if x > mean { return binomial(m - 1, mean / x) }
      return m + poisson(mean - x)
    }
    var product = exp(-mean)
    var cumulative = product
    let u = uniform()
    var k = 0
    while u > cumulative, k < 400 {
      k += 1
      product *= mean / Double(k)
      cumulative += product
    }
    return k
  }

  /// Binomial(n, p), by beta splitting for large n (Relles 1972) and by counting below.
  public mutating func binomial(_ n: Int, _ p: Double) -> Int {
    guard n > 0, p > 0 else { return 0 }
    if p >= 1 { return n }
    var n = n
    var p = p
    var count = 0
    while n > 32 {
      let i = 1 + n / 2
      let x = beta(Double(i), Double(n + 1 - i))
      if x >= p {
        n = i - 1
        p /= x
      } else {
        count += i
        n -= i
        p = (p - x) / (1 - x)
      }
    }
    for _ in 0..<n where chance(p) { count += 1 }
    return count
  }

  /// An index drawn in proportion to `weights`, which are not negative; -1 if all are zero.
  @inlinable public mutating func index(weights: some Collection<Double>) -> Int {
    let total = weights.reduce(0, +)
    guard total > 0 else { return -1 }
    var target = uniform() * total
    var last = -1
    for (offset, weight) in weights.enumerated() where weight > 0 {
      last = offset
      target -= weight
      if target < 0 { return offset }
    }
    return last
  }
}
