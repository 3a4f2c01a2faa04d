import Assignment
import Planning

/// The competition for what is left: an exact minimum of placement cost, journeys and penalties, or panel order.
extension PlacementStage {
  /// - Parameters:
  ///   - nothing: the same September of doing nothing; an empty one where nothing is known of it.
  ///   - before: doing nothing's September a year earlier, likewise.
  func compete(
    _ year: Int, _ cohort: Cohort, beside nothing: September, after before: September, _ result: inout Placements,
    _ space: inout Workspace
  ) throws {
    if siblings.areThere {
      for index in space.competitors.indices {
        space.competitors[index].siblingSetting = siblings.setting(
          Int(space.competitors[index].child), cohort, year: year, result, table)
      }
    }
    for index in space.competitors.indices { offerChoices(Int32(index), cohort, beside: nothing, &space) }
    if table.keepsSpread { space.yearGroups.fill(table, free: space.free, &space.instance) }
    space.september.start(
      beside: nothing, after: before, space.provisionOfSink, space.overSink, into: &space.start)
    // Of a draw's first September nothing is known: prices of nothing are a worse start than none.
    let isKnown = space.start.contains { $0 > 0 }
    space.solver.solve(space.instance, prices: isKnown ? space.start : nil, into: &space.solution)
    if checksCertificates {
      let certificate = AssignmentCertificate(space.instance, space.solution)
      guard certificate.isAccepted else { throw PlacementFault.notLeastCost(year: year, fault: certificate.fault) }
    }
    // Where the search began must not show: of several least assignments the first is taken.
    space.ties.settle(space.instance, space.solution)
    space.september.keep(space.solution.price, space.provisionOfSink, space.overSink, provisions: table.count)
    let inOrder = decideInOrder(cohort, &space)
    result.panelExcess[year] = inOrder - space.solution.objective
    var total = policy == .panelOrder ? inOrder : space.solution.objective
    for index in space.fallback.indices {
      let entry = space.fallback[index]
      var provision = entry.provision
      if entry.unit < 0 {
        total += Int(entry.cost)
      } else if let choice = choice(of: Int(entry.unit), space) {
        provision = space.provisionOfSink[Int(space.instance.sink[choice])]
      }
      let competitor = space.competitors[Int(entry.competitor)]
      settle(competitor, in: Int(provision), reason: competitor.reason, year: year, &result, &space)
    }
    result.allocationCost[year] = total
    valuePlaces(year, cohort, &result, space)
  }

  /// The choice that the policy makes for a unit, `nil` for its fallback.
  func choice(of unit: Int, _ space: Workspace) -> Int? {
    let choice = Int(policy == .panelOrder ? space.panelChoice[unit] : space.ties.choice[unit])
    return choice < 0 ? nil : choice
  }

  /// The choice of a unit at least cost, whatever the policy.
  private func leastCostChoice(_ unit: Int, _ space: Workspace) -> Int? {
    let choice = Int(space.ties.choice[unit])
    return choice < 0 ? nil : choice
  }

  /// What one more place would save at least cost: the least dual price where some are free, and where a provision is
  /// full or not open what the child who gains most would gain, the place it leaves counted at its own worth.
  private func valuePlaces(_ year: Int, _ cohort: Cohort, _ result: inout Placements, _ space: Workspace) {
    let row = year * table.count
    for provision in 0..<table.count where space.sink[provision] >= 0 {
      result.placeValue[row + provision] = Int32(clamping: space.solution.price[Int(space.sink[provision])])
    }
    for provision in 0..<table.count where table.isSpread(provision) {
      result.placeValue[row + provision] = Int32(clamping: space.yearGroups.worth(provision, space.solution))
    }
    for index in space.fallback.indices where space.fallback[index].unit >= 0 {
      timeFirstTaker(index, row, cohort, &result, space)
    }
    for refusal in space.refused {
      let entry = space.fallback[Int(refusal.entry)]
      let paid = entry.unit < 0 ? Int(entry.cost) : space.solution.unitCost[Int(entry.unit)]
      let cell = row + Int(refusal.provision)
      let worth = Int32(clamping: paid - Int(refusal.cost))
      guard worth > result.placeValue[cell] else { continue }
      result.placeValue[cell] = worth
      result.placeTimeSaved[cell] = timeSaved(entry, by: refusal.provision, cohort, space)
    }
    valueByNeed(year, cohort, &result, space)
  }

