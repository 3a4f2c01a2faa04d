/// What prices say of each start of each proposal, in parts of the unit of cost: a portfolio costs at least `constant` and
/// the values of its starts.
///
/// This is the arithmetic of a proof, in integers and apart from the search. Prices for need: a group pays its price for each
/// of its need; a site earns at most the price less the cost on what it can take. Prices for limits: use is paid for, and
/// the limit's most is given back.
struct StartValues {
  private(set) var constant = 0
  /// `proposal * (years + 1) + start`, the last for never.
  private(set) var value: [Int]
  private let years: Int

  init(_ instance: PortfolioInstance, _ prices: PortfolioProof.Prices) {
    let grain = PortfolioProof.Prices.grain
    let (years, proposals) = (instance.years, instance.proposals)
    self.years = years
    value = Array(repeating: 0, count: proposals * (years + 1))
    for (limit, price) in zip(instance.limits, prices.limits) where price > 0 {
      constant -= price * limit.most
      for proposal in 0..<proposals {
        for start in 0..<years { value[proposal * (years + 1) + start] += price * limit.use[proposal * years + start] }
      }
    }
    guard !prices.need.isEmpty else { return }
    for proposal in 0..<proposals {
      for start in 0..<years {
        value[proposal * (years + 1) + start] += grain * instance.startCost[proposal * years + start]
      }
    }
    for year in 0..<years {
      var offers = Array(repeating: [(gain: Int, most: Int)](), count: instance.places.count)
      for (index, group) in instance.groups.enumerated() {
        // Leaving need over is always possible, so no price above its cost shows anything.
        let price = min(prices.need[year * instance.groups.count + index], grain * group.overflowCost)
        constant += price * group.demand[year]
        for choice in group.choices where price > grain * choice.cost {
          offers[choice.site].append((price - grain * choice.cost, group.demand[year]))
        }
      }
      for site in instance.places.indices {
        var room = instance.places[site]
        var earned = 0
        for (gain, most) in offers[site].sorted(by: { $0.gain > $1.gain }) {
          earned += gain * min(most, room)
          room -= min(most, room)
        }
        if site >= proposals {
          constant -= earned
        } else {
          for start in 0...year { value[site * (years + 1) + start] -= earned }
        }
      }
    }
  }

  /// The least that a portfolio of a box costs; nil if the box is empty.
  func least(in box: [PortfolioProof.Starts]) -> Int? {
    var total = constant
    for (proposal, starts) in box.enumerated() {
      var least: Int?
      for start in 0...years where starts & 1 << start != 0 {
        least = min(least ?? .max, value[proposal * (years + 1) + start])
      }
      guard let least else { return nil }
      total += least
    }
    return total
  }
}
