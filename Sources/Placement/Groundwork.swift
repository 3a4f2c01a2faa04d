import Planning

/// Doing nothing in one draw, placed, with what each September was made of: other worlds are placed beside it.
///
/// A world differs from doing nothing in a few places and then in the children who follow from them. Everyone else was
/// asked already; only the allocation of each September is found anew, from prices that are nearly right.
public struct Groundwork: Sendable {
  public internal(set) var placements = Placements(children: 0, years: 0, provisions: 0)
  /// By year index; nothing of the base January.
  var septembers: [September] = []
  /// The draw's multipliers, all years.
  var flows: [Double] = []

  public init() {}
}

extension PlacementStage {
  /// Places a cohort in every year and keeps what other worlds of the draw will ask for.
  ///
  /// - Throws: `PlacementFault`, as `place` does.
  public func prepare(
    _ cohort: Cohort, supply: Supply, into ground: inout Groundwork, workspace space: inout Workspace
  ) throws {
    ground.flows = steering.multipliers(seed: seed, draw: cohort.draw)
    var result = Placements(children: cohort.count, years: cohort.horizon + 1, provisions: table.count)
    while ground.septembers.count < result.years { ground.septembers.append(September()) }
    space.september.forgetPrices()
    for year in 0..<result.years {
      try place(year, cohort, supply, ground.flows, &result, &space)
      guard year > 0 else { continue }
      space.september.worth = Array(result.placeValue[year * table.count..<(year + 1) * table.count])
      swap(&ground.septembers[year], &space.september)
      space.september.followPrices(of: ground.septembers[year])
    }
    ground.placements = result
  }

  /// Places the cohort of a groundwork under another supply, which first differs in `year`.
  ///
  /// The result is that of `place`, bit for bit.
  ///
  /// - Throws: `PlacementFault`, as `place` does.
  public func place(
    _ cohort: Cohort, supply: Supply, from year: Int, beside ground: Groundwork, into result: inout Placements,
    workspace space: inout Workspace
  ) throws {
    result.copy(ground.placements)
    space.september.forgetPrices()
    for index in max(1, year)..<max(1, year, result.years) {
      let row = index * Steering.kinds
      space.reset(table, year: index, supply: supply, flows: ground.flows[row..<row + Steering.kinds])
      settleDifferences(index, cohort, beside: ground, &result, &space)
      result.clear(index, provisions: table.count)
      try decide(
        index, cohort, supply, beside: ground.septembers[index], after: ground.septembers[index - 1], &result, &space)
    }
  }

  /// Continuity where it differs from doing nothing: for children who were elsewhere a January earlier, or whose provision
  /// has shut or opened. Everyone else competes, or stays, as there.
  private func settleDifferences(
    _ year: Int, _ cohort: Cohort, beside ground: Groundwork, _ result: inout Placements, _ space: inout Workspace
  ) {
    let nothing = ground.septembers[year]
    space.occupancy = nothing.stayed
    let isOther = noteOpenings(beside: nothing, &space)
    let flow = space.flows[SteeredKind.inmss]
    let row = year * cohort.count
    var next = 0
    noteDifferences(result, ground.placements, year - 1, at: isOther, &space)
    for child in space.differing.lazy.map(Int.init) where cohort.isPresent(child, year: year) {
      let before = Int(result.provision[row - cohort.count + child])
      let beforeThere = Int(ground.placements.provision[row - cohort.count + child])
      while next < nothing.competitors.count, Int(nothing.competitors[next].child) < child {
        space.enter(next, of: nothing)
        next += 1
      }
      if next < nothing.competitors.count, Int(nothing.competitors[next].child) == child {
        if nothing.competitors[next].reason == .repatriated { space.occupancy[beforeThere] -= 1 }
        next += 1
      } else {
        space.occupancy[beforeThere] -= 1
      }
      let ncYear = cohort.ncYear(child, year: year)
      let (reason, brokeDown) = continuity(
        child, in: before, ncYear: ncYear, year: year, cohort, space.places, flow)
      if reason == .stayed {
        result.provision[row + child] = Int16(before)
        result.reason[row + child] = .stayed
        space.occupancy[before] += 1
      } else {
        if reason == .repatriated { space.occupancy[before] += 1 }
        space.enter(
          competitor(child, from: before, reason: reason, brokeDown: brokeDown, ncYear: ncYear, year: year, cohort))
      }
    }
    while next < nothing.competitors.count {
      space.enter(next, of: nothing)
      next += 1
    }
    forgetCompetitors(row, &result, space)
    if table.keepsSpread { noteStayers(row, year, cohort, result, &space) }
  }

