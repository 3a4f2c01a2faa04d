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
      // Rounded so that no portfolio seems dearer than it is.
      constant += (-price * limit.most) >> prices.limitShift
      for proposal in 0..<proposals {
        for start in 0..<years {
          value[proposal * (years + 1) + start] += (price * limit.use[proposal * years + start]) >> prices.limitShift
        }
      }
    }
    guard !prices.need.isEmpty else { return }
    for proposal in 0..<proposals {
      for start in 0..<years {
        value[proposal * (years + 1) + start] += grain * instance.startCost[proposal * years + start]
      }
    }
    for year in 0..<years {
      let unit = grain * instance.yearWeights[year]
      var offers = Array(repeating: [(gain: Int, most: Int)](), count: instance.sites)
      for (index, group) in instance.groups.enumerated() {
        // Leaving need over is always possible, so no price above its cost shows anything.
        let price = min(prices.need[year * instance.groups.count + index], unit * group.overflowCost)
        constant += price * group.demand[year]
        for choice in group.choices where price > unit * choice.cost {
          offers[choice.site].append((price - unit * choice.cost, group.demand[year]))
        }
      }
      for site in 0..<instance.sites {
        let sorted = offers[site].sorted { $0.gain > $1.gain }
        if site >= proposals {
          constant -= Self.most(sorted, instance.existingPlaces[site - proposals])
        } else {
          for start in 0...year {
            value[site * (years + 1) + start] -= Self.most(sorted, instance.places(site, start: start, year: year))
          }
        }
      }
    }
  }

  /// The most that so many places earn on offers, the largest gains first.
  private static func most(_ offers: [(gain: Int, most: Int)], _ places: Int) -> Int {
    var room = places
    var earned = 0
    for (gain, most) in offers where room > 0 {
      earned += gain * min(most, room)
      room -= min(most, room)
    }
    return earned
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
