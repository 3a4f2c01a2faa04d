import Geometry
import Units

/// One authority's inputs, checked and with dense ids: every `Int` that names something is its index in an array here.
///
/// Made once, by `Inputs`; nothing later changes it. An option is a different `Supply`, never a different study.
public struct Study: Sendable {
  public var name: String
  /// DfE's three-digit code of the authority that holds the plans.
  public var laCode: String
  public var laName: String
  /// The authority's nine-character ONS code, such as E06000051; `nil` where the study gives none.
  public var onsCode: String?
  /// The academic year whose January is the opening stock; year index 0.
  public var baseYear: AcademicYear
  /// Years projected after the base year; year indices 1 to `horizon`.
  public var horizon: Int
  public var draws: Int
  public var seed: UInt64
  public var areas: [Area] = []
  /// Weighted residences first (the same order and count as `residences`), then homes of the caseload.
  public var homes: [Home] = []
  public var residences: [Residence] = []
  public var pupils: [PupilCount] = []
  /// Settings of the study, then sites that proposals name, then those to which options move them.
  public var settings: [Setting] = []
  /// Provisions of the study, then one destination without a setting for each kind (`destination(_:)`), then those of
  /// each proposal in the order of `proposals`, then those that options open in their place.
  public var provisions: [Provision] = []
  public var caseload: [Child] = []
  public var history: [HistoryRow] = []
  public var contracts: [Contract] = []
  public var proposals: [Proposal] = []
  public var options: [PlanOption] = []
  /// How the places left over are given out in a September.
  public var placementPolicy = PlacementPolicy.leastCost
  /// Whether each proposal is assessed alone beside the options; a study whose options hold hundreds of them goes without.
  public var assessesProposalsAlone = true
  /// "Excessive travel" above these one-way times: a printed parameter, not a statutory limit (DOMAIN 2.3).
  public var excessiveTravelPrimary = Seconds.minutes(45)
  public var excessiveTravelSecondary = Seconds.minutes(75)
  /// Counts from 1 to one less than this are suppressed below authority level (DOMAIN 7).
  public var disclosureThreshold = 5

  public init(
    name: String, laCode: String, laName: String, baseYear: AcademicYear, horizon: Int, draws: Int, seed: UInt64
  ) {
    self.name = name
    self.laCode = laCode
    self.laName = laName
    self.baseYear = baseYear
    self.horizon = horizon
    self.draws = draws
    self.seed = seed
  }

  /// The destination of a kind that names no setting, such as `unplaced` or an independent school out of area.
  public func destination(_ kind: ProvisionKind) -> Int {
    provisions.firstIndex { $0.setting == nil && $0.kind == kind && $0.proposal == nil }!
  }
  /// The academic year at a year index.
  public func year(_ index: Int) -> AcademicYear { baseYear.advanced(by: index) }
  /// The index of an academic year, if it is the base year or within the horizon.
  public func index(of year: AcademicYear) -> Int? {
    (0...horizon).contains(year.start - baseYear.start) ? year.start - baseYear.start : nil
  }
}

/// A planning area.
public struct Area: Sendable {
  public var id: String
  public var name: String
  /// `all`, or the one phase the area plans for.
  public var phase: String
  public var ruralUrban: RuralUrban
  /// Empty where areas came as a table without boundaries.
  public var boundary: MultiPolygon
  public init(id: String, name: String, phase: String, ruralUrban: RuralUrban, boundary: MultiPolygon) {
    self.id = id
    self.name = name
    self.phase = phase
    self.ruralUrban = ruralUrban
    self.boundary = boundary
  }
}

/// A point that journeys start from. Never leaves the program but under `local/`.
public struct Home: Sendable, Hashable {
  public var point: Point
  public var area: Int
  public var kind: PointKind
  /// Which tenth of England's LSOAs by deprivation, 1 the most deprived; `nil` where nothing says so.
  public var deprivationDecile: Int?
  public init(point: Point, area: Int, kind: PointKind, deprivationDecile: Int? = nil) {
    self.point = point
    self.area = area
    self.kind = kind
    self.deprivationDecile = deprivationDecile
  }
}

