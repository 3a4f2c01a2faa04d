/// Better portfolios from a first one: moves of one proposal or exchanges of two, judged by the cuts.
///
/// Cuts give what placing costs at least; near a good portfolio they are nearly exact, and a move is judged by adding up. What
/// looks best is then placed in full.
struct Improvement {
  private let instance: PortfolioInstance
  private let cuts: [[MasterProgram.Cut]]
  private let unit: Double
  private(set) var starts: [Int]
  private var used: [Int]
  /// By year and cut, the cut's value at the present starts.
  private var values: [[Double]]

  /// Starts are numbered from 0, never being `years`.
  init(_ master: MasterProgram, from starts: [Int]) {
    instance = master.instance
    unit = master.unit
    self.starts = starts
    cuts = (0..<instance.years).map { year in master.cuts.filter { $0.year == year } }
    used = instance.limits.map { _ in 0 }
    values = cuts.map { $0.map(\.constant) }
    for (proposal, start) in starts.enumerated() { shift(proposal, from: instance.years, to: start) }
  }

  private func use(_ limit: Int, _ proposal: Int, _ start: Int) -> Int {
    start == instance.years ? 0 : instance.limits[limit].use[proposal * instance.years + start]
  }

  private func startCost(_ proposal: Int, _ start: Int) -> Double {
    start == instance.years ? 0 : Double(instance.startCost[proposal * instance.years + start]) / unit
  }

  private mutating func shift(_ proposal: Int, from: Int, to: Int) {
    for limit in used.indices { used[limit] += use(limit, proposal, to) - use(limit, proposal, from) }
    for year in min(from, to)..<instance.years {
      for index in cuts[year].indices {
        values[year][index] += worth(cuts[year][index], proposal, from) - worth(cuts[year][index], proposal, to)
      }
    }
  }

  private func worth(_ cut: MasterProgram.Cut, _ proposal: Int, _ start: Int) -> Double {
    start == instance.years ? 0 : cut.worth[proposal * instance.years + start]
  }

  private func isAllowed(_ moves: [(proposal: Int, to: Int)]) -> Bool {
    used.indices.allSatisfy { limit in
      moves.reduce(used[limit]) { $0 + use(limit, $1.proposal, $1.to) - use(limit, $1.proposal, starts[$1.proposal]) }
        <= instance.limits[limit].most
    }
  }

  /// What moves change, by the cuts.
  private func change(_ moves: [(proposal: Int, to: Int)], _ present: [Double]) -> Double {
    var total = 0.0
    for move in moves { total += startCost(move.proposal, move.to) - startCost(move.proposal, starts[move.proposal]) }
    let first = moves.reduce(instance.years) { min($0, $1.to, starts[$1.proposal]) }
    for year in first..<instance.years {
      var most = 0.0
      for index in cuts[year].indices {
        var value = values[year][index]
        for move in moves {
          value += worth(cuts[year][index], move.proposal, starts[move.proposal])
          value -= worth(cuts[year][index], move.proposal, move.to)
        }
        if value > most { most = value }
      }
      total += most - present[year]
    }
    return total
  }

  /// Makes the best move, again and again, until none helps.
  mutating func descend() {
    while true {
      let present = values.map { $0.reduce(0) { max($0, $1) } }
      var best: [(proposal: Int, to: Int)] = []
      var least = -1e-7
      func consider(_ moves: [(proposal: Int, to: Int)]) {
        guard isAllowed(moves) else { return }
        let change = change(moves, present)
        if change < least {
          least = change
          best = moves
        }
      }
      for proposal in starts.indices {
        for to in 0...instance.years where to != starts[proposal] { consider([(proposal, to)]) }
      }
      for one in starts.indices {
        for other in starts.indices where other > one && starts[one] != starts[other] {
          consider([(one, starts[other]), (other, starts[one])])
        }
      }
      if best.isEmpty { return }
      for move in best {
        shift(move.proposal, from: starts[move.proposal], to: move.to)
        starts[move.proposal] = move.to
      }
    }
  }
}
