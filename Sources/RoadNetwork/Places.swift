/// Places by the nodes that lead from them or to them.
struct Places: Sendable {
  /// The seeds of place `n` are `firstSeed[n]..<firstSeed[n + 1]`.
  private(set) var firstSeed: [Int32] = [0]
  private(set) var seeds: [Seed] = []

  var count: Int { firstSeed.count - 1 }
  @inline(__always) func seeds(_ place: Int) -> Range<Int> { Int(firstSeed[place])..<Int(firstSeed[place + 1]) }

  /// Places that are nodes.
  init(nodes: [Int32]) {
    firstSeed = Array(0...Int32(nodes.count))
    seeds = nodes.map { Seed(node: $0, cost: .zero) }
  }

  init(_ places: [Location], seeds: (Location) -> [Seed]) {
    firstSeed.reserveCapacity(places.count + 1)
    for place in places {
      self.seeds += seeds(place)
      firstSeed.append(Int32(self.seeds.count))
    }
  }
}

/// A node and the cost between it and a place.
struct Seed: Sendable {
  var node: Int32
  var cost: Cost
}
