/// Finds what a site can earn at prices, year by year.
struct SiteEarnings {
  private let instance: PortfolioInstance
  private let choiceStart: [Int]
  /// Of a site, the groups that may be placed there and their costs.
  private let group: [Int]
  private let cost: [Double]
  private let demand: [[Int]]
  private var gains: [(gain: Double, most: Int)] = []

  init(_ instance: PortfolioInstance) {
    self.instance = instance
    var lists = Array(repeating: [(Int, Int)](), count: instance.sites)
    for (index, group) in instance.groups.enumerated() {
      for choice in group.choices { lists[choice.site].append((index, choice.cost)) }
    }
    choiceStart = lists.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    group = lists.flatMap { $0.map(\.0) }
    cost = lists.flatMap { $0.map { Double($0.1) } }
    demand = (0..<instance.years).map { year in instance.groups.map { $0.demand[year] } }
  }

  /// What a site may gain on each group that is worth placing there, the most first.
  private mutating func offer(_ site: Int, year: Int, prices: [Double]) {
    gains.removeAll(keepingCapacity: true)
    for entry in choiceStart[site]..<choiceStart[site + 1] {
      let gain = prices[group[entry]] - cost[entry]
      let most = demand[year][group[entry]]
      if gain > 0, most > 0 { gains.append((gain, most)) }
    }
    gains.sort { $0.gain > $1.gain }
  }

  /// The most that so many places earn on what is offered.
  private func most(_ places: Int) -> Double {
    var room = places
    var earned = 0.0
    for (gain, most) in gains {
      let taken = min(most, room)
      earned += gain * Double(taken)
      room -= taken
      if room == 0 { break }
    }
    return earned
  }

  /// - Parameter prices: by group, before the year's weight.
  mutating func cut(year: Int, prices: [Double]) -> PriceCut {
    let years = instance.years
    let weight = Double(instance.yearWeights[year])
    var constant = 0.0
    for index in prices.indices { constant += prices[index] * Double(demand[year][index]) }
    for (index, places) in instance.existingPlaces.enumerated() {
      offer(instance.proposals + index, year: year, prices: prices)
      constant -= most(places)
    }
    var worth = Array(repeating: 0.0, count: instance.proposals * years)
    for proposal in 0..<instance.proposals {
      offer(proposal, year: year, prices: prices)
      var last = (places: 0, earned: 0.0)
      for start in 0...year {
        let places = instance.places(proposal, start: start, year: year)
        if places != last.places { last = (places, most(places)) }
        worth[proposal * years + start] = weight * last.earned
      }
    }
    return PriceCut(year: year, constant: weight * constant, worth: worth)
  }
}
