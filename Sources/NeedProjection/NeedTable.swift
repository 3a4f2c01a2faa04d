import Planning
import Units

/// A mean and quantiles over draws.
public struct NeedInterval: Sendable, Equatable {
  public var mean: Double
  public var p05: Double
  public var p50: Double
  public var p95: Double

  /// Quantiles by linear interpolation between order statistics; `values` in any order and not empty.
  public init(_ values: [Double]) {
    let sorted = values.sorted()
    func quantile(_ share: Double) -> Double {
      let position = share * Double(sorted.count - 1)
      let low = Int(position)
      let high = min(low + 1, sorted.count - 1)
      return sorted[low] + (position - Double(low)) * (sorted[high] - sorted[low])
    }
    mean = values.reduce(0, +) / Double(values.count)
    p05 = quantile(0.05)
    p50 = quantile(0.5)
    p95 = quantile(0.95)
  }
}

/// Counts of plans by area, January, NC year and need over draws, summed within each draw before any quantile is taken.
public struct NeedTable: Sendable {
  /// What rows are kept apart by; what is left out is summed.
  public struct Dimensions: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let area = Dimensions(rawValue: 1)
    public static let ncYear = Dimensions(rawValue: 2)
    public static let need = Dimensions(rawValue: 4)
  }
  /// One row of output; `nil` is all.
  public struct Row: Sendable, Equatable {
    public var area: Int?
    public var year: Int
    public var ncYear: Int?
    public var need: Need?
    public var plans: NeedInterval
  }

  public let areas: Int
  public let years: Int
  public private(set) var draws = 0
  /// Draws x areas x years x NC years x needs.
  private var counts: [UInt16] = []
  private let homeArea: [Int32]

  public init(study: Study) {
    areas = study.areas.count
    years = study.horizon + 1
    homeArea = study.homes.map { Int32($0.area) }
  }

  private var cells: Int { areas * years * YearGroups.count * needCount }

  /// Adds one draw. Draws are added in their own order, so that the table does not depend on who made them.
  public mutating func add(_ cohort: Cohort) {
    let start = counts.count
    counts.append(contentsOf: repeatElement(0, count: cells))
    for child in 0..<cohort.count {
      let area = Int(homeArea[Int(cohort.home[child])])
      for year in Int(cohort.entry[child])..<min(years, Int(cohort.exit[child])) {
        let slot = YearGroups.slot(cohort.ncYear(child, year: year))
        let cell = ((area * years + year) * YearGroups.count + slot) * needCount
        counts[start + cell + Int(cohort.need[child].rawValue)] += 1
      }
    }
    draws += 1
  }

  /// Rows in order of area, year, NC year and need; rows without a plan in any draw are left out.
  public func rows(by dimensions: Dimensions) -> [Row] {
    guard draws > 0 else { return [] }
    let areaGroups = dimensions.contains(.area) ? areas : 1
    let yearGroups = dimensions.contains(.ncYear) ? YearGroups.count : 1
    let needGroups = dimensions.contains(.need) ? needCount : 1
    let groups = areaGroups * years * yearGroups * needGroups
    var sums = Array(repeating: 0.0, count: groups * draws)
    var index = 0
    for draw in 0..<draws {
      for area in 0..<areas {
        for year in 0..<years {
          for slot in 0..<YearGroups.count {
            for need in 0..<needCount {
              let count = counts[index]
              index += 1
              guard count > 0 else { continue }
              let a = areaGroups > 1 ? area : 0
              let y = yearGroups > 1 ? slot : 0
              let n = needGroups > 1 ? need : 0
              sums[(((a * years + year) * yearGroups + y) * needGroups + n) * draws + draw] += Double(count)
            }
          }
        }
      }
    }
    return (0..<groups).compactMap { group in
      let values = Array(sums[(group * draws)..<((group + 1) * draws)])
      guard values.contains(where: { $0 > 0 }) else { return nil }
      let need = group % needGroups
      let slot = group / needGroups % yearGroups
      let year = group / needGroups / yearGroups % years
      return Row(
        area: dimensions.contains(.area) ? group / needGroups / yearGroups / years : nil, year: year,
        ncYear: yearGroups > 1 ? YearGroups.numbers[slot] : nil, need: needGroups > 1 ? Need.allCases[need] : nil,
        plans: NeedInterval(values))
    }
  }
}
