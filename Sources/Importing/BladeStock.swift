import Inputs
import Planning

/// Which plans of a SEN2 export were held on a day, and the rows of the modules that say more of each.
///
/// A plan is held from its start to the day it ceased, both included; one that moved to another authority has ceased
/// here. A request without a named plan is held while its active plan has a placement, as plans that moved in are.
struct BladeStock {
  struct Plan {
    /// Rows in the modules person, requests, activeplans; -1 where there is none.
    var person: Int
    var request: Int
    var active: Int
    var start: CalendarDay?
  }
  private(set) var plans: [Plan] = []
  private(set) var tally = BladeTally()

  init(_ modules: BladeModules, census: CalendarDay) {
    var best: [Int: Plan] = [:]
    for request in modules.personOfRequest.indices {
      guard let person = modules.personOfRequest[request] else { continue }
      let actives = modules.activesOfRequest[request] ?? []
      let plan: Plan
      switch Self.held(modules, request, actives, census) {
      case .yes(let start): plan = Plan(person: person, request: request, active: actives.first ?? -1, start: start)
      case .byPlacement:
        tally.heldWithoutNamedPlan += 1
        plan = Plan(person: person, request: request, active: actives.first ?? -1, start: nil)
      case .no(let reason):
        tally.count(reason)
        continue
      }
      guard let other = best[person] else {
        best[person] = plan
        continue
      }
      tally.severalPlans += 1
      // The later plan, and one with placements before one without.
      let isBetter =
        (plan.active >= 0 ? 1 : 0, plan.start ?? census) > (other.active >= 0 ? 1 : 0, other.start ?? census)
      if isBetter { best[person] = plan }
    }
    plans = best.keys.sorted().compactMap { best[$0] }
  }

  fileprivate enum Held { case yes(CalendarDay?), byPlacement, no(BladeTally.Reason) }

  private static func held(
    _ modules: BladeModules, _ request: Int, _ actives: [Int], _ census: CalendarDay
  ) -> Held {
    let named = modules.namedPlansOfRequest[request] ?? []
    guard !named.isEmpty else {
      guard let active = actives.first else { return .no(.noPlan) }
      let placements = modules.placementsOfActive[active] ?? []
      if placements.isEmpty { return .byPlacement }
      if placements.contains(where: { modules.isOpen($0, census) }) { return .byPlacement }
      return .no(placements.contains { modules.entry[$0] ?? census > census } ? .startsLater : .ceased)
    }
    var reason = BladeTally.Reason.startsLater
    for plan in named {
      guard let start = modules.start[plan], start <= census else { continue }
      if let end = modules.cease[plan] {
        if end >= census { return .yes(start) }
        reason = modules.ceaseReason[plan] == 5 ? .transferredOut : .ceased
      } else if let why = modules.ceaseReason[plan] {
        reason = why == 5 ? .transferredOut : .ceased
      } else {
        return .yes(start)
      }
    }
    return .no(reason)
  }
}

/// What was left out or unusual in an export, for the report.
struct BladeTally {
  enum Reason { case ceased, transferredOut, startsLater, noPlan }
  fileprivate(set) var ceased = 0
  fileprivate(set) var transferredOut = 0
  fileprivate(set) var startsLater = 0
  /// Requests and assessments that have not led to a plan.
  fileprivate(set) var noPlan = 0
  fileprivate(set) var heldWithoutNamedPlan = 0
  fileprivate(set) var severalPlans = 0

  fileprivate mutating func count(_ reason: Reason) {
    switch reason {
    case .ceased: ceased += 1
    case .transferredOut: transferredOut += 1
    case .startsLater: startsLater += 1
    case .noPlan: noPlan += 1
    }
  }
}
