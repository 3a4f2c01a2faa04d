import Planning
import Units

/// Pupil rows made into one unbroken table for each area, Reception to Year 11, from the first year to the last needed.
struct SchoolRolls {
  /// The school years a roll is complete for.
  static let range = 0...11

  private let study: Study
  private let firstYear: Int
  private let lastYear: Int
  private var rows: [[Int: Double]]
  private let survival: CohortSurvival
  private let residentsPerWeight: Double
  /// Whether rows count residents: no school roll has year groups above 13.
  let countsResidents: Bool
  private(set) var notes: [String] = []

  init(_ study: Study) {
    self.study = study
    countsResidents = study.pupils.isEmpty || study.pupils.contains { $0.ncYear.number > 13 }
    firstYear = min(study.pupils.map(\.year.start).min() ?? study.baseYear.start, study.baseYear.start)
    lastYear = max(study.pupils.map(\.year.start).max() ?? 0, study.baseYear.start + study.horizon)
    let (first, last) = (firstYear, lastYear)
    var rows: [[Int: Double]] = Array(repeating: [:], count: study.areas.count)
    // Actual counts come last, so that they stand where a forecast for the same cell is also given.
    for row in study.pupils.filter(\.isForecast) + study.pupils.filter({ !$0.isForecast }) {
      rows[row.area][Self.key(row.year.start - first, row.ncYear.number)] = row.pupils
    }
    self.rows = rows
    let lastActual = study.pupils.filter { !$0.isForecast && $0.year <= study.baseYear }.map(\.year.start).max()
    survival = CohortSurvival(
      areas: study.areas.count, lastYear: (lastActual ?? lastYear) - first, lastForecast: last - first,
      usesBirths: !countsResidents
    ) { rows[$0][Self.key($1, $2)] }
    residentsPerWeight = Self.residentsPerWeight(study, rows: rows, base: study.baseYear.start - first)
    let without = study.areas.indices.filter { rows[$0].isEmpty }
    if !without.isEmpty {
      notes.append(
        "No pupil numbers were given for \(without.map { study.areas[$0].name }.joined(separator: ", ")): "
          + "children there are residents by the weights of its residences."
      )
    }
  }

  /// One area's table.
  func grid(area: Int) -> Grid {
    let given = rows[area]
    let years = lastYear - firstYear + 1
    var values = Array(repeating: 0.0, count: years * YearGroups.count)
    for year in 0..<years {
      for ncYear in NCYear.all where Self.range.contains(ncYear) || countsResidents {
        let previous = year > 0 ? values[(year - 1) * YearGroups.count + max(0, YearGroups.slot(ncYear - 1))] : 0
        let value: Double
        if let known = given[Self.key(year, ncYear)] {
          value = known
        } else if ncYear == 0, year > 0,
          let entering = survival.reception(
            last: values[(year - 1) * YearGroups.count + YearGroups.slot(0)],
            births: year >= 4 ? given[Self.key(year - 4, -4)] : nil, area: area)
        {
          value = entering
        } else if year > 0, ncYear > NCYear.all.lowerBound, countsResidents || ncYear > 0, previous > 0 {
          value = previous * survival.factor(to: ncYear, area: area)
        } else if year > 0 {
          value = values[(year - 1) * YearGroups.count + YearGroups.slot(ncYear)]
        } else if let later = nearest(given, ncYear: ncYear) {
          value = later
        } else {
          value = residents(area: area, age: ncYear + 4)
        }
        values[year * YearGroups.count + YearGroups.slot(ncYear)] = value
      }
    }
    return Grid(firstYear: firstYear, years: years, values: values, isResidents: countsResidents)
  }

  /// One area's children by calendar September and NC year.
  struct Grid {
    let firstYear: Int
    let years: Int
    let values: [Double]
    let isResidents: Bool

    func children(year: Int, ncYear: Int) -> Double {
      var (year, ncYear) = (year, ncYear)
      if !isResidents, ncYear > SchoolRolls.range.upperBound {
        year -= ncYear - SchoolRolls.range.upperBound
        ncYear = SchoolRolls.range.upperBound
      } else if !isResidents, ncYear < SchoolRolls.range.lowerBound {
        year += SchoolRolls.range.lowerBound - ncYear
        ncYear = SchoolRolls.range.lowerBound
      }
      let row = min(max(0, year - firstYear), years - 1)
      return values[row * YearGroups.count + YearGroups.slot(ncYear)]
    }
  }

  private static func key(_ year: Int, _ ncYear: Int) -> Int { year * 64 + YearGroups.slot(ncYear) }

  private func nearest(_ given: [Int: Double], ncYear: Int) -> Double? {
    (0...(lastYear - firstYear)).lazy.compactMap { given[Self.key($0, ncYear)] }.first
  }

  private func residents(area: Int, age: Int) -> Double {
    study.residences.reduce(0) { sum, residence in
      study.homes[residence.home].area == area ? sum + residence.weight(age: age) : sum
    } / Self.bandWidth(age: age) * residentsPerWeight
  }

  private static func bandWidth(age: Int) -> Double { age < 5 ? 5 : age < 11 ? 6 : age < 16 ? 5 : 10 }

  /// Pupils of Reception to Year 11 over the weights of the same ages, where both are known: weights need not be
  /// people.
  private static func residentsPerWeight(_ study: Study, rows: [[Int: Double]], base: Int) -> Double {
    var pupils = 0.0
    var weights = 0.0
    var areaWeights = Array(repeating: SIMD4<Double>.zero, count: study.areas.count)
    for residence in study.residences { areaWeights[study.homes[residence.home].area] += residence.weights }
    for area in study.areas.indices {
      for ncYear in range {
        guard let known = rows[area][key(base, ncYear)] else { continue }
        let age = ncYear + 4
        pupils += known
        weights += areaWeights[area][age < 5 ? 0 : age < 11 ? 1 : 2] / bandWidth(age: age)
      }
    }
    return pupils > 0 && weights > 0 ? pupils / weights : 1
  }
}
