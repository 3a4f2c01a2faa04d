import Planning
import Units

/// What the rules ask about one child's way to one school.
public struct TravelCase: Sendable {
  public var kind: ProvisionKind
  public var ncYear: Int
  /// Shortest walk to the nearest open gate, one way (DOMAIN 2.2).
  public var walk: Millimetres
  /// Shortest way a motor vehicle can pass, one way.
  public var road: Millimetres
  /// Free school meals or the £7,400 net-earnings test; see `ExtendedRights`.
  public var isLowIncome: Bool
  /// A child, accompanied as necessary, can walk it in reasonable safety.
  public var isRouteSafe: Bool
  public var naming: SchoolNaming

  @inline(__always)
  public init(
    kind: ProvisionKind, ncYear: Int, walk: Millimetres, road: Millimetres, isLowIncome: Bool = false,
    isRouteSafe: Bool = true, naming: SchoolNaming = .nearestSuitable
  ) {
    self.kind = kind
    self.ncYear = ncYear
    self.walk = walk
    self.road = road
    self.isLowIncome = isLowIncome
    self.isRouteSafe = isRouteSafe
    self.naming = naming
  }
}

/// Why a child is eligible for travel support. Where several grounds hold, the first of these is given.
public enum EligibilityGround: UInt8, Sendable, CaseIterable {
  case walkingDistance, extendedRights, unsafeRoute, specialNeeds, sixthFormPolicy, adultLearner

  public var code: String {
    ["walking_distance", "extended_rights", "unsafe_route", "special_needs", "sixth_form_policy", "adult_learner"][
      Int(rawValue)]
  }
}

/// Who is eligible for travel support, rule by rule (DOMAIN 2.1 and 2.4).
///
/// In a simulation the school placed at is the nearest suitable one, and routes are safe where the walking network runs:
/// published totals do not tell unsafe routes from special needs, so `SpecialNeeds` is calibrated to both.
public struct Eligibility: Sendable {
  public let walking: WalkingDistance
  public let extended: ExtendedRights
  public let specialNeeds: SpecialNeeds
  public let postSixteen: PostSixteen

  /// The ground on which a child is eligible; `nil` where there is none.
  ///
  /// - Parameter draw: the child's own uniform number: an assessment, or the post-16 policy, goes its way where it lies
  ///   below the chance.
  @inline(__always)
  public func ground(_ it: TravelCase, draw: Double) -> EligibilityGround? {
    guard CompulsorySchoolAge.ncYears.contains(it.ncYear) else {
      guard it.ncYear > 11, draw < postSixteen.share(it.kind, ncYear: it.ncYear, walk: it.walk) else { return nil }
      return it.ncYear <= 14 ? .sixthFormPolicy : .adultLearner
    }
    guard QualifyingSchool.includes(it.kind, it.naming) else { return nil }
    let age = CompulsorySchoolAge.age(ncYear: it.ncYear)
    let isNearest = it.naming == .nearestSuitable
    if isNearest, walking.isBeyond(it.walk, age: age) { return .walkingDistance }
    if it.isLowIncome, extended.isEligible(age: age, walk: it.walk, road: it.road, naming: it.naming) {
      return .extendedRights
    }
    guard isNearest else { return nil }
    if !it.isRouteSafe { return .unsafeRoute }
    let chance = specialNeeds.chance(it.kind, ncYear: it.ncYear, walk: it.walk, limit: walking.limit(age: age))
    return draw < chance ? .specialNeeds : nil
  }
}
