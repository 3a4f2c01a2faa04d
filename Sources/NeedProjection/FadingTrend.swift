import Assumptions
import Foundation
import Planning
import Randomness

/// How the trend in new plans a child ends: beyond the years that published figures can test, a share of it is left
/// each year on.
///
/// Plans that grow by the same percentage for ever need new plans a child that rise for ever. Nothing published can say
/// when that stops, so the central course lets the trend fade, and draws go from a fast fade to none
/// (`need.trend_damping` gives the reasons).
struct FadingTrend: Sendable, Equatable {
  /// Years in which the growth model is followed as the backtest scores it.
  static let testedYears = 3

  /// Share of a year's trend that is left in the next: central, and the ends of what draws take.
  var central: Double
  var low: Double
  var high: Double

  init(_ assumptions: AssumptionSet) throws {
    let id = "need.trend_damping"
    let table = try assumptions.table(id)
    func field(_ key: String) throws -> Double {
      let value = try GrowthPriors.field(key, table, id)
      guard (0...1).contains(value) else {
        throw AssumptionError(id: id, problem: "\(key) is \(value), not a share", remedy: "Give a number from 0 to 1.")
      }
      return value
    }
    central = try field("central")
    low = try field("low")
    high = try field("high")
  }

  /// The share of a draw, level between the ends; the central one for draw -1.
  func share(seed: UInt64, draw: Int) -> Double {
    guard draw >= 0 else { return central }
    var random = NamedRandom(seed: seed, stream: Self.stream, draw: draw)
    return low + (high - low) * random.uniform()
  }
  private static let stream = RandomStream("need.trend")

  /// Expected log growth since the base January, by year index: as given in the tested years, and then what new plans
  /// on a fading trend make of the stock.
  func growth(_ tested: [Double], flows: ExpectedFlows, share: Double) -> [Double] {
    let plans = flows.opening.reduce(0, +)
    guard tested.count > Self.testedYears + 1, plans > 0 else { return tested }
    let course = tested[...Self.testedYears].map { plans * exp(min($0, 100)) }
    let first = NewPlanMultipliers(course: course, flows: flows)
    let (start, end) = (first.values[1], first.values[Self.testedYears])
    let trend = start > 0 && end > 0 ? log(end / start) / Double(Self.testedYears - 1) : 0
    var multiplier = end
    var left = trend
    var stock = first.stock
    var growth = Array(tested[...Self.testedYears])
    for year in (Self.testedYears + 1)..<tested.count {
      left *= share
      multiplier = min(multiplier * exp(left), NewPlanMultipliers.ceiling)
      stock = flows.closing(stock, year: year, multiplier: multiplier)
      growth.append(log(max(stock.reduce(0, +), 0.5) / plans))
    }
    return growth
  }
}

/// What is expected of an authority at England's rates and its own levels of leaving and moving, before its course.
struct ExpectedFlows: Sendable {
  /// Plans held at the base January by NC year slot.
  var opening: [Double]
  /// Chance of staying to each year index, years x NC year slots; so are the entrants.
  var staying: [Double]
  /// Expected new plans at England's rates.
  var newPlans: [Double]
  /// Expected moves in.
  var movingIn: [Double]

  /// Plans of a year before that are still held, and moves in, by slot.
  func kept(_ stock: [Double], year: Int) -> [Double] {
    let row = year * YearGroups.count
    return (0..<YearGroups.count).map { slot in
      (slot > 0 ? stock[slot - 1] * staying[row + slot] : 0) + movingIn[row + slot]
    }
  }

  /// Plans a year on, by slot.
  func closing(_ stock: [Double], year: Int, multiplier: Double) -> [Double] {
    let row = year * YearGroups.count
    return zip(kept(stock, year: year), newPlans[row..<(row + YearGroups.count)]).map { $0 + multiplier * $1 }
  }

  func started(year: Int) -> Double {
    newPlans[(year * YearGroups.count)..<((year + 1) * YearGroups.count)].reduce(0, +)
  }
}
