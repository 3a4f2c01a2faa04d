import Planning
import Units

/// Why a simulated entrant is where the model puts it in a year, and what would have put it elsewhere.
///
/// About a child that exists in a draw only: it says how the model works, never how a case should be decided.
public struct Explanation: Sendable {
  public var reason: PlacementReason
  public var provision: Int
  /// The provision a January earlier, -1 for none.
  public var before: Int
  public var basis: Basis

  public enum Basis: Sendable {
    /// Where it has been since a year index.
    case stays(since: Int)
    /// Directed or preferred: before all competition.
    case first
    /// A kind that nobody competes for, at its share.
    case share
    case competition(Competition)
  }

  /// How the competition of that September looked to the child.
  public struct Competition: Sendable {
    /// Band the allocation worked with, and whether only an independent place would do.
    public var band: Int
    public var isBoundForINMSS: Bool
    public var chosen: Choice
    /// The next best that had room, what the places are worth to others counted; `nil` where there was none.
    public var next: Choice?
    /// Suitable places within the travel ceiling with a number of places, in all and with none left.
    public var considered: Int
    public var full: Int
    /// One more place at `provision` that September would have put the child in `movedTo`.
    public var changes: [Change]
  }

  /// A place as the allocation weighs it, pence a year.
  public struct Choice: Sendable {
    public var provision: Int
    public var cost: Int
    public var journey: Int
    public var journeySeconds: Int?
    /// Policy weights: for a place that suits less well, over number, or for waiting.
    public var weights: Int
    /// What the place is worth to another child.
    public var worth: Int
    public var total: Int { cost + journey + weights + worth }
  }

  public struct Change: Sendable {
    public var provision: Int
    public var movedTo: Int
  }
}

extension PlacementStage {
  /// Explains a child's placement in a year of a cohort.
  ///
  /// - Returns: `nil` where the child holds no plan that year, or the year is the base January.
  /// - Throws: `PlacementFault`, as `place` does.
  public func explain(_ child: Int, year: Int, of cohort: Cohort, supply: Supply) throws -> Explanation? {
    guard year > 0, year <= cohort.horizon, cohort.isPresent(child, year: year) else { return nil }
    let flows = steering.multipliers(seed: seed, draw: cohort.draw)
    var space = Workspace()
    var result = Placements(children: cohort.count, years: cohort.horizon + 1, provisions: table.count)
    for index in 0...year { try place(index, cohort, supply, flows, &result, &space) }
    let cell = year * cohort.count + child
    let reason = result.reason[cell]
    var explanation = Explanation(
      reason: reason, provision: Int(result.provision[cell]), before: Int(result.provision[cell - cohort.count]),
      basis: .share)
    switch reason {
    case .stayed, .openingStock, .absent:
      var since = year
      while since > 0, result.reason[since * cohort.count + child] == .stayed { since -= 1 }
      explanation.basis = .stays(since: since)
    case .directed, .preference: explanation.basis = .first
    default:
      guard let index = space.competitors.firstIndex(where: { Int($0.child) == child }) else { break }
      var competition = competition(index, cohort, &space)
      for candidate in cheaper(than: competition.chosen, space.candidates) {
        let wider = supply.adding(1, to: candidate, year: year)
        try place(year, cohort, wider, flows, &result, &space)
        let movedTo = Int(result.provision[cell])
        if movedTo != explanation.provision {
          competition.changes.append(.init(provision: candidate, movedTo: movedTo))
        }
      }
      explanation.basis = .competition(competition)
    }
    return explanation
  }

  /// At most this many places are tried with one more.
  private static let tried = 12

  private func cheaper(than chosen: Explanation.Choice, _ candidates: [Workspace.Candidate]) -> [Int] {
    let own = chosen.cost + chosen.journey + chosen.weights
    return candidates.filter { Int($0.cost) < own && Int($0.provision) != chosen.provision }
      .sorted { ($0.cost, $0.provision) < ($1.cost, $1.provision) }.prefix(Self.tried).map { Int($0.provision) }
  }

  /// Reads a competitor's choices back from the workspace of the September just placed; its candidates stay there.
  private func competition(
    _ index: Int, _ cohort: Cohort, _ space: inout Workspace
  ) -> Explanation.Competition {
    let competitor = space.competitors[index]
    let home = Int(cohort.home[Int(competitor.child)])
    let best = gatherChoices(competitor, cohort, &space)
    space.candidates.removeAll { [limits = space.limits] candidate in
      !limits.isEmpty && !limits[Int(candidate.provision)].admits(competitor)
    }
    let unit = Int(space.fallback[index].unit)
    let held = unit < 0 ? nil : choice(of: unit, space)
    let heldSink = held.map { Int(space.instance.sink[$0]) }

    var open: [Explanation.Choice] = []
    var chosen = weigh(best, of: competitor, home: home, over: false, worth: 0)
    if heldSink != nil { open.append(chosen) }
    var full = 0
    for candidate in space.candidates {
      let provision = Int(candidate.provision)
      let own = sink(provision, for: competitor, space)
      // A base may have room and none for the year group.
      let hasRoom = space.free[provision] > 0 && (own >= 0 || !table.isSpread(provision))
      if !hasRoom { full += 1 }
      for (sink, over, hasRoom) in [
        (own, false, hasRoom), (Int(space.overSink[provision]), true, space.over[provision] > 0),
      ] where hasRoom {
        if sink >= 0, sink == heldSink {
          chosen = weigh(candidate, of: competitor, home: home, over: over, worth: 0)
        } else {
          let worth = sink >= 0 ? space.solution.price[sink] : 0
          open.append(weigh(candidate, of: competitor, home: home, over: over, worth: worth))
        }
      }
    }
    let next = open.min { ($0.total, $0.provision) < ($1.total, $1.provision) }
    return Explanation.Competition(
      band: Int(competitor.band), isBoundForINMSS: competitor.isBoundForINMSS, chosen: chosen, next: next,
      considered: space.candidates.count, full: full, changes: [])
  }

  private func weigh(
    _ candidate: Workspace.Candidate, of competitor: Competitor, home: Int, over: Bool, worth: Int
  ) -> Explanation.Choice {
    let provision = Int(candidate.provision)
    var journey = JourneyTable.Journey(seconds: -1, cost: 0)
    if table.setting[provision] >= 0 {
      journey = parameters.journey(travel, home: home, setting: Int(table.setting[provision]))
      if table.setting[provision] == competitor.siblingSetting { journey.cost = 0 }
    }
    let weights = Int(candidate.cost) - annualCost[provision] - Int(journey.cost)
    return Explanation.Choice(
      provision: provision, cost: annualCost[provision], journey: Int(journey.cost),
      journeySeconds: journey.seconds >= 0 ? Int(journey.seconds) : nil,
      weights: weights + (over ? parameters.overPlacePenalty : 0), worth: worth)
  }
}
