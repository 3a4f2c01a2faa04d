import Planning
import Units

/// Children beyond the travel ceiling in a January, who are listed because no ordinary allocation puts them there.
public struct CeilingException: Sendable, Hashable {
  public var year: Int
  public var kind: ProvisionKind
  /// Why they first came to where they are.
  public var cause: PlacementReason
  /// Whether the setting is known; without one the place is an independent one out of area, which the ceiling exempts.
  public var hasSetting: Bool
  public var children: Int
  /// The longest of their journeys, one way; `nil` where no setting is known.
  public var longest: Seconds?
}

extension PlacementStage {
  /// Counts the children beyond the ceiling by year, kind and cause, in that order.
  func beyondCeiling(_ cohort: Cohort, _ placements: Placements) -> [CeilingException] {
    var cause = Array(repeating: PlacementReason.absent, count: cohort.count)
    var counts: [CeilingException] = []
    for year in 0..<placements.years {
      var found: [CeilingException: (children: Int, longest: Int)] = [:]
      for child in 0..<cohort.count {
        let reason = placements.reason[year * placements.children + child]
        if reason != .stayed { cause[child] = reason }
        let provision = placements.provision(child, year: year)
        guard provision >= 0, let seconds = secondsBeyond(child, provision, year, cohort) else { continue }
        let group = CeilingException(
          year: year, kind: table.kind[provision], cause: cause[child], hasSetting: table.setting[provision] >= 0,
          children: 0)
        found[group, default: (0, 0)].children += 1
        found[group]!.longest = max(found[group]!.longest, seconds)
      }
      counts += found.map { group, count in
        var exception = group
        exception.children = count.children
        exception.longest = group.hasSetting ? Seconds(count.longest) : nil
        return exception
      }.sorted {
        ($0.kind.rawValue, $0.cause.rawValue, $0.hasSetting ? 1 : 0)
          < ($1.kind.rawValue, $1.cause.rawValue, $1.hasSetting ? 1 : 0)
      }
    }
    return counts
  }

  /// The daily journey where it is longer than the ceiling, 0 where it has no setting and is exempt; else `nil`.
  private func secondsBeyond(_ child: Int, _ provision: Int, _ year: Int, _ cohort: Cohort) -> Int? {
    let kind = table.kind[provision]
    guard kind.hasDailyJourney, !cohort.traits[child].boards(in: kind) else { return nil }
    guard table.setting[provision] >= 0 else { return kind.isINMSS ? 0 : nil }
    let seconds = parameters.journey(
      travel, home: Int(cohort.home[child]), setting: Int(table.setting[provision])
    ).seconds
    let ceiling = parameters.travelCeiling[Int(Phase(ncYear: cohort.ncYear(child, year: year)).rawValue)]
    return Int(seconds) > ceiling ? Int(seconds) : nil
  }
}
