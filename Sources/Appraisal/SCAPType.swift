import Planning

/// The provision types of SCAP's specialist forecast, from Reception to Year 11 by phase (DOMAIN 4.1).
///
/// A run breaks kinds of placement down by phase only where the authority's own count is large enough.
public enum SCAPType: CaseIterable, Sendable {
  case unitsAndResourced, independent, stateSpecial, alternative

  public static let phases = [Phase.primary, .secondary]

  /// Years ahead that the survey asks for.
  public static func yearsAhead(_ phase: Phase) -> Int { phase == .primary ? 5 : 7 }

  public var title: String {
    switch self {
    case .unitsAndResourced: "UR: SEN units and resourced provision"
    case .independent: "IN: independent"
    case .stateSpecial: "SS: state special, with non-maintained special"
    case .alternative: "AP: alternative provision"
    }
  }

  /// The planning-area code, as found in one practitioner's library of May 2025: to be confirmed against the authority's own
  /// template.
  public func code(_ phase: Phase) -> String {
    let codes =
      switch self {
      case .unitsAndResourced: ("1803001", "1803011")
      case .independent: ("1803002", "1803012")
      case .stateSpecial: ("1803003", "1803013")
      case .alternative: ("1803004", "1803014")
      }
    return phase == .primary ? codes.0 : codes.1
  }

  private var kinds: [ProvisionKind] {
    switch self {
    case .unitsAndResourced: [.supportBase, .specialistBase]
    case .independent: [.independentSpecial, .independentMainstream]
    case .stateSpecial: [.special, .satellite, .nmss]
    case .alternative: [.ap]
    }
  }

  /// Mean children of a phase in a year; suppressed where a kind it is the sum of is.
  public func children(_ world: PublishedWorld, year: Int, phase: Phase) -> (count: Double?, status: FigureStatus) {
    let rows = kinds.map { world[.placed($0), year: year, slice: Slice(.phase, phase.code)] }
    if rows.contains(where: { $0?.status == .suppressed }) { return (nil, .suppressed) }
    return (rows.reduce(0) { $0 + ($1?.value?.mean ?? 0) }, .shown)
  }
}

extension Metric {
  /// The measures of success that local plans name (DOMAIN 1.3), in their order.
  public static let successMeasures: [Metric] = [
    .independentCount, .independentRateB, .distanceMean, .timeMean, .excessiveTravelShare, .placesOpen, .cashable,
    .avoided, .localMaintainedShare, .independentCost, .placementStabilityShare, .costPerPlacement, .outOfAreaCount,
    .transportCost,
  ]
}
