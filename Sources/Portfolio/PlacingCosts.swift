/// What placing each year's need costs at given openings, and the cuts that come of it.
struct PlacingCosts {
  let instance: PortfolioInstance
  private var flows: [YearFlow]
  private var earnings: SiteEarnings
  private let demand: [[Int]]

  /// A place is divided into so many parts, so that a proposal may be open in part.
  static let parts = 1 << 12

  init(_ instance: PortfolioInstance) {
    self.instance = instance
    flows = Array(repeating: YearFlow(instance), count: instance.years)
    earnings = SiteEarnings(instance)
    demand = (0..<instance.years).map { year in instance.groups.map { $0.demand[year] } }
  }

  /// - Parameter open: how much of each proposal is open.
  /// - Returns: the cost, nil where its search was given up; and prices of need by group.
  mutating func place(year: Int, open: (Int) -> Double) -> (cost: Double?, prices: [Double]) {
    let parts = Self.parts
    let share = (0..<instance.proposals).map { Int((open($0) * Double(parts)).rounded()) }
    let (proposals, places, demand) = (instance.proposals, instance.places, demand[year])
    let cost = flows[year].solve(
      demand: { demand[$0] * parts },
      room: { $0 < proposals ? places[$0] * share[$0] : places[$0] * parts },
      choiceRoom: { group, site in
        site < proposals ? min(demand[group], places[site]) * share[site] : demand[group] * parts
      })
    return (cost.map { Double($0) / Double(parts) }, flows[year].price[0..<instance.groups.count].map(Double.init))
  }

  mutating func cut(year: Int, prices: [Double]) -> PriceCut { earnings.cut(instance, year: year, prices: prices) }
}
