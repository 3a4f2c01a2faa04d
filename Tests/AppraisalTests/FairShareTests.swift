import Planning
import Randomness
import Simulation
import Testing

@testable import Appraisal

/// Shapley values of made-up games, against all orders one by one.
@Suite struct ShareRuleTests {
  /// A value for every subset, at random.
  private func game(_ number: Int, members: Int, metrics: Int) -> [[Double]] {
    var random = NamedRandom(seed: 9, stream: RandomStream("test.game"), draw: number)
    return (0..<1 << members).map { _ in (0..<metrics).map { _ in (random.uniform() * 100).rounded() } }
  }

  private func orders(_ members: [Int]) -> [[Int]] {
    members.isEmpty
      ? [[]]
      : members.flatMap { first in orders(members.filter { $0 != first }).map { [first] + $0 } }
  }

  @Test(arguments: 0..<12) func exactSharesAreTheMeanOverAllOrdersAndAddUp(_ number: Int) {
    let members = 1 + number % 5
    let rule = ShareRule(members: members, metrics: 2)
    let values = game(number, members: members, metrics: 2)
    let exact = rule.exact { values[Int($0)] }
    let sampled = rule.sampled(orders(Array(0..<members))) { some in values[some.reduce(0) { $0 | 1 << $1 }] }
    #expect(zip(exact.shares, sampled.shares).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(exact.total == sampled.total)
    for metric in 0..<2 {
      let sum = (0..<members).reduce(0) { $0 + exact.shares[$1 * 2 + metric] }
      #expect(abs(sum - exact.total[metric]) < 1e-9)
      #expect(exact.total[metric] == values[values.count - 1][metric] - values[0][metric])
    }
  }

  /// Whatever the order, what is added on the way adds up to the whole.
  @Test func sampledSharesAddUpToo() {
    let rule = ShareRule(members: 7, metrics: 1)
    let values = game(1, members: 7, metrics: 1)
    let sampled = rule.sampled([[3, 1, 6, 0, 2, 5, 4], [4, 5, 2, 0, 6, 1, 3]]) { some in
      values[some.reduce(0) { $0 | 1 << $1 }]
    }
    #expect(abs(sampled.shares.reduce(0, +) - sampled.total[0]) < 1e-9)
  }

  @Test func whoAddsNothingGetsNothingAndEqualsGetTheSame() {
    // Members 0 and 1 serve the same children, member 2 none.
    let shares = ShareRule(members: 3, metrics: 1).exact { mask in [mask & 3 != 0 ? 12 : 0] }.shares
    #expect(zip(shares, [6, 6, 0]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func theErrorIsThatOfTheMeanOverDraws() {
    let rule = ShareRule(members: 1, metrics: 1)
    let draws = [2.0, 4, 9].map { DrawShares(shares: [$0], total: [$0]) }
    let (total, shares, errors) = rule.pooled(draws)
    #expect(total == [5] && shares == [5])
    #expect(abs(errors[0] - (13.0 / 3).squareRoot()) < 1e-12)
  }
}

/// In a simulated town: an option's shares add to what the option does in the same draws.
@Test func sharesOfProposalsAddToTheOption() throws {
  let town = try Town(proposals: 3)
  let option = World(id: "all", name: "", kind: .option, proposals: [0, 1, 2], study: town.study)
  let appraiser = DrawAppraiser(
    simulation: town.simulation, rules: town.rules, estimator: town.estimator, worlds: [town.nothing, option])
  let sharer = ShareAppraiser(appraiser)
  #expect(sharer.options == [1])
  var space = appraiser.workspace()
  var draws: [[DrawShares]] = []
  var changes = Array(repeating: 0.0, count: FairShares.metrics.count)
  for draw in 0..<2 {
    let (ledgers, futures) = try appraiser.run(draw, &space)
    draws.append(try sharer.shares(draw, futures, &space))
    let last = town.study.horizon
    let (nothing, all) = (town.rows(ledgers, 0)[last], town.rows(ledgers, 1)[last])
    for (index, metric) in FairShares.metrics.enumerated() {
      let cell = town.rules.layout.cells.firstIndex { $0.metric == metric && $0.slice == .all }!
      func value(_ row: YearRow) -> Double {
        town.rules.formulas[cell].value(row.sums, row.extras, threshold: 5).value
      }
      changes[index] += (value(all) - value(nothing)) / 2
    }
  }
  let shares = try #require(sharer.pooled(draws).first)
  #expect(shares.orders == nil && shares.draws == 2 && shares.proposals == [0, 1, 2])
  var moved = 0
  for (index, row) in shares.rows.enumerated() {
    let scale = max(1, abs(row.total))
    #expect(abs(row.total - changes[index]) < 1e-9 * scale, "\(row.metric.name)")
    #expect(abs(row.shares.reduce(0, +) - row.total) < 1e-9 * scale, "\(row.metric.name)")
    moved += row.shares.count { $0 != 0 }
  }
  #expect(moved > 3)
}

/// Every subset is placed where that is a matter of minutes, whichever of proposals and children are many.
@Test(arguments: [
  (12, 1_000, true), (13, 1, false), (10, 4_000, true), (10, 4_001, false), (11, 4_000, false), (6, 64_000, true),
  (6, 64_001, false),
])
func everySubsetIsPlacedWhereThereAreFewEnough(members: Int, children: Int, isExact: Bool) {
  #expect(FairShares.isExact(members, children: children) == isExact)
}

@Test func anOptionOfVeryManyProposalsIsNotSharedOutAndThatIsSaid() throws {
  let most = FairShares.mostShared
  let town = try Town(proposals: most + 1)
  func option(_ name: String, _ proposals: Int) -> World {
    World(id: name, name: name, kind: .option, proposals: Array(0..<proposals), study: town.study)
  }
  func sharer(_ options: World...) -> ShareAppraiser {
    ShareAppraiser(
      DrawAppraiser(
        simulation: town.simulation, rules: town.rules, estimator: town.estimator, worlds: [town.nothing] + options))
  }
  let both = sharer(option("Most", most), option("More", most + 1))
  #expect(both.options == [1])
  #expect(both.notes.count == 1 && both.notes[0].hasSuffix("not for More."))
  #expect(sharer(option("Most", most)).notes.isEmpty)
}
