import Planning
import Randomness
import Simulation

/// Finds the fair shares of an option's proposals in one draw, beside doing nothing, which has just been run in the same
/// workspace.
struct ShareAppraiser: Sendable {
  let appraiser: DrawAppraiser
  /// The options shared out, by position in `appraiser.worlds`.
  let options: [Int]

  private static let stream = RandomStream("appraisal.order")

  init(_ appraiser: DrawAppraiser) {
    self.appraiser = appraiser
    options = appraiser.worlds.indices.filter {
      appraiser.worlds[$0].kind == .option && 1...FairShares.mostShared ~= appraiser.worlds[$0].proposals.count
    }
  }

  /// Says which options are too large to be shared out; empty where none is.
  var notes: [String] {
    let large = appraiser.worlds.filter { $0.kind == .option && $0.proposals.count > FairShares.mostShared }
    guard !large.isEmpty else { return [] }
    return [
      "Fair shares are worked out for options of up to \(FairShares.mostShared) proposals; not for \(large.map(\.name).joined(separator: ", "))."
    ]
  }

  private func isExact(_ members: Int) -> Bool {
    FairShares.isExact(members, children: appraiser.simulation.study.caseload.count)
  }

  /// Shares by option, in the order of `options`.
  func shares(
    _ draw: Int, _ futures: DrawAppraiser.Futures, _ space: inout DrawAppraiser.Workspace
  ) throws -> [DrawShares] {
    var known: [[Int]: [Double]] = [:]
    return try options.map { index in
      let world = appraiser.worlds[index]
      let rule = ShareRule(members: world.proposals.count, metrics: FairShares.metrics.count)
      /// The figures of some of the option's proposals, by position, built in the option's order.
      func value(_ members: [Int]) throws -> [Double] {
        let proposals = members.map { world.proposals[$0] }
        if world.changes.isEmpty, let found = known[proposals] { return found }
        let figures = try appraiser.shareFigures(
          world.supply(of: proposals, in: appraiser.simulation.study), futures, &space)
        if world.changes.isEmpty { known[proposals] = figures }
        return figures
      }
      if isExact(rule.members) {
        return try rule.exact { mask in
          try value((0..<rule.members).filter { mask & (1 << UInt64($0)) != 0 })
        }
      }
      var random = NamedRandom(
        seed: appraiser.simulation.study.seed, stream: Self.stream, draw: draw, subject: UInt64(index))
      let orders = (0..<FairShares.sampledOrders / 2).flatMap { _ -> [[Int]] in
        let order = Array(0..<rule.members).shuffled(using: &random)
        return [order, order.reversed()]
      }
      return try rule.sampled(orders, value)
    }
  }

  /// Pools the draws into what a run reports.
  func pooled(_ draws: [[DrawShares]]) -> [FairShares] {
    options.enumerated().map { position, index in
      let world = appraiser.worlds[index]
      let metrics = FairShares.metrics.count
      let rule = ShareRule(members: world.proposals.count, metrics: metrics)
      let (total, shares, errors) = rule.pooled(draws.map { $0[position] })
      return FairShares(
        option: world.id, proposals: world.proposals, year: appraiser.simulation.study.horizon, draws: draws.count,
        orders: isExact(rule.members) ? nil : FairShares.sampledOrders,
        rows: FairShares.metrics.enumerated().map { metric, name in
          FairShares.Row(
            metric: name, total: total[metric],
            shares: (0..<rule.members).map { shares[$0 * metrics + metric] },
            errors: (0..<rule.members).map { errors[$0 * metrics + metric] })
        })
    }
  }
}

extension DrawAppraiser {
  /// The figures of `FairShares.metrics` in the last year under a supply; 0 for one that nobody is behind.
  func shareFigures(_ supply: Supply, _ futures: Futures, _ space: inout Workspace) throws -> [Double] {
    let last = simulation.study.horizon
    let first = supply.firstDifference(from: worlds[0].supply)
    guard first <= last else { return shareFigures(space.years[last].record, space.blank) }
    try place(supply, from: first, futures, &space)
    for year in first..<last { space.tally.follow(space.placements, year: year) }
    count(last, futures, &space)
    return shareFigures(space.tally.record, space.blank)
  }

  private func shareFigures(_ record: YearRecord, _ blank: YearRecord) -> [Double] {
    var row = YearRow(rules.layout)
    record.sums.differences(from: blank.sums) { row.sums[$0] = $1 }
    return FairShares.metrics.map { metric in
      let cell = rules.layout.cells.firstIndex { $0.metric == metric && $0.slice == .all }!
      let value = rules.formulas[cell].value(row.sums, row.extras, threshold: rules.study.disclosureThreshold).value
      return value.isNaN ? 0 : value
    }
  }
}
