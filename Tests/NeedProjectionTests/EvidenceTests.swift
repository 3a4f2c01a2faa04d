import Foundation
import Planning
import Testing
import Units

@testable import NeedProjection

@Suite struct EvidenceTests {
  private func evidence(_ authority: Authority) throws -> Evidence {
    let assumptions = TinyNation().assumptions
    return Evidence(
      study: authority.study, pupils: PupilForecast(authority.study), rates: try NationalRates(assumptions),
      trend: try NationalTrend(assumptions, baseJanuary: 2025), stockRatio: (0.5, 0.04))
  }

  @Test func newPlansAreSetAgainstTheNationsRate() throws {
    var authority = Authority.ordinary
    authority.addHistory(2025, new: 16)
    let seen = try evidence(authority).newPlans
    #expect(seen.count == 1 && seen[0].year == 0)
    #expect(abs(seen[0].value - log(16 / 12.8)) < 1e-9)
    #expect(seen[0].variance == 1.0 / 16)
  }

  @Test func ceasedWithoutMovesOutHoldsTransfersAndLosesTheNationsShare() throws {
    var (with, without) = (Authority.ordinary, Authority.ordinary)
    with.addHistory(2025, stock: 160, ceased: 16, movedOut: 4)
    without.addHistory(2025, stock: 160, ceased: 16)
    let share = 20 / TinyNation().ceased
    let (left, right) = (try evidence(with).ceasing[0].value, try evidence(without).ceasing[0].value)
    #expect(abs(right - left - log(1 - share)) < 1e-9)
    #expect(try evidence(without).movingOut.isEmpty)
  }

  @Test func newPlansAreInferredFromStockWhereOnlyThatIsKnown() throws {
    var authority = Authority.ordinary
    authority.addHistory(2024, stock: 150)
    authority.addHistory(2025, stock: 160)
    let seen = try evidence(authority)
    #expect(seen.newPlans.count == 1)
    #expect(seen.newPlans[0].variance > 1.0 / 40)
    #expect(seen.notes.contains { $0.hasPrefix("New plans were inferred from the change in stock in 1 of 2 years") })
  }

  @Test func withoutFlowsTheOpeningStockSpeaksALittle() throws {
    let seen = try evidence(Authority.ordinary).newPlans
    #expect(seen.count == 1 && seen[0].loading == 0.5)
    // 160 plans against 0.04 a child of Reception to Year 21, 22 x 200 children: 176.
    #expect(abs(seen[0].value - log(160.0 / 176)) < 1e-9)
  }

  @Test func rowsByAreaAddUpToTheAuthority() throws {
    var authority = Authority.ordinary
    authority.addHistory(2025, area: 0, new: 7)
    authority.addHistory(2025, area: 1, new: 9)
    let totals = HistoryTotals.all(authority.study)
    #expect(totals.count == 1 && totals[0].new == 16 && totals[0].stock == nil)
  }

  @Test func rowsForTheAuthorityStandOverRowsByArea() throws {
    var authority = Authority.ordinary
    authority.addHistory(2025, area: 0, new: 7)
    authority.addHistory(2025, new: 20)
    #expect(HistoryTotals.all(authority.study)[0].new == 20)
  }

  @Test func laterRowsThanTheBaseJanuaryAreNotSeen() throws {
    var authority = Authority.ordinary
    authority.addHistory(2026, new: 99)
    #expect(HistoryTotals.all(authority.study).isEmpty)
  }
}
