import Planning

/// One future to simulate: nothing done, a proposal alone, or an option.
public struct World: Sendable {
  public var id: String
  public var name: String
  public var kind: WorldKind
  /// Indices into `Study.proposals`, in the order applied.
  public var proposals: [Int]
  public var supply: Supply

  public init(id: String, name: String, kind: WorldKind, proposals: [Int], study: Study) {
    self.id = id
    self.name = name
    self.kind = kind
    self.proposals = proposals
    supply = Supply(study, proposals: proposals)
  }

  /// Doing nothing first, then every proposal alone, then the options asked for (all when `nil`), in study order.
  public static func all(of study: Study, options: [String]? = nil) -> [World] {
    let nothing = World(
      id: PlanOption.doNothingID, name: "Do nothing", kind: .doNothing, proposals: [], study: study)
    let alone = study.proposals.indices.map { index in
      World(
        id: "alone-\(study.proposals[index].id)", name: study.proposals[index].name, kind: .proposal,
        proposals: [index], study: study)
    }
    let chosen = study.options.filter { options?.contains($0.id) ?? true && $0.id != PlanOption.doNothingID }
    return [nothing] + alone
      + chosen.map { World(id: $0.id, name: $0.name, kind: .option, proposals: $0.proposals, study: study) }
  }
}