/// A weighted home point from which simulated entrants are drawn.
public struct Residence: Sendable {
  public var id: String
  public var home: Int
  /// Population weights for ages 0-4, 5-10, 11-15, 16-25.
  public var weights: SIMD4<Double>
  public init(id: String, home: Int, weights: SIMD4<Double>) {
    self.id = id
    self.home = home
    self.weights = weights
  }
  /// The weight that applies to an age on 31 August.
  public func weight(age: Int) -> Double { weights[age < 5 ? 0 : age < 11 ? 1 : age < 16 ? 2 : 3] }
}

/// Pupils of an area in a year and year group: actual, or the authority's own forecast.
public struct PupilCount: Sendable {
  public var area: Int
  public var year: AcademicYear
  public var ncYear: NCYear
  public var pupils: Double
  public var isForecast: Bool
  public init(area: Int, year: AcademicYear, ncYear: NCYear, pupils: Double, isForecast: Bool) {
    self.area = area
    self.year = year
    self.ncYear = ncYear
    self.pupils = pupils
    self.isForecast = isForecast
  }
}

/// A school, college or other place that children travel to, or a site a proposal names.
public struct Setting: Sendable {
  public var id: String
  public var urn: String?
  public var name: String
  /// GIAS TypeOfEstablishment code.
  public var typeCode: String?
  public var laCode: String?
  /// `maintained`, a trust's name, or what the study says.
  public var responsibleBody: String?
  public var point: Point
  public var netCapacity: Int?
  public var roll: Int?
  public var rollForecast: Int?
  /// Inside the authority's border; an out-of-area placement is one whose setting is not.
  public var isInArea: Bool
  /// Seconds after midnight.
  public var bellStart: Seconds?
  public var bellEnd: Seconds?
  /// A site that only a proposal names.
  public var isProposed: Bool
  /// Admits by ability, as grammar schools do.
  public var isSelective = false
  public init(
    id: String, urn: String? = nil, name: String, typeCode: String? = nil, laCode: String? = nil,
    responsibleBody: String? = nil, point: Point, netCapacity: Int? = nil, roll: Int? = nil, rollForecast: Int? = nil,
    isInArea: Bool = true, bellStart: Seconds? = nil, bellEnd: Seconds? = nil, isProposed: Bool = false
  ) {
    self.id = id
    self.urn = urn
    self.name = name
    self.typeCode = typeCode
    self.laCode = laCode
    self.responsibleBody = responsibleBody
    self.point = point
    self.netCapacity = netCapacity
    self.roll = roll
    self.rollForecast = rollForecast
    self.isInArea = isInArea
    self.bellStart = bellStart
    self.bellEnd = bellEnd
    self.isProposed = isProposed
  }
}

/// A set of needs, as designations hold them.
public struct NeedSet: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  public init(_ needs: some Sequence<Need>) { rawValue = needs.reduce(0) { $0 | 1 << $1.rawValue } }
  public static let all = NeedSet(Need.allCases)
  @inlinable public func contains(_ need: Need) -> Bool { rawValue & (1 << need.rawValue) != 0 }
}

