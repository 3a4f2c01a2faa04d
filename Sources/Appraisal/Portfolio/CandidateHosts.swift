import Assumptions
import Placement
import Planning
import Units

/// Mainstream schools whose falling rolls leave whole classrooms, where the next base could be (SPP5).
public struct CandidateHosts: Sendable {
  public struct Host: Sendable {
    /// Index into `Study.settings`.
    public var setting: Int
    public var area: Int
    /// Base places in the rooms that are free.
    public var places: Int
    /// The school's year groups up to Year 11.
    public var ncYears: ClosedRange<Int>
    /// Needs that bases serve, those of most children of the area and these year groups first.
    public var needs: [Need]
  }
  /// Why a mainstream school of the study is not among them.
  public enum Refusal: Sendable, Equatable {
    /// No capacity, roll or group size is known.
    case notKnown
    /// Too few surplus places to free a classroom.
    case noClassroom(surplus: Int)
    /// There is a base already.
    case hasBase
    /// It admits by ability, and such schools were not asked for.
    case selective
  }
  public var hosts: [Host]
  /// By setting.
  public var refused: [Int: Refusal]

  /// - Parameter withSelective: whether schools that admit by ability count too.
  public init(_ study: Study, assumptions: AssumptionSet, withSelective: Bool = false) throws {
    let parameters = try PlacementParameters(assumptions)
    let sizes = assumptions.givenNumbers("base.group_size").map { $0.map { Int($0) } }
    let groupSize = sizes.flatMap { sizes in sizes.min().flatMap { low in sizes.max().map { low...$0 } } }
    let areas = SettingAreas(study)
    var hosts: [Host] = []
    var refused: [Int: Refusal] = [:]
    for (setting, ncYears) in Self.schools(study) {
      let school = study.settings[setting]
      let hasBase = study.provisions.contains { $0.setting == setting && $0.kind.isBase && $0.proposal == nil }
      guard let premises = Premises(school, groupSize: groupSize), let rooms = premises.basePlaces else {
        refused[setting] = .notKnown
        continue
      }
      guard !hasBase else {
        refused[setting] = .hasBase
        continue
      }
      guard withSelective || !school.isSelective else {
        refused[setting] = .selective
        continue
      }
      guard rooms.upperBound > 0 else {
        let surplus = [premises.surplusNow, premises.surplusForecast].compactMap(\.self).min() ?? 0
        refused[setting] = .noClassroom(surplus: surplus)
        continue
      }
      let area = areas.area(of: school.point)
      let needs = Self.needs(study, parameters, area: area, ncYears: ncYears)
      hosts.append(Host(setting: setting, area: area, places: rooms.upperBound, ncYears: ncYears, needs: needs))
    }
    self.hosts = hosts
    self.refused = refused
  }

  /// Mainstream schools in the area with the year groups that a base could serve, in the study's order.
  private static func schools(_ study: Study) -> [(setting: Int, ncYears: ClosedRange<Int>)] {
    study.settings.indices.compactMap { setting in
      guard study.settings[setting].isInArea, !study.settings[setting].isProposed else { return nil }
      let own = study.provisions.filter { $0.setting == setting && $0.kind == .mainstream && $0.proposal == nil }
      guard let low = own.map(\.ncYears.lowerBound).min(), let high = own.map(\.ncYears.upperBound).max() else {
        return nil
      }
      return max(low, 0) <= min(high, 11) ? (setting, max(low, 0)...min(high, 11)) : nil
    }
  }

  private static func needs(
    _ study: Study, _ parameters: PlacementParameters, area: Int, ncYears: ClosedRange<Int>
  ) -> [Need] {
    var children: [Need: Int] = [:]
    for child in study.caseload
    where study.homes[child.home].area == area && ncYears.contains(child.ncYear.number)
      && parameters.needsBase(need: child.need, band: child.band, ncYear: child.ncYear.number)
    {
      children[child.need, default: 0] += 1
    }
    return children.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}

extension CandidateHosts {
  /// Of the planning areas of some proposals for bases, those that have a host, and of the others why not: what is wrong with
  /// the school there that comes nearest.
  public func coverage(
    of proposals: some Sequence<Proposal>, in study: Study
  ) -> (found: [Int], missing: [(area: Int, refusal: Refusal?)]) {
    let places = SettingAreas(study)
    let areas = Set(
      proposals.filter { $0.provisions.contains { study.provisions[$0].kind.isBase } }
        .map { places.area(of: study.settings[$0.setting].point) }
    ).sorted()
    let held = Set(hosts.map(\.area))
    let missing = areas.filter { !held.contains($0) }.map { area in
      let reasons = refused.sorted { $0.key < $1.key }
        .filter { places.area(of: study.settings[$0.key].point) == area }.map(\.value)
      return (area, reasons.max { Self.nearness($0) < Self.nearness($1) })
    }
    return (areas.filter(held.contains), missing)
  }

  /// A base in being is nearest to a host, and a selective school next; then the school with most surplus; last one of which
  /// nothing is known.
  private static func nearness(_ refusal: Refusal) -> Int {
    switch refusal {
    case .hasBase: .max
    case .selective: .max - 1
    case .noClassroom(let surplus): surplus
    case .notKnown: -1
    }
  }
}

extension CandidateHosts {
  /// The study with proposals for a base at each host that none of its own proposals is at, one for each size it could have:
  /// one group, or two where there is room. Of those of a host, listed by index, only one can be built.
  ///
  /// A base opens when the building figure allows after the base year, in one group at first; its capital is the places
  /// at the study's price of a refurbished base place, or at the national one.
  public func proposed(in study: Study, assumptions: AssumptionSet) -> (study: Study, sizes: [[Int]]) {
    var study = study
    var sizes: [[Int]] = []
    let taken = Set(study.proposals.map(\.setting))
    let months = assumptions.given("base.lead_time_months.refurb") ?? 12
    let first = 1 + max(1, Int((months / 12).rounded(.up)))
    let price =
      assumptions.given("capital.base_refurb_per_place") ?? assumptions.given("capital.dfe_alternative_per_place")
    guard first <= study.horizon, let price else { return (study, []) }
    let bias = (try? OptimismBias(assumptions))?.range(.refurbishment).upperBound ?? 0
    let year = FinancialYear(start: study.year(first).start - 1)
    for host in hosts where !taken.contains(host.setting) && !host.needs.isEmpty {
      let setting = study.settings[host.setting]
      let most = min(host.places, Self.mostPlaces)
      let offered = most > Self.groupPlaces ? [Self.groupPlaces, most] : [most]
      sizes.append(Array(study.proposals.count..<study.proposals.count + offered.count))
      for places in offered {
        let id = "host-\(setting.id)-\(places)"
        study.provisions.append(
          Provision(
            id: "\(id)#1", setting: host.setting, kind: .specialistBase,
            needs: NeedSet(host.needs.prefix(Self.mostNeeds)), ncYears: host.ncYears,
            places: (0...study.horizon).map { $0 < first ? 0 : $0 == first ? min(places, Self.groupPlaces) : places },
            proposal: study.proposals.count))
        study.proposals.append(
          Proposal(
            id: id, name: "Base at \(setting.name)", kind: .newBase, setting: host.setting,
            provisions: [study.provisions.count - 1],
            capital: [year: Pence(Int((Double(places) * price * 100).rounded()))], optimismBiasPercent: bias,
            surplusPlaces: host.places, isIllustrative: true))
      }
    }
    return (study, sizes)
  }

  /// A base of more than two groups is rare (DOMAIN 3.5).
  private static let mostPlaces = 24
  private static let groupPlaces = 12
  private static let mostNeeds = 4
}
