/// Finds a portfolio that is proven to cost at most a given part more than the best.
///
/// Branch and bound: a box of portfolios is relaxed to openings in part, which cuts price year by year; it is given up when
/// the relaxed cost shows nothing in it to be better by more than the gap, else divided by one proposal's starts. Floating
/// numbers lead the search; the bound that is reported is what `PortfolioCheck` counts from the proof in integers.
public struct PortfolioSearch {
  private let instance: PortfolioInstance
  private let gap: Double
  private let mostNodes: Int
  private var relaxation: Relaxation
  private var openBoxes: [Box] = []
  private var history: BranchHistory
  private var proof = PortfolioProof()
  private var nodes = 0
  /// By proposal, the start; `years` for never.
  private var best: [Int]
  private var bestCost: Int
  private var tried: Set<[Int]> = []

  private struct Box {
    /// Its place in the proof.
    var node: Int
    var starts: [PortfolioProof.Starts]
    /// No portfolio in it costs less.
    var bound: Double
    /// What shows that, in the proof.
    var prices: Int
    var branch: BranchHistory.Branch?
    /// Its bound when every opening was whole.
    var wholeAt: Double?
  }

  /// The cheapest portfolio within `gap` of the best, as a part of its cost.
  ///
  /// Opening nothing is always allowed, so there is an answer. The same instance, gap and limit give the same answer.
  ///
  /// - Parameter mostNodes: boxes looked at before it stops, with the bound that it has proven by then.
  public static func solve(
    _ instance: PortfolioInstance, gap: Double = 1e-4, mostNodes: Int = .max
  ) -> PortfolioSolution {
    var search = PortfolioSearch(instance, gap: gap, mostNodes: mostNodes)
    search.run()
    return search.solution()
  }

  private init(_ instance: PortfolioInstance, gap: Double, mostNodes: Int) {
    self.instance = instance
    self.gap = gap
    self.mostNodes = mostNodes
    best = Array(repeating: instance.years, count: instance.proposals)
    history = BranchHistory(proposals: instance.proposals)
    relaxation = Relaxation(instance)
    bestCost = relaxation.costOfNothing
  }

  /// What ends a box: costs are whole, and the gap asked for leaves a little for the rounding of the proof's prices.
  private var cutoff: Double {
    let cost = Double(bestCost)
    return min(cost * (1 - 0.999 * gap), cost - max(0.5, 1e-9 * cost))
  }

  private mutating func run() {
    let everything = PortfolioProof.Starts(1 << (instance.years + 1) - 1)
    proof.nodes.append(.costs(prices: 0))
    proof.prices.append(relaxation.prices())
    var all = Box(
      node: 0, starts: Array(repeating: everything, count: instance.proposals), bound: 0, prices: 0)
    forbidStartsBeyondLimits(&all)
    openBoxes = [all]
    while nodes < mostNodes,
      let index = openBoxes.indices.min(by: { (openBoxes[$0].bound, $1) < (openBoxes[$1].bound, $0) }),
      openBoxes[index].bound < cutoff
    {
      let box = openBoxes.remove(at: index)
      nodes += 1
      visit(box)
    }
    for box in openBoxes { proof.nodes[box.node] = .costs(prices: box.prices) }
  }

  private mutating func visit(_ given: Box) {
    var box = given
    let isRoot = nodes == 1
    let outcome = relaxation.relax(box.starts, cutoff: cutoff, isThorough: isRoot)
    if case .infeasible(let prices) = outcome {
      proof.nodes[box.node] = .impossible(prices: proof.add(prices))
      return
    }
    box.bound = max(box.bound, relaxation.bound)
    box.prices = proof.add(relaxation.prices())
    if let branch = box.branch { history.record(branch, bound: box.bound) }
    if isRoot || nodes % 5 == 0 { improve(rounds: isRoot ? 40 : 5) }
    guard box.bound < cutoff else {
      proof.nodes[box.node] = .costs(prices: box.prices)
      return
    }
    forbidDearStarts(&box)
    divide(box)
    relaxation.dropIdleCuts()
  }

