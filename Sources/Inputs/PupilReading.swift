import Planning
import Units

/// Pupils of each area by year and year group, counted or forecast.
extension StudyReader {
  mutating func readPupils() {
    guard let table = files.table("pupils") else { return }
    let area = table.column("area_id")
    let year = table.column("year")
    let ncYear = table.column("nc_year")
    let pupils = table.column("pupils")
    let basis = table.column("basis")
    for row in 0..<table.rowCount {
      let areaIndex = table.index(row, area, of: areas, in: "the areas")
      let academicYear = table.year(row, year)
      let number = table.ncYear(row, ncYear)
      let count = table.number(row, pupils, in: 0 ... .greatestFiniteMagnitude, required: true)
      let isForecast = table.choice(row, basis, PupilBasis.self, what: "a basis").map { $0 == .forecast }
      guard let areaIndex, let academicYear, let number, let count, let isForecast else { continue }
      study.pupils.append(
        PupilCount(area: areaIndex, year: academicYear, ncYear: NCYear(number), pupils: count, isForecast: isForecast))
    }
  }
}

private enum PupilBasis: String, CaseIterable { case actual, forecast }
