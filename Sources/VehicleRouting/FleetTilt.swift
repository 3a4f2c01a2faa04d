/// Counts the day prices of vehicle types at other than their worth for the first part of a search, so that searches come to
/// fleets of different make-up.
///
/// Which types a plan uses is settled while the search is warm, and no later step changes three small vehicles into two
/// large ones: by itself each search of one instance ends with nearly the same fleet, up to 2% dearer than the best known. Every
/// second search goes near what the best one so far was given. Found on five instances of 120 riders: without it 0.6% dearer at
/// 300,000 iterations; at 650,000 a tilt of 0.10 gains 0.4%, 0.15 with every second search near the best 0.6%.
struct FleetTilt {
  /// Share of a search for which prices are tilted.
  static let share = 0.5
  /// The most by which a day price is off, as a share of it: at first, and around the best so far.
  private static let wide = 0.15
  private static let near = 0.04
  /// Searches before one goes near the best.
  private static let firstNear = 6

  private let prices: [Int]
  private var factors: [Double]
  private var best: (factors: [Double], cost: Int)

  init(_ model: Model) {
    prices = (0..<model.types.count).map { model.types[$0].dayPricePence }
    factors = prices.map { _ in 1 }
    best = (factors, .max)
  }

  /// Tilts the prices for one more search.
  mutating func tilt(_ model: Model, part: Int, _ random: inout SearchRandom) {
    let isNear = part >= FleetTilt.firstNear && part % 2 == 0
    for type in prices.indices {
      let middle = isNear ? best.factors[type] : 1
      factors[type] = middle + (isNear ? FleetTilt.near : FleetTilt.wide) * (2 * random.uniform() - 1)
      model.types[type].dayPricePence = Int(Double(prices[type]) * factors[type])
    }
  }

  /// Gives the types their own prices back.
  func level(_ model: Model) {
    for type in prices.indices { model.types[type].dayPricePence = prices[type] }
  }

  /// What the search came to at the types' own prices.
  mutating func note(_ cost: Int) {
    if cost < best.cost { best = (factors, cost) }
  }
}

extension Search {
  /// Prices every vehicle anew, after a change of the types' prices.
  mutating func reprice() {
    begin()
    for vehicle in active {
      touch(Int(vehicle))
      if !settle(Int(vehicle)) { empty(Int(vehicle)) }
    }
    closeEmptyVehicles()
  }
}
