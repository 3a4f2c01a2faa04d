import Planning

/// How new provisions fill (`Opening`): the year groups they take at first, and what opens between September and January.
///
/// A child competes for what opens in a later month if its placement is decided after that: a new plan, or a placement that
/// breaks down, at a moment drawn evenly over the twelve months to the January; one who is unplaced, or whose independent place
/// is reviewed, whenever it opens. Phase transfers and closures are decided for September. What is open in the base January
/// takes its whole range.
struct Openings: Sendable {
  private struct Rule: Sendable {
    var provision: Int
    var opening: Opening
  }
  private let rules: [Rule]
  private let provisions: Int

  /// What a provision takes in one September.
  struct Limit: Sendable {
    var highestNCYear = Int8.max
    /// The earliest moment of a decision, 0 to 1 through the twelve months to the January.
    var from = -Double.infinity

    func admits(_ competitor: Competitor) -> Bool {
      competitor.ncYear <= highestNCYear && competitor.decidedAt >= from
    }
  }

  init(_ provisions: [Provision]) {
    rules = provisions.indices.compactMap { index in
      guard let opening = provisions[index].opening, provisions[index].places != nil else { return nil }
      return Rule(provision: index, opening: opening)
    }
    self.provisions = provisions.count
  }

  /// Writes the limits of a September, one a provision; none at all where every provision takes whom it suits.
  func limits(_ supply: Supply, year: Int, into limits: inout [Limit]) {
    limits.removeAll(keepingCapacity: true)
    for rule in rules {
      let first = (0..<supply.years).first { supply.isOpen(rule.provision, year: $0) }
      guard first != 0 else { continue }
      // One that nothing opens yet is weighed as if it opened now.
      let opened = first.map { max(0, year - $0) } ?? 0
      var limit = Limit()
      if let highest = rule.opening.highestNCYear { limit.highestNCYear = Int8(clamping: highest + opened) }
      if opened == 0, rule.opening.shareLeft < 1 { limit.from = 1 - rule.opening.shareLeft }
      if limits.isEmpty { limits = Array(repeating: Limit(), count: provisions) }
      limits[rule.provision] = limit
    }
  }

  /// When a placement is decided, 0 to 1 through the twelve months to the January; before all of them for those of September.
  static func moment(_ reason: PlacementReason, isNew: Bool, uniform: Double) -> Double {
    switch reason {
    case .newPlan: isNew ? uniform : 1
    case .breakdown: uniform
    case .repatriated: 1
    default: -1
    }
  }
}

extension PlacementStage.Workspace {
  /// Whether a provision takes a child's year group yet, and is open by the time the child's placement is decided.
  func admits(_ provision: Int, _ competitor: Competitor) -> Bool {
    limits.isEmpty || limits[provision].admits(competitor)
  }
}
