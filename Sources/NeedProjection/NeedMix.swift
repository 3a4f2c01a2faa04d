import Planning
import Units

/// Share of each need among new plans and moves in, by NC year: England's, bent towards the authority's own caseload.
///
/// New plans take the needs of England's new plans and, for the part of children whose need is later recorded anew,
/// those of plans held three NC years on. The bend is one factor a need: plans in the caseload over plans at England's
/// mix for the same NC years, shrunk by gamma-Poisson. Down syndrome, which national tables to 2025 hold within other
/// difficulty, takes its share of that from the caseload.
struct NeedMix: Sendable {
  /// NC year slots x needs, slot-major; each slot sums to 1.
  let newPlans: [Double]
  /// Needs of children who move in, as the stock of their NC year has them, in the same layout.
  let movingIn: [Double]

  /// Years ahead at which the later needs are read.
  private static let yearsOn = 3
  private static let other = Int(Need.oth.rawValue)
  private static let down = Int(Need.ds.rawValue)

  /// - Parameter laterWeight: weight of the needs held three NC years on, 0 to 1.
  init(study: Study, rates: NationalRates, laterWeight: Double) {
    let started = Self.shares(rates.newPlanNeeds)
    let held = Self.shares(rates.stockNeeds)
    var local = Array(repeating: 0.0, count: needCount)
    var expected = local
    for child in study.caseload {
      local[Int(child.need.rawValue)] += 1
      let row = held[YearGroups.slot(child.ncYear.number)]
      for need in 0..<needCount { expected[need] += row[need] }
    }
    let merged = local[Self.other] + local[Self.down]
    let downShare = merged > 0 ? local[Self.down] / merged : 0
    local[Self.other] = merged
    local[Self.down] = 0
    let bend = GammaPoisson(observed: local, expected: expected)

    func bent(_ national: [Double]) -> [Double] {
      var shares = (0..<needCount).map { national[$0] * bend.factor($0) }
      shares[Self.down] = shares[Self.other] * downShare
      shares[Self.other] -= shares[Self.down]
      return Self.normalised(shares)
    }
    movingIn = held.flatMap(bent)
    newPlans = started.indices.flatMap { slot -> [Double] in
      let later = held[min(slot + Self.yearsOn, YearGroups.count - 1)]
      return bent((0..<needCount).map { (1 - laterWeight) * started[slot][$0] + laterWeight * later[$0] })
    }
  }

  /// Shares by NC year; one without any count takes those of the nearest that has some.
  private static func shares(_ counts: [Double]) -> [[Double]] {
    let rows = (0..<YearGroups.count).map { Array(counts[($0 * needCount)..<(($0 + 1) * needCount)]) }
    let filled = rows.indices.filter { rows[$0].contains { $0 > 0 } }
    return rows.indices.map { slot in
      normalised(filled.min { abs($0 - slot) < abs($1 - slot) }.map { rows[$0] } ?? rows[slot])
    }
  }

  private static func normalised(_ shares: [Double]) -> [Double] {
    let total = shares.reduce(0, +)
    return total > 0 ? shares.map { $0 / total } : Array(repeating: 1 / Double(needCount), count: needCount)
  }
}
