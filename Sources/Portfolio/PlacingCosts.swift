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

  /// So many places, of which a share is open, in parts.
  private struct Opening {
    var places: Int
    var share: Int
  }

  /// - Parameter part: how much of each start is made, `proposal * years + start`.
  /// - Returns: the cost with the year's weight, nil where its search was given up; and prices by group without it.
  mutating func place(year: Int, part: (Int) -> Double) -> (cost: Double?, prices: [Double]) {
    let parts = Self.parts
    let openings = (0..<instance.proposals).map { self.openings(of: $0, year: year, part) }
    let (proposals, existing, demand) = (instance.proposals, instance.existingPlaces, demand[year])
    let cost = flows[year].solve(
      demand: { demand[$0] * parts },
      room: { site in
        site < proposals
          ? openings[site].reduce(0) { $0 + $1.places * $1.share } : existing[site - proposals] * parts
      },
      choiceRoom: { group, site in
        site < proposals
          ? openings[site].reduce(0) { $0 + min(demand[group], $1.places) * $1.share } : demand[group] * parts
      })
    return (
      cost.map { Double($0) / Double(parts) * Double(instance.yearWeights[year]) },
      flows[year].price[0..<instance.groups.count].map(Double.init)
    )
  }

  /// A proposal's starts up to a year, those with the same places as one.
  private func openings(of proposal: Int, year: Int, _ part: (Int) -> Double) -> [Opening] {
    var openings: [Opening] = []
    for start in 0...year {
      let share = Int((part(proposal * instance.years + start) * Double(Self.parts)).rounded())
      guard share > 0 else { continue }
      let places = instance.places(proposal, start: start, year: year)
      if let known = openings.firstIndex(where: { $0.places == places }) {
        openings[known].share += share
      } else {
        openings.append(Opening(places: places, share: share))
      }
    }
    return openings
  }

  mutating func cut(year: Int, prices: [Double]) -> PriceCut { earnings.cut(year: year, prices: prices) }
}
