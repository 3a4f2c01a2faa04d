import Planning
import Units

/// Who is eligible for travel support, rule by rule (DOMAIN 2.1 and 2.4).
///
/// The school a plan names is taken as the nearest suitable one (ministerial answer of 2022, F10b). Routes are taken as
/// safe to walk where the walking network runs; an unsafe one is known to the authority only.
public struct Eligibility: Sendable {
  public let walking: WalkingDistance
  public let extended: ExtendedRights
  public let specialNeeds: SpecialNeeds
  public let postSixteen: PostSixteen

  /// - Parameters:
  ///   - walk: shortest walk to the setting, one way.
  ///   - road: shortest way a motor vehicle can pass, one way.
  ///   - draw: the child's own uniform number: the assessment goes its way where it lies below the chance.
  @inline(__always)
  public func isEligible(
    _ kind: ProvisionKind, ncYear: Int, isLowIncome: Bool, walk: Millimetres, road: Millimetres, draw: Double
  ) -> Bool {
    guard CompulsorySchoolAge.ncYears.contains(ncYear) else {
      return ncYear > 11 && draw < postSixteen.share(kind, ncYear: ncYear, walk: walk)
    }
    let age = CompulsorySchoolAge.age(ncYear: ncYear)
    if walking.isBeyond(walk, age: age) { return true }
    if isLowIncome, extended.isEligible(age: age, walk: walk, road: road) { return true }
    return draw < specialNeeds.chance(kind, ncYear: ncYear, walk: walk, limit: walking.limit(age: age))
  }
}
