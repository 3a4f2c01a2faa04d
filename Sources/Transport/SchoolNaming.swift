import Planning

/// How the school that section I names stands to the nearest suitable one, on which every right but age turns.
///
/// The school a plan names is normally the nearest suitable (ministerial answer of 2022, F10b). Where a parent prefers a
/// further one, the plan may name it on condition that the parent pays for travel, and then names the nearer suitable
/// one too (F19b; SEND Code of Practice 2015 chapter 9, KNOWN).
public enum SchoolNaming: String, Sendable, CaseIterable {
  /// The nearest suitable school with a place, or the only one named.
  case nearestSuitable = "nearest_suitable"
  /// Further, and one of the three nearest suitable.
  case oneOfThreeNearest = "one_of_three_nearest"
  /// Further, and the nearest chosen on grounds of religion or belief.
  case nearestOnBelief = "nearest_on_belief"
  /// Further, named at the parent's wish on condition that the parent pays for travel.
  case onCondition = "on_condition"
}

/// Which placements are at a qualifying school (Education Act 1996 Schedule 35B para 15; F20).
public enum QualifyingSchool {
  /// Maintained schools, academies, non-maintained special schools, pupil referral units and maintained nurseries always;
  /// independent ones where the plan names them as the only or the nearest suitable school.
  @inline(__always)
  public static func includes(_ kind: ProvisionKind, _ naming: SchoolNaming) -> Bool {
    switch kind {
    case .independentSpecial, .independentMainstream: naming == .nearestSuitable
    default: kind.hasDailyJourney
    }
  }
}
