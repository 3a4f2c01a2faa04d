import Foundation
import Randomness
import TestSupport
import Testing

@testable import Assignment

/// Mid-size worlds beside a solver that others wrote; a few are large enough to be thinned first.
@Suite(
  "Assignments against OR-Tools or HiGHS",
  .enabled(if: hasSolver, "no python3 with ortools or scipy: assignments not compared with a peer"))
struct PeerTests {
  @Test func twoHundredMidSizeWorldsHaveThePeersTotals() throws {
    let instances = (0..<200).map(Self.world)
    let totals = try Self.leastCosts(instances)
    try #require(totals.count == instances.count)
    var workspace = AssignmentWorkspace()
    var solution = AssignmentSolution()
    var exchanged = 0
    for (world, instance) in instances.enumerated() {
      workspace.solve(instance, into: &solution)
      #expect(solution.objective == totals[world], "world \(world)")
      #expect(AssignmentCertificate(instance, solution).isAccepted, "world \(world)")
      guard let wrong = exchangedAtALoss(instance, solution) else { continue }
      exchanged += 1
      #expect(!AssignmentCertificate(instance, wrong).isAccepted, "world \(world)")
    }
    #expect(exchanged > 150)
  }

  private static func world(_ number: Int) -> AssignmentInstance {
    var random = NamedRandom(seed: 17, stream: RandomStream("test.peer"), draw: number)
    let isLarge = number % 50 == 49
    return randomInstance(
      &random, units: isLarge ? AssignmentWorkspace.thinningThreshold + number : 80 + number, sinks: isLarge ? 25 : 12,
      supply: 1 + number % 3, capacity: (isLarge ? 130 : 16) * (2 + number % 3) / 2, chance: 0.5,
      cost: number % 4 == 0 ? 12 : 4000)
  }

  /// The first two units whose places can be exchanged at a loss, exchanged; the count of the objective put right.
  private func exchangedAtALoss(
    _ instance: AssignmentInstance, _ solution: AssignmentSolution
  ) -> AssignmentSolution? {
    let whole = (0..<instance.units).prefix(120).filter {
      instance.supply[$0] == 1 && solution.choice(of: $0, in: instance) != nil
    }
    for one in whole {
      for other in whole where other > one {
        let here = solution.choice(of: one, in: instance)!
        let there = solution.choice(of: other, in: instance)!
        guard let first = instance.row(one).first(where: { instance.sink[$0] == instance.sink[there] }),
          let second = instance.row(other).first(where: { instance.sink[$0] == instance.sink[here] })
        else { continue }
        let loss = [first, second, here, there].map { Int(instance.cost[$0]) }
        guard loss[0] + loss[1] > loss[2] + loss[3] else { continue }
        var wrong = solution
        wrong.shares[Int(wrong.shareStart[one])].choice = Int32(first)
        wrong.shares[Int(wrong.shareStart[other])].choice = Int32(second)
        wrong.objective += loss[0] + loss[1] - loss[2] - loss[3]
        return wrong
      }
    }
    return nil
  }

  private static func leastCosts(_ instances: [AssignmentInstance]) throws -> [Int] {
    let lines = instances.map { instance in
      let choices = (0..<instance.units).flatMap { unit in
        instance.row(unit).flatMap { [Int32(unit), instance.sink[$0], instance.cost[$0]] }
      }
      return [instance.capacity, instance.supply, instance.overflowCost, choices]
        .map { $0.map(String.init).joined(separator: " ") }.joined(separator: "|")
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("least_cost.py")
    let result = try python([script.path, file.path])
    #expect(result.status == 0)
    let words = result.output.split(separator: "\n")
    print("Assignments compared with \(words.first ?? "nothing")")
    return words.dropFirst().compactMap { Int($0) }
  }
}

private let hasSolver =
  ["import ortools.graph.python.min_cost_flow", "import scipy.optimize"]
  .contains { (try? python(["-c", $0]))?.status == 0 }
