import Planning

/// What a September was made of: kept of doing nothing, so that other worlds of the draw look only at what differs.
struct September: Sendable {
  /// What one competitor was asked, each question once. Nothing here depends on how many places there are, only on which
  /// are open and which have no limit.
  struct Call: Sendable {
    var directed = Answer.notAsked
    var preferred = Answer.notAsked
    var other = Other.notAsked
    /// Where a brother or sister was placed already when the choices were found, -1 for nowhere.
    var siblingSetting: Int32 = -1
    /// What the child gets if no limited place is better; provision -1 until it has competed.
    var fallback = PlacementStage.Workspace.Candidate(provision: -1, cost: 0)
    /// Its limited choices, in `candidates`: of doing nothing's September if `isFromNothing`.
    var first: Int32 = 0
    var end: Int32 = 0
    var isFromNothing = false
  }

  /// A kind asked for, -1 if none, and the provision found, -1 if none.
  struct Answer: Sendable {
    var kind: Int8
    var provision: Int16
    static let notAsked = Answer(kind: -2, provision: -1)
    static let nowhere = Answer(kind: -1, provision: -1)
    var isKnown: Bool { kind != Self.notAsked.kind }
  }

  enum Other: Sendable {
    case notAsked, none
    case kind(ProvisionKind)
  }

  /// Everyone whose placement was decided, in the order of the cohort; row `i` has call `i`.
  var competitors: [Competitor] = []
  var calls: [Call] = []
  var candidates: [PlacementStage.Workspace.Candidate] = []
  /// Places, and children who stayed, per provision.
  var places: [Int32] = []
  var stayed: [Int32] = []
  /// Prices of places and of over-number places per provision, -1 where nobody could compete for one. Those of the
  /// September before until the year is solved.
  private(set) var price: [Int32] = []
  private(set) var overPrice: [Int32] = []
  /// What one place more was worth, for provisions that doing nothing leaves shut.
  var worth: [Int32] = []

  mutating func reset() {
    calls.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
  }

  /// Notes what a competitor could choose.
  mutating func note(
    _ best: PlacementStage.Workspace.Candidate, _ choices: [PlacementStage.Workspace.Candidate],
    of competitor: Competitor
  ) {
    let call = Int(competitor.call)
    calls[call].isFromNothing = false
    calls[call].siblingSetting = competitor.siblingSetting
    calls[call].fallback = best
    calls[call].first = Int32(candidates.count)
    candidates += choices
    calls[call].end = Int32(candidates.count)
  }
}

extension September.Answer {
  init(_ kind: ProvisionKind, _ provision: Int) {
    self.kind = Int8(kind.rawValue)
    self.provision = Int16(provision)
  }
}

/// Prices to begin the next search from: they bear on its time alone.
extension September {
  /// Before the first September nothing is known.
  mutating func forgetPrices() {
    price.removeAll(keepingCapacity: true)
    overPrice.removeAll(keepingCapacity: true)
  }

  /// Prices of last September here; where doing nothing was solved already, its own of this September.
  func start(
    beside nothing: September, after before: September, _ sinks: [Int32], _ overSink: [Int32], into start: inout [Int]
  ) {
    start.removeAll(keepingCapacity: true)
    for (sink, provision) in sinks.enumerated() {
      let index = Int(provision)
      let isOver = overSink[index] == Int32(sink)
      let last = Self.price(isOver ? overPrice : price, index)
      let there = Self.price(isOver ? nothing.overPrice : nothing.price, index)
      let lastThere = Self.price(isOver ? before.overPrice : before.price, index)
      var guess = last
      if there >= 0 {
        // As far from doing nothing's as they were a September ago.
        guess = last >= 0 && lastThere >= 0 ? max(0, there + last - lastThere) : there
      } else if last < 0, index < nothing.worth.count {
        guess = Int(nothing.worth[index])
      }
      start.append(max(0, guess))
    }
  }

  /// A provision's price, -1 where none is known.
  private static func price(_ prices: [Int32], _ provision: Int) -> Int {
    provision < prices.count ? Int(prices[provision]) : -1
  }

  /// Takes over the prices of another September, as those of the last.
  mutating func followPrices(of last: September) {
    price = last.price
    overPrice = last.overPrice
  }

  /// Keeps the prices of a solution.
  mutating func keep(_ prices: [Int], _ sinks: [Int32], _ overSink: [Int32], provisions: Int) {
    price.refill(provisions, -1)
    overPrice.refill(provisions, -1)
    for (sink, provision) in sinks.enumerated() {
      if overSink[Int(provision)] == Int32(sink) {
        overPrice[Int(provision)] = Int32(clamping: prices[sink])
      } else {
        price[Int(provision)] = Int32(clamping: prices[sink])
      }
    }
  }
}

extension PlacementStage.Workspace {
  /// Adds a competitor of whom nothing is known yet.
  mutating func enter(_ competitor: Competitor) {
    var entrant = competitor
    entrant.call = Int32(september.calls.count)
    competitors.append(entrant)
    september.calls.append(September.Call())
  }

  /// Adds a competitor as doing nothing had it.
  mutating func enter(_ row: Int, of nothing: September) {
    var entrant = nothing.competitors[row]
    entrant.call = Int32(september.calls.count)
    competitors.append(entrant)
    var call = nothing.calls[row]
    call.isFromNothing = true
    september.calls.append(call)
  }
}