/// Places of one kind at one setting, for some needs and year groups.
public struct Provision: Sendable {
  public var id: String
  /// `nil` for a destination without a setting: unplaced, home education, independent schools out of area at large.
  public var setting: Int?
  public var kind: ProvisionKind
  public var needs: NeedSet
  public var ncYears: ClosedRange<Int>
  /// Places by year index 0 to horizon; `nil` where the kind has no capacity of its own (mainstream at large).
  public var places: [Int]?
  /// The same before late decisions of its proposal hold any back.
  public var plannedPlaces: [Int]?
  /// The most places it ever has in a year; 0 where it has no capacity of its own.
  public var fullPlaces: Int { max(0, places?.max() ?? 0) }
  /// Places above `places` that a special school takes under pressure, at `overPlacePenalty` of the placement stage.
  public var overPlaces: Int
  /// What the high needs block pays a year for one child here; `nil`: the kind's assumption.
  public var annualCost: Pence?
  /// `place_and_top_up`, `full_fee` or what the study says.
  public var costBasis: String?
  /// Year groups in which a child already here must be placed anew; `nil`: the kind's usual points (0, 7, 12).
  public var transferYears: [Int]?
  /// How it fills while it is new; `nil`: all year groups from its first September.
  public var opening: Opening?
  /// The proposal that would open it; `nil` for what exists.
  public var proposal: Int?
  public init(
    id: String, setting: Int?, kind: ProvisionKind, needs: NeedSet = .all, ncYears: ClosedRange<Int> = NCYear.all,
    places: [Int]? = nil, overPlaces: Int = 0, annualCost: Pence? = nil, costBasis: String? = nil,
    transferYears: [Int]? = nil, opening: Opening? = nil, proposal: Int? = nil
  ) {
    self.id = id
    self.setting = setting
    self.kind = kind
    self.needs = needs
    self.ncYears = ncYears
    self.places = places
    plannedPlaces = places
    self.overPlaces = overPlaces
    self.annualCost = annualCost
    self.costBasis = costBasis
    self.transferYears = transferYears
    self.opening = opening
    self.proposal = proposal
  }
}

/// What bears on a child's placement or journey, beyond need and year group.
public struct ChildTraits: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
  @inlinable public static var transported: ChildTraits { ChildTraits(rawValue: 1) }
  @inlinable public static var wheelchair: ChildTraits { ChildTraits(rawValue: 2) }
  @inlinable public static var assistant: ChildTraits { ChildTraits(rawValue: 4) }
  @inlinable public static var ridesAlone: ChildTraits { ChildTraits(rawValue: 8) }
  @inlinable public static var residential: ChildTraits { ChildTraits(rawValue: 16) }
  /// Placed by a tribunal's order or section I naming: placed first, and may exceed capacity.
  @inlinable public static var directed: ChildTraits { ChildTraits(rawValue: 32) }
  @inlinable public static var lowIncome: ChildTraits { ChildTraits(rawValue: 64) }
  @inlinable public static var lookedAfter: ChildTraits { ChildTraits(rawValue: 128) }
  /// The optional `transported` column was filled for this child, so it is fact and not drawn.
  @inlinable public static var transportKnown: ChildTraits { ChildTraits(rawValue: 256) }
  /// One of those whose later placement, if it is in a kind that has boarders, is residential (`placement.residential_share`).
  @inlinable public static var boarder: ChildTraits { ChildTraits(rawValue: 512) }

  /// Whether a placement in a kind is residential for the child: it lives there and makes no daily journey.
  @inlinable public func boards(in kind: ProvisionKind) -> Bool {
    contains(.residential) || (contains(.boarder) && kind.hasBoarders)
  }
}

/// A child with a plan at the base January. Pseudonymous; no name or date of birth is ever read.
public struct Child: Sendable {
  public var id: String
  public var ncYear: NCYear
  public var need: Need
  /// Complexity band 1 (least) to 4: the least intensive suitable kind is mainstream, base, special, and special with
  /// the most support (`Models/assumptions/placement.yaml`).
  public var band: Int
  public var home: Int
  /// Index into `Study.provisions`: the provision named, or the destination of its kind.
  public var provision: Int
  public var traits: ChildTraits
  /// Children this one must not share a vehicle with, by caseload index.
  public var notWith: [Int]
  /// Brothers and sisters in the caseload, by caseload index; each names the other.
  public var siblings: [Int]
  public init(
    id: String, ncYear: NCYear, need: Need, band: Int, home: Int, provision: Int, traits: ChildTraits = [],
    notWith: [Int] = [], siblings: [Int] = []
  ) {
    self.id = id
    self.ncYear = ncYear
    self.need = need
    self.band = band
    self.home = home
    self.provision = provision
    self.traits = traits
    self.notWith = notWith
    self.siblings = siblings
  }
}