  /// What one more place for a need alone would save, at the provision where that is most.
  private func valueByNeed(_ year: Int, _ cohort: Cohort, _ result: inout Placements, _ space: Workspace) {
    let row = year * Need.allCases.count
    for need in 0..<Need.allCases.count { result.needValue[row + need] = 0 }
    forEachGain(space) { entry, _, gain in
      let cell = row + Int(cohort.need[Int(space.competitors[Int(entry.competitor)].child)].rawValue)
      result.needValue[cell] = max(result.needValue[cell], Int32(clamping: gain))
    }
  }

  /// Every child and full provision that it would choose: what it would gain by one more place there that is its own, the
  /// place it leaves counted at its worth to others. Nobody gains by a place more where some are free.
  @inline(__always)
  func forEachGain(_ space: Workspace, _ body: (Workspace.Fallback, _ provision: Int32, _ gain: Int) -> Void) {
    for entry in space.fallback where entry.unit >= 0 {
      let paid = space.solution.unitCost[Int(entry.unit)]
      for choice in space.instance.row(Int(entry.unit)) {
        let sink = Int(space.instance.sink[choice])
        let gain = paid - Int(space.instance.cost[choice])
        if gain > 0, space.solution.price[sink] > 0 { body(entry, space.provisionOfSink[sink], gain) }
      }
    }
    for refusal in space.refused {
      let entry = space.fallback[Int(refusal.entry)]
      let paid = entry.unit < 0 ? Int(entry.cost) : space.solution.unitCost[Int(entry.unit)]
      if paid > Int(refusal.cost) { body(entry, refusal.provision, paid - Int(refusal.cost)) }
    }
  }

  /// Of the full places that are worth as much to a child as the one it has, notes the first child to want each.
  @inline(__always)
  private func timeFirstTaker(
    _ index: Int, _ row: Int, _ cohort: Cohort, _ result: inout Placements, _ space: Workspace
  ) {
    let entry = space.fallback[index]
    let unit = Int(entry.unit)
    let held = leastCostChoice(unit, space)
    for choice in space.instance.row(unit) where choice != held {
      let sink = Int(space.instance.sink[choice])
      guard space.solution.price[sink] > 0,
        Int(space.instance.cost[choice]) + space.solution.price[sink] == space.solution.unitCost[unit]
      else { continue }
      let cell = row + Int(space.provisionOfSink[sink])
      if table.isSpread(cell - row), space.solution.price[sink] > Int(result.placeValue[cell]) { continue }
      guard result.placeTimeSaved[cell] == Placements.noJourney else { continue }
      result.placeTimeSaved[cell] = timeSaved(entry, by: space.provisionOfSink[sink], cohort, space)
    }
  }

  func timeSaved(
    _ entry: Workspace.Fallback, by provision: Int32, _ cohort: Cohort, _ space: Workspace
  ) -> Int32 {
    let home = Int(cohort.home[Int(space.competitors[Int(entry.competitor)].child)])
    var now = Int(entry.provision)
    if entry.unit >= 0, let choice = leastCostChoice(Int(entry.unit), space) {
      now = Int(space.provisionOfSink[Int(space.instance.sink[choice])])
    }
    func seconds(_ provision: Int) -> Int32? {
      let setting = Int(table.setting[provision])
      guard setting >= 0 else { return nil }
      let seconds = travel.drive(home: home, setting: setting).seconds
      return seconds >= 0 && seconds < .max ? seconds : nil
    }
    guard let before = seconds(now), let after = seconds(Int(provision)) else { return Placements.noJourney }
    return before - after
  }

  /// Enters a child's choices: those that doing nothing found, which do not depend on how many places there are.
  private func offerChoices(_ index: Int32, _ cohort: Cohort, beside nothing: September, _ space: inout Workspace) {
    let competitor = space.competitors[Int(index)]
    let call = space.september.calls[Int(competitor.call)]
    if call.isFromNothing, call.fallback.provision >= 0, call.siblingSetting == competitor.siblingSetting,
      !space.hasOtherLimits
    {
      return commit(index, call.fallback, nothing.candidates[Int(call.first)..<Int(call.end)], &space)
    }
    let best = gatherChoices(competitor, cohort, &space)
    space.september.note(best, space.candidates, of: competitor)
    commit(index, best, space.candidates[...], &space)
  }

