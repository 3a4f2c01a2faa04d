import Portfolio
import Randomness

/// A made-up instance with a budget and a most to open by each year; equal costs are common so that ties are met.
func randomInstance(
  _ random: inout NamedRandom, proposals: Int, existing: Int, groups: Int, years: Int, budget: Double
) -> PortfolioInstance {
  func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  let sites = proposals + existing
  // Pounds of whole buildings, so that sums are as large as they get.
  let capital = (0..<proposals).map { _ in draw(50...400) * 25_000 }
  let running = (0..<proposals).map { _ in draw(0...60) }
  let made = (0..<groups).map { _ in
    PortfolioInstance.Group(
      demand: (0..<years).map { _ in draw(0...6) }, overflowCost: draw(40...90),
      choices: (0..<sites).filter { _ in random.uniform() < 0.6 }.map { .init(site: $0, cost: draw(2...40)) })
  }
  var limits = [
    PortfolioInstance.Limit(
      use: (0..<proposals * years).map { capital[$0 / years] }, most: Int(Double(capital.reduce(0, +)) * budget))
  ]
  for year in 0..<years {
    limits.append(
      PortfolioInstance.Limit(use: (0..<proposals * years).map { $0 % years <= year ? 1 : 0 }, most: 1 + year * 2))
  }
  // Places grow with the years open, and later years count for less.
  let places = (0..<proposals).map { _ in draw(0...9) }
  let growth = draw(0...2)
  return PortfolioInstance(
    years: years,
    openPlaces: (0..<proposals * years * years).map { cell in
      let (proposal, start, year) = (cell / years / years, cell / years % years, cell % years)
      return year < start ? 0 : places[proposal] + growth * (year - start)
    }, existingPlaces: (0..<existing).map { _ in draw(0...8) },
    startCost: (0..<proposals * years).map { running[$0 / years] * (years - $0 % years) }, groups: made, limits: limits,
    yearWeights: (0..<years).map { 10 - $0 })
}

/// The cheapest portfolio by trying every start of every proposal.
func leastCostByTrying(_ instance: PortfolioInstance) -> Int {
  var least = Int.max
  var starts = Array(repeating: Int?.none, count: instance.proposals)
  func tryAll(_ proposal: Int) {
    guard proposal < instance.proposals else {
      if instance.isAllowed(starts) { least = min(least, costByFullNetwork(instance, starts)) }
      return
    }
    for start in [nil] + (0..<instance.years).map(Optional.init) {
      starts[proposal] = start
      tryAll(proposal + 1)
    }
    starts[proposal] = nil
  }
  tryAll(0)
  return least
}

/// What starts cost, need being placed by shortest augmenting paths over the whole network, one at a time.
func costByFullNetwork(_ instance: PortfolioInstance, _ starts: [Int?]) -> Int {
  var total = 0
  for (proposal, start) in starts.enumerated() {
    if let start { total += instance.startCost[proposal * instance.years + start] }
  }
  for year in 0..<instance.years { total += instance.yearWeights[year] * placingCost(instance, starts, year) }
  return total
}

private func placingCost(_ instance: PortfolioInstance, _ starts: [Int?], _ year: Int) -> Int {
  let firstSite = 1 + instance.groups.count
  let target = firstSite + instance.sites
  var arcs: [(tail: Int, head: Int, cost: Int, room: Int)] = []
  func add(_ tail: Int, _ head: Int, _ cost: Int, _ room: Int) {
    guard room > 0 else { return }
    arcs.append((tail, head, cost, room))
    arcs.append((head, tail, -cost, 0))
  }
  for (index, group) in instance.groups.enumerated() {
    add(0, 1 + index, 0, group.demand[year])
    add(1 + index, target, group.overflowCost, group.demand[year])
    for choice in group.choices { add(1 + index, firstSite + choice.site, choice.cost, group.demand[year]) }
  }
  for site in 0..<instance.sites { add(firstSite + site, target, 0, instance.room(site, year: year, starts)) }
  var total = 0
  while true {
    var distance = Array(repeating: Int.max, count: target + 1)
    var reachedBy = Array(repeating: -1, count: target + 1)
    distance[0] = 0
    var isChanging = true
    while isChanging {
      isChanging = false
      for (index, arc) in arcs.enumerated() where arc.room > 0 && distance[arc.tail] < Int.max {
        if distance[arc.tail] + arc.cost < distance[arc.head] {
          distance[arc.head] = distance[arc.tail] + arc.cost
          reachedBy[arc.head] = index
          isChanging = true
        }
      }
    }
    guard distance[target] < Int.max else { return total }
    total += distance[target]
    var node = target
    while node != 0 {
      let index = reachedBy[node]
      arcs[index].room -= 1
      arcs[index ^ 1].room += 1
      node = arcs[index].tail
    }
  }
}
