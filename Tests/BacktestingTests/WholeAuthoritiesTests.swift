import Backtesting
import NeedProjection
import Planning
import Testing
import Units

@Suite struct WholeAuthoritiesTests {
  /// Forty authorities: one with a gap, one that begins late, and a last January that only three have.
  private var panel: AuthorityPanel {
    var panel = MadePanel.panel()
    panel[.stock, 4, 2021] = nil
    panel[.stock, 7, 2019] = nil
    for area in 3..<40 { panel[.stock, area, 2025] = nil }
    return panel
  }

  @Test func anAuthorityWithAGapOrALateStartIsNotWhole() {
    let whole = WholeAuthorities(panel)
    #expect(whole.januaries == [2019, 2020, 2021, 2022, 2023, 2024])
    #expect(whole.codes.count == 38 && !whole.codes.contains("204") && !whole.codes.contains("207"))
  }

  @Test func rowsAreLeftOutAndNoneIsChanged() {
    let tests = Backtest.all(panel, horizons: 1...3, priors: MadePanel.priors)
    let kept = WholeAuthorities(panel).rows(of: tests)
    #expect(kept.map { "\($0.origin)+\($0.horizon)" }.contains("2022/23+1"))
    #expect(!kept.contains { $0.origin.january + $0.horizon == 2025 })
    for test in kept {
      let all = tests.first { $0.origin == test.origin && $0.horizon == test.horizon }!.rows.map(\.line)
      #expect(test.rows.map(\.line) == all.filter { !$0.hasPrefix("204,") && !$0.hasPrefix("207,") })
    }
  }
}
