import Planning
import Randomness

extension PlacementStage {
  /// One September: who stays, who is placed before all others, who competes, and what the last places are worth.
  func placeYear(
    _ year: Int, _ cohort: Cohort, _ supply: Supply, flows: ArraySlice<Double>, _ result: inout Placements,
    _ space: inout Workspace
  ) throws {
    space.reset(table, year: year, supply: supply, flows: flows)
    if siblings.areThere { siblings.forget(year, &result) }
    settleContinuity(year, cohort, &result, &space)
    try decide(year, cohort, supply, beside: September(), after: September(), &result, &space)
  }

  /// Places everyone who is to be placed anew this September.
  ///
  /// - Parameters:
  ///   - nothing: the same September of doing nothing; an empty one where nothing is known of it.
  ///   - before: doing nothing's September a year earlier, likewise.
  func decide(
    _ year: Int, _ cohort: Cohort, _ supply: Supply, beside nothing: September, after before: September,
    _ result: inout Placements, _ space: inout Workspace
  ) throws {
    result.listedOverCapacity[year] = 0
    placeFirst(year, cohort, &result, &space)
    placeOthers(year, cohort, &result, &space)
    for provision in 0..<table.count {
      let places = space.places[provision]
      let taken = space.occupancy[provision]
      space.free[provision] = places == .max ? .max : max(0, places - taken)
      let limit = places == .max || places == 0 ? 0 : places &+ supply.overPlaces[provision]
      space.over[provision] =
        table.kind[provision].isBase ? 0 : max(0, limit - max(taken, places == .max ? 0 : places))
    }
    try compete(year, cohort, beside: nothing, after: before, &result, &space)
  }

  /// Children already placed stay, unless the first three principles say why not; the rest become competitors.
  private func settleContinuity(_ year: Int, _ cohort: Cohort, _ result: inout Placements, _ space: inout Workspace) {
    let children = cohort.count
    let row = year * children
    let flow = space.flows[SteeredKind.inmss]
    for child in 0..<children where cohort.isPresent(child, year: year) {
      let ncYear = cohort.ncYear(child, year: year)
      let before = Int(result.provision[row - children + child])
      let (reason, brokeDown) =
        before < 0
        ? (.newPlan, false) : continuity(child, in: before, ncYear: ncYear, year: year, cohort, space.places, flow)
      if reason == .stayed {
        result.provision[row + child] = Int16(before)
        result.reason[row + child] = .stayed
        space.occupancy[before] += 1
        space.yearGroups.note(before, ncYear: ncYear, table)
      } else {
        // A reviewed child keeps its place until a better one is found: what it leaves is offered a September later.
        if reason == .repatriated { space.occupancy[before] += 1 }
        space.enter(
          competitor(child, from: before, reason: reason, brokeDown: brokeDown, ncYear: ncYear, year: year, cohort))
      }
    }
    space.september.competitors = space.competitors
    space.september.stayed = space.occupancy
    space.september.places = space.places
  }

  /// Why a child's placement is decided anew, or that it stays; and whether the placement broke down.
  func continuity(
    _ child: Int, in provision: Int, ncYear: Int, year: Int, _ cohort: Cohort, _ places: [Int32], _ flow: Double
  ) -> (PlacementReason, brokeDown: Bool) {
    let kind = table.kind[provision]
    if kind == .unplaced { return (.newPlan, false) }
    let hazard =
      parameters.breakdown.probability(
        kind, need: cohort.need[child], band: Int(cohort.band[child]), ncYear: ncYear) * flow
    var brokeDown = false
    if hazard > 0 {
      var random = NamedRandom(
        seed: seed, stream: Self.breakdownStream, draw: cohort.draw, year: year, subject: cohort.key[child])
      brokeDown = random.uniform() < hazard
    }
    if places[provision] == 0 { return (.placeClosed, brokeDown) }
    switch table.continuity(provision, ncYear: ncYear) {
    case .phaseTransfer: return (.phaseTransfer, brokeDown)
    case .outOfRange: return (.outOfRange, brokeDown)
    case .stays:
      if brokeDown { return (.breakdown, true) }
      return (isReviewed(child, kind, ncYear: ncYear, year: year, cohort) ? .repatriated : .stayed, false)
    case .staysByShare:
      var random = NamedRandom(
        seed: seed, stream: Self.stayStream, draw: cohort.draw, year: year, subject: cohort.key[child])
      let stays = random.uniform() < parameters.post16StayShare[Int(kind.rawValue)]
      return (stays ? .stayed : .phaseTransfer, false)
    }
  }

  private func isReviewed(_ child: Int, _ kind: ProvisionKind, ncYear: Int, year: Int, _ cohort: Cohort) -> Bool {
    guard repatriationShare > 0, kind.isINMSS, (0...11).contains(ncYear) else { return false }
    var random = NamedRandom(
      seed: seed, stream: Self.reviewStream, draw: cohort.draw, year: year, subject: cohort.key[child])
    return random.uniform() < repatriationShare
  }

  func competitor(
    _ child: Int, from before: Int, reason: PlacementReason, brokeDown: Bool, ncYear: Int, year: Int, _ cohort: Cohort
  ) -> Competitor {
    var random = NamedRandom(
      seed: seed, stream: Self.decisionStream, draw: cohort.draw, year: year, subject: cohort.key[child])
    let draw = Decision(
      directed: random.uniform(), preference: random.uniform(), which: random.uniform(), other: random.uniform(),
      waiting: random.uniform(), sixthForm: random.uniform(), diverted: random.uniform(),
      moment: random.uniform())
    var band = Int(cohort.band[child])
    var comesFromSpecial = false
    if before >= 0 {
      let kind = table.kind[before]
      comesFromSpecial = kind.isStateSpecial || kind.isINMSS
      if comesFromSpecial || brokeDown { band = max(band, 3) } else if kind.isBase { band = max(band, 2) }
    }
    return Competitor(
      child: Int32(child), reason: reason, ncYear: Int8(ncYear), band: UInt8(band),
      excluded: brokeDown ? Int32(before) : -1,
      isBoundForINMSS: brokeDown && draw.diverted >= parameters.divertedShare,
      holds: reason == .repatriated ? Int32(before) : -1,
      decidedAt: Openings.moment(reason, isNew: before < 0, uniform: draw.moment),
      mayWait: band >= 3 && (0...11).contains(ncYear) && !comesFromSpecial && !brokeDown
        && draw.waiting < parameters.waitingShare, maySixthForm: draw.sixthForm < parameters.sixthFormShare, draw: draw)
  }

  func settle(
    _ competitor: Competitor, in provision: Int, reason: PlacementReason, year: Int, _ result: inout Placements,
    _ space: inout Workspace
  ) {
    let cell = year * result.children + Int(competitor.child)
    result.provision[cell] = Int16(provision)
    result.reason[cell] = reason
    if competitor.holds >= 0 {
      if provision == Int(competitor.holds) {
        result.reason[cell] = .stayed
        return
      }
      space.occupancy[Int(competitor.holds)] -= 1
    }
    space.occupancy[provision] += 1
    space.yearGroups.note(provision, ncYear: Int(competitor.ncYear), table)
  }
}