  /// Takes starts out of the box of all that break a limit by themselves, where nothing gives back what a start uses.
  private mutating func forbidStartsBeyondLimits(_ box: inout Box) {
    let years = instance.years
    for (index, limit) in instance.limits.enumerated() where limit.use.allSatisfy({ $0 >= 0 }) {
      var price = instance.limits.map { _ in 0 }
      price[index] = 1
      let prices = proof.add(PortfolioProof.Prices(need: [], limits: price))
      for proposal in 0..<instance.proposals {
        var beyond: PortfolioProof.Starts = 0
        for start in 0..<years where limit.use[proposal * years + start] > limit.most { beyond |= 1 << start }
        beyond &= box.starts[proposal]
        guard beyond != 0 else { continue }
        box.node =
          1 + proof.split(box.node, proposal, beyond, with: .impossible(prices: prices), without: .costs(prices: 0))
        box.starts[proposal] &= ~beyond
      }
    }
  }

  /// Takes starts out of a box that would bring its bound to the cutoff.
  private mutating func forbidDearStarts(_ box: inout Box) {
    for proposal in box.starts.indices {
      let dear = relaxation.starts(of: proposal, in: box.starts[proposal], dearerThan: cutoff - relaxation.bound)
      guard dear != 0, dear != box.starts[proposal] else { continue }
      let shown = PortfolioProof.Node.costs(prices: box.prices)
      box.node = 1 + proof.split(box.node, proposal, dear, with: shown, without: shown)
      box.starts[proposal] &= ~dear
    }
  }

  private mutating func divide(_ box: Box) {
    guard let branch = history.choose(relaxation) else { return leave(box) }
    let early = PortfolioProof.Starts(1 << (branch.year + 1) - 1)
    let shown = PortfolioProof.Node.costs(prices: box.prices)
    let next = proof.split(box.node, branch.proposal, early, with: shown, without: shown)
    for (isEarly, kept) in [(true, early), (false, ~early)] {
      var part = box
      part.starts[branch.proposal] &= kept
      part.node = isEarly ? next : next + 1
      part.branch = BranchHistory.Branch(
        proposal: branch.proposal, isEarly: isEarly, part: isEarly ? 1 - branch.part : branch.part, bound: box.bound)
      if part.starts[branch.proposal] != 0 { openBoxes.append(part) }
    }
  }

  /// Every opening is whole: the relaxed cost is a portfolio's, up to what the cuts still miss.
  ///
  /// Placing it in full adds the cuts that miss. Should the bound stay where it is, the portfolio is parted from the others.
  private mutating func leave(_ given: Box) {
    var box = given
    evaluate(relaxation.rounded())
    box.branch = nil
    if box.wholeAt.map({ box.bound > $0 + 1 }) ?? true {
      box.wholeAt = box.bound
      openBoxes.append(box)
      return
    }
    let starts = relaxation.rounded()
    guard let proposal = box.starts.indices.first(where: { box.starts[$0] & ~(1 << starts[$0]) != 0 }) else {
      proof.nodes[box.node] = .costs(prices: box.prices)
      return
    }
    let chosen = PortfolioProof.Starts(1 << starts[proposal])
    let shown = PortfolioProof.Node.costs(prices: box.prices)
    let next = proof.split(box.node, proposal, chosen, with: shown, without: shown)
    for (node, kept) in [(next, chosen), (next + 1, ~chosen)] where box.starts[proposal] & kept != 0 {
      var part = box
      part.node = node
      part.starts[proposal] &= kept
      openBoxes.append(part)
    }
  }

  private mutating func improve(rounds: Int) {
    var starts = relaxation.rounded()
    evaluate(starts)
    for _ in 0..<rounds {
      var improvement = Improvement(relaxation.master, from: starts)
      improvement.descend()
      guard evaluate(improvement.starts) else { return }
      starts = best
    }
  }

  /// Places in full with the starts, and keeps them if they are the best yet; false if that was done before.
  @discardableResult private mutating func evaluate(_ starts: [Int]) -> Bool {
    guard tried.insert(starts).inserted else { return false }
    if let cost = relaxation.cost(of: starts), cost < bestCost {
      bestCost = cost
      best = starts
    }
    return true
  }

  private func solution() -> PortfolioSolution {
    var solution = PortfolioSolution(
      starts: best.map { $0 == instance.years ? nil : $0 }, objective: bestCost, bound: 0, proof: proof.compacted(),
      nodes: nodes)
    // A proof that shows nothing is a fault of the search; costs are not negative, so the bound of nothing is nought.
    solution.bound = PortfolioCheck.bound(instance, solution.proof) ?? 0
    return solution
  }
}
