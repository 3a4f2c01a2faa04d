import Foundation
import Planning
import Portfolio
import Units

/// The choice of proposals as the engine takes it: what each proposal built alone is worth for a child in its places, and how
/// many children of each group there are to share.
///
/// Alone, a proposal is worth exactly what the placement of the draws shows. Together, proposals share the children of
/// the groups they have in common; what else they do to each other is the model's error, which is measured and printed.
struct PortfolioModel {
  let study: Study
  let effects: ProposalEffects
  let discount: [Double]
  /// Proposals that may be chosen, indices into the study's.
  let proposals: [Int]
  /// Of each, the year index in which its first places open.
  let firstYear: [Int]
  /// Of each, what one child in its places saves a year: pounds, thousandths of an independent placement, and seconds.
  let worth: [PortfolioMeasures]
  /// Of each, by the years it is put off, discounted capital with optimism bias, pounds.
  let capital: [[Double]]
  /// Of some only one may be chosen: the sizes of one base. Indices into the study's proposals.
  let alternatives: [[Int]]

  /// Parts of a child, so that means are whole.
  private static let parts = 10
  /// What a year counts for, in thousandths.
  private static let thousand = 1000

  init(_ study: Study, effects: ProposalEffects, discount: [Double], alternatives: [[Int]] = []) {
    self.study = study
    self.alternatives = alternatives
    self.effects = effects
    self.discount = discount
    var proposals: [Int] = []
    var firstYear: [Int] = []
    for index in study.proposals.indices where effects.filled[index].contains(where: { $0 > 0 }) {
      guard let first = study.places(of: index).firstIndex(where: { $0 > 0 }) else { continue }
      proposals.append(index)
      firstYear.append(first)
    }
    self.proposals = proposals
    self.firstYear = firstYear
    let capital = proposals.map { proposal in
      (0...study.horizon).map { delay in
        let delayed = study.changed(by: [ProposalChange(proposal: proposal, .delay(years: delay))])
        return zip(MoneyRules.capital([delayed.proposals[proposal]], study: delayed), discount)
          .reduce(0) { $0 + $1.0 * $1.1 } / 100
      }
    }
    self.capital = capital
    worth = proposals.enumerated().map { place, proposal in
      let change = effects.outcomes[1 + proposal].means
      let filled = effects.filled[proposal]
      let children = filled.reduce(0, +)
      return PortfolioMeasures(
        cost: (capital[place][0] - change.cost) / zip(filled, discount).reduce(0) { $0 + $1.0 * $1.1 },
        independent: -change.independent * 1000 / children, minutes: -change.minutes * 60 / children)
    }
  }

  /// What a year counts for: money is discounted, children and minutes are not.
  private func weight(_ year: Int, _ measure: PortfolioMeasure) -> Int {
    measure == .cost ? Int((discount[year] * Double(Self.thousand)).rounded()) : Self.thousand
  }

  /// A whole unit of the engine in a measure's own units.
  static func unit(_ measure: PortfolioMeasure) -> Double {
    let own: Double =
      switch measure {
      case .cost: 1
      case .independent: 1000
      case .minutes: 60
      }
    return 1 / (own * Double(parts * thousand))
  }

  /// What a child saves of what is made least, with what each unit of another measure counts for in it.
  private func worth(_ place: Int, _ ask: PortfolioAsk, _ prices: [PortfolioMeasure: Double]) -> Double {
    prices.sorted { $0.key.rawValue < $1.key.rawValue }
      .reduce(worth[place][ask.measure]) { $0 + $1.value * worth[place][$1.key] }
  }

  /// A price for a unit of another measure at which it begins to count: a hundredth of what the least proposal trades it for.
  func firstPrice(_ measure: PortfolioMeasure, _ ask: PortfolioAsk) -> Double {
    proposals.indices.map { abs(worth[$0][ask.measure]) / max(1, abs(worth[$0][measure])) }.filter { $0 > 0 }.min()
      .map { $0 / 100 } ?? 1
  }

  /// Children in a proposal's places in a year if it is put off so many years.
  private func filled(_ place: Int, delay: Int, year: Int) -> Double {
    year < delay ? 0 : effects.filled[proposals[place]][year - delay]
  }

