import Planning
import Units

/// Children of every area by January and NC year: the authority's own forecast where given, else cohort survival.
///
/// Reception to Year 11 are pupils on roll. Above Year 11 a cohort keeps the size it had in Year 11, and before
/// Reception it takes the size it will have in Reception, so that 0-25 stand on one base, the same as the national
/// rates. A row of NC year -4 is births, from which Reception is forecast four years on. Rows of other year groups are
/// read only where some are above Year 13, which no school roll has: the study then counts residents at every age. An
/// area without any row takes residents by the weights of its residences.
public struct PupilForecast: Sendable {
  public let areas: Int
  /// Year indices 0 (the base January) to the horizon.
  public let years: Int
  /// Children, areas x years x NC years -4 to 21, in that order.
  public let children: [Double]
  /// Last year index that rests on actual counts or on the authority's own forecast; later ones are survival alone.
  public let lastGiven: Int
  /// Whether children are residents, else pupils on roll.
  public let countsResidents: Bool
  /// What stood in for what, as sentences.
  public let notes: [String]

  public func children(area: Int, year: Int, ncYear: Int) -> Double {
    children[cell(area: area, year: year) + YearGroups.slot(ncYear)]
  }
  func cell(area: Int, year: Int) -> Int { (area * years + year) * YearGroups.count }
  /// All children of an area at a year index.
  public func total(area: Int, year: Int) -> Double {
    let start = cell(area: area, year: year)
    return children[start..<(start + YearGroups.count)].reduce(0, +)
  }
  /// All children of the authority by NC year slot, at a year index.
  func authority(year: Int) -> [Double] {
    (0..<YearGroups.count).map { slot in
      (0..<areas).reduce(0) { $0 + children[cell(area: $1, year: year) + slot] }
    }
  }

  init(_ study: Study) {
    areas = study.areas.count
    years = study.horizon + 1
    let rolls = SchoolRolls(study)
    var values: [Double] = []
    values.reserveCapacity(areas * years * YearGroups.count)
    for area in 0..<study.areas.count {
      let grid = rolls.grid(area: area)
      for year in 0...study.horizon {
        for ncYear in NCYear.all { values.append(grid.children(year: study.baseYear.start + year, ncYear: ncYear)) }
      }
    }
    children = values
    countsResidents = rolls.countsResidents
    let last = study.pupils.map(\.year.start).max() ?? study.baseYear.start - 1
    lastGiven = min(study.horizon, last - study.baseYear.start)
    notes = rolls.notes + Self.horizonNote(study, last: last)
  }

  private static func horizonNote(_ study: Study, last: Int) -> [String] {
    guard last < study.baseYear.start + study.horizon else { return [] }
    return [
      "Pupil numbers after \(AcademicYear(start: last)) are cohort survival at the last year's carry-over; Reception "
        + (study.pupils.contains { $0.ncYear.number == -4 }
          ? "follows births as far as they are given." : "stays at its last figure, for want of births.")
    ]
  }
}