  /// Finds who was elsewhere in a year, or at a provision that has shut or opened. Nearly nobody is: the columns are read
  /// without their arrays' checks.
  private func noteDifferences(
    _ placements: Placements, _ other: Placements, _ year: Int, at isOther: [Bool], _ space: inout Workspace
  ) {
    space.differing.removeAll(keepingCapacity: true)
    let row = year * placements.children
    placements.provision.withUnsafeBufferPointer { here in
      other.provision.withUnsafeBufferPointer { there in
        for child in 0..<placements.children {
          let before = here[row + child]
          if before != there[row + child] || (!isOther.isEmpty && before >= 0 && isOther[Int(before)]) {
            space.differing.append(Int32(child))
          }
        }
      }
    }
  }

  /// Takes out where doing nothing has the competitors, so that only those settled here are read.
  private func forgetCompetitors(_ row: Int, _ result: inout Placements, _ space: Workspace) {
    for competitor in space.competitors { result.provision[row + Int(competitor.child)] = -1 }
  }

  /// Notes the year groups of those who stay, who alone have a place by now.
  private func noteStayers(
    _ row: Int, _ year: Int, _ cohort: Cohort, _ result: Placements, _ space: inout Workspace
  ) {
    for child in 0..<cohort.count where result.provision[row + child] >= 0 {
      space.yearGroups.note(
        Int(result.provision[row + child]), ncYear: cohort.ncYear(child, year: year), table)
    }
  }

  /// Notes what is open here and not there, or there and not here. Returns those provisions; empty when there are none.
  private func noteOpenings(beside nothing: September, _ space: inout Workspace) -> [Bool] {
    var changed: [Bool] = []
    for provision in 0..<table.count where space.places[provision] != nothing.places[provision] {
      let places = space.places[provision]
      let there = nothing.places[provision]
      if (places == .max) != (there == .max) { space.hasOtherLimits = true }
      guard (places == 0) != (there == 0) else { continue }
      space.isReopened[Int(table.kind[provision].rawValue)] = true
      if changed.isEmpty { changed = Array(repeating: false, count: table.count) }
      changed[provision] = true
    }
    return changed
  }
}

extension Placements {
  /// Takes over all of another's, keeping its own storage.
  fileprivate mutating func copy(_ other: Placements) {
    if children != other.children || years != other.years || placeValue.count != other.placeValue.count {
      self = other
      return
    }
    provision.replaceSubrange(provision.indices, with: other.provision)
    reason.replaceSubrange(reason.indices, with: other.reason)
    placeValue.replaceSubrange(placeValue.indices, with: other.placeValue)
    placeTimeSaved.replaceSubrange(placeTimeSaved.indices, with: other.placeTimeSaved)
    needValue.replaceSubrange(needValue.indices, with: other.needValue)
    listedOverCapacity = other.listedOverCapacity
    allocationCost = other.allocationCost
    panelExcess = other.panelExcess
  }

  /// Empties what an allocation adds to.
  fileprivate mutating func clear(_ year: Int, provisions: Int) {
    for cell in year * provisions..<(year + 1) * provisions {
      placeValue[cell] = 0
      placeTimeSaved[cell] = Self.noJourney
    }
    let needs = Need.allCases.count
    for cell in year * needs..<(year + 1) * needs { needValue[cell] = 0 }
  }
}
