/// Costs from each source to each target, row-major: `costs[source * targets + target]`.
public struct CostMatrix: Sendable {
  public let sources: Int
  public let targets: Int
  public private(set) var costs: [Cost]

  @inlinable public subscript(source: Int, target: Int) -> Cost { costs[source * targets + target] }
}

extension Network {
  /// Exact costs of the best routes from every source to every target.
  ///
  /// One search for each place of the smaller side: backward from targets, or forward from sources. The result does not
  /// depend on `jobs`, the number of threads.
  public func costs(from sources: [Location], to targets: [Location], jobs: Int) -> CostMatrix {
    let isBackward = targets.count <= sources.count
    let roots = isBackward ? targets : sources
    let leaves = isBackward ? sources : targets
    // Rows of the smaller side, each as long as the larger.
    let rows = inChunks(roots.count, jobs: jobs) { chunk in
      searchRows(chunk, roots: roots, leaves: leaves, isBackward: isBackward)
    }
    guard isBackward else { return CostMatrix(sources: sources.count, targets: targets.count, costs: rows) }
    var costs = Array(repeating: Cost.unreachable, count: rows.count)
    for target in roots.indices {
      for source in leaves.indices { costs[source * targets.count + target] = rows[target * sources.count + source] }
    }
    return CostMatrix(sources: sources.count, targets: targets.count, costs: costs)
  }

  private func searchRows(_ chunk: Range<Int>, roots: [Location], leaves: [Location], isBackward: Bool) -> [Cost] {
    var search = Search(nodeCount: chains.junctionCount)
    let ends = leaves.map { isBackward ? departures($0) : arrivals($0) }
    var result: [Cost] = []
    result.reserveCapacity(chunk.count * leaves.count)
    for root in chunk {
      if isBackward {
        search.run(backward, from: arrivals(roots[root]))
      } else {
        search.run(forward, from: departures(roots[root]))
      }
      for leaf in leaves.indices {
        var best = isBackward ? direct(leaves[leaf], roots[root]) : direct(roots[root], leaves[leaf])
        for end in ends[leaf] where search.cost[Int(end.node)].isReachable {
          best = min(best, search.cost[Int(end.node)] + end.cost)
        }
        result.append(best)
      }
    }
    return result
  }
}
