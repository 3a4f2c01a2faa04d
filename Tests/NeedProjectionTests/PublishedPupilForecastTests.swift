import Foundation
import Geometry
import Inputs
import Planning
import TestSupport
import Testing
import Units

@testable import NeedProjection

/// Pupil forecasts of every authority from DfE's counts and ONS births, beside the errors that authorities' own
/// forecasts had by the school places scorecard.
@Suite(.enabled(if: SharedData.isPresent, "the published files are not beside the package"))
struct PublishedPupilForecastTests {
  /// Pupils by authority, September of the year and NC year, and the authority's births by year to July.
  private struct Counts {
    var pupils: [String: [Int: [Int: Double]]] = [:]
    var births: [String: [Int: Double]] = [:]
    /// Signed errors by authority: primary and secondary, one and three years ahead.
    var published: [String: [Double]] = [:]
    var rolls: [String: (primary: Double, secondary: Double)] = [:]
  }

  private static let counts = Result { () throws -> Counts in
    let folder = SharedData.folder!.appendingPathComponent("pupils")
    let log = ProblemLog()
    func table(_ name: String) throws -> CSVTable {
      try #require(readTables(folder.appendingPathComponent(name), log: log).first)
    }
    var counts = Counts()
    let rolls = try table("la_pupils_by_nc_year_2011_2022.csv.gz")
    let columns = ["time_period", "old_la_code", "new_la_code", "nc_year", "headcount"].map { rolls.optionalColumn($0) }
    var codes: [String: String] = [:]
    for row in 0..<rolls.rowCount {
      guard let year = rolls.text(row, columns[0]).flatMap({ AcademicYear($0) }),
        let code = rolls.text(row, columns[1]),
        let label = rolls.text(row, columns[3]),
        let ncYear = label == "reception" ? 0 : Int(label.replacing("year_group_", with: "")),
        (0...11).contains(ncYear), let count = columns[4].flatMap({ decimalNumber(rolls.bytes(row, $0)) })
      else { continue }
      counts.pupils[code, default: [:]][year.start, default: [:]][ncYear] = count
      codes[code] = rolls.text(row, columns[2])
    }
    let born = try table("lad_births_actual_predicted.csv.gz")
    let places = ["gss_code", "sex", "date", "annual_births"].map { born.optionalColumn($0) }
    var births: [String: [Int: Double]] = [:]
    for row in 0..<born.rowCount {
      guard born.text(row, places[1]) == "persons", let code = born.text(row, places[0]),
        let date = born.text(row, places[2]), date.dropFirst(5).hasPrefix("07"), let year = Int(date.prefix(4)),
        let count = places[3].flatMap({ decimalNumber(born.bytes(row, $0)) })
      else { continue }
      births[code, default: [:]][year] = count
    }
    for (code, gss) in codes { counts.births[code] = births[gss] }
    let card = try table("la_school_places_scorecard_2025_2023.csv")
    let fields = ["PriNOR", "For_1_P", "For_3_P", "SecNOR", "For_1_S", "For_3_S"].map { card.optionalColumn($0) }
    for row in 0..<card.rowCount where card.text(row, card.optionalColumn("Year")) == "2022/23" {
      guard let code = card.text(row, card.optionalColumn("LANumber")) else { continue }
      let values = fields.compactMap { $0.flatMap { decimalNumber(card.bytes(row, $0)) } }
      guard values.count == 6, values[0] > 0, values[3] > 0 else { continue }
      counts.published[code] = [values[1], values[4], values[2], values[5]].map { $0 * 100 }
      counts.rolls[code] = (values[0], values[3])
    }
    return counts
  }

