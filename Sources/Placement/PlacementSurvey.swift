import Planning

/// What one draw's placements say beside who is where: what places are worth, and who is beyond the travel ceiling.
public struct PlacementSurvey: Sendable {
  public var placements: Placements
  /// By year, provision and need; only what is worth something.
  public var worth: [PlaceWorth] = []
  public var beyondCeiling: [CeilingException] = []
}

/// The worth of one more place at a provision that only children of a need may take, in one September.
public struct PlaceWorth: Sendable, Equatable {
  public var year: Int
  public var provision: Int
  public var need: Need
  /// What the allocation would cost less, pence a year: placement, journey and policy weights, at least cost.
  public var pence: Int
  /// One way, for the child who would gain most; below zero where the place is farther. `nil` where no journey is known, or
  /// that child is there already and leaves its place to another.
  public var secondsSaved: Int?
}

extension PlacementStage {
  /// Places a cohort in every year and says what one more place would be worth, by need. Costs what `place` does.
  ///
  /// - Throws: `PlacementFault`, as `place` does.
  public func survey(_ cohort: Cohort, supply: Supply) throws -> PlacementSurvey {
    let flows = steering.multipliers(seed: seed, draw: cohort.draw)
    var space = Workspace()
    var survey = PlacementSurvey(
      placements: Placements(children: cohort.count, years: cohort.horizon + 1, provisions: table.count))
    for year in 0...cohort.horizon {
      try place(year, cohort, supply, flows, &survey.placements, &space)
      if year > 0 { survey.worth += worth(year, cohort, survey.placements, space) }
    }
    survey.beyondCeiling = beyondCeiling(cohort, survey.placements)
    return survey
  }

  private func worth(_ year: Int, _ cohort: Cohort, _ placements: Placements, _ space: Workspace) -> [PlaceWorth] {
    var most: [Int: (gain: Int, entry: Workspace.Fallback)] = [:]
    forEachGain(space) { entry, provision, gain in
      let need = cohort.need[Int(space.competitors[Int(entry.competitor)].child)]
      let cell = Int(provision) * Need.allCases.count + Int(need.rawValue)
      if gain > most[cell]?.gain ?? 0 { most[cell] = (gain, entry) }
    }
    return most.sorted { $0.key < $1.key }.map { cell, found in
      let provision = cell / Need.allCases.count
      let child = Int(space.competitors[Int(found.entry.competitor)].child)
      let isThere = placements.provision(child, year: year) == provision
      let saved = timeSaved(found.entry, by: Int32(provision), cohort, space)
      return PlaceWorth(
        year: year, provision: provision, need: Need.allCases[cell % Need.allCases.count], pence: found.gain,
        secondsSaved: isThere || saved == Placements.noJourney ? nil : Int(saved))
    }
  }
}
