/// What lies above some places in a hierarchy: all that routes from or to them need (Delling, Goldberg and Werneck
/// 2011, restricted sweeps).
///
/// Nodes are numbered by ascending rank, so that a sweep reads its arcs in the order they are stored.
struct Restriction<L: Lanes>: Sendable {
  struct Arc {
    var head: Int32
    var cost: L.Word
  }
  let set: RankSet
  let ranks: [Int32]
  /// The arcs from node `n` to higher nodes are `firstArc[n]..<firstArc[n + 1]`.
  let firstArc: [Int32]
  let arcs: [Arc]
  /// The nodes of place `n` are `firstSeed[n]..<firstSeed[n + 1]`.
  let firstSeed: ArraySlice<Int32>
  let seeds: [Arc]

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
    var arcs: [Arc] = []
    firstArc.reserveCapacity(ranks.count + 1)
    arcs.reserveCapacity(arcCount)
    for rank in ranks {
      for arc in graph.arcs(Int(rank)) {
        arcs.append(Arc(head: set.position(of: graph.head[arc]), cost: L.word(graph.cost[arc])))
      }
      firstArc.append(Int32(arcs.count))
    }
    seeds = places.seeds[range].map { Arc(head: set.position(of: rank[Int($0.node)]), cost: L.word($0.cost)) }
    firstSeed = places.firstSeed[chosen.lowerBound...chosen.upperBound]
    self.set = set
    self.ranks = ranks
    self.firstArc = firstArc
    self.arcs = arcs
  }

  var placeCount: Int { firstSeed.count - 1 }
}
