import Foundation
import Planning
import Randomness

/// How far the pupil forecast may be off, from what the same method would have missed by in the authority's own past.
///
/// Squared scale of the log of all pupils one year on: the authority's squared misses, with those of all authorities
/// counting for three, and a miss of more than three scales as three. Half of a year's miss is repeated in the next.
struct PupilForecastError: Sendable {
  /// Scale of Student's t with five degrees, one year on.
  let scale: Double
  /// Misses of all authorities 2015 to 2022 have scales of 0.0052, 0.0100 and 0.0133 after one, two and three years;
  /// this gives 1.8 and 2.5 times the first.
  static let carryOver = 0.5
  private static let priorMisses = 3.0

  /// - Parameter prior: scale of all authorities' misses.
  init(_ study: Study, prior: Double) {
    let misses = Self.misses(study)
    let square = prior * prior
    let sum = Self.priorMisses * square + misses.reduce(0) { $0 + min($1 * $1, 9 * square) }
    scale = (sum / (Self.priorMisses + Double(misses.count))).squareRoot()
  }

  /// Multipliers on children by year index, 1 at index 0.
  func draw(years: Int, random: inout NamedRandom) -> [Double] {
    var (miss, total) = (0.0, 0.0)
    return (0..<years).map { year in
      guard year > 0 else { return 1 }
      miss = Self.carryOver * miss + scale * random.studentT(5)
      total += miss
      return exp(total)
    }
  }

  /// Log of counted over carried-forward pupils, Reception to Year 11 of the whole authority, for each year with two
  /// counted before it.
  static func misses(_ study: Study) -> [Double] {
    var totals: [Int: [Int: Double]] = [:]
    for row in study.pupils
    where !row.isForecast && row.year <= study.baseYear && SchoolRolls.range.contains(row.ncYear.number) {
      totals[row.year.start, default: [:]][row.ncYear.number, default: 0] += row.pupils
    }
    return totals.keys.sorted().compactMap { year in
      guard let now = totals[year], let last = totals[year - 1], let before = totals[year - 2],
        [now, last, before].allSatisfy({ $0.count == SchoolRolls.range.count && $0.values.allSatisfy { $0 > 0 } })
      else { return nil }
      var expected = last[0] ?? 0
      var counted = now[0] ?? 0
      for ncYear in SchoolRolls.range.dropFirst() {
        let ratio = (last[ncYear] ?? 0) / (before[ncYear - 1] ?? 1)
        expected += (last[ncYear - 1] ?? 0) * ratio
        counted += now[ncYear] ?? 0
      }
      return log(counted / expected)
    }
  }
}
