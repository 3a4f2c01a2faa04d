import Assumptions
import Foundation
import Planning
import Randomness

/// An authority that never was, with rates of its own, lived to the end by code that shares nothing with the engines.
///
/// It grows, ages, starts and ends plans from some years before the base January to the horizon. A study sees it up to the
/// base January alone. Then a base opens that has room for all: who is in it at the horizon is the truth that an
/// appraisal's interval should cover.
///
/// Its rates differ from England's as authorities' do, all normal on the log scale: national growth about the mean of
/// the published totals of 2019 to 2025 (0.098, spread 0.012), its own growth a year about that (spread 0.046, three tenths passed
/// on), leaving (0.25), the profile by NC year (0.1), shares in special schools and of the rest in bases (0.25 each).
struct MadeWorld {
  struct Resident {
    var ncYear: Int
    var need: Need
    var band: Int
    var area: Int
    /// Whether a place was decided since the base opened.
    var isInBase = false
  }
  struct Year {
    var stock: Int
    var ceased: Int
  }

  /// Plans held at the base January, and the Januaries up to it, oldest first.
  private(set) var caseload: [Resident] = []
  private(set) var past: [Year] = []
  /// Children in the base at the horizon, who without it would be unmet base demand.
  private(set) var inBase = 0

  static let stream = RandomStream("bench.made-world")
  /// Years lived before the base January.
  private static let before = 12
  /// The first January index with the base open.
  static let opening = 1
  static let specialShare = 0.28
  static let baseShare = 0.17

  /// England's own, read from the shared figures: new plans a child by NC year, needs, and who goes on holding a plan.
  struct Rates {
    var newPlans: [Double] = []
    var needs: [Double] = []
    static let ncYears = -3...20

    init(_ assumptions: AssumptionSet) throws {
      let pupils = try assumptions.table("need.pupils_2024_25_by_nc_year")
      func children(_ ncYear: Int) -> Double {
        pupils.min { abs((Int($0.key) ?? 99) - ncYear) < abs((Int($1.key) ?? 99) - ncYear) }?.value ?? 1
      }
      let started = try assumptions.nested("need.new_plans_2024_by_nc_year_and_need")
      needs = Array(repeating: 0, count: Need.allCases.count)
      for ncYear in Self.ncYears {
        let row = started.first { $0.key == "\(ncYear)" }?.row ?? []
        newPlans.append(row.reduce(0) { $0 + $1.value } / children(ncYear))
        for (code, count) in row { if let need = Need(code: code) { needs[Int(need.rawValue)] += count } }
      }
    }
  }

  /// - Parameter pupils: children by area and NC year from the lowest of `Rates.ncYears`, the same in every year.
  init(_ number: Int, plans: Int, horizon: Int, rates: Rates, pupils: [[Double]]) {
    var random = NamedRandom(seed: 41, stream: Self.stream, draw: number)
    let nation = 0.098 + 0.012 * random.normal()
    let leaving = random.around(1, 0.25)
    let special = min(0.6, random.around(Self.specialShare, 0.25))
    let base = min(0.6, random.around(Self.baseShare, 0.25))
    let profile = rates.newPlans.map { random.around($0, 0.1) }
    let needs = rates.needs.map { random.around($0, 0.3) }
    let weights = pupils.flatMap { zip($0, profile).map(*) }
    func entrant(year: Int) -> Resident {
      let cell = random.pick(weights)
      let chance = random.uniform()
      let band = chance < special ? 3 : random.uniform() < base ? 2 : 1
      return Resident(
        ncYear: Rates.ncYears.lowerBound + cell % profile.count, need: Need.allCases[random.pick(needs)], band: band,
        area: cell / profile.count, isInBase: year >= Self.opening && band == 2)
    }
    // As many as lead to about the plans wanted at the base January.
    var target = Double(plans) * exp(-0.098 * Double(Self.before))
    var residents = (0..<Int(target)).map { _ in entrant(year: -Self.before) }
    var own = 0.0
    for year in 1 - Self.before...horizon {
      own = 0.3 * own + 0.046 * random.normal()
      target *= exp(nation + own)
      let held = residents.count
      residents = residents.compactMap { resident in
        guard random.uniform() >= min(1, leaving * Self.leaving(resident.ncYear + 1)) else { return nil }
        var older = resident
        older.ncYear += 1
        if year >= Self.opening, [0, 7].contains(older.ncYear) { older.isInBase = older.band == 2 }
        return older
      }
      let ceased = held - residents.count
      while residents.count < Int(target.rounded()) { residents.append(entrant(year: year)) }
      if (-3...0).contains(year) { past.append(Year(stock: residents.count, ceased: ceased)) }
      if year == 0 { caseload = residents }
    }
    inBase = residents.count { $0.isInBase && (0...11).contains($0.ncYear) }
  }

  /// Chance that a plan ends, or moves away, before the January at which the child would be in an NC year: in all about the
  /// published 7.4% of plans a year (44,862 of those held in 2024), most of it after Year 11.
  private static func leaving(_ ncYear: Int) -> Double {
    switch ncYear {
    case ..<12: 0.035
    case 12: 0.07
    case 13: 0.11
    case 14: 0.17
    case 15: 0.20
    case 16...18: 0.24
    case 19: 0.30
    case 20: 0.45
    default: .infinity
    }
  }
}

extension NamedRandom {
  fileprivate mutating func around(_ middle: Double, _ spread: Double) -> Double { middle * exp(spread * normal()) }

  /// An index with chances in proportion to weights.
  fileprivate mutating func pick(_ weights: [Double]) -> Int {
    var left = uniform() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return weights.count - 1
  }
}
