import Randomness
import Testing

@testable import Portfolio

@Suite("Portfolios against plain code")
struct PortfolioSearchTests {
  private static func world(_ number: Int, proposals: Int, years: Int, budget: Double = 0.4) -> PortfolioInstance {
    var random = NamedRandom(seed: 5, stream: RandomStream("test.portfolio"), draw: number)
    return randomInstance(
      &random, proposals: proposals, existing: 1 + number % 3, groups: 3 + number % 4, years: years, budget: budget)
  }

  @Test func everySubsetOfUpToTwelveProposalsIsNoCheaper() {
    for proposals in 1...12 {
      for number in 0..<(proposals > 10 ? 1 : 4) {
        let instance = Self.world(number * 100 + proposals, proposals: proposals, years: 1)
        expectBest(instance, "world \(number) of \(proposals)")
      }
    }
  }

  @Test func everyTimingOfAFewProposalsIsNoCheaper() {
    for number in 0..<24 {
      let instance = Self.world(number, proposals: 2 + number % 3, years: 2 + number % 3)
      expectBest(instance, "world \(number)")
    }
  }

  private func expectBest(_ instance: PortfolioInstance, _ world: String) {
    let least = leastCostByTrying(instance)
    let solution = PortfolioSearch.solve(instance, gap: 0)
    #expect(solution.objective == least, "\(world)")
    let check = PortfolioCheck(instance, solution)
    #expect(check.isAllowed && check.cost == least, "\(world)")
    #expect(check.bound == solution.bound && solution.bound <= least && solution.bound >= least - 1, "\(world)")
    let near = PortfolioSearch.solve(instance, gap: 0.05)
    #expect(Double(near.objective) * 0.95 <= Double(least) && near.gap <= 0.05, "\(world)")
  }

  @Test func aLargerBudgetNeverCostsMore() {
    for number in 0..<6 {
      var last = Int.max
      for tenths in 0...10 {
        let instance = Self.world(number, proposals: 7, years: 3, budget: Double(tenths) / 10)
        let cost = PortfolioSearch.solve(instance, gap: 0).objective
        #expect(cost <= last, "world \(number), \(tenths) tenths of all capital")
        last = cost
      }
    }
  }

  @Test func aSearchStoppedEarlySaysHowMuchBetterTheBestMayBe() {
    for number in 0..<6 {
      let instance = Self.world(number, proposals: 8, years: 3)
      let whole = PortfolioSearch.solve(instance, gap: 0)
      for nodes in [1, 3] {
        let early = PortfolioSearch.solve(instance, gap: 0, mostNodes: nodes)
        let check = PortfolioCheck(instance, early)
        #expect(check.cost == early.objective && check.bound == early.bound, "world \(number)")
        #expect(early.bound <= whole.objective && early.objective >= whole.objective && early.nodes <= nodes)
      }
    }
  }

  @Test func withoutBudgetNothingOpensThatCostsCapital() {
    let instance = Self.world(3, proposals: 5, years: 3, budget: 0)
    let solution = PortfolioSearch.solve(instance)
    #expect(solution.starts == Array(repeating: nil, count: 5))
    #expect(solution.objective == costByFullNetwork(instance, solution.starts))
  }

  @Test func aWorldWithoutProposalsOrNeedHasAnAnswer() {
    let empty = PortfolioInstance(
      years: 1, proposalPlaces: [], existingPlaces: [], startCost: [], groups: [], limits: [])
    #expect(PortfolioSearch.solve(empty).objective == 0)
    let idle = PortfolioInstance(
      years: 2, proposalPlaces: [3], existingPlaces: [], startCost: [4, 2],
      groups: [.init(demand: [0, 0], overflowCost: 9, choices: [.init(site: 0, cost: 1)])], limits: [])
    let solution = PortfolioSearch.solve(idle, gap: 0)
    #expect(solution.starts == [nil] && solution.objective == 0 && solution.bound == 0)
  }

  @Test func oneSizeOfSeveralIsALimit() {
    // Two sizes of one base, of which one may open; the larger leaves nobody over and costs more.
    func instance(largeCost: Int) -> PortfolioInstance {
      PortfolioInstance(
        years: 1, proposalPlaces: [4, 8], existingPlaces: [], startCost: [10, largeCost],
        groups: [
          .init(demand: [8], overflowCost: 20, choices: [.init(site: 0, cost: 1), .init(site: 1, cost: 1)])
        ],
        limits: [.init(use: [1, 1], most: 1)])
    }
    #expect(PortfolioSearch.solve(instance(largeCost: 50), gap: 0).starts == [nil, 0])
    #expect(PortfolioSearch.solve(instance(largeCost: 100), gap: 0).starts == [0, nil])
  }

  @Test func theSameInstanceHasTheSameAnswer() {
    let instance = Self.world(8, proposals: 10, years: 4)
    #expect(PortfolioSearch.solve(instance) == PortfolioSearch.solve(instance))
  }

  @Test func placingPlainlyCostsWhatTheNetworkCosts() {
    for number in 0..<40 {
      let instance = Self.world(number, proposals: 6, years: 2)
      let starts = (0..<6).map { ($0 + number) % 3 == 0 ? nil : ($0 + number) % 2 }
      #expect(PortfolioCheck.cost(instance, starts) == costByFullNetwork(instance, starts), "world \(number)")
    }
  }
}
