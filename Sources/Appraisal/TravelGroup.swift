import Planning
import Transport
import Units

/// The groups of children by whom the guidance has a proposal's travel judged (SPP8): a mean over all hides what happens to
/// the few who move.
public enum TravelGroup: Int, Sendable, CaseIterable {
  /// In another place than if nothing is done.
  case moved
  /// Within thirty minutes' drive of the site, and of a need and year group that its places are for.
  case catchment
  /// Every child with a plan.
  case everyone

  /// How near a home of the catchment is to the site.
  static let catchmentSeconds = 30 * 60
}

/// Where a child is placed, as a from-to matrix names it.
public enum PlaceGroup: Int, Sendable, CaseIterable {
  /// A mainstream school, college or nursery, in no base.
  case mainstream
  case base
  /// A state special school or its satellite.
  case special
  /// Independent special or non-maintained special.
  case inmss
  /// In no place yet.
  case awaiting
  case other

  init(_ kind: ProvisionKind) {
    switch kind {
    case .mainstream, .fe, .earlyYears: self = .mainstream
    case .supportBase, .specialistBase: self = .base
    case .special, .satellite: self = .special
    case .nmss, .independentSpecial: self = .inmss
    case .unplaced: self = .awaiting
    default: self = .other
    }
  }
}

/// What is compared between a group with a proposal and without it.
public enum TravelMeasure: Int, Sendable, CaseIterable {
  /// Means over the children who travel daily in both worlds, so that the change is theirs: metres and seconds, one way.
  case distance, time
  /// Children: with a journey above the excessive-travel threshold, placed out of the area, in INMSS, eligible for transport.
  case excessive, outOfArea, inmss, eligible
}

/// A group in one draw and year.
struct TravelGroupSums: Sendable, Equatable {
  var children = 0
  /// Children who travel daily in both worlds.
  var travelling = 0
  /// Per measure, if nothing is done and with the proposal; distance and time are sums over those who travel in both.
  var nothing = Array(repeating: 0, count: TravelMeasure.allCases.count)
  var proposal = Array(repeating: 0, count: TravelMeasure.allCases.count)
  var newlyEligible = 0
  /// Of the newly eligible, those in no base and no special place if nothing is done.
  var newlyEligibleFromMainstream = 0
  var noLongerEligible = 0
}

/// One draw and year of a proposal built alone: its groups, and who went where.
struct TravelGroupLook: Sendable, Equatable {
  var groups = Array(repeating: TravelGroupSums(), count: TravelGroup.allCases.count)
  /// Children in another place than if nothing is done: from x to, row-major.
  var moves = Array(repeating: 0, count: PlaceGroup.allCases.count * PlaceGroup.allCases.count)
}

extension Study {
  /// The years in which a proposal is looked at: at opening, three years on, and the last year, as far as they lie inside the
  /// run and differ; the last year alone where it opens later.
  public func milestones(of proposal: Int) -> [Int] {
    guard let opening = places(of: proposal).firstIndex(where: { $0 > 0 }), opening <= horizon else { return [horizon] }
    return [opening] + (opening + 3 < horizon ? [opening + 3] : []) + (opening < horizon ? [horizon] : [])
  }
}

extension ProposalLooker {
  /// The groups of a proposal in a year.
  func travelGroups(
    of proposal: Int, _ cohort: Cohort, _ draws: TravelDraws, nothing: Placements, placed: Placements, year: Int
  ) -> TravelGroupLook {
    var look = TravelGroupLook()
    let offered = study.proposals[proposal].provisions.map { study.provisions[$0] }
    let site = study.proposals[proposal].setting
    for child in 0..<cohort.count {
      let here = placed.provision(child, year: year)
      let there = nothing.provision(child, year: year)
      guard here >= 0, there >= 0 else { continue }
      let found = compare(child, cohort, draws, here: here, there: there, year: year)
      look.groups[TravelGroup.everyone.rawValue].add(found)
      if here != there {
        look.groups[TravelGroup.moved.rawValue].add(found)
        look.moves[found.from.rawValue * PlaceGroup.allCases.count + found.to.rawValue] += 1
      }
      let ncYear = cohort.ncYear(child, year: year)
      if Int(travel.drive(home: Int(cohort.home[child]), setting: site).seconds)
        <= TravelGroup.catchmentSeconds,
        offered.contains(where: { $0.needs.contains(cohort.need[child]) && $0.ncYears.contains(ncYear) })
      {
        look.groups[TravelGroup.catchment.rawValue].add(found)
      }
    }
    return look
  }

