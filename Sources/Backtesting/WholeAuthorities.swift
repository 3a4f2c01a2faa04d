import Planning

/// Authorities that can be followed without a gap, and the Januaries that are there for most.
///
/// A year given for a few authorities only, or an authority for a few years, makes errors of different origins and
/// horizons hard to set side by side.
public struct WholeAuthorities: Sendable {
  /// Januaries in which at least half of the authorities have plans.
  public let januaries: [Int]
  /// Codes of authorities with plans in every one of them.
  public let codes: Set<String>

  public init(_ panel: AuthorityPanel) {
    let januaries = panel.years.filter { year in
      2 * panel.codes.indices.count { panel.plans($0, year) != nil } >= panel.codes.count
    }
    self.januaries = januaries
    codes = Set(
      panel.codes.indices.filter { area in januaries.allSatisfy { panel.plans(area, $0) != nil } }
        .map { panel.codes[$0] })
  }

  /// The same forecasts with rows of these authorities and Januaries only; tests without any are left out.
  public func rows(of tests: [Backtest]) -> [Backtest] {
    tests.compactMap { test in
      guard januaries.contains(test.origin.january + test.horizon) else { return nil }
      let rows = test.rows.filter { codes.contains($0.code) }
      return rows.isEmpty ? nil : Backtest(origin: test.origin, horizon: test.horizon, rows: rows)
    }
  }
}