  /// The engine's instance; starts are year indices.
  ///
  /// - Parameter prices: what a unit of another measure counts for in what is made least.
  func instance(_ ask: PortfolioAsk, prices: [PortfolioMeasure: Double] = [:]) -> PortfolioInstance {
    let measure = ask.measure
    let years = study.horizon + 1
    let starts = proposals.indices.flatMap { place in (0..<years).map { (place, $0 - firstYear[place]) } }
    let worths = proposals.indices.map { Int(worth($0, ask, prices).rounded()) }
    let cells = starts.flatMap { place, delay in (0..<years).map { (place, delay, $0) } }
    let startCost = starts.map { place, delay in
      guard (0...ask.latestDelay).contains(delay) else { return 0 }
      let capital = capital[place][delay]
      // Capital decides between portfolios that are otherwise alike: £10,000 is a ten-thousandth of a child-year.
      let own = measure == .cost ? capital * Double(Self.parts * Self.thousand) : capital / 10_000
      let lost = (0..<years).reduce(0.0) { $0 + filled(place, delay: delay, year: $1) * Double(weight($1, measure)) }
      return Int((own + Double(max(0, -worths[place]) * Self.parts) * lost).rounded())
    }
    return PortfolioInstance(
      years: years,
      openPlaces: cells.map { place, delay, year in
        (0...ask.latestDelay).contains(delay)
          ? Int((filled(place, delay: delay, year: year) * Double(Self.parts)).rounded()) : 0
      }, existingPlaces: [], startCost: startCost, groups: groups(worths), limits: limits(ask, starts),
      yearWeights: (0..<years).map { weight($0, measure) })
  }

  private func groups(_ worths: [Int]) -> [PortfolioInstance.Group] {
    let places = proposals.indices.filter { worths[$0] > 0 }
    let all = places.reduce(into: Set<Int>()) { $0.formUnion(effects.groups[proposals[$1]]) }.sorted()
    return all.map { group in
      let takers = places.filter { effects.groups[proposals[$0]].contains(group) }
      let most = takers.reduce(0) { max($0, worths[$1]) }
      return PortfolioInstance.Group(
        demand: effects.contested.map { Int(($0[group] * Double(Self.parts)).rounded(.up)) }, overflowCost: most,
        choices: takers.map { .init(site: $0, cost: most - worths[$0]) })
    }
  }

  private func limits(_ ask: PortfolioAsk, _ starts: [(Int, Int)]) -> [PortfolioInstance.Limit] {
    var limits = [
      // Before its own September, and later than asked, a proposal cannot open.
      PortfolioInstance.Limit(use: starts.map { (0...ask.latestDelay).contains($1) ? 0 : 1 }, most: 0),
      PortfolioInstance.Limit(use: starts.map { place, _ in pounds(place) { _ in true } }, most: ask.budget / 100),
    ]
    if !ask.budgetByYear.isEmpty {
      var sum = 0
      for year in spendingYears(ask) {
        sum += ask.budgetByYear[year] ?? 0
        limits.append(
          PortfolioInstance.Limit(
            use: starts.map { place, delay in pounds(place) { $0.start + delay <= year.start } }, most: sum / 100))
      }
    }
    for sizes in alternatives {
      limits.append(
        PortfolioInstance.Limit(use: starts.map { place, _ in sizes.contains(proposals[place]) ? 1 : 0 }, most: 1))
    }
    if ask.pairsPhases {
      limits.append(PortfolioInstance.Limit(use: starts.map { place, _ in secondaryPlaces(place) }, most: 0))
    }
    return limits
  }

  private func spendingYears(_ ask: PortfolioAsk) -> [FinancialYear] {
    let spent = proposals.flatMap { study.proposals[$0].capital.keys.map(\.start) }
    let given = ask.budgetByYear.keys.map(\.start)
    guard let first = (spent + given).min(), let last = (spent + given).max() else { return [] }
    return (first...last + ask.latestDelay).map { FinancialYear(start: $0) }
  }

  /// Capital with optimism bias in some financial years, pounds, rounded up.
  private func pounds(_ place: Int, in years: (FinancialYear) -> Bool) -> Int {
    let proposal = study.proposals[proposals[place]]
    let pence = proposal.capital.filter { years($0.key) }.values.reduce(Pence.zero, +)
    return (pence.scaled(by: 1 + proposal.optimismBiasPercent / 100).count + 99) / 100
  }

  /// Base places in secondary schools less those in primary schools, by the year groups they are for.
  private func secondaryPlaces(_ place: Int) -> Int {
    study.proposals[proposals[place]].provisions.map { study.provisions[$0] }.reduce(0) { sum, provision in
      guard provision.kind.isBase else { return sum }
      let isPrimary = provision.ncYears.lowerBound < 7
      return sum + (isPrimary ? -provision.fullPlaces : provision.fullPlaces)
    }
  }

  /// What the model says the starts change, in the measures' own units.
  func change(
    _ starts: [Int?], _ instance: PortfolioInstance, _ ask: PortfolioAsk, prices: [PortfolioMeasure: Double] = [:]
  ) -> PortfolioMeasures {
    let placed = instance.placed(starts)
    var change = PortfolioMeasures()
    for (place, start) in starts.enumerated() {
      guard let start else { continue }
      change.cost += capital[place][start - firstYear[place]]
      let isShared = worth(place, ask, prices).rounded() > 0
      for year in start..<instance.years {
        let children =
          isShared
          ? Double(placed[year * instance.sites + place]) / Double(Self.parts)
          : filled(place, delay: start - firstYear[place], year: year)
        change.cost -= children * worth[place].cost * discount[year]
        change.independent -= children * worth[place].independent / 1000
        change.minutes -= children * worth[place].minutes / 60
      }
    }
    return change
  }
}
