/// Relaxes boxes of portfolios: openings in part, priced by cuts that are found as they are needed.
struct Relaxation {
  let instance: PortfolioInstance
  private(set) var master: MasterProgram
  private var placing: PlacingCosts
  private(set) var costOfNothing: Int

  enum Outcome {
    /// No portfolio of the box keeps the limits, as prices of the limits show.
    case infeasible(PortfolioProof.Prices)
    case bounded
  }

  init(_ instance: PortfolioInstance) {
    self.instance = instance
    placing = PlacingCosts(instance)
    let none = (0..<instance.years).map { [placing] in
      var placing = placing
      return placing.place(year: $0) { _ in 0 }
    }
    costOfNothing = 0
    for placed in none {
      guard let cost = placed.cost else { preconditionFailure("placing at existing sites alone goes round") }
      costOfNothing += Int(cost.rounded())
    }
    // Costs of the program are near ten thousand, so that its tolerance is a billionth of that.
    master = MasterProgram(instance, unit: max(1, Double(costOfNothing) / 10_000))
    for (year, placed) in none.enumerated() {
      master.add(placing.cut(year: year, prices: placed.prices), prices: placed.prices)
    }
  }

  /// What no portfolio of the box relaxed last is below.
  var bound: Double { master.objective }

  /// Relaxes a box until its bound is at `cutoff` or new cuts raise it little.
  ///
  /// Cuts are found between the relaxed openings and those of the rounds before: there they say more than at a corner.
  mutating func relax(_ box: [PortfolioProof.Starts], cutoff: Double, isThorough: Bool) -> Outcome {
    let years = instance.years
    master.restrict(to: box)
    var middle: [Double]?
    var last = -Double.infinity
    for round in 1...(isThorough ? 100 : 4) {
      switch master.solve(cutoff: cutoff) {
      case .infeasible(let row): return .infeasible(master.impossibility(row))
      case .beyondCutoff: return .bounded
      case .optimal, .stalled: break
      }
      let least = isThorough ? 2e-6 * cutoff : 0.05 * (cutoff - bound)
      if bound - last < least, !isThorough || round > 10 { break }
      last = bound
      let made = master.parts
      let before = middle ?? (isThorough ? Array(repeating: 0.3 / Double(years), count: made.count) : made)
      let point = zip(before, made).map { ($0 + $1) / 2 }
      middle = point
      for year in 0..<years { separate(year) { point[$0] } }
    }
    return .bounded
  }

  /// Adds the cut of openings in a year; returns what placing costs there, if that was found.
  @discardableResult private mutating func separate(_ year: Int, _ part: (Int) -> Double) -> Double? {
    let (cost, prices) = placing.place(year: year, part: part)
    master.add(placing.cut(year: year, prices: prices), prices: prices)
    return cost
  }

  /// Cost of a portfolio, placed in full, if that was found; its cuts are kept.
  mutating func cost(of starts: [Int]) -> Int? {
    let years = instance.years
    var total = 0
    for (proposal, start) in starts.enumerated() where start < years {
      total += instance.startCost[proposal * years + start]
    }
    for year in 0..<years {
      guard let placed = separate(year, { starts[$0 / years] == $0 % years ? 1 : 0 }) else { return nil }
      total += Int(placed.rounded())
    }
    return total
  }

  /// A portfolio near the relaxed one: starts in the order of their parts, as the limits allow.
  func rounded() -> [Int] {
    let years = instance.years
    let open = master.open
    var starts = Array(repeating: years, count: instance.proposals)
    var used = instance.limits.map { _ in 0 }
    let order = open.indices.map { (index: $0, part: master.start($0 / years, $0 % years)) }.filter { $0.part > 1e-6 }
      .map { (index: $0.index, rank: $0.part + open[$0.index / years * years + years - 1]) }
      .sorted { ($0.rank, $1.index) > ($1.rank, $0.index) }
    for (index, _) in order where starts[index / years] == years {
      let fits = zip(instance.limits, used).allSatisfy { $1 + $0.use[index] <= $0.most }
      guard fits else { continue }
      starts[index / years] = index % years
      for limit in used.indices { used[limit] += instance.limits[limit].use[index] }
    }
    return starts
  }

  /// Starts of a proposal that would raise the bound by at least `rise`.
  func starts(of proposal: Int, in allowed: PortfolioProof.Starts, dearerThan rise: Double) -> PortfolioProof.Starts {
    master.starts(of: proposal, in: allowed, dearerThan: rise)
  }

  /// Prices that show the bound, for the proof.
  func prices() -> PortfolioProof.Prices { master.prices() }

  mutating func dropIdleCuts() {
    if master.program.rows > 250 { master.dropIdleCuts(Double(costOfNothing) * 5e-4) }
  }
}
