import Assumptions
import Planning

/// A count of children that may be shown, or that is too small to be: `nil`.
public typealias ShownCount = Double?

/// What a close look says of a proposal, fit to leave: a count from 1 to one less than the threshold is not there, nor what
/// would give it away.
public struct CloseFindings: Sendable, Equatable {
  public var viability: Viability
  public var needMatch: NeedMatch?
  /// `nil` where none is required, or where too few children would fill the places.
  public var ladder: Ladder?
  public var losers: Losers
  /// By milestone (`Study.milestones`).
  public var travel: [TravelGroupFindings] = []

  /// Children of the kind of place the proposal offers who are in none if nothing is done, within the travel threshold of the
  /// site; and those it could take.
  public struct NeedMatch: Sendable, Equatable {
    public var near: Double
    /// Of a need and year group that the places are for.
    public var matched: Double
    public var places: Int
    /// Children who wait for each place, of those it could take.
    public var cover: Double { places == 0 ? 0 : matched / Double(places) }
  }

  /// Children whose journey is longer in the last year.
  public struct Losers: Sendable, Equatable {
    public var all: ShownCount
    /// Of low income, and the others: both or neither.
    public var lowIncome: ShownCount
    public var otherIncome: ShownCount
    /// Still longer with each mitigation that helps anybody, in a fixed order.
    public var mitigated: [Effect]
    public struct Effect: Sendable, Equatable {
      public var mitigation: Mitigation
      /// Children whose journey is then no longer than before by more than five minutes.
      public var spared: ShownCount
      /// Index of the other site, for `alternativeSite`.
      public var site: Int?
    }
  }
}

extension DisclosureControl {
  /// A count as it may be shown.
  func shown(_ count: Double) -> ShownCount { count.isFinite && !isSmallCount(count) ? count : nil }

  /// What a close look says of a proposal.
  func publish(
    _ look: CloseLook, proposal: Int, study: Study, minimum: Double?, accounts: LadderAccounts?
  ) -> CloseFindings {
    let looks = look.looks(at: proposal)
    let draws = Double(max(looks.count, 1))
    func mean(_ value: (ProposalLook) -> Int) -> Double { Double(looks.reduce(0) { $0 + value($1) }) / draws }
    var viability = Viability(
      filled: look.filled(proposal), yearGroups: looks.map(\.yearGroups), places: study.places(of: proposal),
      minimum: minimum)
    viability.years.removeAll { shown($0.children) == nil }

    let near = mean(\.near)
    let matched = mean(\.matched)
    let isShown = [near, matched, near - matched].allSatisfy { shown($0) != nil }
    let needMatch = CloseFindings.NeedMatch(
      near: near, matched: matched, places: study.places(of: proposal).max() ?? 0)

    var ladder: Ladder?
    if let accounts, Ladder.isRequired(study.proposals[proposal], study) {
      let cohort = looks.reduce(into: [LadderCell: Int]()) { $0.merge($1.cohort, uniquingKeysWith: +) }
      var found = Ladder(cohort, draws: looks.count, share: accounts.share)
      for step in found.steps.indices { found.steps[step].children = found.steps[step].children.flatMap(shown) }
      ladder = found.cohort >= Double(threshold) ? found : nil
    }
    return CloseFindings(
      viability: viability, needMatch: near > 0 && needMatch.places > 0 && isShown ? needMatch : nil, ladder: ladder,
      losers: losers(looks.map(\.longer), proposal: proposal, study: study),
      travel: looks.isEmpty
        ? []
        : study.milestones(of: proposal).enumerated().map { index, year in
          publish(looks.map { $0.travel[index] }, year: year)
        })
  }

  /// Longer journeys and what would spare them.
  func losers(_ looks: [LongerJourneys], proposal: Int, study: Study) -> CloseFindings.Losers {
    let draws = Double(max(looks.count, 1))
    func mean(_ value: (LongerJourneys) -> Int) -> Double { Double(looks.reduce(0) { $0 + value($1) }) / draws }
    let all = mean(\.all)
    let low = mean(\.lowIncome)
    let isSplit = shown(all) != nil && shown(low) != nil && shown(all - low) != nil
    var effects: [CloseFindings.Losers.Effect] = Mitigation.allCases.compactMap { mitigation in
      guard mitigation != .alternativeSite, looks.allSatisfy({ $0.left[mitigation] != nil }) else { return nil }
      let spared = all - mean { $0.left[mitigation] ?? $0.all }
      guard spared.rounded() > 0 else { return nil }
      return .init(mitigation: mitigation, spared: shown(all - spared) == nil ? nil : shown(spared), site: nil)
    }
    let own = study.proposals[proposal].setting
    if let best = AlternativeSite.best(
      looks, own: own, candidates: AlternativeSite.candidates(for: proposal, in: study)), best.fewer.rounded() > 0
    {
      effects.append(.init(mitigation: .alternativeSite, spared: shown(best.fewer), site: best.site))
    }
    return CloseFindings.Losers(
      all: shown(all), lowIncome: isSplit ? low : nil, otherIncome: isSplit ? all - low : nil, mitigated: effects)
  }
}
