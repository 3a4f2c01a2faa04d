import Foundation
import Randomness
import TestSupport
import Testing

@testable import Portfolio

/// Mid-size worlds beside a solver that others wrote.
@Suite(
  "Portfolios against HiGHS", .enabled(if: hasSolver, "no python3 with scipy: portfolios not compared with a peer"))
struct PeerTests {
  @Test func thirtyMidSizeWorldsHaveThePeersCosts() throws {
    let instances = (0..<30).map { number in
      var random = NamedRandom(seed: 23, stream: RandomStream("test.peer"), draw: number)
      return randomInstance(
        &random, proposals: 6 + number % 10, existing: 3, groups: 10 + number, years: 1 + number % 4, budget: 0.4)
    }
    let costs = try leastCosts(instances)
    try #require(costs.count == instances.count)
    for (number, instance) in instances.enumerated() {
      let solution = PortfolioSearch.solve(instance, gap: 0)
      #expect(solution.objective == costs[number], "world \(number)")
      let check = PortfolioCheck(instance, solution)
      #expect(check.cost == solution.objective && check.bound == solution.bound, "world \(number)")
      #expect(solution.objective - solution.bound <= 1, "world \(number)")
    }
  }

  private func leastCosts(_ instances: [PortfolioInstance]) throws -> [Int] {
    let worlds = instances.map { instance in
      [
        "years": [instance.years], "weights": instance.yearWeights, "open_places": instance.openPlaces,
        "existing_places": instance.existingPlaces, "start_cost": instance.startCost,
        "limits": instance.limits.map { $0.use + [$0.most] },
        "groups": instance.groups.map { group in
          [group.demand, [group.overflowCost], group.choices.map(\.site), group.choices.map(\.cost)]
        },
      ] as [String: Any]
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try JSONSerialization.data(withJSONObject: worlds).write(to: file)
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let result = try python([folder.appendingPathComponent("least_portfolio.py").path, file.path])
    #expect(result.status == 0)
    return result.output.split(separator: "\n").compactMap { Int($0) }
  }
}

private let hasSolver = (try? python(["-c", "from scipy.optimize import milp"]))?.status == 0
