import Foundation

/// How cohorts pass from one school year to the next: the carry-over of the last year counted, and Reception from
/// births.
///
/// The last year alone does as well as any mean of more for whole authorities, and pooling authorities does harm; so
/// only areas within an authority are pooled, by gamma-Poisson. Births and the last Reception weigh alike in the next
/// one.
struct CohortSurvival: Sendable {
  /// The authority's ratio of each of Years 1 to 11 to the year group below it a year before.
  private let ratios: [Double]
  private let areaRatios: [GammaPoisson]
  /// Reception over the births of its cohort, log, and how areas stand to it; `nil` without births.
  private let uptake: Double?
  private let areaUptake: GammaPoisson
  /// Weights of the last three years of uptake, latest first.
  private static let weights = [1, 0.6, 0.36]

  /// - Parameters:
  ///   - lastYear: The last year counted; a transition seen in forecasts alone serves where none was counted.
  ///   - pupils: Of an area, year and NC year; NC year -4 is births of the year to its September.
  init(
    areas: Int, lastYear: Int, lastForecast: Int, usesBirths: Bool,
    pupils: (_ area: Int, _ year: Int, _ ncYear: Int) -> Double?
  ) {
    var ratios: [Double] = []
    var byArea: [GammaPoisson] = []
    func pairs(_ year: Int, _ from: (year: Int, ncYear: Int), _ ncYear: Int) -> (before: [Double], after: [Double]) {
      var (before, after) = (Array(repeating: 0.0, count: areas), Array(repeating: 0.0, count: areas))
      for area in 0..<areas {
        guard let start = pupils(area, from.year, from.ncYear), let end = pupils(area, year, ncYear) else { continue }
        before[area] = start
        after[area] = end
      }
      return (before, after)
    }
    for ncYear in SchoolRolls.range.dropFirst() {
      var seen = pairs(0, (-1, ncYear - 1), ncYear)
      for year in Array((1...max(1, lastYear)).reversed()) + Array((lastYear + 1)..<max(lastYear + 1, lastForecast + 1))
      {
        seen = pairs(year, (year - 1, ncYear - 1), ncYear)
        if seen.before.contains(where: { $0 > 0 }) { break }
      }
      let total = seen.before.reduce(0, +)
      ratios.append(total > 0 ? seen.after.reduce(0, +) / total : 1)
      byArea.append(GammaPoisson(observed: seen.after, expected: seen.before))
    }
    self.ratios = ratios
    areaRatios = byArea
    var logs: [Double] = []
    var (births, entered) = (Array(repeating: 0.0, count: areas), Array(repeating: 0.0, count: areas))
    for year in stride(from: lastYear, through: max(4, lastYear - 2), by: -1) where usesBirths {
      let seen = pairs(year, (year - 4, -4), 0)
      let (born, came) = (seen.before.reduce(0, +), seen.after.reduce(0, +))
      guard born > 0, came > 0 else { continue }
      logs.append(log(came / born))
      for area in 0..<areas {
        births[area] += seen.before[area]
        entered[area] += seen.after[area]
      }
    }
    let weight = zip(logs, Self.weights).reduce(0) { $0 + $1.1 }
    uptake = logs.isEmpty ? nil : zip(logs, Self.weights).reduce(0) { $0 + $1.0 * $1.1 } / weight
    areaUptake = GammaPoisson(observed: entered, expected: births)
  }

  /// Pupils of a year group over those of the one below a year before.
  func factor(to ncYear: Int, area: Int) -> Double {
    guard SchoolRolls.range.dropFirst().contains(ncYear) else { return 1 }
    return ratios[ncYear - 1] * areaRatios[ncYear - 1].factor(area)
  }

  /// The next Reception, halfway on a log scale between the last and what births give; `nil` without births.
  func reception(last: Double, births: Double?, area: Int) -> Double? {
    guard let births, births > 0, let uptake else { return nil }
    let entering = births * exp(uptake) * areaUptake.factor(area)
    return last > 0 ? (last * entering).squareRoot() : entering
  }
}
