/// Why no portfolio costs less than a bound, for code that knows nothing of the search.
///
/// All portfolios are divided into boxes: for each proposal a set of starts, "never" among them. Prices for need and for the
/// limits show of a box what every portfolio in it costs at least.
public struct PortfolioProof: Sendable, Equatable {
  /// Node 0 is the box of all.
  public var nodes: [Node] = []
  public var prices: [Prices] = []

  /// Starts of one proposal: bit `t` for opening at the start of year `t`, bit `years` for never.
  public typealias Starts = UInt16

  public enum Node: Sendable, Equatable {
    /// Portfolios in which the proposal has one of the starts, and those in which it has not.
    case split(proposal: Int, starts: Starts, with: Int, without: Int)
    /// Every portfolio of the box costs at least what the prices say.
    case costs(prices: Int)
    /// The limits' prices show that no portfolio of the box keeps the limits.
    case impossible(prices: Int)
  }

  /// In parts of the unit of cost, `grain` to one.
  public struct Prices: Sendable, Equatable {
    /// What placing one of a group's need in a year may cost: `year * groups + group`. Empty for none.
    public var need: [Int]
    /// What one unit of a limit's use costs; not negative. In parts `1 << limitShift` times as fine: a limit's unit may be a
    /// penny of millions.
    public var limits: [Int]
    public var limitShift = 0

    public static let grain = 1 << 16
  }

  /// Divides a node's box by the starts of a proposal.
  ///
  /// - Returns: the node of the part that has one of the starts; that of the part without them is the next.
  mutating func split(_ node: Int, _ proposal: Int, _ starts: Starts, with: Node, without: Node) -> Int {
    let next = nodes.count
    nodes[node] = .split(proposal: proposal, starts: starts, with: next, without: next + 1)
    nodes += [with, without]
    return next
  }

  mutating func add(_ new: Prices) -> Int {
    prices.append(new)
    return prices.count - 1
  }

  /// The proof without prices that no node refers to.
  func compacted() -> PortfolioProof {
    var place: [Int: Int] = [:]
    var kept: [Prices] = []
    func moved(_ index: Int) -> Int {
      if let known = place[index] { return known }
      place[index] = kept.count
      kept.append(prices[index])
      return kept.count - 1
    }
    let renumbered = nodes.map { node in
      switch node {
      case .split: node
      case .costs(let index): Node.costs(prices: moved(index))
      case .impossible(let index): Node.impossible(prices: moved(index))
      }
    }
    return PortfolioProof(nodes: renumbered, prices: kept)
  }
}