  /// The authority as one area, as it was known at an origin.
  private func study(_ code: String, origin: Int, years: Int, _ counts: Counts) -> Study? {
    guard let pupils = counts.pupils[code], pupils[origin]?.count == 12 else { return nil }
    var study = Study(
      name: "t", laCode: code, laName: code, baseYear: AcademicYear(start: origin), horizon: years, draws: 1, seed: 1)
    study.areas = [Area(id: "a", name: "a", phase: "all", ruralUrban: .unknown, boundary: MultiPolygon(polygons: []))]
    for (year, row) in pupils where year <= origin {
      for (ncYear, count) in row {
        study.pupils.append(
          PupilCount(
            area: 0, year: AcademicYear(start: year), ncYear: NCYear(ncYear), pupils: count, isForecast: false))
      }
    }
    for (year, count) in counts.births[code] ?? [:] where year <= origin && year >= 2007 {
      study.pupils.append(
        PupilCount(area: 0, year: AcademicYear(start: year), ncYear: NCYear(-4), pupils: count, isForecast: false))
    }
    return study
  }

  /// Log of actual over forecast, primary, secondary and both.
  private func errors(_ code: String, origin: Int, years: Int, _ counts: Counts) -> [Double]? {
    guard let actual = counts.pupils[code]?[origin + years],
      let study = study(code, origin: origin, years: years, counts)
    else { return nil }
    let forecast = PupilForecast(study)
    return [0...6, 7...11, 0...11].map { range in
      let expected = range.reduce(0) { $0 + forecast.children(area: 0, year: years, ncYear: $1) }
      return log(range.reduce(0) { $0 + (actual[$1] ?? 0) } / expected)
    }
  }

  @Test func errorsAreSmallerThanThoseOfTheAuthoritiesOwnForecasts() throws {
    let counts = try Self.counts.get()
    // Authorities in both files whose rolls are the same schools, as far as one can see.
    let codes = counts.published.keys.sorted().filter { code in
      guard let pupils = counts.pupils[code], let target = pupils[2022], let roll = counts.rolls[code] else {
        return false
      }
      let primary = (0...6).reduce(0) { $0 + (target[$1] ?? 0) }
      return (2011...2022).allSatisfy { pupils[$0] != nil } && abs(primary / roll.primary - 1) < 0.15
    }
    #expect(codes.count > 140)
    for (index, years) in [1, 3].enumerated() {
      let made = codes.compactMap { errors($0, origin: 2022 - years, years: years, counts) }
      #expect(made.count == codes.count)
      for phase in 0...1 {
        let own = made.reduce(0) { $0 + abs(exp(-$1[phase]) - 1) } / Double(made.count) * 100
        let theirs = codes.reduce(0) { $0 + abs(counts.published[$1]?[index * 2 + phase] ?? 0) } / Double(codes.count)
        print("pupils 2022/23, \(["primary", "secondary"][phase]), \(years) years: \(own), published \(theirs)")
        #expect(own < theirs)
      }
    }
  }

  @Test func intervalsFromPastMissesHoldWhatCame() throws {
    let counts = try Self.counts.get()
    var tallies: [Int: (inside80: Int, inside90: Int, all: Int)] = [:]
    for years in [1, 3] {
      // Spread of the sum of misses that half pass on, one and three years ahead.
      let growth = years == 1 ? 1 : (1 + 1.5 * 1.5 + 1.75 * 1.75).squareRoot()
      for origin in (years == 1 ? 2017 : 2016)...(2022 - years) {
        for code in counts.pupils.keys.sorted() {
          guard let study = study(code, origin: origin, years: years, counts),
            let error = errors(code, origin: origin, years: years, counts), error[2].isFinite
          else { continue }
          let scale = PupilForecastError(study, prior: 0.0052).scale * growth
          var tally = tallies[years] ?? (0, 0, 0)
          tally.all += 1
          if abs(error[2]) < scale * StudentT.quantile(0.9, degrees: 5) { tally.inside80 += 1 }
          if abs(error[2]) < scale * StudentT.quantile(0.95, degrees: 5) { tally.inside90 += 1 }
          tallies[years] = tally
        }
      }
    }
    for (years, tally) in tallies.sorted(by: { $0.key < $1.key }) {
      let (eighty, ninety) = (Double(tally.inside80) / Double(tally.all), Double(tally.inside90) / Double(tally.all))
      print("pupils, \(years) years: 80% intervals hold \(eighty), 90% \(ninety) of \(tally.all)")
      #expect((0.74...0.88).contains(eighty) && (0.84...0.96).contains(ninety))
    }
  }
}
