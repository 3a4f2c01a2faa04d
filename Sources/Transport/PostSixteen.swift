import Planning
import Units

/// The authority's own post-16 policy: there is no duty to carry for free at sixth-form age (F22), and from 19 support
/// is given where it is necessary (Education Act 1996 s508F, s508G).
///
/// s508F covers courses begun at 19 or later: a learner who began before and continues counts as sixth-form age (KNOWN).
/// Start dates are not held in a study, so a simulation takes Year 12 to 14 as sixth-form age and later years as adult.
public struct PostSixteen: Sendable {
  /// No support up to this walk.
  public let minimumWalk: Millimetres
  /// Kinds x (Year 12 to 14, later): share of learners beyond it who are supported.
  let shares: [Double]

  init(minimumMiles: Double, _ table: [(key: String, row: [(key: String, value: Double)])]) throws {
    minimumWalk = .miles(minimumMiles)
    var shares = [Double](repeating: 0, count: ProvisionKind.allCases.count * 2)
    for (code, row) in table {
      let kind = try TransportFigures.kind(code, in: TransportFigures.postSixteenID)
      for (offset, key) in ["sixth_form", "from_19"].enumerated() {
        shares[Int(kind.rawValue) * 2 + offset] = try TransportFigures.value(key, row, TransportFigures.postSixteenID)
      }
    }
    self.shares = shares
  }

  /// Whether a learner falls under the adult duty, and then travels free where it is necessary.
  public static func isAdultLearner(age: Int, courseBegunAt: Int) -> Bool { age >= 19 && courseBegunAt >= 19 }

  /// The share of learners so placed who are supported.
  @inline(__always)
  public func share(_ kind: ProvisionKind, ncYear: Int, walk: Millimetres) -> Double {
    walk > minimumWalk ? shares[Int(kind.rawValue) * 2 + (ncYear <= 14 ? 0 : 1)] : 0
  }
}
