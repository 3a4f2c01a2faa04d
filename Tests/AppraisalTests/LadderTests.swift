import Planning
import TestSupport
import Testing

@testable import Appraisal
@testable import Placement

private let cells = [
  LadderCell(need: .asd, band: 3, phase: .primary), LadderCell(need: .semh, band: 2, phase: .secondary),
]

@Suite struct LadderTests {
  /// 30 of one kind and 10 of another, over two draws.
  private func ladder(_ share: @escaping (Ladder.Account, Ladder.Rung, LadderCell) -> Double?) -> Ladder {
    Ladder([cells[0]: 30, cells[1]: 10], draws: 2, share: share)
  }

  @Test func `low, central and high are the lowest, middle and highest account`() throws {
    let found = ladder { account, rung, _ in
      let base = [Ladder.Account.ownPlacements: 0.1, .england: 0.4, .rules: 0.2][account]!
      return min(1, base + 0.15 * Double(rung.rawValue))
    }
    #expect(found.cohort == 20 && found.steps.count == 5)
    let mainstream = found.steps[0]
    #expect(mainstream.low == 0.1 && mainstream.central == 0.2 && mainstream.high == 0.4)
    #expect(abs(try #require(mainstream.children) - 4) < 1e-9)
    // What each rung adds to those below it adds up to what the last holds.
    let sum = try found.steps.reduce(0) { $0 + (try #require($1.children)) }
    #expect(abs(sum - found.steps[4].central * found.cohort) < 1e-9)
    for (lower, upper) in zip(found.steps, found.steps.dropFirst()) { #expect(lower.central <= upper.central) }
  }

  @Test func `an account that knows nothing of half the children is left out`() {
    let found = ladder { account, _, cell in
      account == .england && cell == cells[0] ? nil : account == .rules ? nil : 0.5
    }
    #expect(found.steps.allSatisfy { Set($0.shares.keys) == [.ownPlacements] })
  }

  @Test func `nobody gives no ladder`() {
    #expect(Ladder([:], draws: 3) { _, _, _ in 1 }.steps.isEmpty)
  }

  @Test func `it is compulsory for special and specialist post-16 places, and for nothing else`() {
    var study = Study(
      name: "t", laCode: "000", laName: "T", baseYear: .init(start: 2024), horizon: 1, draws: 1, seed: 1)
    let kinds: [ProvisionKind] = [.special, .satellite, .specialistPost16, .specialistBase, .supportBase, .fe]
    study.provisions = kinds.map { Provision(id: $0.code, setting: 0, kind: $0, places: [0, 5], proposal: 0) }
    let found = kinds.indices.map { index in
      Ladder.isRequired(
        Proposal(id: "p", name: "P", kind: .newBase, setting: 0, provisions: [index]), study)
    }
    #expect(found == [true, true, true, false, false, false])
  }

  @Test func `shares of the three accounts grow up the ladder and lie between none and all`() throws {
    let loaded = try tinyStudy()
    let accounts = LadderAccounts(
      loaded.study, loaded.assumptions, suitability: try PlacementParameters(loaded.assumptions).suitability)
    for need in Need.allCases {
      for band in 1...4 {
        for phase in Phase.allCases {
          for account in Ladder.Account.allCases {
            let shares = Ladder.Rung.allCases.compactMap {
              accounts.share(account, $0, LadderCell(need: need, band: band, phase: phase))
            }
            #expect(shares.allSatisfy { (0...1).contains($0) })
            #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 })
          }
        }
      }
    }
    // England, ASD, January 2025: mainstream, further education and early years over those and special, NMSS, independent
    // special and specialist post-16 (DOMAIN 5.5).
    let asd = try #require(
      accounts.share(.england, .adaptedMainstream, LadderCell(need: .asd, band: 3, phase: .primary)))
    let whole = 34.44 + 4.91 + 28.83 + 0.74 + 5.59 + 11.54 + 1.71 + 0.58
    #expect(abs(asd - (34.44 + 11.54 + 0.58) / whole) < 1e-9)
  }
}
