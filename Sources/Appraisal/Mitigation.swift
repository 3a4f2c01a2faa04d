import Assumptions
import Planning
import Units

/// What can be done about a longer journey, proposed by rule where it would help (SPP8).
public enum Mitigation: String, Sendable, CaseIterable {
  /// Children of one area on one run board at one point.
  case sharedPickUp = "shared_pick_up"
  /// Some days of the week at a mainstream site near home.
  case satelliteHours = "satellite_hours"
  /// Nobody moves in the middle of a phase.
  case phasedTransfer = "phased_transfer"
  /// The same places at another school.
  case alternativeSite = "alternative_site"
}

/// One child's journey against doing nothing, and what bears on whether a mitigation helps.
struct JourneyGrowth: Sendable {
  /// Seconds one way, this world's less doing nothing's.
  var seconds: Int
  var area: Int
  var provision: Int
  /// Came to where it is in the middle of a phase.
  var isMove: Bool
  /// The same on a day at the nearest mainstream school; `nil` where the place is no special school's.
  var satelliteSeconds: Int?
  var isLowIncome: Bool

  /// Journeys that differ by more than this are longer or shorter, in seconds: five minutes (FORMATS).
  static let noticeable = Seconds.minutes(5).count
  var isLonger: Bool { seconds > Self.noticeable }
}

/// The figures that say how much a mitigation takes off a journey.
struct MitigationRules: Sendable {
  /// Seconds that a stop for one more child takes; `nil` where no figure says.
  var boardingSeconds: Double?
  /// Share of days at a site near home.
  var satelliteDays: Double?
  /// Fewest children of an area to one place for a shared pick-up.
  let fewestSharing = 3
  /// Children one vehicle picks up.
  let mostSharing = 8

  init(_ assumptions: AssumptionSet) {
    boardingSeconds = assumptions.given("transport.boarding_minutes").map { $0 * 60 }
    satelliteDays = assumptions.given("mitigation.satellite_days_share")
  }
  init(boardingSeconds: Double?, satelliteDays: Double?) {
    self.boardingSeconds = boardingSeconds
    self.satelliteDays = satelliteDays
  }
}

extension LongerJourneys {
  /// Counts the longer journeys and what each mitigation leaves of them.
  mutating func count(_ growths: [JourneyGrowth], _ rules: MitigationRules) {
    let longer = growths.filter(\.isLonger)
    all = longer.count
    lowIncome = longer.count(where: \.isLowIncome)
    left[.phasedTransfer] = longer.count { !$0.isMove }
    if let days = rules.satelliteDays {
      left[.satelliteHours] = longer.count { growth in
        guard let near = growth.satelliteSeconds else { return true }
        return Double(growth.seconds) * (1 - days) + Double(near) * days > Double(JourneyGrowth.noticeable)
      }
    }
    if let boarding = rules.boardingSeconds {
      struct Run: Hashable {
        var area: Int
        var provision: Int
      }
      // One stop instead of one a child: the first aboard waits for all the others, the last for nobody.
      let sharing = Dictionary(grouping: longer) { Run(area: $0.area, provision: $0.provision) }
      left[.sharedPickUp] = sharing.values.reduce(0) { sum, run in
        let saved = run.count < rules.fewestSharing ? 0 : boarding * Double(min(run.count, rules.mostSharing) - 1) / 2
        return sum + run.count { Double($0.seconds) - saved > Double(JourneyGrowth.noticeable) }
      }
    }
  }
}

/// Another school for the same places.
enum AlternativeSite {
  /// Mainstream settings in the area with room for a class, whose year groups meet the proposal's; a school that exists.
  static func candidates(for proposal: Int, in study: Study) -> [Int] {
    let years = study.proposals[proposal].provisions.map { study.provisions[$0].ncYears }
    guard !years.isEmpty, study.proposals[proposal].kind != .adaptation, study.proposals[proposal].kind != .close
    else { return [] }
    return study.settings.indices.filter { index in
      let setting = study.settings[index]
      guard setting.isInArea, !setting.isProposed, index != study.proposals[proposal].setting,
        let premises = Premises(setting, groupSize: nil),
        [premises.surplusNow, premises.surplusForecast].compactMap(\.self).min() ?? 0 >= Premises.classSize
      else { return false }
      return study.provisions.contains { provision in
        provision.setting == index && provision.kind == .mainstream && years.contains { $0.overlaps(provision.ncYears) }
      }
    }
  }

  /// The site with the fewest longer journeys over all draws, where it has fewer than the proposal's own.
  static func best(_ looks: [LongerJourneys], own: Int, candidates: [Int]) -> (site: Int, fewer: Double)? {
    guard !looks.isEmpty else { return nil }
    func longer(_ site: Int) -> Int { looks.reduce(0) { $0 + ($1.bySite[site] ?? 0) } }
    guard let best = candidates.min(by: { (longer($0), $0) < (longer($1), $1) }), longer(best) < longer(own)
    else { return nil }
    return (best, Double(longer(own) - longer(best)) / Double(looks.count))
  }
}
