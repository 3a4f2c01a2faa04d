/// Fixed places on a network, prepared so that costs among any few of them come in microseconds a pair.
///
/// Each place keeps the nodes it meets when climbing the hierarchy, outward and inward: about a hundred entries of
/// 12 bytes each way. Two places meet at the node that makes the sum least.
public struct PlaceLabels: Sendable {
  private let network: Network
  private let places: [Location]
  private let outward: [Label]
  private let inward: [Label]

  public init(_ network: Network, places: [Location], jobs: Int) {
    self.network = network
    self.places = places
    let hierarchy = Hierarchy(network.forward)
    let both = inChunks(places.count, jobs: jobs) { chunk -> [(out: Label, in: Label)] in
      var climb = Climb(hierarchy)
      return chunk.map { place in
        (
          climb.run(
            hierarchy.up, opposite: hierarchy.down, rank: hierarchy.rank, from: network.departures(places[place])),
          climb.run(hierarchy.down, opposite: hierarchy.up, rank: hierarchy.rank, from: network.arrivals(places[place]))
        )
      }
    }
    outward = both.map(\.out)
    inward = both.map(\.in)
  }

  /// Exact costs among the places given by index, in their order.
  public func costs(among chosen: [Int]) -> CostMatrix {
    let count = chosen.count
    var costs = Array(repeating: Cost.unreachable, count: count * count)
    var atRank = Array(repeating: Cost.unreachable, count: network.chains.junctionCount)
    for (column, target) in chosen.enumerated() {
      let label = inward[target]
      for entry in label.ranks.indices { atRank[Int(label.ranks[entry])] = label.costs[entry] }
      for (row, source) in chosen.enumerated() {
        var best = network.direct(places[source], places[target])
        let label = outward[source]
        // The sum of a cost and `unreachable` is never less than `unreachable`.
        for entry in label.ranks.indices { best = min(best, label.costs[entry] + atRank[Int(label.ranks[entry])]) }
        costs[row * count + column] = best
      }
      for rank in label.ranks { atRank[Int(rank)] = .unreachable }
    }
    return CostMatrix(sources: count, targets: count, costs: costs)
  }

  /// Mean entries of a label, one way; for benchmarks and reports.
  public var meanLabelSize: Double {
    let total = outward.reduce(0) { $0 + $1.ranks.count } + inward.reduce(0) { $0 + $1.ranks.count }
    return places.isEmpty ? 0 : Double(total) / Double(2 * places.count)
  }
}
