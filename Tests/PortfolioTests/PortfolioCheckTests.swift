import Randomness
import Testing

@testable import Portfolio

@Suite("Proofs of portfolios")
struct PortfolioCheckTests {
  private func solved() -> (instance: PortfolioInstance, solution: PortfolioSolution) {
    for number in 0... {
      var random = NamedRandom(seed: 9, stream: RandomStream("test.portfolio"), draw: number)
      let instance = randomInstance(&random, proposals: 8, existing: 2, groups: 6, years: 3, budget: 0.35)
      let solution = PortfolioSearch.solve(instance, gap: 0)
      if solution.proof.nodes.count > 20 { return (instance, solution) }
    }
    fatalError("no world needs a search")
  }

  @Test func aProofThatLeavesABoxOutIsRefused() {
    var (instance, solution) = solved()
    #expect(PortfolioCheck(instance, solution).bound != nil)
    solution.proof.nodes.removeLast()
    #expect(PortfolioCheck(instance, solution).bound == nil)
    solution.proof.nodes = []
    #expect(PortfolioCheck(instance, solution).bound == nil)
  }

  @Test func aProofThatGoesRoundIsRefused() {
    var (instance, solution) = solved()
    solution.proof.nodes = [.split(proposal: 0, starts: 1, with: 0, without: 0)]
    #expect(PortfolioCheck(instance, solution).bound == nil)
  }

  @Test func aBoxIsNotImpossibleBecauseTheProofSaysSo() {
    var (instance, solution) = solved()
    solution.proof.nodes = [.impossible(prices: 0)]
    #expect(PortfolioCheck(instance, solution).bound == nil)
    solution.proof.prices = [.init(need: [], limits: instance.limits.map { _ in 1 })]
    #expect(PortfolioCheck(instance, solution).bound == nil)
  }

  @Test func pricesOfAnySizeShowNothingUntrue() {
    var (instance, solution) = solved()
    let least = solution.objective
    var random = NamedRandom(seed: 2, stream: RandomStream("test.prices"), draw: 0)
    for _ in 0..<200 {
      let need = (0..<instance.years * instance.groups.count).map { _ in
        Int.random(in: -5_000_000...10_000_000, using: &random)
      }
      let limits = instance.limits.map { _ in Int.random(in: 0...200_000, using: &random) }
      solution.proof = PortfolioProof(nodes: [.costs(prices: 0)], prices: [.init(need: need, limits: limits)])
      let bound = PortfolioCheck(instance, solution).bound
      #expect(bound.map { $0 <= least } ?? false)
    }
    solution.proof.prices[0].limits[0] = -1
    #expect(PortfolioCheck(instance, solution).bound == nil)
  }

  @Test func startsBeyondALimitAreNotAllowed() {
    var (instance, solution) = solved()
    solution.starts = Array(repeating: 0, count: instance.proposals)
    let check = PortfolioCheck(instance, solution)
    #expect(!check.isAllowed && check.cost == nil)
  }
}