/// A row of published or local history. `nil` in a dimension means `all`; `nil` in a count means not known.
public struct HistoryRow: Sendable {
  /// `nil`: the whole authority.
  public var area: Int?
  /// State at this year's January; flows in the calendar year that starts then less one (DfE: 2024 runs to January 2025).
  public var year: AcademicYear
  public var ncYear: NCYear?
  public var need: Need?
  public var kind: ProvisionKind?
  public var stock: Int?
  public var new: Int?
  public var ceased: Int?
  public var movedIn: Int?
  public var movedOut: Int?
  /// Requests for an assessment, and those of them that were turned down without one.
  public var requests: Int?
  public var refused: Int?
  public init(
    area: Int?, year: AcademicYear, ncYear: NCYear?, need: Need?, kind: ProvisionKind?, stock: Int?, new: Int?,
    ceased: Int?, movedIn: Int?, movedOut: Int?, requests: Int? = nil, refused: Int? = nil
  ) {
    self.area = area
    self.year = year
    self.ncYear = ncYear
    self.need = need
    self.kind = kind
    self.stock = stock
    self.new = new
    self.ceased = ceased
    self.movedIn = movedIn
    self.movedOut = movedOut
    self.requests = requests
    self.refused = refused
  }
}

/// A transport contract: priced by route and day, as authorities let them.
public struct Contract: Sendable {
  public var route: String
  public var setting: Int
  public var vehicle: String
  public var seats: Int
  public var children: Int
  public var milesPerDay: Double
  public var pricePerDay: Pence
  public var days: Int
  public var start: CivilDate?
  public var end: CivilDate?
  public var noticeWeeks: Int?
  public init(
    route: String, setting: Int, vehicle: String, seats: Int, children: Int, milesPerDay: Double, pricePerDay: Pence,
    days: Int, start: CivilDate? = nil, end: CivilDate? = nil, noticeWeeks: Int? = nil
  ) {
    self.route = route
    self.setting = setting
    self.vehicle = vehicle
    self.seats = seats
    self.children = children
    self.milesPerDay = milesPerDay
    self.pricePerDay = pricePerDay
    self.days = days
    self.start = start
    self.end = end
    self.noticeWeeks = noticeWeeks
  }
}

extension Study {
  /// Whether children at a provision are in the area: as its setting is; one that names none is, unless it is INMSS.
  public func isInArea(_ provision: Provision) -> Bool {
    provision.setting.map { settings[$0].isInArea } ?? !provision.kind.isINMSS
  }

  /// Places of a proposal by year index 0 to horizon, all its provisions together.
  public func places(of proposal: Int) -> [Int] { sum(of: proposal, \.places) }

  /// The same before late decisions hold any back.
  public func plannedPlaces(of proposal: Int) -> [Int] { sum(of: proposal, \.plannedPlaces) }

  /// Year groups a proposal serves, from the lowest to the highest of any of its provisions; all if it has none.
  public func ncYears(of proposal: Int) -> ClosedRange<Int> {
    let served = proposals[proposal].provisions.map { provisions[$0].ncYears }
    guard let low = served.map(\.lowerBound).min(), let high = served.map(\.upperBound).max() else { return NCYear.all }
    return low...high
  }

  private func sum(of proposal: Int, _ column: KeyPath<Provision, [Int]?>) -> [Int] {
    (0...horizon).map { year in
      proposals[proposal].provisions.reduce(0) { sum, provision in
        let places = provisions[provision][keyPath: column] ?? []
        return sum + (year < places.count ? max(0, places[year]) : 0)
      }
    }
  }

  /// Whether a journey one way is above the study's own figure for what is excessive (DOMAIN 2.3: guidance, not a limit).
  @inlinable public func isExcessive(_ journey: Seconds, ncYear: Int) -> Bool {
    journey > (ncYear < 7 ? excessiveTravelPrimary : excessiveTravelSecondary)
  }
}
