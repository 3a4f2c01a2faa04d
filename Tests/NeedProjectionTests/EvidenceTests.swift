import Foundation
import Planning
import Testing
import Units

@testable import NeedProjection

@Suite struct EvidenceTests {
  private func evidence(_ authority: Authority) throws -> Evidence {
    let assumptions = TinyNation().assumptions
    return Evidence(
      study: authority.study, history: HistoryTotals.all(authority.study), pupils: PupilForecast(authority.study),
      rates: try NationalRates(assumptions))
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

  @Test func movesInAreTheGapOfTheIdentityWhereTheyAreNotGiven() throws {
    var authority = Authority.ordinary
    authority.addHistory(2024, stock: 150)
    authority.addHistory(2025, stock: 160, new: 20, ceased: 15)
    let seen = try evidence(authority).movingIn
    let expected = zip(
      PupilForecast(authority.study).authority(year: 0), try NationalRates(TinyNation().assumptions).movingIn
    ).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(seen.count == 1 && abs(seen[0].value - log(5 / expected)) < 1e-9)
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