  /// Gathers a child's choices: the cheapest unlimited one is its fallback, which is returned, and the limited ones go to
  /// `space.candidates`.
  func gatherChoices(_ competitor: Competitor, _ cohort: Cohort, _ space: inout Workspace) -> Workspace.Candidate {
    let child = Int(competitor.child)
    let need = cohort.need[child]
    let band = Int(competitor.band)
    let ncYear = Int(competitor.ncYear)
    let home = Int(cohort.home[child])
    let ceiling = Int32(clamping: parameters.travelCeiling[Int(Phase(ncYear: ncYear).rawValue)])
    var best = Workspace.Candidate(
      provision: Int32(table.destination[Int(ProvisionKind.unplaced.rawValue)]), cost: Int32(parameters.unplacedPenalty)
    )
    if competitor.holds >= 0 { best = ownPlace(competitor, home) }
    space.candidates.removeAll(keepingCapacity: true)
    for choice in choices.kinds(need: need, band: band, ncYear: ncYear) where competitor.mayTake(choice.kind) {
      for near in journeys.near(home, choice.kind)
      where near.journey.seconds <= ceiling && near.provision != competitor.excluded {
        let provision = Int(near.provision)
        guard table.takes(provision, need: need, ncYear: ncYear) else { continue }
        let isShared = table.setting[provision] == competitor.siblingSetting
        let candidate = Workspace.Candidate(
          provision: near.provision,
          cost: Int32(annualCost[provision]) + choice.penalty + (isShared ? 0 : near.journey.cost))
        if space.places[provision] != .max {
          space.candidates.append(candidate)
        } else if candidate.cost < best.cost {
          best = candidate
        }
      }
    }
    for choice in choices.atLarge(need: need, band: band, ncYear: ncYear)
    where choice.provision != competitor.excluded && competitor.mayTake(choice.kind) {
      var cost = choice.cost
      if choice.kind != .independentSpecial {
        guard let behind = journeyBehind(choice.kind, need, ncYear, home, ceiling, space) else { continue }
        cost += behind
      }
      if cost < best.cost { best = .init(provision: choice.provision, cost: cost) }
    }
    if competitor.mayTake(.mainstream) { offerMainstream(competitor, need, home, ceiling, &best, &space) }
    return best
  }

  /// What a reviewed child has: its independent place, at its price and journey.
  private func ownPlace(_ competitor: Competitor, _ home: Int) -> Workspace.Candidate {
    let provision = Int(competitor.holds)
    var cost = Int32(annualCost[provision])
    if table.setting[provision] >= 0 {
      cost += parameters.journey(travel, home: home, setting: Int(table.setting[provision])).cost
    } else {
      cost += Int32(parameters.outOfAreaMetres * parameters.travelPencePerKilometre / 1000)
    }
    return .init(provision: competitor.holds, cost: cost)
  }

  /// A destination without a setting is for children whom no unlimited named one of its kind reaches, and stands behind
  /// all named: the longest journey to one of them, or `nil` if it is not for the child.
  private func journeyBehind(
    _ kind: ProvisionKind, _ need: Need, _ ncYear: Int, _ home: Int, _ ceiling: Int32, _ space: Workspace
  ) -> Int32? {
    var farthest: Int32 = 0
    for near in journeys.near(home, kind)
    where near.journey.seconds <= ceiling && table.takes(Int(near.provision), need: need, ncYear: ncYear) {
      if space.places[Int(near.provision)] == .max { return nil }
      farthest = max(farthest, near.journey.cost)
    }
    return farthest
  }

