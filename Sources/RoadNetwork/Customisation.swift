/// The costs of an elimination's joins: the best route between two nodes, in both directions.
///
/// As in customisable contraction hierarchies (Dibbelt, Strasser and Wagner 2016). From the lowest rank up, each join
/// takes the best route over lower ranks; from the highest rank down, each takes the best route of all, and joins that
/// only now became cheaper are left out, since a best route climbs past them.
struct Customisation {
  private let elimination: Elimination
  /// Cost of each join from lower to higher rank, and from higher to lower.
  private var up: [Cost]
  private var down: [Cost]

  init(_ elimination: Elimination, tails: [Int32], heads: [Int32], costs: [Cost]) {
    self.elimination = elimination
    up = Array(repeating: .unreachable, count: elimination.head.count)
    down = up
    for arc in tails.indices where tails[arc] != heads[arc] {
      let tail = elimination.rank[Int(tails[arc])]
      let head = elimination.rank[Int(heads[arc])]
      let join = elimination.join(min(tail, head), max(tail, head))
      if tail < head { up[join] = min(up[join], costs[arc]) } else { down[join] = min(down[join], costs[arc]) }
    }
    climb()
  }

  /// Calls with the joins from a rank to `x` and to `y` above it and the join from `x` up to `y`.
  @inline(__always)
  private static func triangles(
    _ elimination: Elimination, _ rank: Int, _ visit: (_ toX: Int, _ toY: Int, _ across: Int) -> Void
  ) {
    let joins = elimination.joins(rank)
    for toX in joins {
      // All that lies above `toX` here lies above x too, in the same order.
      var across = Int(elimination.firstUp[Int(elimination.head[toX])])
      for toY in toX + 1..<joins.upperBound {
        while elimination.head[across] != elimination.head[toY] { across += 1 }
        visit(toX, toY, across)
      }
    }
  }

  private mutating func climb() {
    for rank in elimination.rank.indices {
      Self.triangles(elimination, rank) { toX, toY, across in
        up[across] = min(up[across], down[toX] + up[toY])
        down[across] = min(down[across], down[toY] + up[toX])
      }
    }
  }

  /// The joins that best routes need, upward and (turned round) downward.
  consuming func descended() -> (up: Graph, down: Graph) {
    let climbedUp = up
    let climbedDown = down
    for rank in elimination.rank.indices.reversed() {
      Self.triangles(elimination, rank) { toX, toY, across in
        up[toX] = min(up[toX], up[toY] + down[across])
        up[toY] = min(up[toY], up[toX] + up[across])
        down[toX] = min(down[toX], up[across] + down[toY])
        down[toY] = min(down[toY], down[across] + down[toX])
      }
    }
    func needed(_ costs: [Cost], _ climbed: [Cost]) -> Graph {
      Graph(nodeCount: elimination.rank.count) { rank, add in
        for join in elimination.joins(rank) where costs[join] == climbed[join] && costs[join].isReachable {
          add(elimination.head[join], costs[join])
        }
      }
    }
    return (needed(up, climbedUp), needed(down, climbedDown))
  }
}
