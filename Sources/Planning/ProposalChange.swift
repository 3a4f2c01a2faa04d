import Units

/// A change that an option makes to one of its proposals: phased otherwise, delayed, over cost, for other needs, elsewhere.
///
/// Changes are made in order to a copy; the proposal itself, and every other option that has it, stay as they are.
public struct ProposalChange: Sendable, Equatable {
  /// Index into `Study.proposals`.
  public var proposal: Int
  public var change: Change

  public enum Change: Sendable, Equatable {
    /// Everything, places and spending, so many years later.
    case delay(years: Int)
    /// Places by year index 0 to the horizon in one of its provisions, an index into `Study.provisions`; -1 as `Supply` reads it.
    case places(provision: Int, byYear: [Int])
    /// Capital at so many percent of what it was, year by year: 120 is a fifth over cost.
    case capitalPercent(Double)
    case capital([FinancialYear: Pence])
    case optimismBiasPercent(Double)
    /// At this setting, with these provisions of the study in the place of its own, one by one: for other needs, or elsewhere.
    case opens(setting: Int, provisions: [Int])
  }

  public init(proposal: Int, _ change: Change) {
    self.proposal = proposal
    self.change = change
  }
}

extension Study {
  /// The study with its proposals, places and money, as these changes leave them.
  public func changed(by changes: [ProposalChange]) -> Study {
    var study = self
    for change in changes { study.apply(change) }
    return study
  }

  /// The study as an option has it; as it is for a world that is none.
  public func changed(by option: String) -> Study {
    changed(by: options.first { $0.id == option }?.changes ?? [])
  }

  private mutating func apply(_ change: ProposalChange) {
    if case .opens(_, let provisions) = change.change {
      // Places that earlier changes phased come along.
      for (own, other) in zip(proposals[change.proposal].provisions, provisions) {
        self.provisions[other].plannedPlaces = self.provisions[own].plannedPlaces
      }
    }
    proposals[change.proposal].apply(change.change)
    for provision in proposals[change.proposal].provisions { provisions[provision].apply(change.change, provision) }
    holdBack(change.proposal)
  }

  /// Counts a proposal's planned places only from the first September its decisions allow: none before, and from then on as
  /// planned.
  public mutating func holdBack(_ proposal: Int) {
    let from = proposals[proposal].countsFrom
    let first = from <= baseYear.start ? 0 : from - baseYear.start
    let notYet = proposals[proposal].kind.replaces ? -1 : 0
    for provision in proposals[proposal].provisions {
      provisions[provision].places = provisions[provision].plannedPlaces?.enumerated().map { $0 < first ? notYet : $1 }
    }
  }
}

extension ProposalKind {
  /// Whether it shuts what was there: its provision's places before its first year then read "as before", -1.
  public var replaces: Bool { self == .close || self == .redesignate || self == .relocate }
}

extension ProposalKind {
  /// Whether it could stand elsewhere: what it opens is new where it is, or comes from another site.
  public var mayMove: Bool {
    switch self {
    case .newBase, .satellite, .newSpecial, .post16, .earlyYears, .relocate: true
    case .expandBase, .specialExpansion, .adaptation, .close, .redesignate: false
    }
  }
}

extension Proposal {
  fileprivate mutating func apply(_ change: ProposalChange.Change) {
    switch change {
    case .delay(let years):
      capital = Dictionary(uniqueKeysWithValues: capital.map { (FinancialYear(start: $0.start + years), $1) })
    case .capitalPercent(let percent): capital = capital.mapValues { $0.scaled(by: percent / 100) }
    case .capital(let profile): capital = profile
    case .optimismBiasPercent(let percent): optimismBiasPercent = percent
    case .opens(let setting, let provisions):
      self.setting = setting
      self.provisions = provisions
    case .places: break
    }
  }
}

extension Provision {
  /// - Parameter index: which of the study's it is.
  fileprivate mutating func apply(_ change: ProposalChange.Change, _ index: Int) {
    guard let plannedPlaces else { return }
    switch change {
    case .delay(let years):
      let notYet = min(plannedPlaces.first ?? 0, 0)
      self.plannedPlaces =
        Array(repeating: notYet, count: min(years, plannedPlaces.count)) + plannedPlaces.dropLast(years)
    case .places(index, let byYear): self.plannedPlaces = byYear
    case .places, .capitalPercent, .capital, .optimismBiasPercent, .opens: break
    }
  }
}
