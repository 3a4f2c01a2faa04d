import Units

/// A change that an option makes to one of its proposals: phased otherwise, delayed, over cost.
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
  }

  public init(proposal: Int, _ change: Change) {
    self.proposal = proposal
    self.change = change
  }
}

extension Sequence<ProposalChange> {
  /// Places by year of a provision of a proposal after these changes, from those the proposal gives it.
  func places(_ provision: Int, of proposal: Int, from original: [Int]) -> [Int] {
    var places = original
    for change in self where change.proposal == proposal {
      switch change.change {
      case .delay(let years):
        let notYet = Swift.min(original.first ?? 0, 0)
        places = Array(repeating: notYet, count: Swift.min(years, places.count)) + places.dropLast(years)
      case .places(provision, let byYear): places = byYear
      case .places, .capitalPercent, .capital, .optimismBiasPercent: continue
      }
    }
    return places
  }
}

extension Proposal {
  /// The proposal with the money that these changes leave it.
  public func changed(by changes: some Sequence<ProposalChange>, index: Int) -> Proposal {
    var proposal = self
    for change in changes where change.proposal == index {
      switch change.change {
      case .delay(let years):
        proposal.capital = Dictionary(
          uniqueKeysWithValues: proposal.capital.map { (FinancialYear(start: $0.start + years), $1) })
      case .capitalPercent(let percent):
        proposal.capital = proposal.capital.mapValues { $0.scaled(by: percent / 100) }
      case .capital(let profile): proposal.capital = profile
      case .optimismBiasPercent(let percent): proposal.optimismBiasPercent = percent
      case .places: continue
      }
    }
    return proposal
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
    let index = change.proposal
    proposals[index] = proposals[index].changed(by: [change], index: index)
    for provision in proposals[index].provisions {
      provisions[provision].places = provisions[provision].places.map {
        [change].places(provision, of: index, from: $0)
      }
    }
  }
}
