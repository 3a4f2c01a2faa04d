import Randomness
import Testing

@testable import Appraisal

/// What can be found by taking sums together, on made-up sums.
@Suite struct SuppressionSumTests {
  @Test("Two hidden parts of one sum cannot be told apart; a second sum that holds one of them tells both")
  func secondSumTells() {
    let parts = SuppressionSum(total: 0, parts: [1, 2, 3], isCount: true)
    let hidden = [false, true, true, false, false]
    #expect(recoverableCells(of: [parts], hidden: hidden).isEmpty)
    let other = SuppressionSum(total: 4, parts: [2, 3], isCount: true)
    #expect(Set(recoverableCells(of: [parts, other], hidden: hidden)) == [1, 2])
  }

  @Test("Sparse rows find the same cells in the same order as a full matrix", arguments: 0..<200)
  func sparseIsPlain(seed: Int) {
    var random = NamedRandom(seed: 7, stream: RandomStream("test.sums"), draw: seed)
    let cells = 6 + Int(random.uniform() * 14)
    let sums = (0..<3 + Int(random.uniform() * 6)).map { _ in
      let mixed = (0..<cells).map { (random.uniform(), $0) }.sorted { $0 < $1 }.map(\.1)
      return SuppressionSum(total: mixed[0], parts: Array(mixed[1..<3 + Int(random.uniform() * 3)]), isCount: true)
    }
    let hidden = (0..<cells).map { _ in random.uniform() < 0.5 }
    #expect(recoverableCells(of: sums, hidden: hidden) == plain(sums, hidden))
  }

  /// Gauss-Jordan elimination of a full matrix, a column a cell in the order in which the sums name them.
  private func plain(_ sums: [SuppressionSum], _ hidden: [Bool]) -> [Int] {
    var order: [Int] = []
    for sum in sums {
      for cell in sum.parts + [sum.total] where hidden[cell] && !order.contains(cell) { order.append(cell) }
    }
    var rows = sums.map { sum in
      order.map { cell in (sum.parts.contains(cell) ? -1.0 : 0) + (sum.total == cell ? 1 : 0) }
    }
    for row in rows.indices {
      guard let pivot = order.indices.first(where: { abs(rows[row][$0]) > 1e-9 }) else { continue }
      rows[row] = rows[row].map { $0 / rows[row][pivot] }
      for other in rows.indices where other != row {
        let factor = rows[other][pivot]
        for index in order.indices { rows[other][index] -= factor * rows[row][index] }
      }
    }
    return rows.compactMap { row in
      let terms = order.indices.filter { abs(row[$0]) > 1e-9 }
      return terms.count == 1 ? order[terms[0]] : nil
    }
  }
}
