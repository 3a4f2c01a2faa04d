import Geometry
import Planning
import Units

/// An authority of equal areas with the same number of children in each school year, and a caseload made to order.
struct Authority {
  var study: Study

  /// - Parameter children: pupils of each of Reception to Year 11, in each area, in two Januaries running.
  init(areas: Int = 2, children: Double = 100, horizon: Int = 5, seed: UInt64 = 11) {
    study = Study(
      name: "Test", laCode: "999", laName: "Testshire", baseYear: AcademicYear(start: 2024), horizon: horizon,
      draws: 10,
      seed: seed)
    study.provisions = [.mainstream, .special].map { Provision(id: $0.code, setting: nil, kind: $0) }
    for area in 0..<areas { addArea(children: children, name: "Area \(area)") }
  }

  mutating func addArea(children: Double, name: String, residences: Int = 3) {
    let area = study.areas.count
    study.areas.append(
      Area(id: name, name: name, phase: "all", ruralUrban: .unknown, boundary: MultiPolygon(polygons: [])))
    for number in 0..<residences {
      let weight = Double(number + 1)
      study.residences.append(
        Residence(id: "\(name)-\(number)", home: study.homes.count, weights: SIMD4(repeating: weight)))
      study.homes.append(
        Home(point: Point(easting: Double(area), northing: Double(number)), area: area, kind: .synthetic))
    }
    guard children > 0 else { return }
    for year in [2023, 2024] {
      for ncYear in 0...11 {
        study.pupils.append(
          PupilCount(
            area: area, year: AcademicYear(start: year), ncYear: NCYear(ncYear), pupils: children, isForecast: false))
      }
    }
  }

  /// Adds children with plans, in turn over the areas.
  mutating func addPlans(
    _ count: Int, ncYear: Int, need: Need = .asd, area: Int? = nil, kind: ProvisionKind = .mainstream
  ) {
    for _ in 0..<count {
      let number = study.caseload.count
      let target = area ?? number % study.areas.count
      let home = study.homes.firstIndex { $0.area == target } ?? 0
      study.caseload.append(
        Child(
          id: "child \(number)", ncYear: NCYear(ncYear), need: need, band: 1, home: home,
          provision: study.provisions.firstIndex { $0.kind == kind } ?? 0))
    }
  }

  mutating func addHistory(
    _ january: Int, area: Int? = nil, stock: Int? = nil, new: Int? = nil, ceased: Int? = nil, movedIn: Int? = nil,
    movedOut: Int? = nil, requests: Int? = nil, refused: Int? = nil
  ) {
    study.history.append(
      HistoryRow(
        area: area, year: AcademicYear(start: january - 1), ncYear: nil, need: nil, kind: nil, stock: stock, new: new,
        ceased: ceased, movedIn: movedIn, movedOut: movedOut, requests: requests, refused: refused))
  }

  /// Ten plans in each of Years 1 to 16, in turn over the areas.
  static var ordinary: Authority {
    var authority = Authority()
    for ncYear in 1...16 { authority.addPlans(10, ncYear: ncYear, need: ncYear.isMultiple(of: 2) ? .asd : .semh) }
    return authority
  }
}
