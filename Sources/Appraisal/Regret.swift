/// Which option one would wish to have chosen: options x futures x draws of value, the more the better.
struct Regret {
  /// Options x futures: the best mean of a future less the option's.
  let regret: [[Double]]
  /// Per option: share of futures and draws in which it is best; a tie is shared.
  let chanceBest: [Double]
  /// Mean over futures and draws of the best value, less the best option's mean: an upper bound on what learning is worth.
  let perfectInformation: Double

  init(_ values: [[[Double]]]) {
    let futures = values.first?.count ?? 0
    let draws = values.first?.first?.count ?? 0
    func mean(_ numbers: [Double]) -> Double {
      numbers.isEmpty ? 0 : numbers.reduce(0, +) / Double(numbers.count)
    }
    let means = values.map { $0.map(mean) }
    regret = means.map { own in
      own.indices.map { future in (means.map { $0[future] }.max() ?? 0) - own[future] }
    }
    var best = Array(repeating: 0.0, count: values.count)
    var sumOfBest = 0.0
    for future in 0..<futures {
      for draw in 0..<draws {
        let top = values.map { $0[future][draw] }.max() ?? 0
        let winners = values.indices.filter { values[$0][future][draw] == top }
        for winner in winners { best[winner] += 1 / Double(winners.count) }
        sumOfBest += top
      }
    }
    let worlds = Double(max(futures * draws, 1))
    chanceBest = best.map { $0 / worlds }
    perfectInformation = sumOfBest / worlds - (means.map(mean).max() ?? 0)
  }
}

extension Summary {
  /// Of numbers in any order; zero of none.
  init(of numbers: [Double]) {
    let sorted = numbers.sorted()
    self.init(
      mean: numbers.isEmpty ? 0 : numbers.reduce(0, +) / Double(numbers.count),
      p05: Quantile.sorted(sorted, 0.05) ?? 0, p50: Quantile.sorted(sorted, 0.5) ?? 0,
      p95: Quantile.sorted(sorted, 0.95) ?? 0)
  }
}

extension Change {
  /// Of paired changes; the chance is that of a gain.
  init(of changes: [Double]) {
    let summary = Summary(of: changes)
    self.init(
      mean: summary.mean, p05: summary.p05, p50: summary.p50, p95: summary.p95,
      pGain: changes.isEmpty ? nil : Double(changes.count { $0 > 0 }) / Double(changes.count))
  }
}
