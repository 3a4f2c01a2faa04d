import Planning

/// One future to simulate: nothing done, a proposal alone, or an option.
public struct World: Sendable {
  public var id: String
  public var name: String
  public var kind: WorldKind
  /// Indices into `Study.proposals`, in the order applied.
  public var proposals: [Int]
  /// What the option changes of them, in order.
  public var changes: [ProposalChange]
  /// Figures of its own: it is simulated, and doing nothing beside it, under these.
  public var assumptions: [OptionAssumption]
  public var supply: Supply

  public init(
    id: String, name: String, kind: WorldKind, proposals: [Int], changes: [ProposalChange] = [],
    assumptions: [OptionAssumption] = [], study: Study
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.proposals = proposals
    self.changes = changes
    self.assumptions = assumptions
    supply = Supply(study.changed(by: changes), proposals: proposals)
  }

  /// An option as a world.
  public init(_ option: PlanOption, study: Study) {
    self.init(
      id: option.id, name: option.name, kind: .option, proposals: option.proposals, changes: option.changes,
      assumptions: option.assumptions, study: study)
  }

  /// The supply with some of its proposals only, in its order.
  public func supply(of some: [Int], in study: Study) -> Supply {
    Supply(study.changed(by: changes), proposals: some)
  }

  /// Its proposals as its changes leave them.
  public func changedProposals(in study: Study) -> [Proposal] {
    let changed = study.changed(by: changes)
    return proposals.map { changed.proposals[$0] }
  }

  /// Doing nothing first, then every proposal alone unless the study goes without, then the options asked for (all when
  /// `nil`), in study order.
  public static func all(of study: Study, options: [String]? = nil) -> [World] {
    let nothing = World(
      id: PlanOption.doNothingID, name: "Do nothing", kind: .doNothing, proposals: [], study: study)
    let chosen = study.options.filter { options?.contains($0.id) ?? true && $0.id != PlanOption.doNothingID }
    return [nothing] + (study.assessesProposalsAlone ? alone(of: study) : [])
      + chosen.map { World($0, study: study) }
  }

  /// Every proposal alone, in study order.
  public static func alone(of study: Study) -> [World] {
    study.proposals.indices.map { index in
      World(
        id: "alone-\(study.proposals[index].id)", name: study.proposals[index].name, kind: .proposal,
        proposals: [index], study: study)
    }
  }
}
