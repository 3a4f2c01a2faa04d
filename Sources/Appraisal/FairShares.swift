import Planning

/// What each proposal of an option brings to the whole of it: its Shapley value, the mean of what it adds over all orders
/// in which the option's proposals could be built (Shapley 1953).
///
/// What a proposal does alone and what it does last differ, because proposals serve the same children. Fair shares add to
/// the option's change exactly, figure by figure.
public struct FairShares: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    public var metric: Metric
    /// Mean change of the whole option in the draws used.
    public var total: Double
    /// By proposal, in the option's order; they add to `total`.
    public var shares: [Double]
    /// Standard error of each: of the draws used and, where orders are sampled, of the orders.
    public var errors: [Double]
    public init(metric: Metric, total: Double, shares: [Double], errors: [Double]) {
      self.metric = metric
      self.total = total
      self.shares = shares
      self.errors = errors
    }
  }

  public var option: String
  /// Indices into `Study.proposals`.
  public var proposals: [Int]
  /// Index of the year whose figures are shared out.
  public var year: Int
  /// The first so many draws of the run.
  public var draws: Int
  /// Orders tried in a draw; `nil` where every subset of the proposals was.
  public var orders: Int?
  public var rows: [Row]

  public init(option: String, proposals: [Int], year: Int, draws: Int, orders: Int?, rows: [Row]) {
    self.option = option
    self.proposals = proposals
    self.year = year
    self.draws = draws
    self.orders = orders
    self.rows = rows
  }

  /// The figures shared out: sums over children and quotients of them.
  public static let metrics: [Metric] = [
    .independentCount, .independentRateB, .independentCost, .transportCost, .timeMean, .unmetBaseDemand,
  ]
  /// An option with no more proposals is shared out over all its subsets, if `mostPlaced` allows.
  static let mostExact = 12
  /// Children times subsets that a draw may place for exact shares: every subset of ten proposals for an authority of 4,000.
  static let mostPlaced = 4_096_000
  /// An option with more proposals is not shared out: a draw would be placed anew for each of them and each order.
  public static let mostShared = 40
  /// Orders tried in a draw where not every subset is, each with its reverse.
  static let sampledOrders = 2

  /// Whether every subset of so many proposals is placed, in a study of so many children.
  static func isExact(_ members: Int, children: Int) -> Bool {
    members <= mostExact && children << members <= mostPlaced
  }
}

/// Marginal contributions in one draw: proposals x metrics for each order tried, or their exact mean.
struct DrawShares: Sendable, Equatable {
  /// Proposals x metrics, proposal-major.
  var shares: [Double]
  /// By metric, of the whole option.
  var total: [Double]
}

/// How a value that every subset has is shared out among its members.
struct ShareRule {
  let members: Int
  let metrics: Int

  /// Exactly, over all subsets. `value` is asked once for each, as a mask of members.
  func exact(_ value: (UInt64) throws -> [Double]) rethrows -> DrawShares {
    let values = try (0..<UInt64(1) << UInt64(members)).map(value)
    // Weight of a subset of so many others: how many orders have just them before the member.
    var weight = Array(repeating: 1 / Double(members), count: members)
    for size in stride(from: 1, to: members, by: 1) {
      weight[size] = weight[size - 1] * Double(size) / Double(members - size)
    }
    var shares = Array(repeating: 0.0, count: members * metrics)
    for mask in values.indices {
      for member in 0..<members where mask & (1 << member) == 0 {
        let factor = weight[mask.nonzeroBitCount]
        for metric in 0..<metrics {
          shares[member * metrics + metric] += factor * (values[mask | 1 << member][metric] - values[mask][metric])
        }
      }
    }
    return DrawShares(shares: shares, total: zip(values[values.count - 1], values[0]).map(-))
  }

  /// Over the orders given. `value` may be asked twice for the same members, which stand in ascending order.
  func sampled(_ orders: [[Int]], _ value: ([Int]) throws -> [Double]) rethrows -> DrawShares {
    var shares = Array(repeating: 0.0, count: members * metrics)
    let none = try value([])
    let all = try value(Array(0..<members))
    for order in orders {
      var before = none
      for (place, member) in order.enumerated() {
        let after = place == members - 1 ? all : try value(order[...place].sorted())
        for metric in 0..<metrics {
          shares[member * metrics + metric] += (after[metric] - before[metric]) / Double(orders.count)
        }
        before = after
      }
    }
    return DrawShares(shares: shares, total: zip(all, none).map(-))
  }

  /// Means over draws and their standard errors.
  func pooled(_ draws: [DrawShares]) -> (total: [Double], shares: [Double], errors: [Double]) {
    let count = Double(max(1, draws.count))
    func mean(_ values: KeyPath<DrawShares, [Double]>, _ index: Int) -> Double {
      draws.reduce(0) { $0 + $1[keyPath: values][index] } / count
    }
    let shares = (0..<members * metrics).map { mean(\.shares, $0) }
    let errors = shares.enumerated().map { index, mean in
      guard draws.count > 1 else { return Double.nan }
      let square = draws.reduce(0) { $0 + ($1.shares[index] - mean) * ($1.shares[index] - mean) }
      return (square / (count - 1) / count).squareRoot()
    }
    return ((0..<metrics).map { mean(\.total, $0) }, shares, errors)
  }
}
