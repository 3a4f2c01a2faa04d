import Units

/// Children and young people by planning area, academic year and NC year: cohorts rolled forward from 2021/22.
///
/// County cohorts move up one NC year each September with the survival of `cohorts.csv`; births follow `births.csv`.
/// Area shares come from the settlements' populations by age band. Whole numbers throughout: areas add to the county.
func pupilText(_ county: County, _ facts: Facts, base: AcademicYear) throws(FactError) -> String {
  let cohorts = try facts.table("cohorts")
  let births = try facts.table("births")
  var counts: [Int] = []
  var survival: [Int] = []
  for row in 0..<cohorts.count {
    counts.append(try cohorts.integer(row, "residents_2021_22"))
    survival.append(try cohorts.integer(row, "survival_permille"))
  }
  var rows: [String] = []
  for row in 0..<births.count {
    guard let year = AcademicYear(try births.text(row, "year")) else {
      throw FactError(file: births.file, row: row + 2, problem: "the year is not written as 2026/27")
    }
    if row > 0 {
      for index in counts.indices.dropFirst().reversed() { counts[index] = counts[index - 1] * survival[index] / 1000 }
      counts[0] = try births.integer(row, "aged_under_1")
    }
    let basis = year > base ? "forecast" : "actual"
    for (index, total) in counts.enumerated() {
      let ncYear = NCYear.all.lowerBound + index
      let shares = apportion(total, by: areaWeights(county, age: index))
      for (area, pupils) in shares.enumerated() {
        rows.append("\(county.areas[area].id),\(year),\(ncYear),\(pupils),\(basis)")
      }
    }
  }
  return csv("area_id,year,nc_year,pupils,basis", rows)
}

/// Residents of each area in the band that an age on 31 August falls in.
private func areaWeights(_ county: County, age: Int) -> [Int] {
  let band = age < 5 ? 0 : age < 11 ? 1 : age < 16 ? 2 : 3
  var weights = county.areas.map { _ in 0 }
  for settlement in county.settlements {
    if let area = settlement.area { weights[area] += settlement.population[band] }
  }
  return weights
}