  private func compare(
    _ child: Int, _ cohort: Cohort, _ draws: TravelDraws, here: Int, there: Int, year: Int
  ) -> ComparedChild {
    let from = PlaceGroup(study.provisions[there].kind)
    let nothing = figures(child, cohort, draws, there, year)
    return ComparedChild(
      from: from, to: here == there ? from : PlaceGroup(study.provisions[here].kind), nothing: nothing,
      proposal: here == there ? nothing : figures(child, cohort, draws, here, year))
  }

  private func figures(
    _ child: Int, _ cohort: Cohort, _ draws: TravelDraws, _ provision: Int, _ year: Int
  ) -> ComparedChild.Figures {
    let place = study.provisions[provision]
    var result = ComparedChild.Figures(
      isOutOfArea: !study.isInArea(place),
      isINMSS: place.kind.isINMSS,
      isEligible: transport.isEligible(child, cohort, draws, provision: provision, year: year))
    if let seconds = seconds(cohort, child, provision), let setting = place.setting {
      result.seconds = seconds
      result.metres = Int(travel.drive(home: Int(cohort.home[child]), setting: setting).metres)
      result.isExcessive = study.isExcessive(Seconds(seconds), ncYear: cohort.ncYear(child, year: year))
    }
    return result
  }
}

/// One child in both worlds.
private struct ComparedChild {
  struct Figures {
    var metres = 0
    /// `nil` where there is no daily journey to a known setting.
    var seconds: Int?
    var isExcessive = false
    var isOutOfArea: Bool
    var isINMSS: Bool
    var isEligible: Bool
  }
  var from: PlaceGroup
  var to: PlaceGroup
  var nothing: Figures
  var proposal: Figures
}

extension TravelGroupSums {
  fileprivate mutating func add(_ child: ComparedChild) {
    children += 1
    if let was = child.nothing.seconds, let now = child.proposal.seconds {
      travelling += 1
      add(.distance, child.nothing.metres, child.proposal.metres)
      add(.time, was, now)
    }
    func one(_ holds: Bool) -> Int { holds ? 1 : 0 }
    add(.excessive, one(child.nothing.isExcessive), one(child.proposal.isExcessive))
    add(.outOfArea, one(child.nothing.isOutOfArea), one(child.proposal.isOutOfArea))
    add(.inmss, one(child.nothing.isINMSS), one(child.proposal.isINMSS))
    add(.eligible, one(child.nothing.isEligible), one(child.proposal.isEligible))
    if child.proposal.isEligible, !child.nothing.isEligible {
      newlyEligible += 1
      if child.from == .mainstream { newlyEligibleFromMainstream += 1 }
    }
    if child.nothing.isEligible, !child.proposal.isEligible { noLongerEligible += 1 }
  }

  private mutating func add(_ measure: TravelMeasure, _ nothing: Int, _ proposal: Int) {
    self.nothing[measure.rawValue] += nothing
    self.proposal[measure.rawValue] += proposal
  }

  /// What a measure is over: children who travel in both worlds, or all.
  func base(_ measure: TravelMeasure) -> Int { measure.isMean ? travelling : children }
}

extension TravelMeasure {
  public var isMean: Bool { self == .distance || self == .time }
}
