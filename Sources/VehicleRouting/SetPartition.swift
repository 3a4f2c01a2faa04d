/// Chooses columns that cover every row exactly once at least cost, among many: here, routes of a pool.
///
/// Lagrangean relaxation prices the rows (subgradient steps after Held, Wolfe and Crowder 1974); columns too dear at those
/// prices to be in a better choice are dropped; a depth-first search over the rest, cheapest at those prices first, ends
/// with the best choice or at a number of nodes, so that the same columns always give the same answer.
struct SetPartition {
  let rows: Int
  let costs: [Int]
  let starts: [Int32]
  /// Rows of column `c`: `members[starts[c]..<starts[c + 1]]`.
  let members: [Int32]

  private static let steps = 400
  private static let mostNodes = 100_000
  private static let mostColumns = 6000

  /// Columns of a choice cheaper than `limit`; `nil` where none was found.
  func solve(below limit: Int) -> [Int]? {
    guard rows > 0, !costs.isEmpty else { return nil }
    let (prices, bound) = price(limit)
    guard bound < Double(limit) else { return nil }
    let gap = Double(limit) - bound
    var kept: [(reduced: Double, column: Int)] = []
    for column in costs.indices {
      let reduced = reducedCost(column, prices)
      if reduced < gap { kept.append((reduced, column)) }
    }
    kept.sort { ($0.reduced, $0.column) < ($1.reduced, $1.column) }
    if kept.count > SetPartition.mostColumns { kept.removeLast(kept.count - SetPartition.mostColumns) }
    var tree = Tree(self, kept, prices, limit: limit)
    tree.search(cost: 0, negative: kept.reduce(0) { $0 + min(0, $1.reduced) })
    return tree.best
  }

  @inline(__always)
  private func reducedCost(_ column: Int, _ prices: [Double]) -> Double {
    var reduced = Double(costs[column])
    for index in Int(starts[column])..<Int(starts[column + 1]) { reduced -= prices[Int(members[index])] }
    return reduced
  }

  /// Prices of rows, and what no choice can be below.
  private func price(_ limit: Int) -> ([Double], Double) {
    var prices = [Double](repeating: .infinity, count: rows)
    for column in costs.indices {
      let members = Int(starts[column])..<Int(starts[column + 1])
      let share = Double(costs[column]) / Double(members.count)
      for index in members { prices[Int(self.members[index])] = min(prices[Int(self.members[index])], share) }
    }
    guard prices.allSatisfy(\.isFinite) else { return (prices, .infinity) }
    var best = (prices: prices, bound: -Double.infinity)
    var step = 1.0
    var stalled = 0
    var slope = [Double](repeating: 0, count: rows)
    for _ in 0..<SetPartition.steps {
      var bound = prices.reduce(0, +)
      for row in 0..<rows { slope[row] = 1 }
      for column in costs.indices {
        let reduced = reducedCost(column, prices)
        guard reduced < 0 else { continue }
        bound += reduced
        for index in Int(starts[column])..<Int(starts[column + 1]) { slope[Int(members[index])] -= 1 }
      }
      if bound > best.bound {
        best = (prices, bound)
        stalled = 0
      } else {
        stalled += 1
        if stalled == 10 {
          stalled = 0
          step /= 2
          prices = best.prices
        }
      }
      let norm = slope.reduce(0) { $0 + $1 * $1 }
      guard norm > 0, bound < Double(limit) else { break }
      let length = step * (Double(limit) - bound) / norm
      for row in 0..<rows { prices[row] += length * slope[row] }
    }
    return best
  }

  /// The depth-first search.
  private struct Tree {
    let problem: SetPartition
    /// What is left after the prices of all rows: choices are compared by reduced costs.
    let base: Double
    var limit: Double
    var covered: [Bool]
    /// Kept columns of each row, cheapest first, and rows with the fewest first.
    var byRow: [[(reduced: Double, column: Int)]]
    let order: [Int]
    var chosen: [Int] = []
    var best: [Int]?
    var nodes = 0

    init(_ problem: SetPartition, _ kept: [(reduced: Double, column: Int)], _ prices: [Double], limit: Int) {
      self.problem = problem
      base = prices.reduce(0, +)
      self.limit = Double(limit)
      covered = Array(repeating: false, count: problem.rows)
      var byRow = [[(reduced: Double, column: Int)]](repeating: [], count: problem.rows)
      for entry in kept {
        for index in Int(problem.starts[entry.column])..<Int(problem.starts[entry.column + 1]) {
          byRow[Int(problem.members[index])].append(entry)
        }
      }
      self.byRow = byRow
      order = (0..<problem.rows).sorted { (byRow[$0].count, $0) < (byRow[$1].count, $1) }
    }

    mutating func search(cost: Double, negative: Double, from first: Int = 0) {
      var position = first
      while position < order.count, covered[order[position]] { position += 1 }
      guard position < order.count else {
        let total = chosen.reduce(0) { $0 + problem.costs[$1] }
        if Double(total) < limit {
          limit = Double(total)
          best = chosen
        }
        return
      }
      let row = order[position]
      for index in byRow[row].indices {
        guard nodes < SetPartition.mostNodes else { return }
        let (reduced, column) = byRow[row][index]
        // What may still come off is what negative columns there are.
        guard base + cost + reduced + min(0, negative - min(0, reduced)) < limit - 0.5 else { return }
        let members = Int(problem.starts[column])..<Int(problem.starts[column + 1])
        if members.contains(where: { covered[Int(problem.members[$0])] }) { continue }
        nodes += 1
        for index in members { covered[Int(problem.members[index])] = true }
        chosen.append(column)
        search(cost: cost + reduced, negative: negative - min(0, reduced), from: position + 1)
        chosen.removeLast()
        for index in members { covered[Int(problem.members[index])] = false }
      }
    }
  }
}
