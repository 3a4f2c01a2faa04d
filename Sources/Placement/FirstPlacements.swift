import Planning

/// Placements that come before the allocation: directed, preferred, and kinds that nobody competes for.
extension PlacementStage {
  /// Directed placements, then preferences. Both may exceed any capacity; a base place taken above it is counted.
  func placeFirst(_ year: Int, _ cohort: Cohort, _ result: inout Placements, _ space: inout Workspace) {
    for reason in [PlacementReason.directed, .preference] {
      var kept = 0
      for index in space.competitors.indices {
        let competitor = space.competitors[index]
        let provision = answer(reason, competitor, cohort, &space)
        if provision >= 0 {
          if table.kind[provision].isBase, space.occupancy[provision] >= space.places[provision] {
            result.listedOverCapacity[year] += 1
          }
          settle(competitor, in: provision, reason: reason, year: year, &result, &space)
        } else {
          space.competitors[kept] = competitor
          kept += 1
        }
      }
      space.competitors.removeSubrange(kept...)
    }
  }

  /// Where a child is directed to, or what its parents prefer: as doing nothing found, unless a place of that kind has
  /// since opened or shut. -1 if nowhere.
  private func answer(
    _ reason: PlacementReason, _ competitor: Competitor, _ cohort: Cohort, _ space: inout Workspace
  ) -> Int {
    let call = Int(competitor.call)
    let isDirection = reason == .directed
    let known = isDirection ? space.september.calls[call].directed : space.september.calls[call].preferred
    if known.isKnown, known.kind < 0 || !space.isReopened[Int(known.kind)] { return Int(known.provision) }
    let found = isDirection ? directed(competitor, cohort, space) : preferred(competitor, cohort, space)
    if isDirection {
      space.september.calls[call].directed = found
    } else {
      space.september.calls[call].preferred = found
    }
    return Int(found.provision)
  }

  /// Where a Tribunal orders a child to be placed, if it does.
  private func directed(_ competitor: Competitor, _ cohort: Cohort, _ space: Workspace) -> September.Answer {
    let child = Int(competitor.child)
    guard (0...13).contains(competitor.ncYear), competitor.holds < 0 else { return .nowhere }
    guard cohort.traits[child].contains(.directed) || competitor.draw.directed < parameters.directedShare else {
      return .nowhere
    }
    var target = competitor.draw.which * parameters.directedKinds.reduce(0) { $0 + $1.share }
    for (kind, share) in parameters.directedKinds {
      target -= share
      guard target < 0 else { continue }
      let found = nearest(kind, for: competitor, cohort, space, rank: 0, needsRoom: false)
      return September.Answer(
        kind, found < 0 && kind == .independentSpecial ? table.destination[Int(kind.rawValue)] : found)
    }
    return .nowhere
  }

  /// The school that a child's parents name, if they name one.
  private func preferred(_ competitor: Competitor, _ cohort: Cohort, _ space: Workspace) -> September.Answer {
    guard (0...13).contains(competitor.ncYear), competitor.holds < 0,
      competitor.draw.preference < parameters.preferenceShare,
      let kind = parameters.suitability.leastIntensiveSuitableKind(
        need: cohort.need[Int(competitor.child)], band: Int(competitor.band), ncYear: Int(competitor.ncYear))
    else { return .nowhere }
    let rank = Int(competitor.draw.which * Double(parameters.preferenceNearest))
    return September.Answer(kind, nearest(kind, for: competitor, cohort, space, rank: rank, needsRoom: false))
  }

  /// Kinds at national shares. The nearest named setting with room where the kind has settings that take new children, else
  /// the destination without one: what a study names of the others is where children are now, not a choice.
  func placeOthers(_ year: Int, _ cohort: Cohort, _ result: inout Placements, _ space: inout Workspace) {
    var kept = 0
    for index in space.competitors.indices {
      let competitor = space.competitors[index]
      let kind = otherKind(competitor, cohort, &space)
      var provision = -1
      // An early years setting is for a child whom mainstream would suit: the others compete for a base or special place.
      if let kind, competitor.holds < 0, kind != .earlyYears || competitor.band == 1 {
        if Self.hasNamedPlaces(kind) {
          provision = nearest(kind, for: competitor, cohort, space, rank: 0, needsRoom: true)
        }
        if provision < 0 { provision = table.destination[Int(kind.rawValue)] }
      }
      if provision >= 0 {
        settle(competitor, in: provision, reason: competitor.reason, year: year, &result, &space)
      } else {
        space.competitors[kept] = competitor
        kept += 1
      }
    }
    space.competitors.removeSubrange(kept...)
  }

  /// The kind that nobody competes for which a child enters, if it does; it does not depend on what is open.
  private func otherKind(_ competitor: Competitor, _ cohort: Cohort, _ space: inout Workspace) -> ProvisionKind? {
    switch space.september.calls[Int(competitor.call)].other {
    case .kind(let kind): return kind
    case .none: return nil
    case .notAsked:
      let kind = parameters.otherKinds.kind(
        need: cohort.need[Int(competitor.child)], ncYear: Int(competitor.ncYear), uniform: competitor.draw.other,
        flows: space.flows)
      space.september.calls[Int(competitor.call)].other = kind.map { .kind($0) } ?? .none
      return kind
    }
  }

  private static func hasNamedPlaces(_ kind: ProvisionKind) -> Bool {
    switch kind {
    case .ap, .independentMainstream, .specialistPost16, .earlyYears: true
    default: false
    }
  }

  /// The provision of a kind that is `rank`-th nearest to a child by fastest drive (from 0), among those open, within the
  /// ceiling, and of the right need and year groups; the farthest of them if there are fewer; -1 if there is none.
  private func nearest(
    _ kind: ProvisionKind, for competitor: Competitor, _ cohort: Cohort, _ space: Workspace, rank: Int, needsRoom: Bool
  ) -> Int {
    let child = Int(competitor.child)
    let home = Int(cohort.home[child])
    let ncYear = Int(competitor.ncYear)
    let ceiling = parameters.travelCeiling[Int(Phase(ncYear: ncYear).rawValue)]
    var last = (seconds: -1, provision: -1)
    for _ in 0...rank {
      var next = (seconds: Int.max, provision: -1)
      func consider(_ provision: Int, _ seconds: Int) {
        guard seconds <= ceiling, (seconds, provision) > last, (seconds, provision) < next,
          table.takes(provision, need: cohort.need[child], ncYear: ncYear), space.places[provision] > 0,
          Int32(provision) != competitor.excluded, space.admits(provision, competitor),
          !needsRoom || space.occupancy[provision] < space.places[provision]
        else { return }
        next = (seconds, provision)
      }
      if kind == .mainstream {
        for school in nearby.schools(home: home, ncYear: ncYear) {
          consider(Int(school.provision), Int(school.journey.seconds))
        }
      } else {
        for near in journeys.near(home, kind) { consider(Int(near.provision), Int(near.journey.seconds)) }
      }
      guard next.provision >= 0 else { break }
      last = next
    }
    return last.provision
  }
}
