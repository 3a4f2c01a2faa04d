import Planning
import Units

/// Who bears a placement cost before and after April 2028, when placement costs are due to leave councils and home-to-school
/// transport is not (DOMAIN 2.6).
public enum Bearer {
  /// The first financial year in which government is due to bear placement costs.
  public static let leavingYear = FinancialYear(start: 2028)

  /// Pence by academic year, split at 1 April 2028: seven months of 2027/28 fall before it and five after.
  public static func split(_ pence: [Double], years: [AcademicYear]) -> (council: Double, after: Double) {
    zip(pence, years).reduce(into: (council: 0.0, after: 0.0)) { sums, entry in
      let (amount, year) = entry
      let before = year.start + 1 < leavingYear.start ? 1.0 : year.start + 1 == leavingYear.start ? 7.0 / 12 : 0
      sums.council += amount * before
      sums.after += amount * (1 - before)
    }
  }

  /// What the import-export adjustment gives back for placements in other authorities that no longer are, in pence by academic
  /// year: a sum a child, from the January after, paid in the financial year that starts fifteen months after that January.
  public static func importExport(fewerAway: [Double], pencePerChild: Double, lagYears: Int) -> [Double] {
    fewerAway.indices.map { year in year < lagYears ? 0 : fewerAway[year - lagYears] * pencePerChild }
  }

  /// The High Needs Stability Grant: a share of the deficit at 31 March 2026 and of nothing later. A memo line, in no total.
  public static func stabilityGrant(deficit: Double, share: Double) -> Double { max(0, deficit) * share }
}