  /// Mainstream schools by nearness: those with a number of places as choices, the first without one as a fallback.
  private func offerMainstream(
    _ competitor: Competitor, _ need: Need, _ home: Int, _ ceiling: Int32, _ best: inout Workspace.Candidate,
    _ space: inout Workspace
  ) {
    let ncYear = Int(competitor.ncYear)
    var penalty = choices.mainstreamPenalty(need: need, band: Int(competitor.band), ncYear: ncYear)
    if penalty < 0, competitor.mayWait { penalty = parameters.waitingPenalty }
    guard penalty >= 0, ncYear < 12 || competitor.maySixthForm else { return }
    var considered = 0
    var farthest: Int32 = 0
    var hasOpenSchool = false
    for school in nearby.schools(home: home, ncYear: ncYear) {
      guard school.journey.seconds <= ceiling else { break }
      let provision = Int(school.provision)
      guard table.takes(provision, need: need, ncYear: ncYear), school.provision != competitor.excluded else {
        continue
      }
      let isShared = table.setting[provision] == competitor.siblingSetting
      // Behind a school without limit only that of a brother or sister can cost less.
      if hasOpenSchool, !isShared { continue }
      let cost = Int32(annualCost[provision] + penalty) + (isShared ? 0 : school.journey.cost)
      if space.places[provision] == .max {
        if cost < best.cost { best = .init(provision: school.provision, cost: cost) }
        if competitor.siblingSetting < 0 { return }
        hasOpenSchool = true
        continue
      }
      if !table.isLimited[provision] { continue }
      farthest = max(farthest, school.journey.cost)
      space.candidates.append(.init(provision: school.provision, cost: cost))
      considered += 1
      if considered == parameters.mainstreamChoices { break }
    }
    let destination = table.destination[Int(ProvisionKind.mainstream.rawValue)]
    guard !hasOpenSchool, destination >= 0, table.takes(destination, need: need, ncYear: ncYear) else { return }
    let cost = Int32(annualCost[destination] + penalty) + farthest
    if cost < best.cost { best = .init(provision: Int32(destination), cost: cost) }
  }

  /// Enters the candidates that beat the fallback: those with room in the allocation, the others as refusals.
  private func commit(
    _ index: Int32, _ best: Workspace.Candidate, _ candidates: ArraySlice<Workspace.Candidate>,
    _ space: inout Workspace
  ) {
    let entry = Int32(space.fallback.count)
    let competitor = space.competitors[Int(index)]
    var unit: Int32 = -1
    for candidate in candidates {
      let provision = Int(candidate.provision)
      guard candidate.cost <= best.cost, space.admits(provision, competitor) else { continue }
      if space.free[provision] > 0 {
        let sink = openSink(provision, for: competitor, &space)
        guard sink >= 0 else { continue }
        if unit < 0 { unit = Int32(space.instance.addUnit(overflowCost: Int(best.cost))) }
        space.instance.addChoice(sink: Int(sink), cost: Int(candidate.cost))
      } else {
        space.refused.append(.init(entry: entry, provision: candidate.provision, cost: candidate.cost))
      }
      let overCost = Int(candidate.cost) + parameters.overPlacePenalty
      guard space.over[provision] > 0, overCost <= Int(best.cost) else { continue }
      if unit < 0 { unit = Int32(space.instance.addUnit(overflowCost: Int(best.cost))) }
      if space.overSink[provision] < 0 {
        space.overSink[provision] = Int32(space.instance.addSink(capacity: Int(space.over[provision])))
        space.provisionOfSink.append(candidate.provision)
      }
      space.instance.addChoice(sink: Int(space.overSink[provision]), cost: overCost)
    }
    space.fallback.append(.init(competitor: index, unit: unit, provision: best.provision, cost: best.cost))
  }

  /// The sink of a provision's free places, in a base that keeps a spread of year groups that of the child's own; -1 where
  /// the year group has its share.
  private func openSink(_ provision: Int, for competitor: Competitor, _ space: inout Workspace) -> Int32 {
    if table.isSpread(provision) {
      return space.yearGroups.open(
        provision, ncYear: Int(competitor.ncYear), table, places: space.places[provision], free: space.free[provision],
        &space.instance, &space.provisionOfSink)
    }
    if space.sink[provision] < 0 {
      space.sink[provision] = Int32(space.instance.addSink(capacity: Int(space.free[provision])))
      space.provisionOfSink.append(Int32(provision))
    }
    return space.sink[provision]
  }

  /// The sink behind a provision's free places as a child sees it; -1 where it has none.
  func sink(_ provision: Int, for competitor: Competitor, _ space: Workspace) -> Int {
    Int(
      table.isSpread(provision)
        ? space.yearGroups.sink(provision, ncYear: Int(competitor.ncYear)) : space.sink[provision])
  }
}
