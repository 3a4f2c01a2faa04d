/// What lies above some places in a hierarchy: all that routes from or to them need (Delling, Goldberg and Werneck
/// 2011, restricted sweeps).
///
/// Nodes are numbered by ascending rank, so that a sweep reads its arcs in the order they are stored.
struct Restriction<L: Lanes>: Sendable {
  let set: RankSet
  let ranks: [Int32]
  /// The arcs from node `n` to higher nodes are `firstArc[n]..<firstArc[n + 1]`.
  let firstArc: [Int32]
  let arcs: [L.Arc]
  /// The seeds of chosen place `n` are `firstSeed[n]..<firstSeed[n + 1]`.
  let firstSeed: [Int32]
  let seeds: [L.Arc]

  /// - Parameters:
  ///   - graph: arcs to higher ranks, in the direction of travel from places or against it to them.
  ///   - chosen: which of the places.
  init(_ graph: Graph, rank: [Int32], places: Places, chosen: Range<Int>) {
    let range = Int(places.firstSeed[chosen.lowerBound])..<Int(places.firstSeed[chosen.upperBound])
    var above = RankSet(upTo: rank.count)
    for seed in range { above.insert(rank[Int(places.seeds[seed].node)]) }
    var ranks: [Int32] = []
    var arcCount = 0
    above.forEachAscending { rank, set in
      ranks.append(Int32(rank))
      let arcs = graph.arcs(rank)
      arcCount += arcs.count
      for arc in arcs { set.insert(graph.head[arc]) }
    }
    above.number()
    let set = above
    var firstArc: [Int32] = [0]
    var arcs: [L.Arc] = []
    firstArc.reserveCapacity(ranks.count + 1)
    arcs.reserveCapacity(arcCount)
    for rank in ranks {
      for arc in graph.arcs(Int(rank)) {
        arcs.append(L.arc(to: set.position(of: graph.head[arc]), graph.cost[arc]))
      }
      firstArc.append(Int32(arcs.count))
    }
    seeds = places.seeds[range].map { L.arc(to: set.position(of: rank[Int($0.node)]), $0.cost) }
    firstSeed = places.firstSeed[chosen.lowerBound...chosen.upperBound].map { $0 - Int32(range.lowerBound) }
    self.set = set
    self.ranks = ranks
    self.firstArc = firstArc
    self.arcs = arcs
  }

  var placeCount: Int { firstSeed.count - 1 }
}
