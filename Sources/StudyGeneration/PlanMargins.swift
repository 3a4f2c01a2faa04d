import Planning
import Randomness

/// Published totals of plans by kind and need, by kind and NC year, and by need and NC year.
public struct PlanMargins: Sendable {
  public var kinds: [ProvisionKind] = []
  public var needs: [Need] = []
  public var ncYears: [Int] = []
  /// Plans by kind and need, in the orders above.
  public var byNeed: [[Int]] = []
  /// Plans by kind and NC year.
  public var byYear: [[Int]] = []
  /// Plans by NC year and need, all kinds together.
  public var needsByYear: [[Int]] = []

  /// - Throws: `FactError` when a table is missing, holds an unknown code, or two totals of a kind differ.
  public init(_ facts: Facts) throws(FactError) {
    let need = try facts.table("plans_by_need")
    let year = try facts.table("plans_by_nc_year")
    let both = try facts.table("needs_by_nc_year")
    for code in need.columns.dropFirst() {
      guard let value = Need(code: code) else { throw FactError(file: need.file, row: 1, problem: "need \(code)") }
      needs.append(value)
    }
    for row in 0..<need.count {
      let code = need.rows[row][0]
      guard let kind = ProvisionKind(code: code) else {
        throw FactError(file: need.file, row: row + 2, problem: "\(code) is not a kind of provision")
      }
      kinds.append(kind)
      byNeed.append(try numbers(need, row))
    }
    for row in 0..<year.count { ncYears.append(try year.integer(row, "nc_year")) }
    for kind in kinds {
      var column: [Int] = []
      for row in 0..<year.count { column.append(try year.integer(row, kind.code)) }
      byYear.append(column)
    }
    for row in 0..<both.count { needsByYear.append(try numbers(both, row)) }
    for (index, kind) in kinds.enumerated() where byNeed[index].reduce(0, +) != byYear[index].reduce(0, +) {
      throw FactError(file: year.file, row: 1, problem: "the total of \(kind.code) differs from plans_by_need.csv")
    }
  }

  private func numbers(_ table: FactTable, _ row: Int) throws(FactError) -> [Int] {
    var values: [Int] = []
    for column in table.columns.dropFirst() { values.append(try table.integer(row, column)) }
    return values
  }

  /// Every plan as kind, need and NC year, with both sets of totals of its kind met exactly.
  ///
  /// Needs are drawn without replacement within a kind, likelier where the need is common at that NC year.
  public func plans() -> [(kind: ProvisionKind, need: Need, ncYear: Int)] {
    let needTotals = needs.indices.map { need in needsByYear.reduce(0) { $0 + $1[need] } }
    var plans: [(ProvisionKind, Need, Int)] = []
    for (index, kind) in kinds.enumerated() {
      var draws = randomNamed("study.plans", index)
      var left = byNeed[index]
      let years = shuffled(byYear[index].indices.flatMap { Array(repeating: $0, count: byYear[index][$0]) }, &draws)
      for year in years {
        let weights = needs.indices.map { left[$0] * (4 + 1000 * needsByYear[year][$0] / max(1, needTotals[$0])) }
        guard let need = draws.pick(weights) else { continue }
        left[need] -= 1
        plans.append((kind, needs[need], ncYears[year]))
      }
    }
    return plans
  }
}
