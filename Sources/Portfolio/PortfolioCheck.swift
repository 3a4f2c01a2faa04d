/// A recount by code that shares nothing with the search: do the starts keep the limits, and what does the proof show?
public struct PortfolioCheck: Sendable, Equatable {
  /// No portfolio within the limits costs less; nil if the proof leaves a portfolio out or claims what it does not show.
  public private(set) var bound: Int?
  /// The starts keep every limit.
  public private(set) var isAllowed: Bool
  /// What the starts and the cheapest placing of every year's need cost; nil if the starts are not allowed.
  public private(set) var cost: Int?

  public init(_ instance: PortfolioInstance, _ solution: PortfolioSolution) {
    isAllowed = solution.starts.count == instance.proposals && instance.isAllowed(solution.starts)
    bound = Self.bound(instance, solution.proof)
    if isAllowed { cost = Self.cost(instance, solution.starts) }
  }

  /// Recounted plainly: need is placed a path at a time, each the cheapest there is.
  static func cost(_ instance: PortfolioInstance, _ starts: [Int?]) -> Int {
    var total = 0
    for (proposal, start) in starts.enumerated() {
      if let start { total += instance.startCost[proposal * instance.years + start] }
    }
    for year in 0..<instance.years {
      var placing = PlainPlacing(instance, (0..<instance.sites).map { instance.room($0, year: year, starts) })
      for group in instance.groups.indices {
        total += instance.yearWeights[year] * placing.place(group, instance.groups[group].demand[year])
      }
    }
    return total
  }

  /// What a proof shows; nil if nothing.
  static func bound(_ instance: PortfolioInstance, _ proof: PortfolioProof) -> Int? {
    let everything = PortfolioProof.Starts(1 << (instance.years + 1) - 1)
    let tables = proof.prices.map { StartValues(instance, $0) }
    var pending = [(node: 0, box: Array(repeating: everything, count: instance.proposals))]
    var least = Int.max
    var visits = 0
    while let (node, box) = pending.popLast() {
      // A tree visits a node once; what goes round is no proof.
      visits += 1
      guard proof.nodes.indices.contains(node), visits <= proof.nodes.count else { return nil }
      switch proof.nodes[node] {
      case .split(let proposal, let starts, let with, let without):
        guard box.indices.contains(proposal) else { return nil }
        for (next, kept) in [(with, box[proposal] & starts), (without, box[proposal] & ~starts)] where kept != 0 {
          var part = box
          part[proposal] = kept
          pending.append((next, part))
        }
      case .costs(let prices):
        guard tables.indices.contains(prices), arePrices(proof.prices[prices], of: instance),
          let value = tables[prices].least(in: box)
        else { return nil }
        least = min(least, wholeCost(value))
      case .impossible(let prices):
        guard tables.indices.contains(prices), arePrices(proof.prices[prices], of: instance),
          proof.prices[prices].need.isEmpty, let value = tables[prices].least(in: box), value > 0
        else { return nil }
      }
    }
    return least == .max ? nil : least
  }

  private static func arePrices(_ prices: PortfolioProof.Prices, of instance: PortfolioInstance) -> Bool {
    (0...62).contains(prices.limitShift) && prices.limits.count == instance.limits.count
      && prices.limits.allSatisfy { $0 >= 0 }
      && (prices.need.isEmpty || prices.need.count == instance.years * instance.groups.count)
  }

  /// Portfolios cost whole units, so one that costs more than a whole number costs the next.
  private static func wholeCost(_ parts: Int) -> Int {
    let grain = PortfolioProof.Prices.grain
    return parts > 0 ? (parts - 1) / grain + 1 : -(-parts / grain)
  }
}
