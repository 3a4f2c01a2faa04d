/// Finds what a site can earn at prices, year by year.
struct SiteEarnings {
  private let choiceStart: [Int]
  /// Of a site, the groups that may be placed there and their costs.
  private let group: [Int]
  private let cost: [Int]
  private let places: [Int]
  private let demand: [[Int]]
  private var gains: [(gain: Double, most: Int)] = []

  init(_ instance: PortfolioInstance) {
    var lists = Array(repeating: [(Int, Int)](), count: instance.places.count)
    for (index, group) in instance.groups.enumerated() {
      for choice in group.choices { lists[choice.site].append((index, choice.cost)) }
    }
    choiceStart = lists.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    group = lists.flatMap { $0.map(\.0) }
    cost = lists.flatMap { $0.map(\.1) }
    places = instance.places
    demand = (0..<instance.years).map { year in instance.groups.map { $0.demand[year] } }
  }

  /// The most that a site can earn in a year at prices by group.
  mutating func most(_ site: Int, year: Int, prices: [Double]) -> Double {
    var room = places[site]
    gains.removeAll(keepingCapacity: true)
    var wanted = 0
    for entry in choiceStart[site]..<choiceStart[site + 1] {
      let gain = prices[group[entry]] - Double(cost[entry])
      let most = min(demand[year][group[entry]], room)
      if gain > 0, most > 0 {
        gains.append((gain, most))
        wanted += most
      }
    }
    if wanted > room { gains.sort { $0.gain > $1.gain } }
    var earned = 0.0
    for (gain, most) in gains {
      let taken = min(most, room)
      earned += gain * Double(taken)
      room -= taken
      if room == 0 { break }
    }
    return earned
  }

  mutating func cut(_ instance: PortfolioInstance, year: Int, prices: [Double]) -> PriceCut {
    var constant = 0.0
    for index in prices.indices { constant += prices[index] * Double(demand[year][index]) }
    for site in instance.proposals..<places.count { constant -= most(site, year: year, prices: prices) }
    let worth = (0..<instance.proposals).map { most($0, year: year, prices: prices) }
    return PriceCut(year: year, constant: constant, worth: worth)
  }
}
