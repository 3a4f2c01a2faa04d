import Units

/// Why a child is where they are in a year; every move below a transfer age has one.
public enum PlacementReason: UInt8, CaseIterable, Codable, Sendable {
  /// No plan this year.
  case absent
  case openingStock, stayed, newPlan, phaseTransfer, breakdown, placeClosed, outOfRange, preference, directed
  /// Moved to a state place after a review of an independent one.
  case repatriated
}

/// Where every child of a cohort is, in every year: one world, one draw.
public struct Placements: Sendable {
  public let children: Int
  public let years: Int
  /// Index into `Study.provisions`, year-major (`year * children + child`); -1 when no plan is held.
  public var provision: [Int16]
  /// `PlacementReason`, in the same layout.
  public var reason: [PlacementReason]
  /// Worth in pence a year of one more place, years x provisions, year-major: the dual price of that year's allocation.
  public var placeValue: [Int32]
  /// Seconds one way that the first child to take one more place would save (negative: the journey is longer), in the
  /// same layout; `noJourney` where nobody would, or no journey is known.
  public var placeTimeSaved: [Int32]
  public static let noJourney = Int32.min
  /// Worth in pence a year of one more place that only children of a need may take, at whichever provision it is worth most:
  /// years x needs, year-major.
  public var needValue: [Int32]
  /// Base places taken above capacity by directed or preference placements, per year.
  public var listedOverCapacity: [Int32]
  /// Cost of each year's allocation under the policy used: placement, journey and penalties, pence.
  public var allocationCost: [Int]
  /// What giving the same September's places in panel order costs above least cost, pence; never negative.
  public var panelExcess: [Int]

  public init(children: Int, years: Int, provisions: Int) {
    self.children = children
    self.years = years
    provision = Array(repeating: -1, count: children * years)
    reason = Array(repeating: .absent, count: children * years)
    placeValue = Array(repeating: 0, count: years * provisions)
    placeTimeSaved = Array(repeating: Self.noJourney, count: years * provisions)
    needValue = Array(repeating: 0, count: years * Need.allCases.count)
    listedOverCapacity = Array(repeating: 0, count: years)
    allocationCost = Array(repeating: 0, count: years)
    panelExcess = Array(repeating: 0, count: years)
  }

  @inlinable public func provision(_ child: Int, year: Int) -> Int { Int(provision[year * children + child]) }
}
