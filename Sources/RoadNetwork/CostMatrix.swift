import WideLanes

/// Costs from each source to each target, row-major: `costs[source * targets + target]`.
public struct CostMatrix: Sendable {
  public let sources: Int
  public let targets: Int
  public private(set) var costs: [Cost]

  @inlinable public subscript(source: Int, target: Int) -> Cost { costs[source * targets + target] }
}

extension Hierarchy {
  /// The widest instructions that searches use on this machine: `avx2` or `sse2`, `neon`, or `portable`.
  public static var instructions: String { String(cString: lane_instructions()) }

  /// Milliseconds of the fastest routes from each source node to each target node, row-major, and `UInt32.max` where
  /// there is none.
  ///
  /// The result does not depend on `jobs`, the number of threads.
  public func milliseconds(from sources: [Int32], to targets: [Int32], jobs: Int) -> [UInt32] {
    cells(TimeLanes.self, from: Places(nodes: sources), to: Places(nodes: targets), jobs: jobs)
  }

  /// Exact costs of the fastest, of equally fast the shortest, routes from each source node to each target node.
  public func costs(from sources: [Int32], to targets: [Int32], jobs: Int) -> CostMatrix {
    CostMatrix(
      sources: sources.count, targets: targets.count,
      costs: cells(CostLanes.self, from: Places(nodes: sources), to: Places(nodes: targets), jobs: jobs))
  }

  /// A sweep for every batch of the smaller side, with the larger side pinned.
  func cells<L: Lanes>(_: L.Type, from sources: Places, to targets: Places, jobs: Int) -> [L.Cell] {
    if targets.count <= sources.count {
      return Sweep<L>(self, from: sources, to: targets)
        .cells(sourceStride: targets.count, targetStride: 1, jobs: jobs)
    }
    return Sweep<L>(reversed, from: targets, to: sources)
      .cells(sourceStride: 1, targetStride: targets.count, jobs: jobs)
  }
}

extension Network {
  /// Exact costs of the best routes from every source to every target.
  ///
  /// The result does not depend on `jobs`, the number of threads.
  public func costs(from sources: [Location], to targets: [Location], jobs: Int) -> CostMatrix {
    var costs = hierarchy.cells(
      CostLanes.self, from: Places(sources, seeds: departures), to: Places(targets, seeds: arrivals), jobs: jobs)
    // Along one chain a route need not pass a junction.
    let byChain = Dictionary(grouping: targets.indices) { targets[$0].chain }
    for (row, source) in sources.enumerated() {
      for column in byChain[source.chain] ?? [] {
        let cell = row * targets.count + column
        costs[cell] = min(costs[cell], direct(source, targets[column]))
      }
    }
    return CostMatrix(sources: sources.count, targets: targets.count, costs: costs)
  }
}
